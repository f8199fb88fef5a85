"""What an outcome paper costs: ``python -m tests.load.papers`` renders one again and again and prints a line of JSON.

The database is the site's own, with the demo world in it. Warm: the child is there and has rendered once.
"""

import json
import os
import statistics
import sys

GOALS = {"warm_seconds": 2.0, "kilobytes": 600, "peak_mb": 350}


def main(rounds=8):
    """Print the JSON line; return whether a goal is missed."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "yishi.settings")
    sys.path[:0] = ["site"]
    import django

    django.setup()
    from django.utils.translation import override

    from consultation.documents import outcome
    from consultation.models import Resolution
    from yishi.documents.models import Document
    from yishi.documents.pool import Pool

    pool, seconds, sizes, peak = Pool(size=1), [], [], 0
    with override("zh-hans"):
        jobs = [
            outcome.write(Document(kind="outcome", subject=str(row.matter_id), version=row.version))
            for row in Resolution.objects.ever_public()
        ]
    for n in range(rounds + 1):
        for job in jobs:
            found = pool.render(job)
            if found.problem:
                raise SystemExit(f"a paper could not be made: {found.problem}")
            peak = max(peak, found.peak_mb)
            if n:
                seconds.append(found.seconds)
                sizes.append(len(found.pdf) / 1024)
    pool.close()
    measured = {"warm_seconds": round(statistics.median(seconds), 2), "kilobytes": round(max(sizes)), "peak_mb": peak}
    missed = [name for name, goal in GOALS.items() if measured[name] > goal]
    print(json.dumps({"papers": len(jobs), "rounds": rounds, **measured,
                      "slowest_seconds": round(max(seconds), 2), "missed": missed}))
    return bool(missed)


if __name__ == "__main__":
    raise SystemExit(main())
