"""Where matters stand, each in a sentence and a word: what a resident came for. Read for a whole list at once."""

from dataclasses import dataclass, field
from typing import Any

from django.db.models import Prefetch, prefetch_related_objects
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from meetings.enums import MeetingState
from yishi.clock.story import today

from ..enums import MatterState, Stage
from ..models import Posting, PostingPurpose, PostingState, SatisfactionSurvey, Sitting
from ..models.execution import MilestoneState
from ..polls.enums import PollState
from ..queries.supervise import last_inspection, last_survey
from .words import at, on, said

READ = (
    "polls", "milestones", "inquiry", "inspections", Prefetch("postings", Posting.objects.with_text()),
    Prefetch("surveys", SatisfactionSurvey.objects.counted()), Prefetch("sittings", Sitting.objects.with_meeting()),
)


@dataclass(frozen=True)
class Brief:
    """``sentence`` answers "what is with it?"; ``word`` stands beside its ``shape`` (a status of the web shell)."""

    sentence: Any
    word: Any
    shape: str


@dataclass
class Facts:
    """What is going on or coming up in one matter, in the order of time."""

    polls: list = field(default_factory=list)
    postings: list = field(default_factory=list)
    milestones: list = field(default_factory=list)
    sittings: list = field(default_factory=list)
    inquiry: Any = None
    inspection: Any = None
    survey: Any = None

    def posting(self, purpose):
        """Return the posting for ``purpose`` that hangs today, or None; a notice of an earlier text is none."""
        day = today()
        return next((p for p in self.postings if p.purpose == purpose and _of_this_text(p) and p.since <= day <= p.until), None)


def _of_this_text(posting):
    """Return whether ``posting`` (with ``written``, the day of the item's last text) announces the item as it now reads."""
    return posting.purpose != PostingPurpose.AGENDA or posting.written is None or posting.since >= posting.written


def briefs(matters):
    """Return {key: Brief} of ``matters``: eight queries, however many there are, and none of what was read along."""
    prefetch_related_objects(matters, *READ)
    return {matter.pk: _brief(matter, _facts(matter)) for matter in matters}


def with_briefs(matters):
    """Hang on each of ``matters`` its ``brief``, and its ``marks``: the phases as d (done), n (now) or "" (to come)."""
    found = briefs(matters)
    for matter in matters:
        matter.brief = found[matter.pk]
        matter.marks = marks(matter)
    return matters


def marks(matter):
    """Return for each phase of the matter's own procedure whether it is done (d), now (n) or still to come ("")."""
    now, _phase = matter.template.phase_of(matter.stage)
    done = matter.state in (MatterState.COMPLETED, MatterState.CLOSED_NOT_PASSED)
    numbers = range(1, len(matter.template.phases) + 1)
    return ["d" if done or n < now else "n" if n == now else "" for n in numbers]


def _facts(matter):
    polls = [poll for poll in matter.polls.all() if poll.state in (PollState.OPEN, PollState.ANNOUNCED)]
    postings = [posting for posting in matter.postings.all() if posting.state == PostingState.STANDING]
    sittings = [sitting for sitting in matter.sittings.all() if sitting.stands and sitting.entry_id]
    coming = [sitting for sitting in sittings if sitting.entry.meeting.state in (MeetingState.OPEN, MeetingState.PLANNED)]
    return Facts(
        polls=sorted(polls, key=lambda poll: (poll.opens_at is not None, poll.opens_at, poll.pk)),
        postings=sorted(postings, key=lambda posting: posting.until, reverse=True),
        milestones=sorted(matter.milestones.all(), key=lambda milestone: (milestone.due, milestone.n)),
        sittings=sorted(coming, key=lambda sitting: sitting.entry.meeting.starts_at),
        inquiry=getattr(matter, "inquiry", None),
        inspection=last_inspection(matter), survey=last_survey(matter),
    )


def _brief(matter, facts):
    live = next((s for s in facts.sittings if s.entry.meeting.state == MeetingState.OPEN), None)
    if live:
        return Brief(_("The meeting about this is going on now. Whoever wants to may watch."), _("meeting now"), "live")
    found = SAYING[matter.state](matter, facts) if matter.state in SAYING else _ended(matter, facts)
    return Brief(found.sentence, found.word or matter.get_state_display(), found.shape or matter.shape)


def _ended(matter, facts):
    """Return how it ended, when, and how those who rated it are pleased."""
    closed = said(_("Closed on %(day)s."), day=on(matter.closed_on)) if matter.closed_on else ""
    tally = facts.survey and facts.survey.tally()
    rated = tally and tally.rated and said(
        _("Of %(total)s who rated it %(pleased)s are satisfied or basically satisfied."), total=tally.rated,
        pleased=tally.rated - tally.dissatisfied,
    )
    carried_out = matter.state != MatterState.COMPLETED or Stage.SUPERVISE in matter.template.stages
    return Brief(_joined(ENDS[matter.state] if carried_out else HEARD, closed, rated), "", "")


def _collecting(matter, facts):
    day = matter.collected_until
    if day and day >= today():
        return Brief(
            said(_("Reports are being collected until %(day)s. Whoever has the same problem may support them."), day=on(day)),
            said(_("collecting until %(day)s"), day=on(day)), "wait",
        )
    return Brief(_("Reports are being collected. Whoever has the same problem may support them."), "", "")


def _reviewed(matter, facts):
    posting = facts.posting(PostingPurpose.AGENDA)
    if posting:
        return Brief(
            _joined(said(_("It is to go on the agenda; the notice is posted until %(day)s."), day=on(posting.until)),
                    _meeting(facts)),
            said(_("notice until %(day)s"), day=on(posting.until)), "pub",
        )
    if any(p.purpose == PostingPurpose.AGENDA for p in facts.postings):
        return Brief(_joined(_("The text of the item was changed after its notice: a new notice has to hang."), _meeting(facts)),
                     _("a new notice is due"), "run")
    return Brief(_("It is being examined whether and how this is deliberated."), "", "")


def _surveyed(matter, facts):
    inquiry = facts.inquiry
    if inquiry is None:
        return Brief(_joined(_("The facts are looked into before the meeting."), _meeting(facts)), "", "")
    if inquiry.published_on:
        words = said(_("The facts are there, published on %(day)s."), day=on(inquiry.published_on))
        return Brief(_joined(words, _meeting(facts)), "", "")
    if inquiry.closed_on or inquiry.until < today():
        return Brief(_("The inquiry is over; what it found is being written up."), "", "")
    return Brief(
        _joined(said(_("The facts are being looked into until %(day)s."), day=on(inquiry.until)), _meeting(facts)),
        said(_("inquiry until %(day)s"), day=on(inquiry.until)), "run",
    )


def _deliberated(matter, facts):
    running = [poll for poll in facts.polls if poll.state == PollState.OPEN]
    if running:
        return _voting(next((poll for poll in running if poll.decisive), running[0]))
    if facts.polls:
        poll = next((poll for poll in facts.polls if poll.decisive), facts.polls[0])
        if poll.opens_at and poll.closes_at:
            return Brief(
                said(_("The vote is open from %(first)s to %(last)s."), first=at(poll.opens_at), last=at(poll.closes_at)),
                said(_("vote from %(day)s"), day=on(poll.opens_at)), "wait",
            )
    if facts.sittings:
        word = said(_("meeting on %(day)s"), day=on(facts.sittings[0].entry.meeting.starts_at))
        return Brief(_meeting(facts), word, "run")
    return Brief(_("This is being deliberated and decided."), "", "")


def _voting(poll):
    if not poll.closes_at:
        return Brief(_("It is being voted on in the meeting."), _("voting now"), "live")
    if poll.decisive:
        text, word = _("It is being voted on, until %(when)s."), _("voting until %(day)s")
    else:
        text, word = _("Opinions are asked for until %(when)s; this count decides nothing."), _("opinions until %(day)s")
    return Brief(said(text, when=at(poll.closes_at)), said(word, day=on(poll.closes_at)), "run")


def _posted(matter, facts):
    posting = facts.posting(PostingPurpose.RESOLUTION)
    if posting is None:
        over = next((p.until for p in facts.postings if p.purpose == PostingPurpose.RESOLUTION and p.until < today()), None)
        words = over and said(_("There is a result; it was posted until %(day)s."), day=on(over))
        return Brief(_joined(words or _("There is a result; it is being written up and posted."), _promises(facts)), "", "")
    words = said(_("There is a result, posted until %(day)s. Until then you may object."), day=on(posting.until))
    return Brief(_joined(words, _promises(facts)), said(_("posted until %(day)s"), day=on(posting.until)), "pub")


def _executed(matter, facts):
    late = _overdue(facts)
    if late:
        word = said(ngettext("%(n)s promise overdue", "%(n)s promises overdue", len(late)), n=len(late))
        return Brief(_promises(facts), word, "late")
    last = facts.inspection
    if last and not last.passed:
        failed = said(_("The work failed inspection %(n)s on %(day)s."), n=last.round, day=on(last.on))
        again = last.redo_due and said(_("It is to be done again by %(day)s."), day=on(last.redo_due))
        return Brief(_joined(_promises(facts), failed, again), _("to be done again"), "risk")
    if facts.survey and facts.survey.takes_ratings():
        day = on(facts.survey.until)
        words = said(_("Say until %(day)s whether the result satisfies you."), day=day)
        return Brief(_joined(_promises(facts), words), said(_("rating until %(day)s"), day=day), "run")
    return Brief(_joined(_promises(facts), _inspected(facts)) or _("The resolution is being carried out."), "", "")


def _inspected(facts):
    """Return, when all milestones are done, whether the work was accepted, or that it waits for that; "" before."""
    if not facts.milestones or any(each.state != MilestoneState.DONE for each in facts.milestones):
        return ""
    if facts.inspection is None:
        return _("It waits to be inspected.")
    return said(_("It was accepted on %(day)s."), day=on(facts.inspection.on))


def _promises(facts):
    """Return how many milestones are done and overdue, and which comes next."""
    if not facts.milestones:
        return ""
    done = sum(1 for each in facts.milestones if each.state == MilestoneState.DONE)
    late, total = _overdue(facts), len(facts.milestones)
    none = ngettext("The milestone is not done yet.", "None of the %(total)s milestones is done yet.", total)
    words = said(_("%(done)s of %(total)s milestones are done.") if done else none, done=done, total=total)
    if late:
        text = ngettext("%(n)s is overdue: %(name)s, due on %(day)s.",
                        "%(n)s are overdue, the first: %(name)s, due on %(day)s.", len(late))
        return _joined(words, said(text, n=len(late), name=late[0].name, day=on(late[0].due)))
    coming = next((each for each in facts.milestones if each.state != MilestoneState.DONE), None)
    if coming:
        return _joined(words, said(_("Next: %(name)s, by %(day)s."), name=coming.name, day=on(coming.due)))
    return words


def _overdue(facts):
    day = today()
    return [each for each in facts.milestones if each.state != MilestoneState.DONE and each.due < day]


def _meeting(facts):
    """Return when the next meeting about it is, or ""."""
    if not facts.sittings:
        return ""
    meeting = facts.sittings[0].entry.meeting
    return said(_("The meeting is on %(when)s, %(where)s."), when=at(meeting.starts_at), where=meeting.place_words)


def _joined(*sentences):
    found = [sentence for sentence in sentences if sentence]
    return said(_(" ").join(f"%(s{n})s" for n in range(len(found))), **{f"s{n}": s for n, s in enumerate(found)})


SAYING = {
    MatterState.COLLECTING: _collecting, MatterState.AGENDA_REVIEW: _reviewed, MatterState.SURVEYING: _surveyed,
    MatterState.DELIBERATING: _deliberated, MatterState.PUBLISHING: _posted, MatterState.EXECUTING: _executed,
}
ENDS = {
    MatterState.COMPLETED: gettext_lazy("Done: carried out, accepted and rated."),
    MatterState.CLOSED_NOT_PASSED: gettext_lazy("Not passed. What was agreed instead has been carried out."),
    MatterState.DECLINED: gettext_lazy("Not admitted. The reason stands below."),
    MatterState.CONVERTED: gettext_lazy("This went on as an appeal."),
    MatterState.HANDED_OVER: gettext_lazy("This was handed over to the body that is responsible."),
}
HEARD = gettext_lazy("Done: the call has ended, and every opinion is answered.")  # of a procedure that carries nothing out
