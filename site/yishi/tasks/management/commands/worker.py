import signal

from django.core.management.base import BaseCommand

from yishi.tasks.worker import Worker


class Command(BaseCommand):
    """``manage.py worker``: the worker as a process of its own, for sites whose servers run with YISHI_WORKER=off."""

    help = "Does what is due, every few seconds, until it is stopped by SIGTERM or Ctrl-C."

    def handle(self, **options):
        worker = Worker()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_args: worker.stop())
        self.stdout.write(f"working as {worker.name}")
        worker.run()
