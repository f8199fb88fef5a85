"""The settings of a site that stands by itself before a browser: those of the tests, both languages, and the worker."""

from tests.settings import *  # noqa: F403
from tests.settings import ROOT

LOCALE_PATHS = [ROOT / "site" / "yishi" / "locale"]
YISHI_WORKER = True
