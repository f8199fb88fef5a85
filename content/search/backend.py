"""Wagtail's search by database, with Chinese cut into pairs: see ``cutting``. The admin and its choosers search by it too."""

from importlib import import_module

from django.db import connection


def SearchBackend(params):  # the name under which Wagtail looks for it
    """Return the backend for the database that is used."""
    return import_module(f"content.search.engines.{connection.vendor}").Backend(params)
