from django.core.management.base import BaseCommand

from consultation.documents.kinds import WRITERS
from yishi.documents.domain.documents import ask_again, make
from yishi.documents.models import Document, State
from yishi.documents.pool import pool


class Command(BaseCommand):
    help = "Render the documents that wait, now and all of them; --again tries those once more that could not be made."

    def add_arguments(self, parser):
        parser.add_argument("--again", action="store_true", help="try those once more that could not be made")

    def handle(self, *args, again, **options):
        if again:
            for document in Document.objects.filter(state=State.FAILED, kind__in=WRITERS):
                ask_again(document)
        for document in Document.objects.filter(state=State.WAITING, kind__in=WRITERS).select_related("community"):
            self.stdout.write(str(make(document, write=WRITERS[document.kind], pool=pool)))
        pool.close()
