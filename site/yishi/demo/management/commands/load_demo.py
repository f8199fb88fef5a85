from django.core.management.base import BaseCommand
from tqdm import tqdm

from yishi.demo.player import play, set_clock
from yishi.demo.scenes import script
from yishi.demo.story import anchor


class Command(BaseCommand):
    help = "Replay the demo world up to the story's now. Again: goes on where it stopped; a loaded world stays as it is."

    def handle(self, *args, **options):
        with tqdm(unit="scene", disable=options["verbosity"] == 0, ascii=" -") as bar:

            def told(number, total, scene):
                bar.total = total
                bar.set_postfix_str(scene.at.strftime("%Y-%m-%d"), refresh=False)
                bar.update()

            played = play(script(), anchor(), told=told)
        if played:
            set_clock(anchor())
        self.stdout.write(f"{played} scenes played; the story's clock shows {anchor():%Y-%m-%d %H:%M}.")
