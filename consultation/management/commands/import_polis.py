"""Bring a public Polis export in as an open call for opinions."""

from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from consultation.polis import placing, reading, replaying
from consultation.polls.enums import PollState
from yishi.refusals import Refused

NAMES = placing.Names()


class Command(BaseCommand):
    help = (
        "Bring a Polis export (comments.csv, votes.csv) in as an open call: its statements as reports and questions of "
        "one ballot, its votes cast in the order of their times. Stopped anywhere, it goes on when it is run again."
    )

    def add_arguments(self, parser):
        parser.add_argument("folder", metavar="DIR", help="the folder with comments.csv and votes.csv")
        parser.add_argument("--slug", required=True, metavar="NAME", help="the name of the import, for export_tallies")
        parser.add_argument("--keep-going", action="store_true", help="report bad lines and leave them out")
        parser.add_argument("--title", default="", help="title of the call (else the topic in summary.csv, or NAME)")
        parser.add_argument("--credit", default="", help="whom to credit for the data; stands with call and ballot")
        parser.add_argument("--by", default="", metavar="ACCOUNT", help="recorder or secretary who answers for it")
        parser.add_argument("--moderator", default="", metavar="ACCOUNT", help="who reviewed the statements")
        parser.add_argument("--community", default="", metavar="CODE", help="code of the community that takes it in")
        for name, words in (("district", "district"), ("subdistrict", "sub-district"), ("community_name", "community")):
            default = getattr(NAMES, name.removesuffix("_name"))
            flag = f"--{name.replace('_', '-')}"
            parser.add_argument(flag, default=default, help=f"name of the {words} made on an empty site ({default})")

    def handle(self, *, folder, slug, **options):
        self.quiet = options["verbosity"] == 0
        try:
            placing.source_of(slug)
            export = self._read(folder, options["keep_going"])
            poll, cast = self._bring_in(export, slug, options)
        except Refused as refusal:
            raise CommandError(str(refusal)) from refusal
        except KeyboardInterrupt:
            raise CommandError("Stopped. Run it again, and it goes on from here.", returncode=130) from None
        skipped = f" {len(export.problems)} bad lines were left out." if export.problems else ""
        self.stdout.write(self.style.SUCCESS(
            f"{poll.matter.code}: {len(export.statements)} statements, {len(export.votes)} votes of "
            f"{len(export.participants)} people; {cast} votes cast now. The ballot is "
            f"{PollState(poll.state).name.lower()}.{skipped}"
        ))

    def _read(self, folder, keep_going):
        export = reading.read(folder)
        for problem in export.problems:
            self.stderr.write(str(problem))
        if export.problems and not keep_going:
            raise CommandError(
                f"{len(export.problems)} bad lines, the first: {export.problems[0]}. Nothing was brought in. "
                "Correct them, or leave them out with --keep-going."
            )
        return export

    def _bring_in(self, export, slug, options):
        poll = placing.find(slug)
        if poll:
            placing.require_same(poll, export)
        if poll and poll.state in {PollState.CLOSED, PollState.CERTIFIED}:
            return poll, replaying.replay(poll, export, {}, by=None, told=lambda n: None)
        names = placing.Names(options["district"], options["subdistrict"], options["community_name"])
        at = placing.office(options["by"], options["moderator"], options["community"], names)
        with self._bar("participants", len(export.participants)) as told:
            persons = placing.participants(export, slug, at, told=told)
        if poll is None:
            with self._bar("statements", len(export.statements)) as told:
                title, credit = options["title"], options["credit"]
                poll = placing.call(export, slug, at, persons, title=title, credit=credit, told=told)
            placing.require_same(poll, export)
        with self._bar("votes", len(export.votes)) as told:
            return poll, replaying.replay(poll, export, persons, by=at.by, told=told)

    def _bar(self, what, total):
        return _Bar(tqdm(desc=what, total=total, disable=self.quiet, ascii=" -", unit=""))


class _Bar:
    """A progress bar that is told how many more are done."""

    def __init__(self, bar):
        self.bar = bar

    def __enter__(self):
        self.bar.__enter__()
        return self.bar.update

    def __exit__(self, *error):
        return self.bar.__exit__(*error)
