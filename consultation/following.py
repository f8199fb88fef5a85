"""What became of what a person brought: own reports, reports one supports, petitions, opinions, objections and questions.

Plugged into the socket of duties; each costs a fixed number of queries and says in one sentence how it stands.
"""

from django.db.models import Max, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yishi.clock.story import today
from yishi.people.duties import Duty, Owed, register

from .collecting import Moderation, PetitionState, ReportState
from .models import (
    AnswerState,
    CallOpinion,
    InquiryNote,
    Matter,
    Objection,
    OpinionState,
    Petition,
    Posting,
    PostingPurpose,
    Report,
    Signature,
)
from .pages.ballots import POLL_SHAPES
from .pages.briefs import briefs
from .pages.calls import VERDICT_SHAPES
from .pages.kept_forms import kept_forms
from .pages.petitions import SHAPES
from .pages.words import on, said
from .polls.enums import Secrecy
from .polls.models import NamedMark, Poll, SecretMark
from .queries.reports import answer_due
from .speaking import speaks

SHOWN = 20


def own_reports(person):
    """Return what became of each report that the person filed, the newest first."""
    rows = Report.objects.filter(reporter=person).select_related("matter__community").order_by("-filed_at", "-pk")
    return _told(list(rows[:SHOWN]))


def supported(person):
    """Return what became of each report that the person stands behind, the newest first.

    One that was taken back, or rejected when it was reviewed, is not told: nobody but its reporter and the office reads it.
    """
    rows = Report.objects.filter(supports__person=person).exclude(state=ReportState.WITHDRAWN)
    rows = rows.exclude(moderation=Moderation.REJECTED)
    return _told(list(rows.select_related("matter__community").order_by("-supports__at", "-pk")[:SHOWN]))


def petitions(person):
    """Return how the petitions stand that the person opened or signed, the newest first. One query."""
    signed = Signature.objects.filter(person=person).values("petition")
    rows = Petition.objects.filter(Q(opened_by=person) | Q(pk__in=signed)).order_by("-opened_at", "-pk")
    return [_demanded(row) for row in rows[:SHOWN]]


def spoken(person):
    """Return how the objections and questions of the person were answered."""
    found = []
    for model in (Objection, InquiryNote):
        rows = model.objects.filter(person=person).select_related("matter").order_by("-raised_on", "-pk")
        found += [_answered(row) for row in rows[:SHOWN]]
    return found


def opinions(person):
    """Return what became of each opinion that the person gave on a draft, the newest first."""
    rows = CallOpinion.objects.filter(person=person).select_related("matter").order_by("-raised_on", "-pk")
    return [_on_a_draft(row) for row in rows[:SHOWN]]


def objectable(person):
    """Return the results of the person's community that hang now, to which he or she may still object.

    They are all of one community, so whether the person may is asked once.
    """
    day = today()
    rows = Posting.objects.standing(PostingPurpose.RESOLUTION).filter(
        community=person.community, since__lte=day, until__gte=day, matter__in=Matter.objects.open()
    ).select_related("matter", "community").order_by("until", "pk")[:SHOWN]
    rows = list(rows)
    if not rows or not speaks(person, rows[0]):
        return []
    return [Owed(row.matter.title, f"{row.matter.get_absolute_url()}#step-5", row.until) for row in rows]


def voted(person):
    """Return the ballots in which a unit of the person's took part, the newest first; of none what was chosen.

    A secret vote is kept without its hour, so that no hour tells of it: its window is said. Three queries.
    """
    own = {"entry__voters__person": person}
    named = dict(NamedMark.objects.filter(**own).values_list("poll").annotate(last=Max("at")).order_by())
    secret = SecretMark.objects.filter(**own).values("poll")
    rows = Poll.objects.filter(Q(pk__in=list(named)) | Q(pk__in=secret)).select_related("matter__community")
    return [_vote(poll, named.get(poll.pk)) for poll in rows.order_by("-opens_at", "-pk")[:SHOWN]]


def _vote(poll, at):
    """Return the Owed of a ballot in which the person voted, last ``at``; None of a secret one."""
    address = f"{poll.matter.get_absolute_url()}#poll-{poll.pk}" if poll.matter else reverse("ballot", args=[poll.pk])
    if poll.secrecy == Secrecy.SECRET:
        day = on(timezone.localdate(poll.opened_at))
        words = said(_("You took part; the ballot opened on %(day)s. What you chose is not kept with your name."), day=day)
    else:
        words = said(_("You took part on %(day)s. It is a named vote: your choice is on record."), day=on(timezone.localdate(at)))
    return Owed(poll.question, address, story=words, state=poll.get_state_display(), shape=POLL_SHAPES.get(poll.state, "wait"))


def _told(reports):
    """Return the Owed of each of ``reports``: the answer, or when it is due, and how its matter stands."""
    stands = briefs(list({report.matter.pk: report.matter for report in reports if report.matter}.values()))
    return [_story(report, stands.get(report.matter_id)) for report in reports]


def _story(report, brief):
    address = reverse("report", args=[report.code])
    if report.state == ReportState.WITHDRAWN:
        return Owed(report.title, address, story=_("You took it back."), state=report.get_state_display(), shape="fail")
    if brief is not None:
        words = said(_("It is part of “%(title)s”. %(brief)s"), title=report.matter.title, brief=brief.sentence)
        return Owed(report.title, report.matter.get_absolute_url(), story=words, state=brief.word, shape=brief.shape)
    if report.disposition:
        words = said(_("%(answer)s: %(reason)s"), answer=report.get_disposition_display(), reason=report.reason)
        return Owed(report.title, address, story=words, state=_("answered"), shape="done")
    due = answer_due(report)
    late = due.is_past(today())
    words = _("The answer is late; the office owes it to you.") if late else _("The office reads it and answers with a reason.")
    return Owed(report.title, address, due.date, words, _("waiting for an answer"), "late" if late else "wait")


def _demanded(row):
    """Return the Owed of a petition: the meeting that it led to, or how far it has come."""
    if row.state == PetitionState.ANSWERED:
        words = said(_("The meeting is on %(day)s. %(reply)s"), day=on(row.meeting_on), reply=row.answer)
    elif row.state == PetitionState.REACHED:
        day = on(timezone.localdate(row.reached_at))
        words = said(_("Enough had signed on %(day)s. The residents’ committee owes the meeting."), day=day)
    else:
        words = said(_("Signatures are collected since %(day)s."), day=on(timezone.localdate(row.opened_at)))
    return Owed(row.title, row.get_absolute_url(), story=words, state=row.get_state_display(), shape=SHAPES[row.state])


def _answered(row):
    address = f"{row.matter.get_absolute_url()}#step-5"
    if row.state == AnswerState.ANSWERED:
        words = said(_("Answered on %(day)s: %(reply)s"), day=on(row.replied_on), reply=row.reply)
        return Owed(row.text, address, story=words, state=_("answered"), shape="done")
    late = row.late_on(today())
    words = said(_("Put in on %(day)s about “%(title)s”."), day=on(row.raised_on), title=row.matter.title)
    return Owed(row.text, address, row.due, words, _("waiting for an answer"), "late" if late else "wait")


def _on_a_draft(row):
    address = f"{row.matter.get_absolute_url()}#call"
    if row.state == OpinionState.TAKEN_BACK:
        return Owed(row.text, address, story=_("You took it back."), state=row.get_state_display(), shape="fail")
    if row.state == OpinionState.ANSWERED:
        words = said(_("Answered on %(day)s: %(reply)s"), day=on(row.replied_on), reply=row.reason)
        return Owed(row.text, address, story=words, state=row.get_verdict_display(), shape=VERDICT_SHAPES[row.verdict])
    words = said(_("Put in on %(day)s about “%(title)s”."), day=on(row.raised_on), title=row.matter.title)
    return Owed(row.text, address, story=words, state=row.get_state_display(), shape="wait")


register(
    Duty("objections-open", gettext_lazy("Results to which you may still object"), objectable, rank=30, free=True),
    Duty(
        "my-drafts", gettext_lazy("Forms you have not sent"), kept_forms, rank=55, followed=True,
        none=gettext_lazy("You have kept no form as a draft."),
    ),
    Duty(
        "my-reports", gettext_lazy("What became of your reports"), own_reports, rank=60, followed=True,
        none=gettext_lazy("You have not reported anything yet. One sentence and a photo are enough."),
    ),
    Duty(
        "my-supports", gettext_lazy("What you support"), supported, rank=70, followed=True,
        none=gettext_lazy("You support no report yet. On the page of a matter that is collected for you may."),
    ),
    Duty(
        "my-petitions", gettext_lazy("Petitions you opened or signed"), petitions, rank=75, followed=True,
        none=gettext_lazy("You have opened or signed no petition."),
    ),
    Duty(
        "my-votes", gettext_lazy("Where you voted"), voted, rank=78, followed=True,
        none=gettext_lazy("You have not voted in any ballot yet."),
    ),
    Duty(
        "my-opinions", gettext_lazy("Your opinions on drafts"), opinions, rank=79, followed=True,
        none=gettext_lazy("You have given no opinion on a draft."),
    ),
    Duty(
        "my-words", gettext_lazy("Your objections and questions"), spoken, rank=80, followed=True,
        none=gettext_lazy("You have not objected to anything or asked about it."),
    ),
)
