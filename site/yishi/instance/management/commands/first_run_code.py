"""Print the one-time code that opens the first run of an empty site."""

from django.core.management.base import BaseCommand, CommandError

from yishi.instance.domain.first_run import new_code
from yishi.refusals import Refused


class Command(BaseCommand):
    help = "Print a one-time code for /setup/; only its hash is kept, and an earlier code opens nothing any more."

    def handle(self, **options):
        try:
            self.stdout.write(new_code())
        except Refused as refusal:
            raise CommandError(str(refusal)) from None
