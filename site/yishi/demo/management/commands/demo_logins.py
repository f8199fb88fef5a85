from django.core.management.base import BaseCommand

from yishi.demo.cast import PASSWORD
from yishi.people.enums import Role
from yishi.people.models import User


class Command(BaseCommand):
    help = "Print a demo log-in of each role of the fictional sub-district."

    def handle(self, *args, **options):
        users = User.objects.filter(person__synthetic=True, is_active=True).select_related("person__community")
        rows = {}
        for user in users.prefetch_related("person__seats").order_by("pk"):
            roles = [Role(seat.role) for seat in user.person.seats.all()] or [Role.RESIDENT]
            rows.setdefault(roles[0], (user.username, user.person.name, user.person.community.name))
        if not rows:
            self.stdout.write("No demo world is loaded: site/manage.py load_demo")
            return
        self.stdout.write(f"Demo log-ins, all with the password {PASSWORD}:")
        for role in sorted(rows, key=list(Role).index):
            name, person, place = rows[role]
            self.stdout.write(f"  {name:8} {role.value:24} {person} · {place}")
