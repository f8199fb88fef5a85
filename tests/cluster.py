"""A throw-away PostgreSQL cluster for the tests that write: made in a temporary folder, reached by a socket in it.

``python -m tests.cluster run -- pytest -m writes`` starts one, sets YISHI_DATABASE_URL for the command, and stops it.
PostgreSQL refuses to run as root; root starts it as the user ``postgres``.
"""

import os
import pwd
import shutil
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from glob import glob
from pathlib import Path
from urllib.parse import urlsplit

PREFIX = "yishi-pg-"
MISSING = "PostgreSQL's server is not installed: have root run `apt-get install postgresql`."
UNSAFE_BUT_FAST = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off -c max_connections=60"


def binary(name):
    """Return the path of PostgreSQL's program ``name``, the newest version first; exit with a hint without one."""
    found = sorted(glob(f"/usr/lib/postgresql/*/bin/{name}"), key=lambda path: int(path.split("/")[4]), reverse=True)
    path = found[0] if found else shutil.which(name)
    if not path:
        sys.exit(MISSING)
    return path


def as_server(command):
    """Run ``command`` as the user the server may run as; its output is shown only where it fails."""
    user = {"user": "postgres", "group": "postgres", "extra_groups": []} if os.geteuid() == 0 else {}
    done = subprocess.run(command, **user, cwd="/", capture_output=True, text=True)
    if done.returncode:
        raise RuntimeError(f"{' '.join(command)}\n{done.stdout}{done.stderr}")


class Cluster:
    """A cluster in ``folder``, a temporary one; it may be ended and started again."""

    def __init__(self, folder):
        self.folder, self.data = folder, str(folder / "data")

    @property
    def url(self):
        return f"postgresql://yishi@{str(self.folder).replace('/', '%2F')}/yishi"

    def make(self):
        """Make it, start it, and make its database."""
        if os.geteuid() == 0:
            owner = pwd.getpwnam("postgres")
            os.chown(self.folder, owner.pw_uid, owner.pw_gid)
        as_server([binary("initdb"), "-D", self.data, "-U", "yishi", "-A", "trust", "-E", "UTF8", "--no-locale", "--no-sync"])
        self.start()
        as_server([binary("createdb"), "-h", str(self.folder), "-U", "yishi", "yishi"])

    def start(self, more=""):
        """Start it, with ``more`` options; return once it answers."""
        options = f"-k {self.folder} -c listen_addresses='' {UNSAFE_BUT_FAST} {more}"
        as_server([binary("pg_ctl"), "-D", self.data, "-o", options, "-l", str(self.folder / "log"), "-w", "-t", "60", "start"])

    def stop(self, mode="immediate"):
        """End it: at once, as a crash does, or in the ``mode`` fast, by which everybody is told."""
        as_server([binary("pg_ctl"), "-D", self.data, "-m", mode, "-w", "stop"])


def cluster_of(url):
    """Return the Cluster that serves at ``url``; exit where that is none of ours, for it is going to be broken."""
    folder = Path(urlsplit(url).netloc.rpartition("@")[2].replace("%2F", "/"))
    if not folder.name.startswith(PREFIX):
        sys.exit("A database is broken on purpose only where `python -m tests.cluster run -- …` has made it.")
    return Cluster(folder)


@contextmanager
def cluster():
    """Yield the URL of a database on a fresh cluster; it is stopped and deleted at the end, whatever happened."""
    made = Cluster(Path(tempfile.mkdtemp(prefix=PREFIX)))
    try:
        try:
            made.make()
            yield made.url
        finally:
            if Path(made.data, "postmaster.pid").exists():
                made.stop()
    finally:
        shutil.rmtree(made.folder, ignore_errors=True)


def main(arguments):
    """Run the command after ``run --`` against a fresh cluster, and return its exit code."""
    if arguments[:2] != ["run", "--"] or len(arguments) < 3:
        sys.exit("usage: python -m tests.cluster run -- COMMAND …")
    with cluster() as url:
        return subprocess.run(arguments[2:], env={**os.environ, "YISHI_DATABASE_URL": url}).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
