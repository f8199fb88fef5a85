from django.core.management.base import BaseCommand

from yishi.documents.domain.documents import ask_again, make
from yishi.documents.models import Document, State
from yishi.documents.pool import pool


class Command(BaseCommand):
    help = "Render the documents that wait, now and all of them; --again tries those once more that could not be made."

    def add_arguments(self, parser):
        parser.add_argument("--again", action="store_true", help="try those once more that could not be made")

    def handle(self, *args, again, **options):
        if again:
            for document in Document.objects.filter(state=State.FAILED):
                ask_again(document)
        for document in Document.objects.filter(state=State.WAITING).select_related("community"):
            self.stdout.write(str(make(document, pool=pool)))
        pool.close()
