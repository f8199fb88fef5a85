"""What others wrote and we serve: exactly the files of the checksum list, fetched without a host's name."""

import hashlib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
VENDOR = ROOT / "static" / "vendor"
SUMS = dict(reversed(line.split()) for line in (VENDOR / "SHA256SUMS").read_text(encoding="utf-8").splitlines())


def test_every_file_has_the_sum_it_was_taken_with():
    assert set(SUMS) == {path.name for path in VENDOR.iterdir()} - {"SHA256SUMS"}
    for name, wanted in SUMS.items():
        assert hashlib.sha256((VENDOR / name).read_bytes()).hexdigest() == wanted, name


def test_the_script_that_fetches_names_a_fixed_version_and_no_host():
    words = (ROOT / "deploy" / "vendor.sh").read_text(encoding="utf-8")
    assert "HTMX=htmx.org@2." in words
    assert "://" not in words
    version = words.partition("HTMX=htmx.org@")[2].split()[0]
    assert f'version:"{version}"' in (VENDOR / "htmx.min.js").read_text(encoding="utf-8")
