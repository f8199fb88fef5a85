import sys

from django.core.management.base import BaseCommand
from tqdm import tqdm

from content.search.domain.index import rebuild


class Command(BaseCommand):
    """``manage.py update_search``: put everything that can be found into the index anew."""

    help = "Puts everything that visitors may find into the index anew, and takes out what is gone."

    def handle(self, **options):
        self.stdout.write(f"{rebuild(self._progress)} things can be found.")

    def _progress(self, rows):
        return tqdm(rows, unit=" things", delay=2, disable=not sys.stderr.isatty())
