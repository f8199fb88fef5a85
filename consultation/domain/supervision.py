"""Supervision: orders and their answers, whistles for departments, holding to account."""

from django.db import IntegrityError
from django.utils.translation import gettext_lazy as _

from yishi.acts import taking
from yishi.clock import spoken
from yishi.clock.story import today
from yishi.db.guard import STALE, guarded_update
from yishi.journal.domain.texts import seal
from yishi.people.models import Body
from yishi.refusals import Invalid, Stale

from ..models import (
    AccountabilityAction,
    AccountabilityRecord,
    ActionKind,
    FollowUp,
    FollowUpKind,
    OrderLevel,
    Satisfaction,
    SupervisionOrder,
    Whistle,
    WhistleResponse,
)
from ..queries.supervise import accountability_owed
from ..transitions import TABLE
from .wording import brief, past_day, written

WORDS, NAME, MATTER, TRIGGER, TEXT = 120, 80, 300, 200, 1000


def order(matter, *, by, level, to_words, text, due, milestone=None, on_behalf_of=None, seen=None):
    """An order of ``level`` ("yellow" or "red") is given today to ``to_words``, to be answered by the date ``due``.

    ``milestone`` is the one it is about, if one. Returns the SupervisionOrder. Invalid where the milestone belongs to
    another matter or the date has passed; Refused while nobody carries the matter out.
    """
    to_words, text = written(to_words, "to_words", WORDS), written(text, "text", TEXT)
    if level not in OrderLevel.values:
        raise Invalid(_("Say whether it is a yellow or a red card."), field="level")
    if milestone is not None and milestone.matter_id != matter.pk:
        raise Invalid(_("This milestone belongs to another matter."), field="milestone")
    _require_ahead(due, "due")
    with taking(TABLE["supervision.order"], matter, by=by, on_behalf_of=on_behalf_of, seen=seen) as entry:
        entry.made = SupervisionOrder.objects.create(
            community=matter.community, matter=matter, milestone=milestone, level=level, to_words=to_words, text=text,
            on=today(), due=due,
        )
        entry.payload = {
            "order": entry.made.pk, "level": str(level), "milestone": milestone and milestone.pk,
            "days_late": milestone.days_late() if milestone else 0, "due": due.isoformat(), "text": seal(text),
        }
    return entry.made


def reply(order, *, by, text, on_behalf_of=None, seen=None):
    """The supervision ``order`` is answered today with ``text``; returns it. Refused where it was answered before."""
    text = written(text, "text", TEXT)
    changes = {"reply": text, "replied_on": today()}
    act = TABLE["supervision.reply"]
    with taking(act, order, by=by, on_behalf_of=on_behalf_of, seen=seen, **changes) as entry:
        entry.made = order
        entry.payload = {"order": order.pk, "days_late": order.days_late(), "text": seal(text)}
    return order


def whistle(matter, *, by, from_words, to, matter_words, respond_by, on_behalf_of=None, seen=None):
    """``from_words`` calls the bodies ``to`` (Bodies, or their names) to the matter until the date ``respond_by``.

    Returns the Whistle with one answer awaited from each body. Invalid where nobody is called, a body is called twice
    or the date has passed.
    """
    from_words = written(from_words, "from_words", WORDS)
    matter_words = written(matter_words, "matter_words", MATTER)
    called = [(body if isinstance(body, Body) else None, written(str(body), "to", NAME)) for body in to]
    if not called:
        raise Invalid(_("Name at least one body that is called."), field="to")
    if len({words for _body, words in called}) < len(called):
        raise Invalid(_("Every body is called once."), field="to")
    _require_ahead(respond_by, "respond_by")
    with taking(TABLE["supervision.whistle"], matter, by=by, on_behalf_of=on_behalf_of, seen=seen) as entry:
        made = entry.made = Whistle.objects.create(
            community=matter.community, matter=matter, on=today(), from_words=from_words, matter_words=matter_words,
            respond_by=respond_by,
        )
        WhistleResponse.objects.bulk_create([
            WhistleResponse(community=matter.community, whistle=made, body=body, words=words) for body, words in called
        ])
        entry.payload = {
            "whistle": made.pk, "called": len(called), "respond_by": respond_by.isoformat(), "text": seal(matter_words),
        }
    return made


def respond(response, *, by, text="", at=None, on_behalf_of=None, seen=None):
    """The called body came on the date ``at`` (default: today) and reports ``text``; returns the WhistleResponse.

    Refused where it came before. By anybody with a seat in the body, or entered by the street for it.
    """
    text, at = brief(text, "text", TEXT), past_day(at, "at", response.whistle.on)
    act, changes = TABLE["supervision.respond"], {"at": at, "text": text}
    with taking(act, response, by=by, on_behalf_of=on_behalf_of, seen=seen, **changes) as entry:
        entry.made = response
        entry.payload = {
            "whistle": response.whistle_id, "response": response.pk, "days_late": response.days_late(),
        }
        if text:
            entry.payload["text"] = seal(text)
    return response


def rate_response(response, *, by, rating, seen=None):
    """The caller rates the answer of a called body, once: ``rating`` is a Satisfaction; returns the WhistleResponse."""
    return _rated("supervision.rate_response", "rating", response, by, rating, seen)


def rate_caller(response, *, by, rating, seen=None):
    """The called body rates the call in its turn, once (domain 3.2, two-way); returns the WhistleResponse."""
    return _rated("supervision.rate_caller", "caller_rating", response, by, rating, seen)


def _rated(code, field, response, by, rating, seen):
    if rating not in Satisfaction.values:
        raise Invalid(_("Say whether you are satisfied, basically satisfied or dissatisfied."), field="rating")
    with taking(TABLE[code], response, by=by, seen=seen) as entry:
        guarded_update(response, {field: ""}, **{field: rating})
        entry.made = response
        entry.payload = {"whistle": response.whistle_id, "response": response.pk, "rating": str(rating)}
    return response


def account(matter, *, by, trigger, actions, plan_due, seen=None):
    """Somebody is held to account for ``trigger``; a plan to mend it is due by ``plan_due``. Returns the record.

    ``actions`` are (to whom in words, ActionKind, text), one at least. Where two inspections failed in a row the record
    answers for the last of them and opens the way to the next inspection. The plan becomes a follow-up that is owed.
    Only the street may; Stale where somebody recorded it first.
    """
    trigger = written(trigger, "trigger", TRIGGER)
    actions = [_action(*each) for each in actions]
    if not actions:
        raise Invalid(_("Say what was done, and about whom."), field="actions")
    _require_ahead(plan_due, "plan_due")
    owed = accountability_owed(matter)
    try:
        with taking(TABLE["supervision.account"], matter, by=by, seen=seen) as entry:
            made = entry.made = AccountabilityRecord.objects.create(
                community=matter.community, matter=matter, inspection=owed, on=today(), trigger=trigger,
                plan_due=plan_due, entered_by=by,
            )
            AccountabilityAction.objects.bulk_create([
                AccountabilityAction(community=matter.community, record=made, **action) for action in actions
            ])
            plan = FollowUp.objects.create(
                community=matter.community, matter=matter, kind=FollowUpKind.PLAN, accountability=made, due=plan_due
            )
            entry.payload = {
                "accountability": made.pk, "inspection": owed and owed.pk, "kinds": [each["kind"] for each in actions],
                "plan": plan.pk, "plan_due": plan_due.isoformat(), "text": seal(_whole(trigger, actions)),
            }
    except IntegrityError as error:
        raise Stale(STALE) from error
    return made


def _action(to_words, kind, text):
    if kind not in ActionKind.values:
        raise Invalid(_("Choose what was done from the list."), field="actions")
    return {
        "to_words": written(to_words, "actions", WORDS), "kind": str(kind), "text": written(text, "actions", TEXT),
    }


def _whole(trigger, actions):
    return "\n".join([trigger, *(f"{each['to_words']} {each['kind']} {each['text']}" for each in actions)])


def _require_ahead(day, field):
    if day < today():
        raise Invalid(_("%(day)s has passed. Name a day from today on.") % {"day": spoken.day(day)}, field=field)
