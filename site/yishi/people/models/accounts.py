"""The account: how somebody signs in. Who one is, is a Person."""

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils.translation import gettext_lazy as _


class User(AbstractUser):
    """An account. It needs no e-mail; ``person`` is who signs in by it."""

    email = models.EmailField(blank=True)
    person = models.OneToOneField("people.Person", models.PROTECT, null=True, blank=True, related_name="user")

    REQUIRED_FIELDS = []

    class Meta(AbstractUser.Meta):
        verbose_name = _("account")
        verbose_name_plural = _("accounts")
