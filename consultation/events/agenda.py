"""The events of step 2. Their sentences are made of the payload alone, so that a timeline reads no row for each."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yishi.clock import spoken
from yishi.journal.kinds import EventKind, register
from yishi.journal.models import Visibility

from ..enums import HearingForm, Rule
from ..queries.addresses import page_of
from ..queries.followers import followers_of


def _text_revised(event):
    n = event.payload["n"]
    if n == 1:
        return _("The text of the item was written.")
    return _("The text of the item was revised: version %(n)s.") % {"n": n}


def _admission_recorded(event):
    rule = event.payload["rule"]
    if not rule:
        return _("The admission checklist was recorded; who decides is still open.")
    return _("The admission checklist was recorded; who decides: %(rule)s.") % {"rule": Rule(rule).label}


def _no_conflict_declared(event):
    if event.payload.get("of_all", True):
        return _("Conflicts of interest were asked for: none declared.")
    return _("One party was asked for a conflict of interest, and has none.")


def _reviewed(event):
    return _("The party organisation studied the item on %(day)s and agrees that it goes on the agenda.") % {
        "day": spoken.day_of(event.payload["on"])
    }


def _returned(event):
    return _("The party organisation studied the item on %(day)s and returned it for more work.") % {
        "day": spoken.day_of(event.payload["on"])
    }


def _numbered(event):
    return _("The item has the number %(number)s.") % {"number": event.payload["number"]}


def _scheduled(event):
    return _("The item is on the agenda of %(day)s.") % {"day": spoken.day_of(event.payload["on"])}


def _notice_posted(event):
    return _("The notice of the item hangs from %(since)s to %(until)s.") % {
        "since": spoken.day_of(event.payload["since"]), "until": spoken.day_of(event.payload["until"]),
    }


def _admitted(event):
    form, rule = HearingForm(event.payload["form"]).label, Rule(event.payload["rule"]).label
    if form == rule:
        return _("Admitted as %(number)s. It is deliberated and decided by: %(form)s. The inquiry begins.") % {
            "number": event.payload["number"], "form": form,
        }
    return _("Admitted as %(number)s. It is deliberated by %(form)s; who decides: %(rule)s. The inquiry begins.") % {
        "number": event.payload["number"], "form": form, "rule": rule,
    }


register(
    EventKind("agenda.text_revised", gettext_lazy("text of the item written"), sentence=_text_revised),
    EventKind(
        "agenda.admission_recorded", gettext_lazy("admission checklist recorded"), Visibility.STAFF,
        sentence=_admission_recorded,
    ),
    EventKind(
        "agenda.stakeholder_named", gettext_lazy("stakeholder named"),
        sentence=lambda event: _("A stakeholder was named."),
    ),
    EventKind(
        "agenda.conflict_declared", gettext_lazy("interest declared"),
        sentence=lambda event: _("An interest in the matter was declared; whoever has it stands aside."),
    ),
    EventKind(
        "agenda.no_conflict_declared", gettext_lazy("no interest declared"),
        sentence=_no_conflict_declared,
    ),
    EventKind("agenda.reviewed", gettext_lazy("studied by the party organisation"), sentence=_reviewed),
    EventKind("agenda.returned", gettext_lazy("returned for more work"), sentence=_returned),
    EventKind("agenda.numbered", gettext_lazy("number taken"), sentence=_numbered),
    EventKind("agenda.scheduled", gettext_lazy("put on the agenda of a day"), sentence=_scheduled),
    EventKind(
        "agenda.notice_posted", gettext_lazy("notice of the item posted"), sentence=_notice_posted, told=followers_of
    ),
    EventKind("agenda.admitted", gettext_lazy("item admitted"), sentence=_admitted, told=followers_of),
    EventKind(
        "agenda.declined", gettext_lazy("item not admitted"), told=followers_of,
        sentence=lambda event: _("The item was not admitted; the reason stands beside it."),
    ),
    at=page_of,
)
