from importlib import import_module
from types import SimpleNamespace

from django.apps import AppConfig
from django.db.models.signals import post_migrate, pre_delete, pre_save


class PagesConfig(AppConfig):
    name = "content.pages"
    label = "pages"

    def ready(self):
        """Plug in event kinds and duties; listen to Wagtail's releases, and to the founding of the site.

        Wagtail publishes by the machine's clock; here it does by the product's, as everything else.
        """
        from wagtail.actions import publish_revision
        from wagtail.documents import get_document_model
        from wagtail.images import get_image_model
        from wagtail.models import Page
        from wagtail.signals import page_published, page_slug_changed, page_unpublished, post_page_move

        from yishi.clock.story import now
        from yishi.journal.domain.events import appended

        for plug in ("events", "duties", "searching", "readership", "waiting", "whole"):
            import_module(f"content.pages.{plug}")
        from .domain import desk, releases
        from .models.base import no_way_round
        from .papers import stays

        publish_revision.timezone = SimpleNamespace(now=now)
        page_published.connect(releases.released, dispatch_uid="pages.released")
        page_unpublished.connect(releases.withdrawn, dispatch_uid="pages.withdrawn")
        post_page_move.connect(releases.moved, dispatch_uid="pages.moved")
        page_slug_changed.connect(releases.moved, dispatch_uid="pages.renamed")
        pre_save.connect(no_way_round, sender=Page, dispatch_uid="pages.no_way_round")
        for model in (get_document_model(), get_image_model()):
            pre_delete.connect(stays, sender=model, dispatch_uid=f"pages.stays.{model.__name__}")
        appended.connect(desk.hear, dispatch_uid="pages.desk")
        appended.connect(releases.put_under_the_catalogue, dispatch_uid="pages.catalogue")
        post_migrate.connect(desk.after_migrate, sender=self, dispatch_uid="pages.desk")
