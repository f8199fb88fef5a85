"""The event kinds of the first step. Sentences are made of the payload's figures alone, so a timeline asks nothing."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from yishi.clock import spoken
from yishi.clock.story import today
from yishi.journal.kinds import EventKind, register
from yishi.journal.models import Visibility
from yishi.people.enums import Role
from yishi.people.models import Person, Seat
from yishi.text.figures import all_grouped

from ..collecting import DeclarationKind, Disposition, InitiativeKind, Moderation
from ..models import Matter, Petition
from ..queries.addresses import page_of
from ..queries.reports import backers_of, backers_of_reports


def _but_the_actor(persons, event):
    return persons.exclude(pk=event.actor_id) if event.actor_id else persons


def _report_backers(event):
    return _but_the_actor(backers_of_reports([event.payload["report"]]), event)


def _merged_backers(event):
    return _but_the_actor(backers_of_reports(event.payload["reports"]), event)


def _matter_backers(event):
    return _but_the_actor(backers_of(Matter.objects.get(pk=event.payload["matter"])), event)


def _committee(event):
    """The petition obliges the committee: its secretary and every one of its members is told (art. 26)."""
    roles = (Role.COMMUNITY_SECRETARY, Role.COMMUNITY_COMMITTEE)
    seats = Seat.objects.on(today()).filter(role__in=roles, place=event.community)
    return Person.objects.filter(pk__in=seats.values("person"))


def _signers(event):
    petition = Petition.objects.get(pk=event.payload["petition"])
    return Person.objects.filter(pk__in=[*petition.signatures.values_list("person", flat=True), petition.opened_by_id])


def _reporter(event):
    return _but_the_actor(Person.objects.filter(reports=event.payload["report"]), event)


def _figures(sentence):
    """Return a reader that fills ``sentence`` (marked for translation) with the event's figures."""
    return lambda event: str(sentence) % all_grouped(event.payload)


def _labelled(sentence, choices, key):
    """Return a reader that fills ``%(label)s`` with the label that ``choices`` has for the figure ``key``."""
    return lambda event: str(sentence) % {"label": choices(event.payload[key]).label}


def _disposed(event):
    return _("The report was answered: %(label)s.") % {"label": Disposition(event.payload["disposition"]).label}


def _called(event):
    return _("The committee calls the meeting for %(day)s.") % {"day": spoken.day_of(event.payload["meeting_on"])}


def _merged(event):
    if not event.payload["supporters"]:
        return ngettext(
            "%(count)s report was merged into this matter.", "%(count)s reports were merged into this matter.",
            event.payload["count"],
        ) % all_grouped(event.payload)
    return ngettext(
        "%(count)s report was merged into this matter; supporters now: %(supporters)s.",
        "%(count)s reports were merged into this matter; supporters now: %(supporters)s.", event.payload["count"],
    ) % all_grouped(event.payload)


def _parties(code, label, sentence=None, told=None):
    return EventKind(code, label, Visibility.PARTIES, sentence, told)


register(
    _parties("report.filed", gettext_lazy("report filed")),
    _parties("report.amended", gettext_lazy("report amended"),
             _figures(gettext_lazy("The report was amended; version %(version)s is kept.")), _report_backers),
    _parties("report.withdrawn", gettext_lazy("report withdrawn"), None, _report_backers),
    _parties("report.supported", gettext_lazy("report supported"),
             _figures(gettext_lazy("Supporters of this report now: %(supporters)s."))),
    _parties("report.unsupported", gettext_lazy("support taken back"),
             _figures(gettext_lazy("Supporters of this report now: %(supporters)s."))),
    _parties("report.merged", gettext_lazy("report merged into a matter")),
    _parties("report.unmerged", gettext_lazy("merge undone"), None, _report_backers),
    _parties("report.disposed", gettext_lazy("report answered"), _disposed, _report_backers),
    _parties("report.followed", gettext_lazy("report answered with its matter"), _disposed),
    _parties("report.converted", gettext_lazy("report turned into an appeal"), None, _report_backers),
    _parties("report.handed_over", gettext_lazy("report handed over to the body in charge"), None, _report_backers),
    _parties("report.moderated", gettext_lazy("statement reviewed"),
             _labelled(gettext_lazy("The statement was reviewed: %(label)s."), Moderation, "moderation"), _reporter),
    _parties("report.attached", gettext_lazy("picture or paper added to a report")),
    at=page_of,
)

register(
    EventKind("matter.opened", gettext_lazy("matter opened")),
    EventKind("matter.reports_merged", gettext_lazy("reports merged"), sentence=_merged, told=_merged_backers),
    EventKind("matter.report_left", gettext_lazy("report left the matter"), sentence=_figures(
        gettext_lazy("A report left this matter; supporters now: %(supporters)s."))),
    EventKind("matter.summary_revised", gettext_lazy("summary revised")),
    EventKind("matter.classified", gettext_lazy("topic and place set")),
    EventKind("matter.initiative_recorded", gettext_lazy("put forward"), sentence=_labelled(
        gettext_lazy("Put forward by: %(label)s."), InitiativeKind, "kind")),
    EventKind("matter.no_duplicate_declared", gettext_lazy("no duplicate"), sentence=_labelled(
        gettext_lazy("Vouched for: %(label)s."), DeclarationKind, "kind")),
    EventKind("matter.privacy_checked", gettext_lazy("privacy checked"), sentence=_labelled(
        gettext_lazy("Vouched for: %(label)s."), DeclarationKind, "kind")),
    EventKind("matter.proposed", gettext_lazy("proposed for the agenda"), told=_matter_backers, sentence=_figures(
        gettext_lazy("Collecting ended with %(reports)s reports and %(supporters)s supporters; "
                     "proposed for the agenda."))),
    EventKind("matter.study_begun", gettext_lazy("study begun"), told=_matter_backers, sentence=_figures(
        gettext_lazy("Collecting ended with %(reports)s opinions; their study has begun."))),
    EventKind("matter.converted", gettext_lazy("turned into an appeal"), told=_matter_backers),
    EventKind("matter.handed_over", gettext_lazy("handed over"), told=_matter_backers),
    EventKind("matter.attached", gettext_lazy("paper added")),
    at=page_of,
)

register(
    EventKind("petition.opened", gettext_lazy("petition opened")),
    _parties("petition.signed", gettext_lazy("petition signed"),
             _figures(gettext_lazy("%(signed)s of %(needed)s signatures needed."))),
    _parties("petition.unsigned", gettext_lazy("signature taken back"),
             _figures(gettext_lazy("%(signed)s of %(needed)s signatures needed."))),
    EventKind("petition.reached", gettext_lazy("petition reached"), told=_committee, sentence=_figures(gettext_lazy(
        "%(signed)s signatures of %(entitled)s entitled: the committee must call the meeting."))),
    EventKind("petition.answered", gettext_lazy("meeting called"), told=_signers, sentence=_called),
    EventKind("number.explained", gettext_lazy("number of a register explained")),
    EventKind("category.added", gettext_lazy("category added"), Visibility.STAFF),
    at=page_of,
)
