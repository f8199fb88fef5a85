"""Votes over HTTP under faults: ``python -m tests.faults.ballots`` prints JSON, and fails if a vote was lost or doubled.

So many ``--voters`` come in ``--minutes`` to a ballot in which votes may be changed, over two servers of their own
(``manage.py serve``). Each opens the page and sends its form until it is told that the vote is in. Meanwhile a fault is
done (``FAULTS``). In the end exactly one vote of everybody must stand there, as it was meant; no answer may be a fault of
the site; and a worker must close the ballot. The red controls (``CONTROLS``) have to be found out.
By itself on SQLite in a temporary folder; ``python -m tests.cluster run -- python -m tests.faults.ballots`` on PostgreSQL.
"""

import argparse
import json
import os
import random
import resource
import signal
import sqlite3
import sys
import tempfile
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from tests.cluster import cluster_of
from tests.faults.machines import DURABLE, Redis, Site, restart
from tests.faults.voters import Voter
from tests.load.live import prepared

CLOSED_WITHIN = 60.0  # seconds for a worker to take up its work again
CHOICES = ("in_favor", "against", "abstain")
LOCKED = 25.0  # seconds, longer than SQLite waits


def main():
    """Print the JSON line; return whether anything was lost, or a control was not found out."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--fault", choices=[*FAULTS, *CONTROLS, "all"], default=["all"], nargs="+")
    asked.add_argument("--voters", type=int, default=300)
    asked.add_argument("--minutes", type=float, default=0.5, help="in which the voters come")
    asked.add_argument("--at-once", type=int, default=16)
    asked.add_argument("--times", type=int, default=4, help="how often the fault is done")
    asked.add_argument("--away", type=float, default=10.0, help="seconds for which the database is away the last time")
    asked.add_argument("--patience", type=float, default=120.0, help="seconds for a voter to be told")
    asked.add_argument("--seed", type=int, default=7)
    args = asked.parse_args()
    signal.signal(signal.SIGTERM, lambda *_told: sys.exit(1))  # the children are ended on the way out
    found = {}
    with tempfile.TemporaryDirectory(prefix="yishi-faults-") as folder:
        place = Place(args, Path(folder))
        names = [name for name in (*FAULTS, *CONTROLS) if "all" in args.fault or name in args.fault]
        try:
            for name in filter(place.has, names):
                found[name] = place.run(name)
                print(name, json.dumps(found[name]), file=sys.stderr, flush=True)
        finally:
            place.redis.end()
    wrong = [name for name in found if found[name]["sound"] == (name in CONTROLS)]
    print(json.dumps({"on": place.vendor, "voters": args.voters, "minutes": args.minutes, "times": args.times, **found,
                      "wrong": wrong}))
    return bool(wrong)


class Place:
    """The ballots, their two servers, and the one who breaks things."""

    def __init__(self, args, folder):
        self.args, self.folder, self.chance = args, folder, random.Random(args.seed)
        self.url = os.environ.get("YISHI_DATABASE_URL", "")
        self.cluster = cluster_of(self.url) if self.url.startswith("postgresql") else None
        self.vendor = "postgresql" if self.cluster else "sqlite"
        self.redis = Redis(folder / "redis.log")
        self.redis.start()
        self.made = prepared(folder, self.redis.url)
        self.seconds, self.sites = args.minutes * 60, []

    def has(self, name):
        """Return whether the fault ``name`` can be done to this database."""
        return {**FAULTS, **CONTROLS}[name][2] in ("", self.vendor)

    def run(self, name):
        """Let everybody vote under the fault ``name``; return what came of it."""
        fault, how, _vendor = {**FAULTS, **CONTROLS}[name]
        from tests.faults.electing import Election

        if self.cluster:
            restart(self.cluster, "fast", options=how.get("cluster", DURABLE))
        election = Election(self.made.side, name, self.args.voters)
        taken = how.get("servers", [])
        self.sites = [Site(self.folder / f"{name}{n}.log", self.made.environment | {"YISHI_WORKER": "on"}, *taken) for n in (1, 2)]
        voters = [Voter(self.sites, election.path, session, self.chance.choice(CHOICES), random.Random(self.chance.random()),
                        anew=how.get("anew", False)) for session in election.sessions]
        try:
            for site in self.sites:
                site.start()
            with ThreadPoolExecutor(1) as pool:
                breaking = pool.submit(fault, self)
                self.come(voters)
                breaking.result()
            closed = election.closed_within(CLOSED_WITHIN)
        finally:
            for site in self.sites:
                site.end()
        return judged(voters, election.stored(), closed, cut_is_wrong=fault in (ended, cut_off))

    def come(self, voters):
        """Let the ``voters`` come one after the other, and wait until each has been told."""
        begun = time.monotonic()

        def comes(n):
            time.sleep(max(0.0, begun + n * self.seconds / len(voters) - time.monotonic()))
            voters[n].vote(self.args.patience)

        with ThreadPoolExecutor(self.args.at_once) as pool:
            list(pool.map(comes, range(len(voters))))

    def rest(self):
        """Wait until the fault is done once more."""
        time.sleep(self.chance.uniform(0.5, 1.5) * self.seconds / (self.args.times + 1))


def judged(voters, stored, closed, *, cut_is_wrong):
    """Return what became of the votes; ``stored`` is [choices of one voter's votes, the first vote first]."""
    met = sum((each.met for each in voters), Counter())
    pairs = list(zip(voters, stored, strict=True))
    found = {
        "lost": sum(each.told and not votes for each, votes in pairs), "doubled": sum(len(votes) > 1 for _each, votes in pairs),
        "other": sum(bool(votes) and votes[-1] != each.choice for each, votes in pairs),
        "untold": sum(not each.told for each in voters), "broken": met[500] + met[502] + met[504], "closed_s": closed,
    }
    sound = not any(found[name] for name in ("lost", "doubled", "other", "untold", "broken")) and closed is not None
    waits = sorted(each.waited for each in voters)
    return {
        "sound": sound and not (cut_is_wrong and met["cut"]), **found, "later": met[503],
        **{name: met[name] for name in ("cut", "nobody", "answered")},
        "median_s": round(waits[len(waits) // 2], 2), "longest_s": round(waits[-1], 1),
        "refusals": sorted({each.refusal for each in voters if each.refusal})[:2],
    }


def killed(place, sign=signal.SIGKILL):
    """End one server after the other, and start it again."""
    for n in range(place.args.times):
        place.rest()
        site = place.sites[n % 2]
        site.end(sign)
        site.start()


def ended(place):
    """Restart one server after the other in order: nobody is cut off."""
    killed(place, signal.SIGTERM)


def cut_off(place):
    """Restart as nobody should."""
    killed(place)


def redis_away(place):
    """Kill Redis, and start it again after a moment."""
    for _time in range(place.args.times):
        place.rest()
        place.redis.end()
        time.sleep(place.seconds / place.args.times / 4)
        place.redis.start()


def database_away(place):
    """Let the database crash and restart by turns; the last time it is away for longer."""
    for n in range(place.args.times):
        place.rest()
        away = place.args.away if n + 1 == place.args.times else 0.0
        restart(place.cluster, "fast" if n % 2 else "immediate", away=away)


def crashes(place):
    """Let the database crash."""
    for _time in range(place.args.times):
        place.rest()
        restart(place.cluster, "immediate", options="")


def locked(place):
    """Let somebody else write to the file, for longer than one waits for it."""
    time.sleep(place.seconds / 4)
    other = sqlite3.connect(place.made.environment["YISHI_DATABASE_URL"].removeprefix("sqlite:///"), isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    time.sleep(LOCKED)
    other.execute("ROLLBACK")
    other.close()


def full(place):
    """Let no server write a byte to a file, for a moment each time."""
    for _time in range(place.args.times):
        place.rest()
        for size in (0, resource.RLIM_INFINITY):
            for site in place.sites:
                resource.prlimit(site.process.pid, resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))
            time.sleep(place.seconds / place.args.times / 4)


def nothing(place):
    """Break nothing from outside."""


# {name: (what is done, {"servers": what they lack, "cluster": its options, "anew": how voters are}, the database it needs)}
FAULTS = {
    "killed": (killed, {"servers": ["late=0.5"]}, ""),
    "ended": (ended, {}, ""),
    "redis": (redis_away, {}, ""),
    "clock": (nothing, {"servers": ["clock=3600"]}, ""),
    "database": (database_away, {}, "postgresql"),
    "locked": (locked, {}, "sqlite"),
    "full": (full, {}, "sqlite"),
}
CONTROLS = {
    "anew": (killed, {"servers": ["late=0.5"], "anew": True}, ""),  # killed, without the key
    "cut_off": (cut_off, {}, ""),  # ended
    "unsynced": (crashes, {"cluster": ""}, "postgresql"),  # database, which says done before it has written
    "plain": (full, {"servers": ["plain=1"]}, "sqlite"),  # full
    "unsaid": (database_away, {"servers": ["plain=1"]}, "postgresql"),  # database
}


if __name__ == "__main__":
    raise SystemExit(main())
