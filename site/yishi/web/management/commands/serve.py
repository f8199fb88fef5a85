import gc

from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils.module_loading import import_string

from yishi.web.serving import FINISH_SECONDS, DrainingServer, raise_descriptors


class Command(BaseCommand):
    help = "Serve the site with daphne. Told to end, it finishes the requests under way and sends the sockets away in order."

    def add_arguments(self, parser):
        parser.add_argument("--host", default="127.0.0.1", help="the address to listen on (default: 127.0.0.1)")
        parser.add_argument("--port", type=int, default=8000, help="the port to listen on (default: 8000)")
        parser.add_argument(
            "--finish-seconds", type=float, default=FINISH_SECONDS, help="how long requests may take at the end (default: 15)"
        )

    def handle(self, *args, **options):
        application = import_string(settings.ASGI_APPLICATION)  # the site starts with it, and its worker too
        gc.freeze()  # what was loaded stays: to look through it again and again takes a tenth of a second each time
        held = raise_descriptors()
        self.stdout.write(f"serving on http://{options['host']}:{options['port']}/ (up to {held} open files)")
        self.stdout.flush()
        endpoint = f"tcp:port={options['port']}:interface={options['host']}"
        DrainingServer(application, endpoints=[endpoint], finish_seconds=options["finish_seconds"]).run()
