"""How a question of words is put to each of the two databases, and how a thing is written so that it is found there."""

from importlib import import_module

from django.db import connection

# A notice and a paper say again in their titles what the matter says; it stands before them.
WEIGHT = "CASE e.kind WHEN 'notice' THEN 0.4 WHEN 'paper' THEN 0.7 ELSE 1.0 END"


def of_database():
    """Return the room of the database that is used."""
    return import_module(f"{__name__}.{connection.vendor}")
