"""How the site starts, and what stops it from starting."""

import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest

from tests.serving import ROOT, bare_environment


def test_site_is_a_plain_folder_and_the_standard_library_keeps_its_name(tmp_path):
    assert not (ROOT / "site" / "__init__.py").exists()
    code = "import site, sysconfig; print(site.__file__)"
    for options in ([], ["-X", "frozen_modules=off"]):
        found = subprocess.run(
            [sys.executable, *options, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
        )
        assert Path(found.stdout.strip()) == Path(sysconfig.get_path("stdlib")) / "site.py"


def python(*arguments, environment):
    """Run Python with ``arguments`` from the project's root; return what became of it."""
    return subprocess.run([sys.executable, *arguments], cwd=ROOT, env=environment, capture_output=True, text=True)


@pytest.mark.parametrize("entrance", ["yishi.asgi", "yishi.wsgi"])
def test_a_view_that_declares_no_permission_stops_every_server_from_starting(entrance, tmp_path):
    (tmp_path / "bare_settings.py").write_text('from yishi.settings import *\nROOT_URLCONF = "bare_urls"\n')
    (tmp_path / "bare_urls.py").write_text(
        "from django.urls import path\nfrom yishi.urls import urlpatterns as own\n"
        "def view(request): pass\nurlpatterns = [*own, path('bare/', view)]\n"
    )
    environment = {**bare_environment(tmp_path), "PYTHONPATH": f"{tmp_path}:{ROOT / 'site'}:{ROOT}"}
    assert python("-c", f"import {entrance}", environment={**environment, "YISHI_WORKER": "off"}).returncode == 0
    environment["DJANGO_SETTINGS_MODULE"] = "bare_settings"
    stopped = python("-c", f"import {entrance}", environment=environment)
    assert stopped.returncode != 0
    assert "the view of /bare/ declares no permission" in stopped.stderr


def test_nothing_that_takes_long_is_silent_in_the_setup():
    lines = (ROOT / "deploy" / "setup.sh").read_text().splitlines()
    long = [line for line in lines if "uv pip install" in line or "manage.py collectstatic" in line]
    assert long and not [line for line in long if " -q" in line or "-v 0" in line]
