"""Real races: processes of their own on one database, started at one moment.

    outcomes, after = race(2, take_number, world.own.community.pk, then=numbers)

``take_number(index, *args)`` runs once in each of the processes, ``then(*args)`` in one of them when all are done. Both
are functions at the top of a test module; their arguments and results are plain values. The processes are forked by a
server that has loaded the site once (``tests.racer``), since loading it takes seconds for each. On SQLite the processes share a file:
a copy of the test's database with everything committed in it; on PostgreSQL they share the test's database itself.
The test must be ``django_db(transaction=True)``, or what it made is seen by nobody.

A red control switches a defence off in every process and must see the race lost:
``off=["yishi.db.guard:CHECK_THEN_WRITE"]`` sets that name to True.
"""

import importlib
import multiprocessing
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from tests.racer import serve

ROOT = Path(__file__).resolve().parents[1]
SECONDS = 60
FORKS = multiprocessing.get_context("forkserver")
FORKS.set_forkserver_preload(["tests.racer"])


@dataclass(frozen=True)
class Outcome:
    """How it went in one process: its ``value``; or ``refused``, the name of the refusal, and its ``words``."""

    value: object = None
    refused: str = ""
    words: str = ""


def race(n, target, *args, then=None, off=()):
    """Run ``target`` in ``n`` processes at once; return their Outcomes, and what ``then`` says afterwards (or None).

    Anything but a value or a refusal is raised here as RuntimeError, with the process's own traceback.
    """
    with ring(n, off=off) as start:
        outcomes = start(target, *args)
        return outcomes, start.ask(then, *args) if then else None


@contextmanager
def ring(n, *, off=()):
    """Keep ``n`` processes ready for several races on one database."""
    with shared_database() as url:
        ready = _Ring([Racer(url) for _index in range(n)])
        try:
            for switch in off:
                ready.everybody("tests.race:switch", switch)
            yield ready
        finally:
            ready.close()


def switch(name):
    """Set the module's attribute ``module:NAME`` to True in this process."""
    module, attribute = name.split(":")
    setattr(importlib.import_module(module), attribute, True)


class Racer:
    """One of the processes, and the line to it."""

    def __init__(self, url):
        self.line, theirs = FORKS.Pipe()
        self.process = FORKS.Process(target=serve, args=(theirs, url), daemon=True)
        self.process.start()
        theirs.close()

    def tell(self, path, args):
        """Have it call the function at ``path``."""
        self.line.send((path, list(args)))

    def answer(self):
        """Return what it answers; raise RuntimeError if it has ended instead."""
        try:
            return self.line.recv()
        except EOFError:
            self.process.join(SECONDS)
            raise RuntimeError(f"a process ended with {self.process.exitcode}; its words are above") from None

    def close(self):
        """Let it end."""
        self.line.close()
        self.process.join(SECONDS)


class _Ring:
    def __init__(self, racers):
        self.racers = racers
        for racer in racers:
            racer.answer()  # it is ready

    def __call__(self, target, *args):
        """Run ``target(index, *args)`` in all of them at once."""
        for index, racer in enumerate(self.racers):
            racer.tell(_path(target), [index, *args])
        answers = [racer.answer() for racer in self.racers]
        return [_outcome(answer) for answer in answers]

    def ask(self, target, *args):
        """Run ``target(*args)`` in one of them and return its value."""
        self.racers[0].tell(_path(target), args)
        return _outcome(self.racers[0].answer()).value

    def everybody(self, target, *args):
        """Run ``target(*args)`` in each of them, one after the other."""
        for racer in self.racers:
            racer.tell(target, args)
            _outcome(racer.answer())

    def close(self):
        for racer in self.racers:
            racer.close()


def _outcome(answer):
    if "error" in answer:
        raise RuntimeError(answer["error"])
    return Outcome(**answer)


def _path(function):
    return f"{function.__module__}:{function.__qualname__}"


@contextmanager
def shared_database():
    """Give the address of the database that the processes share."""
    from django.db import connection

    if connection.in_atomic_block:
        raise RuntimeError("mark the test django_db(transaction=True): other processes see nothing that is uncommitted")
    if connection.vendor != "sqlite":
        yield address(connection.settings_dict)
        return
    import tempfile

    with tempfile.TemporaryDirectory(prefix="yishi-race-") as folder:
        file = Path(folder) / "race.sqlite3"
        with connection.cursor() as cursor:
            cursor.execute("VACUUM INTO %s", [str(file)])
        yield address({**connection.settings_dict, "NAME": str(file)})


def address(settings):
    """Return the YISHI_DATABASE_URL of the database that Django's ``settings`` speak of."""
    if settings["ENGINE"].endswith("sqlite3"):
        return f"sqlite:///{settings['NAME']}"
    user, password, host = (quote(str(settings.get(key) or ""), safe="") for key in ("USER", "PASSWORD", "HOST"))
    who = f"{user}:{password}@" if password else f"{user}@" if user else ""
    port = f":{settings['PORT']}" if settings.get("PORT") else ""
    return f"postgresql://{who}{host}{port}/{settings['NAME']}"

