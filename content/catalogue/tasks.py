"""Scheduled work of the catalogue."""

from django.db import transaction
from django.utils.timezone import localtime

from yishi.documents.domain.documents import make_waiting
from yishi.documents.pool import pool
from yishi.tasks.due import claim, due

from .keeping import keep_all
from .papers import CATALOGUE, write

PRINTING_SECONDS = 6.0  # of one round: other work is waiting


@due("catalogue.print")
def print_catalogue(now):
    """Make the PDF of an edition that came into force."""
    return make_waiting({CATALOGUE: write}, pool=pool, seconds=PRINTING_SECONDS)


@due("catalogue.keep_matters", follows=True)
def keep_matters(now):
    """Bring the items of all matters in step, once a day: whatever a listener missed is made good."""
    with transaction.atomic():
        if not claim("catalogue.keep_matters", f"{localtime(now):%Y-%m-%d}"):
            return 0
    return keep_all()
