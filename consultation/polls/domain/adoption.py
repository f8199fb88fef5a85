"""Bringing in a django-polls 0.2.1 site: its three tables become closed named polls, by the ordinary functions."""

from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from consultation.enums import Rule
from yishi.people.models import Person

from ..enums import Electorate, Method, Secrecy
from ..models import Poll
from . import polls
from .casting import cast
from .rolls import freeze_roll

SOURCE = "django-polls"
COLUMNS = {
    "polls_poll": ("id", "question", "description"),
    "polls_choice": ("id", "poll_id", "choice"),
    "polls_vote": ("id", "user_id", "poll_id", "choice_id"),
}


@dataclass(frozen=True)
class OldPoll:
    """A poll of the old site: ``choices`` maps an id to a text, ``votes`` a user's id to the id of a choice."""

    id: int
    question: str
    description: str
    choices: dict
    votes: dict


def read_old(connection):
    """Return (the OldPolls, {user id: name}) of the old site behind ``connection``. Its tables are only read."""
    rows = {}
    with connection.cursor() as cursor:
        for table, columns in COLUMNS.items():
            cursor.execute(f"SELECT {', '.join(columns)} FROM {table} ORDER BY id")
            rows[table] = cursor.fetchall()
        names = {}
        if "auth_user" in connection.introspection.table_names(cursor):
            cursor.execute("SELECT id, username FROM auth_user")
            names = dict(cursor.fetchall())
    found = {pk: OldPoll(pk, question, description, {}, {}) for pk, question, description in rows["polls_poll"]}
    for pk, poll, choice in rows["polls_choice"]:
        found[poll].choices[pk] = choice
    for _pk, user, poll, choice in rows["polls_vote"]:
        found[poll].votes[user] = choice
    return list(found.values()), names


def adopt(old, names, *, community, by):
    """Bring the OldPoll ``old`` into ``community`` as a closed, named count of opinions, and return (Poll, remarks).

    Who voted becomes a person of the register with the key ``django-polls:<user id>``. Brought in before: returned as
    it is. The old site took another poll's choice for an answer: such a vote is blank here, and a remark says so. A
    poll with fewer than two choices, or without votes, is not brought in: (None, why). Refused as ``polls.create`` is.
    """
    source = f"{SOURCE}:{old.id}"
    known = Poll.objects.filter(community=community, source=source).first()
    if known:
        return known, [_("poll %(id)s was brought in before") % {"id": old.id}]
    if len(old.choices) < 2 or not old.votes:
        return None, [_("poll %(id)s has fewer than two choices, or no votes: left out") % {"id": old.id}]
    remarks = []
    with transaction.atomic():
        poll = polls.create(
            community=community, by=by, question=old.question, description=old.description or "", source=source,
            rule=Rule.ADVISORY_POLL, secrecy=Secrecy.NAMED, electorate=Electorate.LISTED, method=Method.SINGLE,
            choices=[(str(pk), text) for pk, text in sorted(old.choices.items())],
        )
        voters = {user: _voter(user, names, community) for user in sorted(old.votes)}
        freeze_roll(poll, by=by, persons=list(voters.values()))
        polls.open_poll(poll, by=by)
        for user, choice in sorted(old.votes.items()):
            if choice not in old.choices:
                remarks.append(_("poll %(id)s: the vote of user %(user)s names another poll’s choice and is blank here")
                               % {"id": old.id, "user": user})
            cast(poll, by=voters[user], choices=[str(choice)] if choice in old.choices else [])
        polls.close_poll(poll, by=by)
    return poll, remarks


def _voter(user, names, community):
    """Return the person who was user ``user`` of the old site, made where the register has none."""
    name = names.get(user) or _("user %(id)s") % {"id": user}
    person, _made = Person.objects.get_or_create(
        key=f"{SOURCE}:{user}", defaults={"community": community, "name": name[:60]}
    )
    return person
