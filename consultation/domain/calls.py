"""The public call for opinions (征求意见): draft and explanation out, opinions in, each answered, the table published."""

import datetime as dt

from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from yishi.acts import require, taking
from yishi.clock import spoken
from yishi.clock.story import today
from yishi.db.guard import guarded_update
from yishi.journal.domain.texts import seal
from yishi.refusals import Invalid, Refused

from ..guards.bars import CALL_OVER
from ..models import CallOpinion, OpinionChannel, OpinionState, OpinionVerdict, PostingPurpose, PublicCall
from ..models.calls import CALL_DAYS
from ..speaking import speaker_of
from ..transitions import TABLE
from .codes import insert
from .postings import put_up
from .wording import brief, past_day, written

MOST_DAYS = 365


def open(matter, *, by, draft, explanation, channels, days=CALL_DAYS, short_reason="", seen=None):
    """Publish ``draft`` and ``explanation`` and call for opinions for ``days`` from the day after today; return the call.

    It is posted at ``channels``. Invalid below thirty days without ``short_reason``, which is published (Interim
    Regulations 713, art. 15). Refused where the matter has a call, or the inquiry's report is out.
    """
    draft, explanation = written(draft, "draft", 10000), written(explanation, "explanation", 5000)
    short_reason, since = brief(short_reason, "short_reason", 300), today()
    _require_days(days, short_reason)
    until = since + dt.timedelta(days)
    with taking(TABLE["calls.open"], matter, by=by, seen=seen) as entry:
        posting = put_up(
            matter, PostingPurpose.CALL, by=by, since=since, until=until, channels=channels, words=draft[:200]
        )
        call = PublicCall(
            community=matter.community, matter=matter, draft=draft, explanation=explanation, since=since, until=until,
            days=days, short_reason=short_reason if days < CALL_DAYS else "", posting=posting, opened_by=by,
        )
        entry.made = insert(call, _("This matter has a call for opinions already."))
        entry.payload = {
            "call": call.pk, "since": since.isoformat(), "until": until.isoformat(), "days": days,
            "text": seal("\n".join([draft, explanation, call.short_reason])),
        }
    return call


def extend(call, *, by, until, seen=None):
    """Let ``call`` run until the date ``until``, later than now. Invalid where it is not later, or beyond a year."""
    if until <= call.until or until < today():
        raise Invalid(_("Choose a day after %(day)s.") % {"day": spoken.day(max(call.until, today()))}, field="until")
    days = (until - call.since).days
    if days > MOST_DAYS:
        raise Invalid(_("A call runs at most %(n)s days.") % {"n": MOST_DAYS}, field="until")
    reason = call.short_reason if days < CALL_DAYS else ""
    with taking(
        TABLE["calls.extend"], call, by=by, seen=seen, until=until, days=days, short_reason=reason
    ) as entry:
        if call.posting_id:
            type(call.posting).objects.filter(pk=call.posting_id).update(until=until)
        entry.payload = {"call": call.pk, "until": until.isoformat()}


def say(call, *, by, text, nameless=False, channel=OpinionChannel.ONLINE, on_behalf_of=None, words="", raised_on=None,
        seen=None):
    """Give an opinion on ``call``; returns the CallOpinion. ``nameless`` keeps the name out of the published table.

    Staff enter what came by another ``channel`` for ``on_behalf_of`` or for somebody known by ``words``, with the day
    it came. Refused before the call and after its last day.
    """
    text, words = written(text, "text", 2000), brief(words, "words", 60)
    raised_on = past_day(raised_on, "raised_on", call.since)
    if channel not in OpinionChannel.values:
        raise Invalid(_("Choose one of the list."), field="channel")
    require(TABLE["calls.say"], call, by)
    speaker = speaker_of(call, by, on_behalf_of, words)
    if raised_on > call.until:
        raise Refused(CALL_OVER % {"day": spoken.day(call.until)}, field="raised_on")
    with taking(TABLE["calls.say"], call, by=by, on_behalf_of=on_behalf_of, seen=seen) as entry:
        last = call.opinions.aggregate(last=Max("n"))["last"] or 0
        row = CallOpinion.objects.create(
            community=call.community, matter=call.matter, call=call, n=last + 1, person=speaker, words=words,
            nameless=nameless, channel=channel, text=text, raised_on=raised_on, entered_by=by,
        )
        entry.made, entry.payload = row, {"opinion": row.pk, "n": row.n, "text": seal(text)}
    return row


def take_back(opinion, *, by, seen=None):
    """Take one's own opinion back before it is answered: it leaves the table."""
    with taking(TABLE["calls.take_back"], opinion, by=by, seen=seen) as entry:
        entry.payload = {"opinion": opinion.pk, "n": opinion.n}


def answer(opinion, *, by, verdict, reason, others=(), seen=None):
    """Answer ``opinion``, and with the same words the equal ``others`` of its call: adopted, in part, or not, and why.

    Whoever gave one is told. Refused, and nothing is answered, where one of them is answered already or taken back.
    """
    said = {**_said(verdict, reason), "replied_on": today(), "replied_by": by}
    others = [other for other in others if other.pk != opinion.pk]
    if any(other.call_id != opinion.call_id for other in others):
        raise Invalid(_("One of these belongs to another call."), field="others")
    with taking(TABLE["calls.answer"], opinion, by=by, seen=seen, **said) as entry:
        for other in others:
            guarded_update(
                other, {"state": OpinionState.OPEN}, state=OpinionState.ANSWERED, same_as=opinion, **said
            )
        entry.payload = {
            "opinion": opinion.pk, "n": opinion.n, "verdict": str(verdict), "text": seal(reason),
            "others": [other.pk for other in others],
        }


def correct_answer(opinion, *, by, verdict, reason, seen=None):
    """Change the answer to ``opinion``, and to those that share it, until the call is closed."""
    said = {**_said(verdict, reason), "replied_on": today(), "replied_by": by}
    with taking(TABLE["calls.correct_answer"], opinion, by=by, seen=seen, **said) as entry:
        opinion.others.update(**said)
        entry.payload = {"opinion": opinion.pk, "n": opinion.n, "verdict": str(verdict), "text": seal(reason)}


def close(call, *, by, seen=None):
    """Close ``call``: the table of opinions, verdicts and reasons is published, and nothing of it changes any more.

    Refused before its last day is over, and while an opinion has no answer (art. 18).
    """
    with taking(TABLE["calls.close"], call, by=by, seen=seen, closed_on=today()) as entry:
        rows = call.opinions.filter(state=OpinionState.ANSWERED)
        counts = {str(verdict): rows.filter(verdict=verdict).count() for verdict in OpinionVerdict.values}
        entry.payload = {"call": call.pk, "opinions": sum(counts.values()), **counts}


def _said(verdict, reason):
    if verdict not in OpinionVerdict.values:
        raise Invalid(_("Say whether it is adopted, adopted in part, or not adopted."), field="verdict")
    return {"verdict": verdict, "reason": written(reason, "reason", 2000)}


def _require_days(days, short_reason):
    if not 1 <= days <= MOST_DAYS:
        raise Invalid(_("A call runs from 1 to %(n)s days.") % {"n": MOST_DAYS}, field="days")
    if days < CALL_DAYS and not short_reason:
        raise Invalid(
            _("A call of less than %(n)s days needs its reason; it is published with the call (art. 15).")
            % {"n": CALL_DAYS}, field="short_reason",
        )
