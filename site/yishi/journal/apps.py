from django.apps import AppConfig
from django.db.models.signals import post_migrate, pre_migrate
from django.utils.translation import gettext_lazy as _

from yishi.db.append_only import install, make_way


class JournalConfig(AppConfig):
    name = "yishi.journal"
    label = "journal"

    def ready(self):
        from yishi.web.navigation import Link, register

        from . import own_kinds  # noqa: F401  plug event kinds in
        from .views import AUDITOR

        register(Link("log", _("Audit log"), rank=85, spot="tools", shows=AUDITOR.allows))
        pre_migrate.connect(make_way, dispatch_uid="append-only tables")
        post_migrate.connect(install, dispatch_uid="append-only tables")
