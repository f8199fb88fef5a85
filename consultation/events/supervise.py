"""The event kinds of step 6: what happened, in a sentence a neighbour understands, and who is told of it."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from yishi.clock import spoken
from yishi.journal.kinds import EventKind, register
from yishi.journal.models import Visibility
from yishi.people.enums import Role
from yishi.people.names import display_name
from yishi.people.rules import STREET, with_seats
from yishi.text.side_by_side import listed
from yishi.text.within import unended

from ..models import (
    AccountabilityRecord,
    Delay,
    Evidence,
    Execution,
    FollowUp,
    FollowUpKind,
    Inspection,
    Lead,
    Matter,
    Milestone,
    Rating,
    SatisfactionSurvey,
    SupervisionOrder,
    Whistle,
    WhistleResponse,
)
from ..naming import named
from ..queries.addresses import page_of
from ..queries.audiences import stakeholders
from ..queries.reports import backers_of
from ..queries.supervise import FAILS_IN_A_ROW, members_of, office_holders
from ..rows import Row


def _days(n):
    """Return ``n`` days in words."""
    return ngettext("%(n)d day", "%(n)d days", n) % {"n": n}


_execution, _lead = Row(Execution, "execution"), Row(Lead, "lead")
_milestone = Row(Milestone, "milestone", "matter__execution")
_delay, _evidence = Row(Delay, "delay", "milestone"), Row(Evidence, "evidence", "milestone")
_inspection = Row(Inspection, "inspection", "matter", prefetch=("members", lambda: with_seats("members__person")))
_order = Row(SupervisionOrder, "order", "matter__execution")
_whistle, _response = Row(Whistle, "whistle", prefetch=("responses",)), Row(WhistleResponse, "response", "whistle")
_record = Row(AccountabilityRecord, "accountability", "matter", prefetch=("actions",))
_survey, _rating = Row(SatisfactionSurvey, "survey", "matter"), Row(Rating, "rating", prefetch=(lambda: with_seats("person"),))
_follow_up = Row(FollowUp, "follow_up", "rating__person")


def _started(event):
    row = _lead.find(event) or _execution(event)  # it was not always kept who led then
    return _("%(lead)s carries it out; %(supervisor)s supervises.") % {"lead": row, "supervisor": row.supervisor_words}


def _led(event):
    lead = _lead.find(event)
    if lead is None:
        return _("The lead has passed to %(lead)s.") % {"lead": _execution(event)}
    return _("The lead has passed to %(lead)s: %(why)s.") % {"lead": lead, "why": unended(lead.reason)}


def _added(event):
    row = _milestone(event)
    return _("Milestone %(n)d is set: %(name)s, due by %(due)s.") % {"n": row.n, "name": row.name, "due": spoken.day(row.due)}


def _progressed(event):
    return _("%(name)s: %(progress)d%% done.") % {"name": _milestone(event).name, "progress": event.payload["progress"]}


def _at_risk(event):
    row = _milestone(event)
    why = unended(row.risk_reason) or _("the risk is over since")
    return _("%(name)s may come late: %(why)s.") % {"name": row.name, "why": why}


def _delayed(event):
    row = _delay(event)
    words = {"name": row.milestone.name, "why": unended(row.reason), "new": spoken.day(row.new_due),
             "days": _days(event.payload["days_late"])}
    if event.payload["days_late"]:
        late = _("%(name)s is %(days)s overdue: %(why)s.") % words
    else:
        late = _("%(name)s will come late: %(why)s.") % words
    return late + _(" ") + _("It is now planned for %(new)s.") % words if row.new_due else late


def _completed(event):
    row, late = _milestone(event), event.payload["days_late"]
    words = {"name": row.name, "day": spoken.day_of(event.payload["done_on"]), "days": _days(late)}
    if late:
        return _("%(name)s was done on %(day)s, %(days)s late.") % words
    return _("%(name)s was done on %(day)s, in time.") % words


def _evidenced(event):
    row = _evidence(event)
    return _("Evidence for %(name)s: %(title)s.") % {"name": row.milestone.name, "title": unended(row.title)}


def _inspected(event):
    row = _inspection(event)
    words = {
        "n": row.round, "day": spoken.day(row.on), "comment": unended(row.comment), "due": spoken.day(row.redo_due),
        "fails": event.payload["fails"],
        "who": listed(named(member) for member in row.members.all()),
    }
    if row.passed:
        return _("Inspection %(n)d on %(day)s by %(who)s: passed. %(comment)s.") % words
    text = _("Inspection %(n)d on %(day)s by %(who)s: failed, to be done again by %(due)s. %(comment)s.") % words
    if words["fails"] >= FAILS_IN_A_ROW:
        text += _(" ") + _("It failed %(fails)d times in a row: somebody has to account for it.") % words
    return text


def _ordered(event):
    row, late = _order(event), event.payload["days_late"]
    words = {"level": row.get_level_display(), "to": row.to_words, "text": unended(row.text), "due": spoken.day(row.due),
             "days": _days(late)}
    if late:
        return _("Supervision order (%(level)s) to %(to)s, %(days)s overdue: %(text)s. Answer by %(due)s.") % words
    return _("Supervision order (%(level)s) to %(to)s: %(text)s. Answer by %(due)s.") % words


def _replied(event):
    row, late = _order(event), event.payload["days_late"]
    words = {"to": row.to_words, "text": unended(row.reply), "days": _days(late)}
    if late:
        return _("%(to)s answered the supervision order, %(days)s late: %(text)s.") % words
    return _("%(to)s answered the supervision order in time: %(text)s.") % words


def _blown(event):
    row = _whistle(event)
    return _("%(from)s called %(to)s to come by %(day)s: %(what)s.") % {
        "from": row.from_words, "to": listed(each.words for each in row.responses.all()), "day": spoken.day(row.respond_by),
        "what": unended(row.matter_words),
    }


def _answered(event):
    row, late = _response(event), event.payload["days_late"]
    words = {"who": row.words, "day": spoken.day(row.at), "days": _days(late)}
    text = _("%(who)s came on %(day)s, %(days)s late.") if late else _("%(who)s came on %(day)s, in time.")
    return text % words


def _response_rated(event):
    row = _response(event)
    if event.kind == "whistle.caller_rated":
        return _("%(who)s rates the call: %(rating)s.") % {"who": row.words, "rating": row.get_caller_rating_display()}
    return _("The caller rates the answer of %(who)s: %(rating)s.") % {
        "who": row.words, "rating": row.get_rating_display(),
    }


def _accounted(event):
    row = _record(event)
    kinds = listed(dict.fromkeys(action.get_kind_display() for action in row.actions.all()))
    return _("Held to account (%(kinds)s): %(why)s. A plan to mend it is due by %(day)s.") % {
        "kinds": kinds, "why": unended(row.trigger), "day": spoken.day(row.plan_due),
    }


def _surveyed(event):
    row = _survey(event)
    return _("Residents are asked from %(since)s to %(until)s whether the result satisfies; %(n)d are invited.") % {
        "since": spoken.day(row.since), "until": spoken.day(row.until), "n": row.invited,
    }


def _rated(event):
    row = _rating(event)
    return _("%(who)s rated the result: %(value)s.") % {
        "who": display_name(row.person), "value": row.get_value_display(),
    }


def _owed(event):
    row = _follow_up(event)
    return _("Follow-up owed by %(due)s: %(name)s.") % {"due": spoken.day(row.due), "name": unended(str(row))}


def _followed_up(event):
    row = _follow_up(event)
    words = {"name": unended(str(row)), "day": spoken.day(row.done_on), "text": unended(row.text)}
    if row.kind == FollowUpKind.PLAN:
        return _("%(name)s: handed in on %(day)s.") % words
    return _("%(name)s, done on %(day)s: %(text)s.") % words


def _closed(event):
    text = _("The matter is completed.")
    if event.payload.get("ratings"):
        satisfied, basic, dissatisfied = event.payload["ratings"]
        text += _(" ") + _("%(rated)d rated it: %(s)d satisfied, %(b)d basically satisfied, %(d)d dissatisfied.") % {
            "rated": satisfied + basic + dissatisfied, "s": satisfied, "b": basic, "d": dissatisfied,
        }
    return text


def _closed_not_passed(event):
    return _("The matter was not adopted and is closed; what was to be improved meanwhile is done.")


def _concerned(matter):
    """Return who reported, supports or has a stake in ``matter``, each once."""
    persons = {person.pk: person for read in (backers_of, stakeholders) for person in read(matter)}
    return list(persons.values())


def _matter_of(event):
    return Matter.objects.select_related("community", "execution").get(pk=event.stream.name.partition(":")[2])


def _parties(event):
    return _concerned(_matter_of(event))


def _lead_told(event):
    execution = getattr(_matter_of(event), "execution", None)
    return members_of([execution.lead_id]) if execution and execution.lead_id else []


def _supervisors(event):
    return office_holders(event.community, {Role.SUPERVISORY_MEMBER})


def _inspection_told(event):
    if event.payload["result"] == "pass":
        return _parties(event)
    if event.payload["fails"] >= FAILS_IN_A_ROW:
        return [*_lead_told(event), *office_holders(event.community, STREET | {Role.COMMUNITY_SECRETARY})]
    return _lead_told(event)


def _accounted_told(event):
    roles = {Role.DISCIPLINE_INSPECTOR, Role.SUPERVISORY_MEMBER, Role.COMMUNITY_SECRETARY}
    return office_holders(event.community, roles)


def _called(event):
    return members_of(_whistle(event).responses.exclude(body=None).values("body"))


def _rating_told(event):
    return office_holders(event.community, {Role.COMMUNITY_SECRETARY}) if "follow_up" in event.payload else []


def _follow_up_told(event):
    row = _follow_up(event)
    return [row.rating.person] if row.rating_id else []


register(
    EventKind("execution.started", gettext_lazy("execution begun"),
              sentence=_started, preload=_lead.preload, told=_parties),
    EventKind("execution.led", gettext_lazy("lead handed over"), sentence=_led, preload=_lead.preload),
    EventKind("milestone.added", gettext_lazy("milestone set"), sentence=_added, preload=_milestone.preload),
    EventKind("milestone.progressed", gettext_lazy("progress reported"), sentence=_progressed, preload=_milestone.preload),
    EventKind("milestone.at_risk", gettext_lazy("risk reported"),
              sentence=_at_risk, preload=_milestone.preload, told=_supervisors),
    EventKind("milestone.delayed", gettext_lazy("delay explained"),
              sentence=_delayed, preload=_delay.preload, told=_supervisors),
    EventKind("milestone.completed", gettext_lazy("milestone done"), sentence=_completed, preload=_milestone.preload),
    EventKind("milestone.evidenced", gettext_lazy("evidence added"), sentence=_evidenced, preload=_evidence.preload),
    EventKind("inspection.made", gettext_lazy("work inspected"),
              sentence=_inspected, preload=_inspection.preload, told=_inspection_told),
    EventKind("order.given", gettext_lazy("supervision order given"),
              sentence=_ordered, preload=_order.preload, told=_lead_told),
    EventKind("order.replied", gettext_lazy("supervision order answered"),
              sentence=_replied, preload=_order.preload, told=_supervisors),
    EventKind("whistle.blown", gettext_lazy("departments called"), sentence=_blown, preload=_whistle.preload, told=_called),
    EventKind("whistle.answered", gettext_lazy("department came"), sentence=_answered, preload=_response.preload),
    EventKind("whistle.rated", gettext_lazy("answer to the call rated"), sentence=_response_rated, preload=_response.preload),
    EventKind("whistle.caller_rated", gettext_lazy("call rated"), sentence=_response_rated, preload=_response.preload),
    EventKind("accountability.recorded", gettext_lazy("held to account"),
              sentence=_accounted, preload=_record.preload, told=_accounted_told),
    EventKind("survey.opened", gettext_lazy("satisfaction survey opened"),
              sentence=_surveyed, preload=_survey.preload, told=_parties),
    EventKind("rating.given", gettext_lazy("result rated"), Visibility.STAFF,
              sentence=_rated, preload=_rating.preload, told=_rating_told),
    EventKind("follow_up.set", gettext_lazy("follow-up set"), sentence=_owed, preload=_follow_up.preload),
    EventKind("follow_up.done", gettext_lazy("follow-up done"),
              sentence=_followed_up, preload=_follow_up.preload, told=_follow_up_told),
    EventKind("execution.closed", gettext_lazy("matter completed"), sentence=_closed, told=_parties),
    EventKind("execution.closed_not_passed", gettext_lazy("matter closed, not passed"), sentence=_closed_not_passed,
              told=_parties),
    at=page_of,
)
