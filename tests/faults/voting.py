"""A ballot that is open beside the meeting while something breaks: what was cast must stand there, and no cast may wait."""

import time

from django.db import InterfaceError, OperationalError, close_old_connections

from consultation.polls.domain import casting
from consultation.polls.models import NamedMark
from tests.consultation.polls.builders import opened, people, while_open


def patiently(act, *args, **kwargs):
    """Do ``act``, and return what it returns; where the database is away, again until it is done."""
    while True:
        try:
            return act(*args, **kwargs)
        except (OperationalError, InterfaceError):
            time.sleep(0.2)
            close_old_connections()


class Voting:
    """An open ballot of ``number`` voters of ``side``, called ``name``."""

    def __init__(self, side, name, number):
        self.voters, self.took = people(side, number, prefix=name), []
        self.poll = opened(side, self.voters, question=name)

    def cast(self):
        """Cast the next vote, where one is left."""
        if len(self.took) < len(self.voters):
            with while_open():
                begun, voter = time.monotonic(), self.voters[len(self.took)]
                patiently(casting.cast, self.poll, by=voter, choices="in_favor", key=f"form{voter.pk}")
                self.took.append(time.monotonic() - begun)

    def result(self):
        """Return how many votes were cast, how many of them do not stand there once, and how long the slowest took."""
        marks = list(NamedMark.objects.filter(poll=self.poll).values_list("voter", flat=True))
        cast = [voter.pk for voter in self.voters[:len(self.took)]]
        return {"votes": len(cast), "votes_wrong": len(set(cast) ^ set(marks)) + len(marks) - len(set(marks)),
                "slowest_vote_ms": round(1000 * max(self.took, default=0))}
