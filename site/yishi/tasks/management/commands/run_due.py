from django.core.management.base import BaseCommand, CommandError

from yishi.tasks.due import run_due


class Command(BaseCommand):
    """``manage.py run_due``: do once what is due now by the product clock."""

    help = "Does once what is due now. Exit code 1 if something failed; everything else was done all the same."

    def handle(self, **options):
        failed = 0
        for run in run_due():
            failed += bool(run.error)
            if run.error or run.done or options["verbosity"] > 1:
                self.stdout.write(f"{run.name}: {run.done} done{', failed: ' + run.error if run.error else ''}")
        if failed:
            raise CommandError(f"{failed} kinds of scheduled work failed; the log says why.")
