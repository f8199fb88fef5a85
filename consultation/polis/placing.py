"""Making the room for an export: who brings it in and where, its participants, and the open call with its ballot."""

import re
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from consultation.collecting import Channel, Moderation, Wish
from consultation.domain import ballots, matters, reports
from consultation.domain.codes import hold
from consultation.enums import Rule
from consultation.polls.enums import Electorate, Secrecy
from consultation.polls.models import Poll
from consultation.procedures import OPEN_CALL
from yishi.db.retry import short_write
from yishi.people.domain import founding, places, seats
from yishi.people.enums import STREET_OFFICES, PlaceKind, PublicName, Role
from yishi.people.models import Person, Place
from yishi.refusals import Invalid, Refused

from .reading import instant

NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,23}")
CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]{0,11}")
IMPORTER = "polis:importer"
SEATS = (Role.RECORDER, Role.CONTENT_MODERATOR)  # what bringing an export in asks for
BATCH = 200
MATTER_TITLE, MATTER_SUMMARY = 120, 2000
AGES_NOT_KNOWN = 0  # a Polis export says nothing of ages; the roll is the list of those who took part


@dataclass(frozen=True)
class Names:
    """How the place is called that is made on a site that has none; all of it is made up."""

    district: str = "示例区"
    subdistrict: str = "示例街道"
    community: str = "示例社区"
    code: str = "EXC"


@dataclass(frozen=True)
class Office:
    """Into which community an export is brought, ``by`` which recorder, and who enters the review of statements."""

    community: Place
    by: Person
    moderator: Person


def source_of(slug):
    """Return the mark that the ballot of the import ``slug`` carries. Invalid for what cannot be a name."""
    if not NAME.fullmatch(slug):
        raise Invalid("A name has at most 24 letters, digits, hyphens and underscores.", field="slug")
    return f"polis:{slug}"


def find(slug):
    """Return the Poll that the import ``slug`` made, or None."""
    polls = Poll.objects.filter(source=source_of(slug)).select_related("community", "matter__community")
    return polls.order_by("pk").first()


def office(account="", moderator="", code="", names=None):
    """Return the Office that brings an export in.

    ``account`` and ``moderator`` are the user names of its recorder or secretary and of the content moderator (left
    out: the same person). Without an account, and on a site without a sub-district, a made-up place is founded, with
    a person who brings exports in; they stand for later imports too. ``code`` is the community's. Refused where
    neither can be, or there is no such community or account.
    """
    if account:
        by = _person(account)
    else:
        by = Person.objects.filter(key=IMPORTER).select_related("community").first() or _found(code, names)
    communities = {place.code: place for place in Place.objects.communities()}
    community = communities.get(code or by.community.code)
    if community is None:
        raise Refused(f"Say with --community into which one: {', '.join(communities) or 'there is none yet'}.")
    return Office(community, by, _person(moderator) if moderator else by)


def _person(account):
    person = Person.objects.filter(user__username=account).select_related("community").first()
    if person is None:
        raise Refused(f"The account {account} is nobody's here.")
    return person


def _found(code, names):
    """Found a made-up place, and return the person there who brings exports in."""
    if Place.objects.filter(kind=PlaceKind.SUBDISTRICT).exists():
        raise Refused("This site has its sub-district: say with --by which recorder's account answers for the import.")
    names = names or Names()
    code = code or names.code
    if not CODE.fullmatch(code):
        raise Invalid("The code of a community has at most 12 letters, digits and hyphens.", field="code")
    with transaction.atomic():
        administrator = founding.found(
            district=("EX", names.district), code="EXS", name=names.subdistrict, office=f"{names.subdistrict}办事处",
            administrator=_("administrator"),
        )
        community = places.add_place(
            administrator.community, PlaceKind.COMMUNITY, code, names.community, by=administrator
        )
        person = places.enter_person(
            community, _("importer"), by=administrator, key=IMPORTER, synthetic=True, public_name=PublicName.ANONYMOUS
        )
        for role in SEATS:
            place = administrator.community if role in STREET_OFFICES else community
            seats.appoint(person, role, place, by=administrator)
    return person


def participants(export, slug, at, *, told):
    """Return {participant's number: Person}; who is not in the register of the Office ``at`` yet is entered, without
    name or age.

    ``told(n)`` is called as they come in. Begun before, it goes on where it stopped.
    """
    prefix = f"{source_of(slug)}:"
    known = {int(person.key.removeprefix(prefix)): person for person in Person.objects.filter(key__startswith=prefix)}
    told(len(known))
    missing = [number for number in export.participants if number not in known]
    for start in range(0, len(missing), BATCH):
        known |= _enter(missing[start : start + BATCH], prefix, at)
        told(min(BATCH, len(missing) - start))
    return known


@short_write
def _enter(numbers, prefix, at):
    with transaction.atomic():
        return {
            number: places.enter_person(
                at.community, _("participant %(id)s") % {"id": number}, by=at.by, key=f"{prefix}{number}",
                synthetic=True, public_name=PublicName.ANONYMOUS,
            )
            for number in numbers
        }


@transaction.atomic
def call(export, slug, at, persons, *, title="", credit="", told):
    """Open the call, file its statements, open its ballot with all of them as questions, and return the Poll: all of
    it or nothing.

    The ballot is advisory and named, the last vote counts; its window begins with the first statement, its roll are all
    who took part. Acts are dated today, statements and votes as they were made. Refused as the acts are.
    """
    hold(at.community)
    known = find(slug)
    if known:
        return known
    title = title or export.about.get("topic") or slug
    about = [credit, export.about.get("url", ""), export.about.get("conversation-description", "")]
    first = instant(min(each.ms for each in (*export.statements, *export.votes)))
    matter = matters.open(
        at.community, title[:MATTER_TITLE], "", at.community, by=at.by, procedure=OPEN_CALL.code,
        opened_on=timezone.localtime(first).date(), summary="\n\n".join(filter(None, about))[:MATTER_SUMMARY],
    )
    questions = []
    for statement in export.statements:
        report = _file(statement, matter, persons[statement.author], at)
        questions.append({"n": statement.id, "text": report.text})
        told(1)
    poll = ballots.prepare(
        matter, by=at.by, question=title[:255], description=described(export, credit), questions=questions,
        source=source_of(slug), rule=Rule.ADVISORY_POLL, secrecy=Secrecy.NAMED, may_change=True, opens_at=first,
        electorate=Electorate.LISTED, min_age=AGES_NOT_KNOWN,
    )
    ballots.freeze(poll, by=at.by, persons=[persons[number] for number in export.participants])
    return ballots.open(poll, by=at.by)


def described(export, credit=""):
    """Return what stands under the ballot: whom to credit, and the hash by which the export is known again."""
    return "\n\n".join(filter(None, [credit[:2000], f"Polis, SHA-256 {export.digest}"]))


def require_same(poll, export):
    """Refuse an export that is not the one ``poll`` was made from."""
    if export.digest not in poll.description:
        raise Refused(
            "Under this name another export was brought in, or this one with other lines. Take another name, or the "
            "files and options as they were."
        )


def _file(statement, matter, author, at):
    report = reports.file(
        matter.community, by=at.by, text=statement.text, wish=Wish.SUGGESTION, channel=Channel.OPEN_CALL,
        reporter=author, filed_at=instant(statement.ms), matter=matter,
    )
    if statement.moderation != Moderation.UNMODERATED:
        reports.moderate(report, statement.moderation, by=at.moderator)
    return report
