"""The kinds of paper of this floor, plugged into the ground's socket."""

from django.utils.translation import gettext_lazy as _

from yishi.documents.kinds import Kind, register

from . import outcome

register(Kind("outcome", _("Outcome paper"), outcome.write))
