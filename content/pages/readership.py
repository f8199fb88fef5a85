"""How often pages were opened, for the officer's report of demand and reading."""

from django.db.models import Sum

from content.catalogue.readership import register

from .entries import SOURCE
from .models.reviews import PageViews


def views_of(year):
    """Return {key of the item of a page: how often it was opened in ``year``}. One query."""
    rows = PageViews.objects.filter(day__year=year).order_by().values_list("page").annotate(views=Sum("n"))
    return {str(page): views for page, views in rows}


register(SOURCE, views_of)
