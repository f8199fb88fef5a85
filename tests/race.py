"""Real races: processes of their own on one database, started at one moment.

    outcomes, after = race(2, take_number, world.own.community.pk, then=numbers)

``take_number(index, *args)`` runs once in each of the processes, ``then(*args)`` in one of them when all are done. Both
are functions at the top of a test module; their arguments and results are JSON. On SQLite the processes share a file:
a copy of the test's database with everything committed in it; on PostgreSQL they share the test's database itself.
The test must be ``django_db(transaction=True)``, or what it made is seen by nobody.

A red control switches a defence off in every process and must see the race lost:
``off=["yishi.db.guard:CHECK_THEN_WRITE"]`` sets that name to True.
"""

import importlib
import json
import os
import subprocess
import sys
import traceback
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

ROOT = Path(__file__).resolve().parents[1]
SECONDS = 60


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
    """Keep ``n`` processes ready for several races on one database, since starting them takes seconds."""
    with _database() as url:
        ready = _Ring([_process(url) for _index in range(n)])
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


class _Ring:
    def __init__(self, processes):
        self.processes = processes
        for process in processes:
            _answer(process)  # it is ready

    def __call__(self, target, *args):
        """Run ``target(index, *args)`` in all of them at once."""
        for index, process in enumerate(self.processes):
            _tell(process, _path(target), [index, *args])
        answers = [_answer(process) for process in self.processes]
        return [_outcome(answer) for answer in answers]

    def ask(self, target, *args):
        """Run ``target(*args)`` in one of them and return its value."""
        _tell(self.processes[0], _path(target), args)
        return _outcome(_answer(self.processes[0])).value

    def everybody(self, target, *args):
        """Run ``target(*args)`` in each of them, one after the other."""
        for process in self.processes:
            _tell(process, target, args)
            _outcome(_answer(process))

    def close(self):
        for process in self.processes:
            process.stdin.close()
        for process in self.processes:
            process.wait(SECONDS)
            process.stdout.close()


def _process(url):
    env = {"DJANGO_SETTINGS_MODULE": "tests.settings", **os.environ, "YISHI_DATABASE_URL": url}
    env["PYTHONPATH"] = os.pathsep.join([str(ROOT), str(ROOT / "site"), *filter(None, [env.get("PYTHONPATH")])])
    command = [sys.executable, "-m", "tests.race"]
    return subprocess.Popen(command, cwd=ROOT, env=env, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


def _tell(process, path, args):
    process.stdin.write(json.dumps([path, list(args)]) + "\n")
    process.stdin.flush()


def _answer(process):
    line = process.stdout.readline()
    if not line:
        raise RuntimeError(f"a process ended with {process.wait(SECONDS)}; its words are above")
    return json.loads(line)


def _outcome(answer):
    if "error" in answer:
        raise RuntimeError(answer["error"])
    return Outcome(**answer)


def _path(function):
    return f"{function.__module__}:{function.__qualname__}"


@contextmanager
def _database():
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


def _serve():
    """Be one of the processes: a line of JSON in, a line of JSON out, until there are no more."""
    import django

    lines, answers = sys.stdin, os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)  # whatever else is printed is no answer
    django.setup()
    print(json.dumps({}), file=answers, flush=True)
    for line in lines:
        path, args = json.loads(line)
        module, name = path.split(":")
        print(json.dumps(_call(getattr(importlib.import_module(module), name), args)), file=answers, flush=True)


def _call(function, args):
    from yishi.refusals import Refused

    try:
        return {"value": function(*args)}
    except Refused as refusal:
        return {"refused": type(refusal).__name__, "words": str(refusal)}
    except Exception:
        return {"error": traceback.format_exc()}


if __name__ == "__main__":
    _serve()
