"""Interests in a matter: declared, or stated to be none; and that whoever has one stands aside."""

from django.utils.translation import gettext_lazy as _

from yishi.acts import require, taking
from yishi.clock.story import today
from yishi.journal.domain.texts import seal
from yishi.people.rules import holds
from yishi.refusals import Forbidden, Invalid

from ..models import ConflictDeclaration
from ..transitions import TABLE
from .standing_aside import from_open_ballots
from .wording import brief, written


def declare_conflict(matter, *, by, words, on_behalf_of=None, person_words="", seen=None):
    """Declare an interest in the matter: what it is in ``words``; returns the ConflictDeclaration.

    One declares one's own; those who keep the record (who may state that there is none) enter it ``on_behalf_of`` a
    Person, or of somebody known in ``person_words`` alone. Whoever declared neither studies, admits nor declines, and
    stands aside from a ballot at a table that is open; Refused where they have voted in it.
    """
    words, person_words = written(words, "words", 300), brief(person_words, "person_words", 60)
    act = TABLE["agenda.declare_conflict"]
    require(act, matter, by)
    other = bool(person_words) or on_behalf_of not in (None, by)
    if other and not holds(by, TABLE["agenda.declare_no_conflict"].roles, matter.community):
        raise Forbidden(_("You may declare your own interest. For somebody else the secretary or recorder enters it."))
    person = on_behalf_of or (None if person_words else by)
    with taking(act, matter, by=by, on_behalf_of=on_behalf_of, seen=seen) as entry:
        row = _declaration(matter, True, person, person_words, words, by)
        if person is not None:
            from_open_ballots(matter, person, words=words, by=by)
        entry.made, entry.payload = row, {"declaration": row.pk, "seal": seal(f"{person_words}\n{words}")}
    return row


def declare_no_conflict(matter, *, by, words="", on_behalf_of=None, person_words="", seen=None):
    """Record that nobody, or that this one party, has an interest; ``words`` say what was looked at.

    Returns the ConflictDeclaration. That nobody has one is Invalid once an interest is declared.
    """
    words, person_words = brief(words, "words", 300), brief(person_words, "person_words", 60)
    with taking(TABLE["agenda.declare_no_conflict"], matter, by=by, on_behalf_of=on_behalf_of, seen=seen) as entry:
        of_all = not (on_behalf_of or person_words)
        if of_all and matter.conflict_declarations.filter(declared=True).exists():
            raise Invalid(_("An interest has been declared in this matter: say whose absence of interest you record."),
                          field="person_words")
        row = _declaration(matter, False, on_behalf_of, person_words, words, by)
        entry.made = row
        entry.payload = {"declaration": row.pk, "of_all": of_all, "seal": seal(f"{person_words}\n{words}")}
    return row


def _declaration(matter, declared, person, person_words, words, by):
    return ConflictDeclaration.objects.create(
        community=matter.community, matter=matter, declared=declared, person=person, person_words=person_words,
        words=words, entered_by=by, entered_on=today(),
    )
