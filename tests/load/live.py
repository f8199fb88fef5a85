"""What following a meeting live costs: ``python -m tests.load.live --observers 1000 --rate 4`` prints a line of JSON.

By itself on SQLite in a temporary folder; ``python -m tests.cluster run -- python -m tests.load.live`` on PostgreSQL. The
acts are done in a process of their own, as in earnest, and ring through a Redis of the run's own where ``redis-server`` is
installed (else the timer finds them). ``own_1`` is ``manage.py serve``, ``own_5`` five of it; ``--others`` compares it in
the same run with the stream on plain daphne and on uvicorn (where that is installed), with Channels groups (``stock``), and
with a bare broadcast of the same messages by ``websockets``. Latency is counted from the commit. ``cpu_us`` is the server's
own time a message, ``in_us`` that of letting one in; ``mb`` the most that one server held.
"""

import argparse
import json
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from contextlib import ExitStack, contextmanager
from importlib.util import find_spec
from itertools import count
from pathlib import Path
from types import SimpleNamespace

from tests.serving import ROOT, answer_of, bare_environment, daphne, free_port, served

GOALS = {1000: {"p50_ms": 60, "p99_ms": 150, "mb": 250}, 2000: {"p99_ms": 400}}
RATIOS = {"own_1 to stock": 1 / 8, "own_uvicorn to bare": 1.5}  # of the time a message takes
TICKS = os.sysconf("SC_CLK_TCK")
SAMPLE = ('{"seq":%d,"type":"statements.stated","at":"2026-11-20T19:31:02+08:00","sentence":"第%d条发言已记录。","data":{"statement":'
          '%d,"entry":2,"said_at":"2026-11-20T19:31:02+08:00","by":"居民","stance":"for","stance_words":"赞成","text":"' + "好" * 60
          + '","version":1},"panels":[]}')


def main():
    """Print the JSON line; return whether a goal is missed."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--observers", type=int, default=1000)
    asked.add_argument("--rate", type=float, default=4.0, help="events a second")
    asked.add_argument("--seconds", type=float, default=20.0)
    asked.add_argument("--processes", type=int, nargs="+", default=[1], help="servers; 1 2 measures both")
    asked.add_argument("--others", action="store_true", help="measure what it is compared with, too")
    args = asked.parse_args()
    hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    with tempfile.TemporaryDirectory(prefix="yishi-live-") as folder, ExitStack() as stack:
        redis = stack.enter_context(own_redis())
        made = prepared(Path(folder), redis)
        runs = {f"own_{n}": own(args, [serve] * n, made) for n in args.processes}
        if args.others:
            runs |= {"own_daphne": own(args, [daphne], made), "stock": stock(args), "bare": bare(args)}
        if args.others and find_spec("uvicorn"):
            runs["own_uvicorn"] = own(args, [uvicorn], made)
    ratios = compared(runs)
    missed = [name for name, goal in GOALS.get(args.observers, {}).items() if runs.get("own_1", {}).get(name, 0) > goal]
    missed += [name for name in ratios if ratios[name] > RATIOS[name]]
    missed += [name for name, run in runs.items() if name.startswith("own") and (run["lost"] or run["disordered"])]
    print(json.dumps({"observers": args.observers, "rate": args.rate, "doorbell": "redis" if redis else "timer", **runs,
                      **ratios, "missed": missed}))
    return bool(missed)


def compared(runs):
    """Return {name: how the time that a message takes in one of ``runs`` stands to that in another}."""
    pairs = {name: name.split(" to ") for name in RATIOS}
    return {
        name: round(runs[one]["cpu_us"] / runs[other]["cpu_us"], 3) for name, (one, other) in pairs.items() if {one, other} <= {*runs}
    }


@contextmanager
def own_redis():
    """Yield the address of a Redis that lives as long as the run; "" where none is installed."""
    program = shutil.which("redis-server")
    if not program:
        yield ""
        return
    port = free_port()
    command = [program, "--port", str(port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    try:
        yield f"redis://127.0.0.1:{port}/0"
    finally:
        process.terminate()
        process.wait()


def prepared(folder, redis):
    """Make a site with an open meeting; return a function to ``say`` something there, the servers' ``environment``, its key."""
    environment = {**bare_environment(folder), "YISHI_WORKER": "off"}
    environment |= {"YISHI_REDIS_URL": redis} if redis else {}
    if "YISHI_DATABASE_URL" in os.environ:
        environment["YISHI_DATABASE_URL"] = os.environ["YISHI_DATABASE_URL"]
    os.environ.update(environment, DJANGO_SETTINGS_MODULE="yishi.settings")
    sys.path[:0] = ["site"]
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)
    from meetings.domain import statements
    from tests.meetings.builders import DAY, on, opened
    from tests.world import small_world

    side = small_world().own
    meeting, entries, _members = opened(side)
    number = count(1)

    def say(length=60):
        with on(DAY, 20):
            statements.state(entries[1], by=meeting.recorder, speaker_words="居民", stance="for", text="好" * length)
        return next(number)

    return SimpleNamespace(say=say, environment=environment, meeting=meeting.pk, side=side)


def serve(port):
    return [sys.executable, "site/manage.py", "serve", "--port", port]


def uvicorn(port):
    return [sys.executable, "-m", "uvicorn", "--port", port, "--ws", "yishi.web.on_uvicorn:Socket", "--ws-ping-interval", "0",
            "--lifespan", "off", "--log-level", "warning", "yishi.asgi:application"]


def own(args, servers, made):
    """Measure the stream over ``servers`` (functions that give a command), the observers shared out among them."""
    with ExitStack() as stack:
        sites = []
        for command in servers:
            sites.append(stack.enter_context(served(made.environment, command)))
            answer_of(sites[-1], "/healthz")  # it has its port before the next one looks for one
        path, hello, each = f"/ws/meetings/{made.meeting}/", '{"type":"hello","last_seq":2147483647}', args.observers // len(servers)
        pids = [site.process.pid for site in sites]
        before = sum(map(seconds_of, pids))
        watchers = [observers(site.address.replace("http", "ws") + path, each, site.address, hello) for site in sites]
        coming_in = sum(map(seconds_of, pids)) - before
        return {**measured(args, pids, watchers, made.say), "in_us": round(1e6 * coming_in / (each * len(sites)))}


def bare(args):
    """Measure a bare broadcast."""
    port = free_port()
    server = subprocess.Popen([sys.executable, "-m", "tests.load.others", str(port)], cwd=ROOT, stdin=subprocess.PIPE,
                              stdout=subprocess.PIPE, text=True)
    server.stdout.readline()
    number = count(1)

    def say():
        n = next(number)
        server.stdin.write(SAMPLE % (n, n, n) + "\n")
        server.stdin.flush()
        return n

    found = measured(args, [server.pid], [observers(f"ws://127.0.0.1:{port}/", args.observers)], say)
    server.stdin.close()
    server.wait()
    return found


def stock(args):
    """Measure Channels groups in one daphne."""
    port, number = free_port(), count(1)
    server = subprocess.Popen(
        [Path(sys.executable).with_name("daphne"), "-v", "0", "-b", "127.0.0.1", "-p", str(port), "tests.load.others:stock"],
        cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
    )

    def say():
        n = next(number)
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/", (SAMPLE % (n, n, n)).encode(), timeout=60):
            return n

    answer_of(SimpleNamespace(address=f"http://127.0.0.1:{port}", process=server), "/")
    try:
        return measured(args, [server.pid], [observers(f"ws://127.0.0.1:{port}/", args.observers)], say, before=True)
    finally:
        server.terminate()
        server.wait()


def observers(address, number, *more):
    """Start a process of ``number`` observers; return it once all are in."""
    process = subprocess.Popen([sys.executable, "-m", "tests.load.watchers", address, str(number), *more], cwd=ROOT,
                               stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    if process.stdout.readline() != "ready\n":
        raise SystemExit("the observers did not come in")
    return process


def measured(args, servers, watchers, say, *, before=False):
    """Say something ``rate`` times a second; return how late it came, what it cost the ``servers``, and what was lost.

    ``before`` counts from before it was said, where that returns only after everything was sent.
    """
    spent, said, begun = sum(map(seconds_of, servers)), {}, time.time()
    for n in range(int(args.rate * args.seconds)):
        time.sleep(max(0.0, begun + n / args.rate - time.time()))
        start = time.time()
        number = say()
        said[number] = start if before else time.time()
    time.sleep(2.5)
    spent, memory = sum(map(seconds_of, servers)) - spent, max(map(megabytes_of, servers))
    came = [json.loads(process.communicate("")[0]) for process in watchers]
    disordered = sum(len(each.pop("disordered", ())) for each in came)
    late = sorted(max(0.0, at - said[int(n)]) for each in came for n, instants in each.items() for at in instants)
    due = len(said) * (args.observers // len(watchers)) * len(watchers)
    return {
        "p50_ms": round(1000 * statistics.median(late), 1), "p99_ms": round(1000 * late[int(0.99 * (len(late) - 1))], 1),
        "cpu_us": round(1e6 * spent / len(late), 1), "mb": round(memory), "lost": due - len(late), "disordered": disordered,
    }


def seconds_of(pid):
    """Return the processor's time that the process ``pid`` has had."""
    with open(f"/proc/{pid}/stat") as file:
        fields = file.read().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


def megabytes_of(pid):
    """Return how much memory the process ``pid`` holds."""
    with open(f"/proc/{pid}/status") as file:
        held = [int(line.split()[1]) for line in file if line.startswith("VmRSS")]
    if not held:
        raise SystemExit("a server ended while it was measured")
    return held[0] / 1024


if __name__ == "__main__":
    raise SystemExit(main())
