from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from consultation.drawing import page


class Command(BaseCommand):
    help = "Draw docs/procedure.md from the transition tables; with --check, fail where it differs."

    def add_arguments(self, parser):
        parser.add_argument("--check", action="store_true")

    def handle(self, *args, **options):
        path = Path(settings.ROOT) / "docs" / "procedure.md"
        drawn = page()
        if options["check"]:
            if not path.exists() or path.read_text(encoding="utf-8") != drawn:
                raise CommandError("docs/procedure.md differs from the tables: run site/manage.py draw_procedure.")
            return
        path.write_text(drawn, encoding="utf-8")
        self.stdout.write(f"{path.name} drawn")
