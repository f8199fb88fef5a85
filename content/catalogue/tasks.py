"""Scheduled work of the catalogue."""

from yishi.documents.domain.documents import make_waiting
from yishi.documents.pool import pool
from yishi.tasks.due import due

from .papers import CATALOGUE, write

PRINTING_SECONDS = 6.0  # of one round: other work is waiting


@due("catalogue.print")
def print_catalogue(now):
    """Make the PDF of an edition that came into force."""
    return make_waiting({CATALOGUE: write}, pool=pool, seconds=PRINTING_SECONDS)
