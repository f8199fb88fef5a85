"""The site's own settings, with what a test run needs: no manifest of static files, a fast password hash."""

import os
import tempfile

os.environ.setdefault("YISHI_VAR", tempfile.mkdtemp(prefix="yishi-tests-"))

from yishi.settings import *  # noqa: E402, F403  the folder must be named first
from yishi.settings import STORAGES  # noqa: E402

STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
YISHI_DEMO = True
