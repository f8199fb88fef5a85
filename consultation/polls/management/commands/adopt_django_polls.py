"""Bring in the polls, choices and votes of a site that ran django-polls 0.2.1."""

import dj_database_url
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError
from django.db.utils import ConnectionHandler

from consultation.polls.domain.adoption import adopt, read_old
from yishi.people.models import Person, Place
from yishi.refusals import Refused


class Command(BaseCommand):
    help = (
        "Bring in the three tables of a django-polls 0.2.1 site as closed, named polls: "
        "adopt_django_polls --database sqlite:////srv/old.sqlite3 --community HA --by recorder-account"
    )

    def add_arguments(self, parser):
        parser.add_argument("--database", required=True, help="the old site's database, as a URL; it is only read")
        parser.add_argument("--community", required=True, help="code of the community that takes the polls over")
        parser.add_argument("--by", required=True, help="account of the recorder or secretary who answers for it")

    def handle(self, *, database, community, by, **options):
        place = Place.objects.filter(code=community).first()
        person = Person.objects.filter(user__username=by).first()
        if place is None or person is None:
            raise CommandError("There is no such community." if place is None else "This account is nobody's here.")
        connection = ConnectionHandler({"default": dj_database_url.parse(database)})["default"]
        try:
            old, names = read_old(connection)
        except DatabaseError as error:
            raise CommandError(f"The tables of django-polls could not be read there: {error}") from error
        finally:
            connection.close()
        taken = 0
        for n, each in enumerate(old, start=1):
            try:
                poll, remarks = adopt(each, names, community=place, by=person)
            except Refused as refusal:
                raise CommandError(f"poll {each.id}: {refusal}") from refusal
            taken += poll is not None
            for remark in remarks:
                self.stderr.write(remark)
            self.stdout.write(f"{n}/{len(old)} {each.question[:60]}")
        self.stdout.write(self.style.SUCCESS(f"{taken} of {len(old)} polls are here."))
