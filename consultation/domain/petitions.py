"""Petitions for a meeting: opened, signed, reached, answered (Organic Law of Urban Residents' Committees art. 26, 28)."""

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from yishi.acts import require, taking
from yishi.clock import spoken
from yishi.clock.story import now, today
from yishi.db.guard import guarded_update
from yishi.journal.domain.events import append
from yishi.journal.domain.texts import seal
from yishi.people.enums import PlaceKind
from yishi.people.rules import holds
from yishi.refusals import Invalid, Refused

from ..collecting import PetitionBase, PetitionState
from ..models import Petition, Signature
from ..queries.petitions import counter, entitled
from ..transitions import TABLE
from ..transitions.collect import CLERKS
from .codes import insert
from .wording import brief, written

NOTICE_DAYS = 10  # before a residents' assembly, art. 26
TITLE_LENGTH, TEXT_LENGTH = 60, 2000


def open(community, base, title, text, *, by, on_behalf_of=None, matter=None):
    """Open a petition in ``community`` on ``base`` (adults, households, reps_third, reps_fifth) and return it.

    The opener, ``by`` or whom staff enter it for, must be one who may sign it; opening is not yet signing. Invalid
    where ``matter`` belongs to another community, or ``community`` is no community, which has the one committee.
    """
    if base not in PetitionBase.values:
        raise Invalid(_("Say whose share is asked for: adults, households or representatives."), field="base")
    if community.kind != PlaceKind.COMMUNITY:
        raise Invalid(_("A petition is put to the committee of one community. Choose the community."), field="community")
    opener = on_behalf_of or by
    petition = Petition(
        community=community, base=base, title=written(title, "title", TITLE_LENGTH), opened_by=opener,
        text=written(text, "text", TEXT_LENGTH), matter=matter, opened_at=now(),
    )
    require(TABLE["petitions.open"], petition, by)
    if opener != by and not holds(by, CLERKS, community):
        raise Refused(_("Petitions of others are entered by the office."))
    if opener == by and holds(by, CLERKS, community) and not entitled(base, community).filter(pk=by.pk).exists():
        raise Invalid(_("Say in whose name you enter it: whoever opens a petition may sign it."), field="on_behalf_of")
    _require_entitled(petition, opener)
    if matter is not None and matter.community_id != community.pk:
        raise Invalid(_("This matter belongs to another community."), field="matter")
    with transaction.atomic():
        petition.save(force_insert=True)
        payload = {"petition": petition.pk, "base": str(base), "text": seal(f"{petition.title}\n{petition.text}")}
        append(petition.stream_name, "petition.opened", by=by, on_behalf_of=on_behalf_of, community=community,
               payload=payload)
    return petition


def sign(petition, *, by, seen=None):
    """Sign ``petition``; returns the Signature. Reached with it, the committee owes the meeting.

    Refused to whoever is not of its base, and a second time; on the base of households, one a household.
    """
    return _sign(TABLE["petitions.sign"], petition, by, by, seen)


def enter(petition, person, *, by, seen=None):
    """Enter the signature of ``person`` from a paper sheet; returns the Signature. Refused as ``sign`` is."""
    return _sign(TABLE["petitions.enter"], petition, person, by, seen)


def unsign(petition, *, by, seen=None):
    """Take one's signature back. Refused where there is none, and once the petition has been reached."""
    with taking(TABLE["petitions.unsign"], petition, by=by, seen=seen) as entry:
        deleted, _rows = petition.signatures.filter(person=by).delete()
        if not deleted:
            raise Refused(_("You have not signed this petition."))
        entry.payload = _figures(petition, counter(petition))


def answer(petition, words, meeting_on, *, by, special_case="", seen=None):
    """Answer a reached ``petition`` by calling the meeting for the date ``meeting_on``; ``words`` are the answer.

    A residents' assembly is made known ten days before, unless a ``special_case`` is named (art. 26); a day that is
    over is Invalid. Signers are told.
    """
    words, special_case = written(words, "words", TEXT_LENGTH), brief(special_case, "special_case", 200)
    if meeting_on < today():
        raise Invalid(_("%(day)s has passed. Name a day from today on.") % {"day": spoken.day(meeting_on)}, field="meeting_on")
    assembly_of_all = petition.base != PetitionBase.REPS_FIFTH
    earliest = today() + dt.timedelta(days=NOTICE_DAYS if assembly_of_all and not special_case else 0)
    if meeting_on < earliest:
        raise Invalid(
            _("The meeting can be on %(day)s at the earliest: a residents’ assembly is made known ten days before.")
            % {"day": spoken.day(earliest)}, field="meeting_on",
        )
    fields = {"answer": words, "special_case": special_case, "meeting_on": meeting_on, "answered_by": by,
              "answered_at": now()}
    with taking(TABLE["petitions.answer"], petition, by=by, seen=seen, **fields) as entry:
        entry.payload = {"petition": petition.pk, "meeting_on": meeting_on.isoformat(), "text": seal(words)}


def _sign(act, petition, person, by, seen):
    """Insert the signature of ``person``, and settle whether it was enough."""
    require(act, petition, by)
    _require_entitled(petition, person)
    by_household = petition.base == PetitionBase.HOUSEHOLDS
    with transaction.atomic():
        behalf = None if person == by else person
        with taking(act, petition, by=by, seen=seen, on_behalf_of=behalf) as entry:
            row = Signature(
                community=petition.community, petition=petition, person=person, base=petition.base, entered_by=by,
                household=person.household if by_household else None, at=now(),
            )
            insert(row, _("Your household has signed already.") if by_household else _("You have signed already."))
            count = counter(petition)
            entry.made = row
            entry.payload = {**_figures(petition, count), "signature": row.pk}
        if count.reached:
            _reach(petition, count, by)
    return row


def _reach(petition, count, by):
    """From now on the committee owes the meeting; the register's figures of this moment are kept."""
    guarded_update(
        petition, {"state": PetitionState.OPEN}, state=PetitionState.REACHED, reached_at=now(),
        entitled=count.entitled, needed=count.needed,
    )
    append(petition.stream_name, "petition.reached", by=by, community=petition.community,
           payload=_figures(petition, count))


def _require_entitled(petition, person):
    if not entitled(petition.base, petition.community).filter(pk=person.pk).exists():
        raise Refused(_("This petition is for others to sign: %(base)s.") % {"base": petition.get_base_display()})


def _figures(petition, count):
    """Return the figures of the count for the journal."""
    return {"petition": petition.pk, "signed": count.signed, "needed": count.needed, "entitled": count.entitled}
