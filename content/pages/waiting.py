"""Drafts that name an entry and the day of making count on the officer's board: what is not out is owed by its limit."""

import datetime as dt

from django.urls import reverse

from content.catalogue.waiting import register

from .models import OpenPage, ReleaseReview

MOST = 100


def drafts():
    """Yield (title, code of the entry, day of making, address) of the drafts that never were public. One query."""
    held = ReleaseReview.objects.withheld().values("page")
    rows = OpenPage.objects.filter(live=False, released_at=None).exclude(pk__in=held).exclude(latest_revision=None)
    for page in rows.select_related("latest_revision").order_by("pk")[:MOST]:
        said = page.latest_revision.content
        if said.get("entry") and said.get("made_on"):
            made_on = dt.date.fromisoformat(said["made_on"])
            yield said.get("title", page.title), said["entry"], made_on, reverse("wagtailadmin_pages:edit", args=[page.pk])


register("pages", drafts)
