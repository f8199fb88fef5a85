"""The live stream under faults: ``python -m tests.faults.live --fault all`` prints JSON, and fails if anybody lost anything.

A meeting runs; so many ``--observers`` watch it over two servers of their own (``manage.py serve``), and so many ``--events``
happen in ``--minutes``. Meanwhile a fault is done to it (``FAULTS``). In the end each observer must have shown every event,
once, in order; votes in a ballot beside must stand there, no page asked for meanwhile may fail, and after restarts everybody
is back within 10 seconds. The red controls (``CONTROLS``) have the same done to them without the defence, and must be found out.
By itself on SQLite in a temporary folder; ``python -m tests.cluster run -- python -m tests.faults.live`` on PostgreSQL.
"""

import argparse
import json
import logging
import os
import resource
import signal
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

from django.db import close_old_connections

from tests.cluster import cluster_of
from tests.faults.judge import judged
from tests.faults.machines import Redis, Site, restart
from tests.load.live import prepared
from tests.serving import ROOT

BACK_WITHIN = 10.0  # seconds
VOTERS, ASKERS = 20, 4
LONG = 3000  # characters of a statement before slow readers
PAGES = ("/meetings/{}/events?after=2", "/meetings/{}/live/", "/meetings/{}/live/?panels", "/sign-in/")


def main():
    """Print the JSON line; return whether anybody lost anything, or a control was not found out."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--fault", choices=[*FAULTS, *CONTROLS, "all"], default=["all"], nargs="+")
    asked.add_argument("--observers", type=int, default=60)
    asked.add_argument("--events", type=int, default=200)
    asked.add_argument("--minutes", type=float, default=0.4, help="how long the events take")
    asked.add_argument("--times", type=int, default=3, help="how often a server is killed or restarted")
    asked.add_argument("--patience", type=float, default=60.0, help="seconds for the last observer to catch up")
    asked.add_argument("--seed", type=int, default=7)
    args = asked.parse_args()
    hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    signal.signal(signal.SIGTERM, lambda *_told: sys.exit(1))  # the children are ended on the way out
    logging.getLogger("meetings").setLevel(logging.ERROR)  # that Redis is away is the point
    names, found = [*FAULTS, *CONTROLS] if "all" in args.fault else args.fault, {}
    if not os.environ.get("YISHI_DATABASE_URL", "").startswith("postgresql"):
        names = [name for name in names if name not in RESTARTS]
    with tempfile.TemporaryDirectory(prefix="yishi-faults-") as folder:
        hall = Hall(args, Path(folder))
        try:
            for name in names:
                found[name] = hall.run(name)
                print(name, json.dumps(found[name]), file=sys.stderr, flush=True)
        finally:
            hall.redis.end()
    wrong = [name for name in names if found[name]["sound"] == (name in CONTROLS)]
    missed = [name for name in ("restart", "process") if found.get(name, {}).get("away_s", 0) > BACK_WITHIN]
    print(json.dumps({"observers": args.observers, "events": args.events, "minutes": args.minutes, **found, "wrong": wrong,
                      "missed": missed}))
    return bool(wrong or missed)


class Hall:
    """A meeting, its two servers, those who watch it, and the one who breaks things."""

    def __init__(self, args, folder):
        self.args, self.folder = args, folder
        self.redis = Redis(folder / "redis.log")
        self.redis.start()
        self.made = prepared(folder, self.redis.url)
        self.seconds = args.minutes * 60
        self.sites = []

    def run(self, name):
        """Let the meeting run under the fault ``name``; return what came of it."""
        fault, taken, how = {**FAULTS, **CONTROLS}[name]
        if self.redis.process.poll() is not None:
            self.redis.start()
        self.sites = [Site(self.folder / f"{name}{n}.log", self.made.environment, *taken) for n in (1, 2)]
        from tests.faults.voting import Voting

        if name in RESTARTS:
            restart(cluster_of(self.made.environment["YISHI_DATABASE_URL"]), "fast")
        watchers, voting = None, Voting(self.made.side, name, VOTERS)
        try:
            for site in self.sites:
                site.start()
            watchers = self.observers(how)
            with ThreadPoolExecutor(1) as pool:
                breaking = pool.submit(fault, self)
                self.meet(LONG if how.get("slow") else 60, voting)
                more = {**voting.result(), "failed": 0, **(breaking.result() or {})}
            head, memory = self.head(), max(site.megabytes() for site in self.sites)
            told = json.loads(watchers.communicate(f"{head}\n", timeout=self.args.patience + 60)[0])
            complaints = [line for site in self.sites for line in site.complaints()]
            more |= {"complaints": len(complaints), "first_complaint": complaints[:1]}
            found = {**judged(told, head), "mb": memory, **more}
            return found | {"sound": found["sound"] and not found["failed"] and not found["votes_wrong"]}
        finally:
            for process in (watchers, *(site.process for site in self.sites)):
                if process is not None and process.poll() is None:
                    process.kill()
                    process.wait()

    def meet(self, length, voting):
        """Let everything happen that is said in the meeting, and now and then somebody vote."""
        from tests.faults.voting import patiently

        begun, every = time.monotonic(), max(1, self.args.events // VOTERS)
        for n in range(self.args.events):
            time.sleep(max(0.0, begun + n * self.seconds / self.args.events - time.monotonic()))
            patiently(self.made.say, length)
            if n % every == 0:
                voting.cast()

    def observers(self, how):
        """Start those who watch, in a process of theirs; return it once all are in."""
        places = [{"socket": f"{site.address.replace('http', 'ws')}/ws/meetings/{self.made.meeting}/", "origin": site.address}
                  for site in self.sites]
        told = {"places": places, "number": self.args.observers, "seed": self.args.seed, "patience": self.args.patience,
                "slow": 0.0, "slow_number": self.args.observers // 5, "restless": 0.0, "forgetful": False, **how}
        process = subprocess.Popen([sys.executable, "-m", "tests.faults.observers", json.dumps(told)], cwd=ROOT, text=True,
                                   stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        if process.stdout.readline() != "ready\n":
            raise SystemExit("the observers did not come in")
        return process

    def head(self):
        """Return the number of the meeting's last event."""
        from yishi.journal.models import Stream

        close_old_connections()  # the database may have been started anew
        return Stream.objects.get(name=f"meeting:{self.made.meeting}").head


def redis_dies(hall):
    """Kill Redis ten times, and once for longer (half a minute of a long meeting), while some read pages."""
    with asking(hall) as found:
        for _time in range(10):
            time.sleep(hall.seconds / 20)
            hall.redis.end()
            time.sleep(min(1.0, hall.seconds / 80))
            hall.redis.start()
        hall.redis.end()
        time.sleep(min(30.0, hall.seconds / 5))
        hall.redis.start()
    return found


def database_dies(hall):
    """Let PostgreSQL crash and restart by turns, and be away once for longer (ten seconds of a long meeting)."""
    cluster = cluster_of(hall.made.environment["YISHI_DATABASE_URL"])
    with asking(hall, away=(503,)) as found:
        for n in range(hall.args.times):
            time.sleep(hall.seconds / hall.args.times / 2)
            restart(cluster, "fast" if n % 2 else "immediate", away=min(10.0, hall.seconds / 4) if n == 0 else 0.0)
    return found


def process_dies(hall):
    """Kill a server, leave its place empty for a moment, and start it again."""
    for n in range(hall.args.times):
        time.sleep(hall.seconds / hall.args.times / 4)
        site = hall.sites[n % 2]
        site.end(signal.SIGKILL)
        time.sleep(1)
        site.start()


def restarted(hall, sign=signal.SIGTERM):
    """Restart one server after the other in order, while some ask all the time, and go to the other where one is away."""
    with asking(hall) as found:
        for n in range(hall.args.times):
            time.sleep(hall.seconds / hall.args.times / 4)
            site = hall.sites[n % 2]
            site.end(sign)
            site.start()
    return found


def cut_off(hall):
    """Restart as nobody should: who had asked is cut off."""
    return restarted(hall, signal.SIGKILL)


def redis_is_gone(hall):
    """Kill Redis in the middle of the meeting, for good."""
    time.sleep(hall.seconds / 2)
    hall.redis.end()


@contextmanager
def asking(hall, away=()):
    """Let some ask for ``PAGES`` meanwhile; yield what then holds how many asked, failed, and were told to come later.

    An answer in ``away`` tells them so.
    """
    found, over = {}, []
    with ThreadPoolExecutor(ASKERS) as pool:
        askers = [pool.submit(asked, hall, over, n) for n in range(ASKERS)]
        try:
            yield found
        finally:
            over.append(True)
        answers = [each for asker in askers for each in asker.result()]
        later = sum(each in away for each in answers)
        found |= {"requests": len(answers), "later": later, "failed": len(answers) - later - answers.count(200)}


def asked(hall, over, n):
    """Ask until it is over, as a proxy before two servers does; return the answers, None where there was none."""
    answers = []
    while not over:
        n += 1
        path = PAGES[n % len(PAGES)].format(hall.made.meeting)
        said = (answer(site, path) for site in hall.sites[::1 if n % 2 else -1])
        answers.append(next((each for each in said if each is not None), None))
        time.sleep(0.05)
    return answers


def answer(site, path):
    """Return the status with which ``site`` answers, 0 where the line was cut; None where nobody listens there."""
    try:
        return site.ask(path)
    except OSError as error:
        return None if isinstance(getattr(error, "reason", error), ConnectionRefusedError) else 0


def nothing(hall):
    """Break nothing from outside; servers or observers have their fault in themselves."""


# {name: (what is done, what the servers lack, how the observers are)}
FAULTS = {
    "redis": (redis_dies, [], {}),
    "database": (database_dies, [], {}),
    "process": (process_dies, [], {}),
    "slow": (nothing, ["most=32", "narrow=65536"], {"slow": 1.0}),
    "doorbells": (nothing, ["dropped=0.3"], {}),
    "lines": (nothing, [], {"restless": 0.02}),
    "restart": (restarted, [], {}),
}
CONTROLS = {
    "deaf": (nothing, ["dropped=1", "moment=3600"], {"patience": 5}),  # doorbells, without the timer
    "gone": (redis_is_gone, ["moment=3600"], {"patience": 5}),  # redis, likewise
    "forgetful": (process_dies, [], {"forgetful": True}),
    "skipped": (nothing, ["most=32", "narrow=65536", "skipping=1"], {"slow": 1.0, "forgetful": True, "patience": 5}),
    "holed": (nothing, ["holed=7"], {"restless": 0.02, "patience": 5}),  # lines
    "cut_off": (cut_off, [], {}),  # restart
    "fragile": (redis_dies, ["fragile=1"], {}),  # redis
    "plain": (database_dies, ["plain=1"], {}),  # database
}
RESTARTS = {"database", "plain"}  # PostgreSQL


if __name__ == "__main__":
    raise SystemExit(main())
