"""What comments hold about a person."""

from django.utils.translation import gettext_lazy as _

from yishi.people.personal_data import Holding, register

from ..models import Comment


def _comments(person):
    rows = Comment.objects.filter(person=person).order_by("pk")
    return list(rows.values("meeting__title", "at", "text", "state", "reason"))


register(Holding("comments", _("Your comments at meetings"), _("your consent by handing them in"), _comments))
