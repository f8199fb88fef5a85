import datetime as dt

from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from yishi.demo import evening
from yishi.demo.player import play, set_clock
from yishi.demo.scenes import script
from yishi.demo.story import anchor, at


class Command(BaseCommand):
    help = "Play the scripted future of the demo world forward to the end of a day."

    def add_arguments(self, parser):
        parser.add_argument("--until", required=True, help="a date like 2027-02-28")

    def handle(self, *args, **options):
        try:
            day = dt.date.fromisoformat(options["until"])
        except ValueError:
            raise CommandError("--until takes a date like 2027-02-28.") from None
        until = at(day, "23:59")
        if until <= anchor():
            raise CommandError(f"The story's past is loaded by load_demo; --until lies after {anchor():%Y-%m-%d}.")
        evening.stop()
        with tqdm(unit="scene", disable=options["verbosity"] == 0, ascii=" -") as bar:

            def told(number, total, scene):
                bar.total = total
                bar.update()

            played = play(script(), until, told=told)
        set_clock(until)
        self.stdout.write(f"{played} scenes played; the story's clock shows {until:%Y-%m-%d %H:%M}.")
