"""What a poll itself must have before its next step. What its matter must have stands in ``consultation.guards``.

The last ones are bars: what rules an act out whatever is filled in (see ``consultation.guards.bars``).
"""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from yishi.checks import Check
from yishi.clock import lasting, spoken
from yishi.clock.story import instant, today
from yishi.people.enums import Role
from yishi.refusals import Forbidden, Refused
from yishi.workdays.periods import add_days, days_since

from . import tallying
from .digests import definition_digest, roll_digest
from .enums import BatchState, Electorate, Secrecy
from .rules import rule_of


def can_be_answered(poll):
    """Every question has at least two choices."""
    counts = [len(question.choices.all()) for question in poll.questions.prefetch_related("choices")]
    return [Check(
        "choices", _("every question has at least two choices"), bool(counts) and min(counts) >= 2,
        owes=Role.RECORDER.label, act="ballots.prepare",
    )]


def has_a_window(poll):
    """It is said when the ballot opens, late enough for the notice that the rule asks for."""
    days, opens = rule_of(poll).notice_days, poll.opens_at
    done = opens is not None and days_since(today(), timezone.localtime(opens)) >= days
    label = _("the day on which it opens is set")
    if days:
        label = _("the day on which it opens is set, %(day)s or later") % {"day": spoken.day(add_days(today(), days))}
    return [Check("window", label, done, owes=Role.RECORDER.label, act="ballots.prepare", why=rule_of(poll).notice_source)]


def notice_given(poll):
    """The notice that the rule asks for has run (owners 15 days, assemblies 10), counted from the day after."""
    days = rule_of(poll).notice_days
    if not days:
        return []
    since = poll.announced_on
    done = since is not None and days_since(since, today()) >= days
    label = _("announced %(days)s days before it opens") % {"days": days}
    if since is not None and not done:
        label = _("announced %(days)s days before it opens: the earliest day is %(day)s") % {
            "days": days, "day": spoken.day(add_days(since, days)),
        }
    return [Check("notice", label, done, owes=Role.RECORDER.label, act="ballots.announce", why=rule_of(poll).notice_source)]


def list_given(poll):
    """Who votes by a list is named before the opening; every other roll is read from the register then."""
    if poll.electorate != Electorate.LISTED:
        return []
    return [Check("list", _("the list of those who vote is given, and its roll frozen"), bool(poll.roll_hash),
                  owes=Role.RECORDER.label, act="ballots.freeze")]


def hour_come(poll):
    """The hour at which it was announced to open has come."""
    if poll.opens_at is None:
        return []
    lasting.until(poll.opens_at)
    label = _("the hour at which it opens has come: %(at)s") % {"at": spoken.moment(poll.opens_at)}
    return [Check("hour", label, instant() >= poll.opens_at)]


def window_over(poll):
    """The announced window has run to its end."""
    if poll.closes_at is None:
        return []
    lasting.until(poll.closes_at)
    return [Check("window_over", _("the announced window is over"), instant() >= poll.closes_at)]


def hands_confirmed(poll):
    """A show of hands was entered, and confirmed by another person."""
    if poll.secrecy != Secrecy.SHOW_OF_HANDS:
        return []
    confirmed = list(poll.hand_counts.values_list("confirmed_by", flat=True))
    entered, done = bool(confirmed), any(confirmed)
    return [Check("hands", _("the show of hands is entered by the recorder and confirmed by the facilitator"), done,
                  owes=Role.FACILITATOR.label if entered else Role.RECORDER.label,
                  act="ballots.confirm_hands" if entered else "ballots.enter_hands")]


def papers_counted(poll):
    """Secret papers: as many were counted, twice and equal, as units were marked as having voted on paper."""
    if poll.secrecy != Secrecy.SECRET:
        return []
    marked, counted = tallying.papers(poll)
    label = _("secret papers counted twice: %(counted)s of %(marked)s") % {"counted": counted, "marked": marked}
    once = poll.paper_batches.filter(state=BatchState.COUNTED).exists()
    return [Check("papers", label, marked == counted,
                  owes=Role.SUPERVISORY_MEMBER.label if once else Role.RECORDER.label,
                  act="ballots.confirm_batch" if once else "ballots.count_batch")]


def roll_untouched(poll):
    """The roll is the one that was frozen."""
    return [Check("roll", _("the roll is the one that was frozen"), roll_digest(poll) == poll.roll_hash)]


def definition_untouched(poll):
    """Question, choices and rule are those the ballot was opened with."""
    return [Check("definition", _("question, choices and rule are as they were at the opening"),
                  definition_digest(poll) == poll.definition_hash)]


def not_opened_in_time(poll, person):
    """A ballot opens in its window."""
    if poll.closes_at and instant() >= poll.closes_at:
        raise Refused(_("The announced window of this ballot is over. Prepare a new one."))


def frozen_already(poll, person):
    """A roll is frozen once."""
    if poll.roll_hash:
        raise Refused(_("The roll of this ballot is frozen. If it is wrong, annul the ballot and announce it anew."))


def no_hands(poll, person):
    """Hands are counted in a show of hands alone, until the count is confirmed."""
    if poll.secrecy != Secrecy.SHOW_OF_HANDS:
        raise Refused(_("This ballot is not a show of hands."))
    if poll.hand_counts.filter(confirmed_by__isnull=False).exists():
        raise Refused(_("The show of hands is confirmed already."))


def counted_by_oneself(poll, person):
    """A count of hands is confirmed by another person than the one who entered it."""
    latest = poll.hand_counts.order_by("-n").first()
    if latest is None:
        raise Refused(_("No show of hands has been entered yet."))
    if person is not None and latest.entered_by_id == person.pk:
        raise Forbidden(_("Whoever entered the count does not confirm it: another person has to look."))


def no_piles(poll, person):
    """Papers are counted in piles where nobody may know whose they are."""
    if poll.secrecy != Secrecy.SECRET:
        raise Refused(_("Papers are counted in piles in a secret ballot alone."))


def took_part_in_the_count(poll, person):
    """A count is certified by somebody who did not make it."""
    if person is not None and person.pk in tallying.entered_papers(poll):
        raise Forbidden(_(
            "Whoever entered or counted papers or hands of a ballot, or looked on meanwhile, does not certify it. Ask another."
        ))
