"""Hostile requests against the world that stands in the database: ``python -m tests.fuzz --seed 1 --count 3000``.

Whatever is sent, the answer is below 500, shows nothing raw, leads nowhere else, keeps what was typed and says in a
sentence what is wrong; and no act is done by whom ``may`` refuses. Each request is taken back again: ``--only N`` sends
the N-th of a seed once more to the same world.
"""

import argparse
import os
import sys
import time


def arguments():
    """Return what the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", default="1")
    parser.add_argument("--start", type=int, default=0)
    parser.add_argument("--count", type=int, default=3000)
    parser.add_argument("--only", type=int)
    parser.add_argument("--seconds", type=float, default=600)
    parser.add_argument("--keep", action="store_true", help="take nothing back: what was done stays done")
    return parser.parse_args()


def main():
    """Make the ground, send the requests, take everything back; return whether a fault was found."""
    from django.db import transaction

    from tests.fuzzing.ground import Ground
    from tests.fuzzing.judging import Fuzz

    asked = arguments()
    with transaction.atomic():
        found = campaign(Fuzz(Ground(), asked.seed, keep=asked.keep), asked)
        transaction.set_rollback(True)
    return found


def campaign(fuzz, asked):
    """Send the requests that are ``asked`` for, and print what was found; return whether anything was."""
    numbers = [asked.only] if asked.only is not None else range(asked.start, asked.start + asked.count)
    began, known = time.monotonic(), {}

    def in_time():
        for n in numbers:
            if time.monotonic() - began > asked.seconds:
                return
            yield n

    if asked.only is not None:
        print(fuzz.maker.make(asked.only))
    for n, request, fault in fuzz.run(in_time()):
        kind = fault.strip().splitlines()[0][:60] + fault.strip().splitlines()[-1][:120]
        known[kind] = known.get(kind, 0) + 1
        if known[kind] <= 2:
            print(f"\n--seed {asked.seed} --only {n}: {request}\n{fault}", flush=True)
    answers, seconds = dict(sorted(fuzz.statuses.items())), time.monotonic() - began
    print(f"{fuzz.sent} requests in {seconds:.0f} s, answers {answers}, {len(fuzz.faults)} faults")
    for kind, times in sorted(known.items(), key=lambda item: -item[1]):
        print(f"{times:6} {kind}")
    return bool(known)


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    sys.path[:0] = [".", "site"]
    import django

    django.setup()
    sys.exit(main())
