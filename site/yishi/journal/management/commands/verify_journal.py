import sys

from django.core.management.base import BaseCommand
from tqdm import tqdm

from yishi.journal.models import Event, Stream
from yishi.journal.queries import broken_streams


class Command(BaseCommand):
    """``manage.py verify_journal``: check every chain of the journal."""

    help = "Checks the chain of every stream. Exit code 1, with the broken links, if one does not hold."

    def handle(self, **options):
        broken = 0
        for name, numbers in broken_streams(self._progress):
            broken += 1
            self.stdout.write(f"{name}: broken at {', '.join(map(str, numbers))}")
        if broken:
            self.stdout.write(f"{broken} streams are broken.")
            sys.exit(1)
        self.stdout.write(f"{Stream.objects.count()} streams of {Event.objects.count()} events hold.")

    def _progress(self, streams, total):
        return tqdm(streams, total=total, unit=" streams", delay=2, disable=not sys.stderr.isatty())
