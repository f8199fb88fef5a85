"""``manage.py serve`` with what a fault run takes away from it: ``python -m tests.faults.server PORT [WHAT=N …]``.

``dropped=0.3``: that share of the doorbells goes unheard. ``most=32``: so few messages wait for a socket. ``narrow=N``: so
many bytes wait in the system for a reader. The others are for red controls. ``moment=3600``: so many seconds until it looks
by itself. ``skipping=1``: what does not fit is left out without a word. ``holed=7``: what is kept for those who come back
lacks every seventh event. ``plain=1``: a database that is away is a fault like any other. ``fragile=1``: pages need Redis.
Two take no defence away: ``clock=3600``, the machine's clock jumps about, by up to so many seconds; ``late=0.5``, so many
seconds lie between a vote that is in and its answer.
"""

import datetime as dt
import os
import random
import socket
import sys
from pathlib import Path
from time import monotonic, sleep


def dropped(share):
    """Let the share ``share`` of the doorbells go unheard; the timer is left."""
    from meetings.stream.tailer import Tailer

    heard, chance = Tailer.wake, random.Random(7)

    def wake(self, names=()):
        if chance.random() >= share:
            heard(self, names)

    Tailer.wake = wake


def most(number):
    """Let no more than ``number`` messages wait for a socket."""
    from meetings.stream import line

    line.MOST = int(number)


def narrow(size):
    """Let no more than about ``size`` bytes wait in the system for each reader, which on one machine takes megabytes."""
    from yishi.web.serving import Socket

    opened = Socket.onOpen

    def on_open(self):
        self.transport.socket.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, int(size))
        opened(self)

    Socket.onOpen = on_open


def moment(seconds):
    """Look without a doorbell so seldom."""
    from meetings.stream import tailer

    tailer.MOMENT = seconds


def skipping(_yes):
    """Tell nobody that something was left out."""
    from meetings.stream.line import Line

    Line.resync = lambda self, head: None


def holed(every):
    """Leave events out of what is kept, as a faulty stream would."""
    from meetings.stream.room import Room

    whole = Room.lately

    def lately(self, eye, seq):
        found = whole(self, eye, seq)
        return found and [each for each in found if each[0] % every]

    Room.lately = lately


def plain(_yes):
    """Answer whatever goes wrong as a fault of the site."""
    from yishi.web import errors

    errors.passes = lambda error: False


def fragile(_yes):
    """Keep nothing where Redis does not."""
    from django.conf import settings

    settings.CACHES["default"]["BACKEND"] = "django.core.cache.backends.redis.RedisCache"


def clock(seconds):
    """Let the machine's clock be wrong, every two seconds otherwise, by up to ``seconds`` either way."""
    from django.utils import timezone

    right, seed = timezone.now, random.random()

    def jumping():
        chance = random.Random(f"{seed}{monotonic() // 2}")
        return right() + dt.timedelta(seconds=chance.uniform(-seconds, seconds))

    timezone.now = jumping


def late(seconds):
    """Let the answer to a vote be ``seconds`` on its way, so that the vote is in when a line is cut."""
    from consultation.views.ballots import Ballot

    cast = Ballot.cast

    def lingering(self, form):
        cast(self, form)
        sleep(seconds)

    Ballot.cast = lingering


TAKEN = {"dropped": dropped, "most": most, "narrow": narrow, "moment": moment, "skipping": skipping, "holed": holed,
         "plain": plain, "fragile": fragile, "clock": clock, "late": late}


def main(port, *taken):
    """Serve until told to end."""
    sys.path[:0] = [str(Path(__file__).resolve().parents[2] / "site")]
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "yishi.settings")
    import django
    from django.core.management import call_command

    django.setup()
    for each in taken:
        what, _sign, number = each.partition("=")
        TAKEN[what](float(number))
    call_command("serve", port=int(port))


if __name__ == "__main__":
    main(*sys.argv[1:])
