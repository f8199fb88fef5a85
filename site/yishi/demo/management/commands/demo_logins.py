from django.core.management.base import BaseCommand

from yishi.demo.cast import PASSWORD
from yishi.people.enums import Role
from yishi.people.names import display_name
from yishi.people.queries import demo_accounts
from yishi.people.rules import seats_of


class Command(BaseCommand):
    help = "Print a demo log-in of each role of the fictional sub-district."

    def handle(self, *args, **options):
        accounts = {}
        for account in demo_accounts().order_by("pk"):
            for role in [Role(seat.role) for seat in seats_of(account.person)] or [Role.RESIDENT]:
                accounts.setdefault(role, account)
        if not accounts:
            self.stdout.write("No demo world is loaded: site/manage.py load_demo")
            return
        self.stdout.write(f"Demo log-ins, all with the password {PASSWORD}:")
        for role in sorted(accounts, key=list(Role).index):
            account = accounts[role]
            who = f"{display_name(account.person)} · {account.person.community.name}"
            self.stdout.write(f"  {account.username:8} {role.value:24} {who}")
