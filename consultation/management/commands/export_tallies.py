"""Print the totals of an import as CSV."""

import csv

from django.core.management.base import BaseCommand, CommandError

from consultation.polis.telling import HEAD, totals
from yishi.refusals import Refused


class Command(BaseCommand):
    help = "Print agree, disagree and pass of every statement of an import (see import_polis) as CSV."

    def add_arguments(self, parser):
        parser.add_argument("name", metavar="NAME", help="the name given to import_polis as --slug")

    def handle(self, *, name, **options):
        try:
            rows = totals(name)
        except Refused as refusal:
            raise CommandError(str(refusal)) from refusal
        csv.writer(self.stdout, lineterminator="\n").writerows([HEAD, *rows])
