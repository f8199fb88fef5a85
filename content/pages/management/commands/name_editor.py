from django.core.management.base import BaseCommand, CommandError

from yishi.people.domain import accounts
from yishi.people.models import User
from yishi.refusals import Refused


class Command(BaseCommand):
    help = "Name an account an editor of pages, or a reviewer (--reviewer), on behalf of the system administrator."

    def add_arguments(self, parser):
        parser.add_argument("login")
        parser.add_argument("--by", required=True, help="login of the system administrator")
        parser.add_argument("--reviewer", action="store_true")

    def handle(self, *args, login, by, reviewer, **options):
        try:
            user, admin = (User.objects.select_related("person").get(username=name) for name in (login, by))
            accounts.make_editor(user, by=admin.person, reviews=reviewer)
        except User.DoesNotExist:
            raise CommandError(f"There is no account {login!r}, or none {by!r}.") from None
        except Refused as refusal:
            raise CommandError(str(refusal)) from None
        self.stdout.write(f"{login} {'reviews' if reviewer else 'edits'} pages.")
