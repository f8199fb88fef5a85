from django.apps import AppConfig
from django.db.models.signals import post_migrate

from yishi.db.append_only import install


class JournalConfig(AppConfig):
    name = "yishi.journal"
    label = "journal"

    def ready(self):
        post_migrate.connect(install, dispatch_uid="append-only tables")
