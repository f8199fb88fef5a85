"""The life of a poll: created, announced, opened, closed, certified; or annulled."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from yishi.clock import spoken
from yishi.clock.story import now, today
from yishi.journal.domain.events import append
from yishi.people.enums import Role
from yishi.people.rules import holds
from yishi.refusals import Forbidden, Invalid, Refused
from yishi.text.side_by_side import listed

from .. import guards, queries
from ..digests import definition_digest, digest
from ..enums import YES_NO_ABSTAIN_CHOICES, Electorate, Method, Secrecy
from ..models import Certification, Choice, Poll, Question
from ..rules import RULES, effective
from ..tallying import papers, took_part
from ..transitions import KEEPERS, convenes_owners
from .acting import acting, unchanged_if_refused
from .rolls import freeze_roll

EDITABLE = ("description", "local_quorum", "local_threshold", "decisive", "may_change", "proxies", "opens_at",
            "closes_at", "roles", "min_age", "max_choices", "cap_yuan", "source", "second_ballot", "after")
OF_AGE = (Electorate.PERSONS, Electorate.HOUSEHOLDS)  # read from the register by age


def create(*, community, by, question, rule, secrecy, electorate, place=None, matter=None, questions=None,
           method=Method.YES_NO_ABSTAIN, choices=None, **fields):
    """Prepare a poll as a draft, and return it.

    One question: ``method`` and ``choices`` are its own, a list of (code, text) or (code, text, yuan). Several:
    ``questions`` is a list of dicts with ``text``, and ``n``, ``method``, ``choices`` where they differ. A motion
    (yes_no_abstain) brings its three choices itself. ``fields``: see EDITABLE. Refused as Forbidden to whom the
    community's ballots are not entrusted; Invalid where rule, electorate, secrecy and method do not go together, the
    roll would not be the one that the rule names (its ``roles`` may be left out), a local share is laxer than the
    law's, or an opinion poll would decide (an advisory poll never does).
    """
    unknown = set(fields) - set(EDITABLE)
    if unknown:
        raise TypeError(f"create() does not know {sorted(unknown)}")
    poll = Poll(community=community, matter=matter, question=question.strip(), rule=rule, secrecy=secrecy,
                electorate=electorate, place=place or community, **fields)
    if not (holds(by, KEEPERS, community) or convenes_owners(by, poll)):
        raise Forbidden(_("Ballots are prepared by those who keep the community’s records, or the owners’ committee."))
    if rule in RULES and electorate == Electorate.MEMBERS and not poll.roles:
        poll.roles = sorted(RULES[rule].seats)
    asked = [{"n": n, "method": method, "choices": choices, **each}
             for n, each in enumerate(questions or [{"text": question}], start=1)]
    _require_fit(poll, asked)
    with transaction.atomic():
        poll.save()
        _write_questions(poll, asked)
        append(poll.stream_name, "ballots.prepared", by=by, community=community, payload={"poll": poll.pk})
    return poll


def announce(poll, *, by, seen=None):
    """Announce ``poll``: from the day after, its notice runs. The window and at least two choices must be set."""
    with acting("announce", poll, by=by, seen=seen, announced_on=today()) as entry:
        entry.payload = {"poll": poll.pk}
    return poll


def open_poll(poll, *, by, seen=None):
    """Open ``poll``: its roll (frozen now, unless it was) and its definition are hashed and stand.

    ``by`` is a person, or ``acting.CLOCK`` where the announced hour has come.
    Refused before the announced hour, where the notice that the rule asks for has not run, or a question has fewer
    than two choices.
    """
    instant = now()
    if poll.opens_at and instant < poll.opens_at:
        raise Refused(_("This ballot was announced to open at %(at)s.") % {"at": spoken.moment(poll.opens_at)})
    guards.not_opened_in_time(poll, by)
    with unchanged_if_refused(poll):
        if not poll.roll_hash:
            freeze_roll(poll, by=by)
        poll.opens_at = poll.opens_at or instant
        with acting("open", poll, by=by, seen=seen, opens_at=poll.opens_at, opened_at=instant,
                    definition_hash=definition_digest(poll)) as entry:
            entry.payload = {"poll": poll.pk, "definition_hash": poll.definition_hash, "roll_hash": poll.roll_hash,
                             "entitled": poll.entitled}
    return poll


def close_poll(poll, *, by, present=None, seen=None):
    """Close ``poll``. On PostgreSQL this waits for the votes under way; whoever comes after is refused.

    ``present`` is how many were at the meeting without those who stood aside, where votes are counted against those
    present; never fewer than took part, nor more than are entitled. Refused before the announced end of the window,
    and while a show of hands is not confirmed.
    """
    with acting("close", poll, by=by, seen=seen, closed_at=now(), present=present) as entry:
        entry.payload = {"poll": poll.pk, **_settle_present(poll, present)}
    return poll


def certify(poll, *, by, statement="", seen=None):
    """Certify the count of ``poll``, and return the Certification with the figures that it answers for.

    ``by`` is facilitator, recorder or of the supervisory committee, and entered, witnessed or counted none of its
    papers and hands. Refused too where roll or definition are not those of the opening, or papers are uncounted.
    """
    with acting("certify", poll, by=by, seen=seen) as entry:
        found = queries.counted(poll)
        figures = {"questions": [result.figures() for result in found], "roll_hash": poll.roll_hash,
                   "definition_hash": poll.definition_hash}
        row = Certification.objects.create(
            community=poll.community, poll=poll, by=by, at=now(), statement=statement.strip(), figures=figures,
            figures_hash=digest(figures),
        )
        entry.payload = {"poll": poll.pk, "certification": row.pk, "figures_hash": row.figures_hash,
                         "passed": [result.passed for result in found],
                         "opinions": [result.opinions for result in found if result.opinions]}
    return row


def annul(poll, *, by, because, seen=None):
    """Annul ``poll`` before it is certified: its votes stay on record, and no result of it is ever shown.

    From the close on, or once hands are counted, the result is known: then only the sub-district office may, so that
    nobody who lost votes anew.
    """
    because = (because or "").strip()
    if not because:
        raise Invalid(_("Say why the ballot is annulled."), field="because")
    with acting("annul", poll, by=by, seen=seen, annulled_because=because[:300]) as entry:
        entry.payload = {"poll": poll.pk}
    return poll


def _settle_present(poll, present):
    """Return the figures of the closing; refuse where ``present`` cannot be."""
    marked = took_part(poll)
    if present is not None and poll.weighs_area:
        raise Invalid(_("Of owners those count who voted, by head and area (Civil Code, art. 278); leave it empty."),
                      field="present")
    most = poll.entitled - poll.recusals.count()
    if present is not None and not marked <= present <= most:
        raise Invalid(
            _("Present were at least the %(marked)s who voted, at most the %(most)s entitled who did not stand aside.")
            % {"marked": marked, "most": most}, field="present",
        )
    counted = poll.hand_counts.filter(confirmed_by__isnull=False).values_list("present", flat=True).first()
    if None not in (present, counted) and present != counted:
        raise Invalid(_("The show of hands that was confirmed counted another number present."), field="present")
    figures = {"took_part": marked}
    if poll.secrecy == Secrecy.SECRET:
        figures["papers"] = papers(poll)[0]
    return figures if present is None else {**figures, "present": present}


def _require_fit(poll, asked):
    """Refuse where the parts of the definition do not go together."""
    if not poll.question or len(poll.question) > 255:
        raise Invalid(_("Put the question in at most 255 characters."), field="question")
    if poll.rule not in RULES:
        raise Invalid(_("There is no such rule."), field="rule")
    rule = effective(poll.rule, poll.local_quorum, poll.local_threshold)
    if poll.electorate not in rule.electorates:
        raise Invalid(_("By this rule another electorate decides; owners and residents never mix."), field="electorate")
    _require_electorate(poll, rule)
    if poll.secrecy not in rule.secrecies:
        raise Invalid(_("This rule does not allow such a vote (named, secret, show of hands)."), field="secrecy")
    if poll.decisive and not rule.decides:
        raise Invalid(_("A count of opinions decides nothing. Choose the rule of those who decide."), field="decisive")
    if poll.may_change and poll.secrecy != Secrecy.NAMED:
        raise Invalid(_("Only a named vote can be changed: a secret one cannot be found again."), field="may_change")
    if poll.proxies and rule.proxy == "no":
        raise Invalid(_("This rule knows no proxies."), field="proxies")
    if poll.electorate in OF_AGE and poll.min_age < (14 if not rule.decides else 18):
        raise Invalid(_("Residents vote from 18, in an advisory poll from 14."), field="min_age")
    if poll.opens_at and poll.closes_at and poll.closes_at <= poll.opens_at:
        raise Invalid(_("The ballot would close before it opens."), field="closes_at")
    if poll.second_ballot and (not poll.decisive or [each["method"] for each in asked] != [Method.SINGLE]):
        raise Invalid(_("A second ballot is for a vote that decides between several options."), field="second_ballot")
    if poll.secrecy == Secrecy.SHOW_OF_HANDS and len(asked) > 1:
        raise Invalid(_("Hands are raised for one question at a time."), field="questions")
    for each in asked:
        _require_question(poll, rule, each)


def _require_electorate(poll, rule):
    """Refuse a roll of other seats, or of another place, than those by whom the rule lets decide."""
    if poll.electorate == Electorate.MEMBERS and not poll.roles:
        raise Invalid(_("Name the roles whose seats make the roll."), field="roles")
    if rule.seats and set(poll.roles) != rule.seats:
        raise Invalid(
            _("By this rule the seats that vote are fixed: %(seats)s.")
            % {"seats": listed(Role(role).label for role in sorted(rule.seats))}, field="roles",
        )
    if not poll.community.contains(poll.place):
        raise Invalid(_("This place lies in another community."), field="place")
    if rule.of_community and poll.place != poll.community:
        raise Invalid(_("By this rule the whole community votes, not a part of it."), field="place")


def _require_question(poll, rule, each):
    text, method = each["text"].strip(), each["method"]
    if not text or len(text) > 2000:
        raise Invalid(_("A question has between 1 and 2,000 characters."), field="questions")
    if method not in rule.methods:
        raise Invalid(_("This rule does not count in this way."), field="method")
    given = each["choices"] or ()
    if method == Method.BUDGET and (not poll.cap_yuan or any(len(row) < 3 or row[2] is None for row in given)):
        raise Invalid(_("A choice of projects needs the sum to spend and the cost of each project."), field="cap_yuan")
    codes = [row[0] for row in given]
    if len(set(codes)) != len(codes):
        raise Invalid(_("Two choices have the same code."), field="choices")
    if method in {Method.APPROVAL, Method.BUDGET} and not 1 <= poll.max_choices <= max(len(codes), 1):
        raise Invalid(_("The number of choices allowed lies between 1 and all of them."), field="max_choices")


def _write_questions(poll, asked):
    common = {"community": poll.community, "poll": poll}
    rows = Question.objects.bulk_create(
        [Question(n=each["n"], text=each["text"].strip(), method=each["method"], **common) for each in asked]
    )
    made = []
    for row, each in zip(rows, asked, strict=True):
        given = YES_NO_ABSTAIN_CHOICES if row.method == Method.YES_NO_ABSTAIN else each["choices"] or ()
        for n, (code, text, *yuan) in enumerate(given, start=1):
            cost = yuan[0] if yuan else None
            made.append(Choice(question=row, n=n, code=code, choice=str(text), budget_yuan=cost, **common))
    Choice.objects.bulk_create(made)
