"""What a racing process is made of. The server that forks them imports this module once, and with it the whole site."""

import importlib
import os
import traceback

import django
from django.db import connections

from yishi.refusals import Refused
from yishi.settings import env

django.setup()


def serve(line, url):
    """Be one of the processes on the database at ``url``: a call in, an answer out, until the ``line`` is closed."""
    on(url)
    line.send({})
    while True:
        try:
            path, args = line.recv()
        except EOFError:
            return
        module, name = path.split(":")
        line.send(_call(getattr(importlib.import_module(module), name), args))


def on(url):
    """Use the database at ``url`` in this process."""
    os.environ["YISHI_DATABASE_URL"] = url
    connections["default"].close()
    del connections["default"]
    connections.settings.update(connections.configure_settings({"default": env.database(None)}))


def _call(function, args):
    try:
        return {"value": function(*args)}
    except Refused as refusal:
        return {"refused": type(refusal).__name__, "words": str(refusal)}
    except Exception:
        return {"error": traceback.format_exc()}
