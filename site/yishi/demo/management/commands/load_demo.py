from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from tqdm import tqdm

from yishi.demo import evening
from yishi.demo.models import PlayedScene
from yishi.demo.player import play, set_clock
from yishi.demo.scenes import script
from yishi.demo.story import anchor
from yishi.web.ready import make_all_ready


class Command(BaseCommand):
    help = "Replay the demo world up to the story's now. Again: goes on where it stopped; a loaded world stays as it is."

    def add_arguments(self, parser):
        parser.add_argument("--keep", type=Path, help="keep a copy of the loaded world in this file (SQLite; `make demo-again`)")
        parser.add_argument("--anew", action="store_true", help="let the evening begin again in a world just loaded or copied back")

    def handle(self, *args, **options):
        with tqdm(unit="scene", disable=options["verbosity"] == 0, ascii=" -") as bar:

            def told(number, total, scene):
                bar.total = total
                bar.set_postfix_str(scene.at.strftime("%Y-%m-%d"), refresh=False)
                bar.update()

            played = play(script(), anchor(), told=told)
        if played or options["anew"]:
            self.raise_curtain()
        if played and options["keep"] and connection.vendor == "sqlite":
            options["keep"].unlink(missing_ok=True)
            connection.cursor().execute("VACUUM INTO %s", [str(options["keep"])])
        self.stdout.write(f"{played} scenes played; the story's clock shows {anchor():%Y-%m-%d %H:%M}.")

    def raise_curtain(self):
        """Let the clock show the story's now, and the evening begin. Refused where it has begun: nothing goes back."""
        if PlayedScene.objects.filter(at__gt=anchor()).exists():
            raise CommandError("The evening of this world has begun, and nothing goes back in time; see `make demo-again`.")
        set_clock(anchor())
        evening.begin()
        make_all_ready()
