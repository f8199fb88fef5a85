"""The account of a session, read in one query with the person behind it: every page of a reader who has signed in asks for it."""

from django.contrib.auth.backends import ModelBackend

from .models import User

HOME = ("person__community__instance", "person__community__parent__instance")  # the sub-district, with its settings


class WithPerson(ModelBackend):
    """Django's own accounts and permissions."""

    def get_user(self, user_id):
        """Return the User ``user_id`` with person and home read along; None where there is none, or it is closed."""
        user = User.objects.select_related(*HOME).filter(pk=user_id).first()
        return user if user and self.user_can_authenticate(user) else None
