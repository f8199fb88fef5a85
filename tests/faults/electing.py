"""A ballot that is open now, in which votes may be changed, its voters signed in, and what stands there in the end."""

import datetime as dt
import time

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.db import close_old_connections
from django.utils import timezone

from consultation.polls.enums import PollState
from consultation.polls.models import NamedBallotChoice, Poll
from tests.consultation.polls.builders import opened
from tests.world import BORN
from yishi.people.models import Person, User

DAYS = 3


class Election:
    """A ballot called ``name`` of ``number`` voters of ``side``."""

    def __init__(self, side, name, number):
        moment, span = timezone.now(), dt.timedelta(days=DAYS)
        self.voters = Person.objects.bulk_create(
            Person(community=side.community, name=f"{name}{n}", born=BORN) for n in range(number)
        )
        self.poll = opened(side, self.voters, question=name, may_change=True, opens_at=moment - span, closes_at=moment + span)
        self.path = f"/ballots/{self.poll.pk}/"
        self.sessions = [self._signed_in(user) for user in User.objects.bulk_create(
            User(username=f"{name}{n}", password="!", person=person) for n, person in enumerate(self.voters)
        )]

    def _signed_in(self, user):
        said = {SESSION_KEY: str(user.pk), BACKEND_SESSION_KEY: settings.AUTHENTICATION_BACKENDS[0],
                HASH_SESSION_KEY: user.get_session_auth_hash()}
        key = f"{self.poll.pk:010}{user.pk:022}"
        Session.objects.create(session_key=key, session_data=SessionStore().encode(said),
                               expire_date=timezone.now() + dt.timedelta(days=DAYS))
        return key

    def closed_within(self, seconds):
        """Let the window end; return after how many seconds a worker has closed the ballot, None where none does."""
        close_old_connections()
        begun = time.monotonic()
        Poll.objects.filter(pk=self.poll.pk).update(closes_at=timezone.now())
        while time.monotonic() - begun < seconds:
            if Poll.objects.filter(pk=self.poll.pk, state=PollState.CLOSED).exists():
                return round(time.monotonic() - begun, 1)
            time.sleep(0.5)
        return None

    def stored(self):
        """Return [the choices of one voter's votes, the first vote first] of all voters."""
        rows = NamedBallotChoice.objects.filter(ballot__mark__poll=self.poll).order_by("ballot__mark__n")
        cast = {}
        for voter, choice in rows.values_list("ballot__mark__voter", "choice__code"):
            cast.setdefault(voter, []).append(choice)
        return [cast.get(voter.pk, []) for voter in self.voters]
