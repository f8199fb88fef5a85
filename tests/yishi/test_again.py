"""``make demo-again``: the evening begins on a fresh file, and what was there is kept beside it."""

import shutil
import socket
import subprocess

import pytest

from tests.serving import ROOT

RUNS = '#!/bin/bash\necho "serves: $*" "$(cat "$YISHI_VAR/yishi.sqlite3" 2>/dev/null || echo nothing)"\n'


@pytest.fixture
def house(tmp_path):
    """A folder with the script, a server that only says what it would serve, and the files of an evening that was played."""
    (tmp_path / "deploy").mkdir()
    shutil.copy(ROOT / "deploy" / "again.sh", tmp_path / "deploy")
    runs = tmp_path / "deploy" / "run.sh"
    runs.write_text(RUNS)
    runs.chmod(0o755)
    files = {"yishi.sqlite3": "played", "yishi.sqlite3-wal": "last words", "demo-evening.sqlite3": "as it began"}
    for name, words in files.items():
        (tmp_path / name).write_text(words)
    return tmp_path


def again(house, **environment):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = str(free.getsockname()[1])
    return subprocess.run(
        ["bash", str(house / "deploy" / "again.sh")], capture_output=True, text=True,
        env={"PATH": "/usr/bin:/bin", "YISHI_VAR": str(house), "PORT": port, **environment},
    )


def texts(house):
    return {path.name: path.read_text() for path in house.glob("*.sqlite3*")}


def test_a_fresh_file_is_served_and_the_old_one_is_kept_whole(house):
    found = again(house)
    assert found.returncode == 0 and "serves: --anew as it began" in found.stdout
    assert "the one that was there is" in found.stdout
    assert texts(house) == {
        "yishi.sqlite3": "as it began", "demo-evening.sqlite3": "as it began",
        "yishi.before.sqlite3": "played", "yishi.before.sqlite3-wal": "last words",
    }


def test_without_a_kept_world_it_is_loaded_anew(house):
    (house / "demo-evening.sqlite3").unlink()
    assert "serves: --anew nothing" in again(house).stdout, "an empty place, into which the world is loaded"
    assert texts(house)["yishi.before.sqlite3"] == "played"


def test_it_touches_no_database_of_ones_own_and_none_that_is_served(house):
    before = texts(house)
    found = again(house, YISHI_DATABASE_URL="postgres://somewhere/else")
    assert found.returncode == 1 and "a database of your own" in found.stderr
    with socket.create_server(("127.0.0.1", 0)) as served:
        found = again(house, PORT=str(served.getsockname()[1]))
    assert found.returncode == 1 and "stop it first" in found.stderr
    assert texts(house) == before
