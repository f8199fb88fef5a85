"""The site's own settings, with what a test run needs: no manifest of static files, a fast password hash."""

import os
import tempfile
from pathlib import Path

os.environ.setdefault("YISHI_VAR", tempfile.mkdtemp(prefix="yishi-tests-"))
os.environ.setdefault("YISHI_FONTS", str(Path(__file__).resolve().parents[1] / "var" / "fonts"))

from yishi.settings import *  # noqa: F403  the folder must be named first
from yishi.settings import DATABASES, STATIC_ROOT, STORAGES

STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
STATIC_ROOT.mkdir(exist_ok=True)
if DATABASES["default"]["ENGINE"] == "yishi.db.sqlite":
    DATABASES["default"]["ENGINE"] = "django.db.backends.sqlite3"  # in memory nothing is kept open, and pytest knows it by this name
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
YISHI_DEMO = True
YISHI_WORKER = False
WHITENOISE_AUTOREFRESH = True  # a file is looked for when it is asked for, and not all of them by every client
LOCALE_PATHS = []  # tests read the English sentences, whether or not the catalogue has been compiled
YISHI_KEEPS_PAGES = False  # tests change rows behind the journal's back; tests/yishi/web/test_kept.py turns it on
YISHI_PAGES_LAG = 0  # what a test did is on the page at once
