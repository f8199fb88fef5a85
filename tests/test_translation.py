"""The Chinese catalogue: whole, up to date, and Chinese."""

import ast
import re
import shutil
from pathlib import Path

import django
import polib
import pytest
import wagtail
from django.core.management import call_command

ROOT = Path(__file__).resolve().parents[1]
FOLDER = Path("site", "yishi", "locale")
CATALOGUE = FOLDER / "zh_Hans" / "LC_MESSAGES" / "django.po"
LENT = sorted(Path(ROOT, "site", "yishi", "locale_wagtail").rglob("*.po"))
PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|%%|\{\{.*?\}\}|\{\w*\}|<[^>]+>")
ALIAS = re.compile(r"(import \w*gettext\w* as (?!_\b)|= \w*gettext\w*$)", re.MULTILINE)
MARKS = {"_", "gettext", "gettext_lazy", "ngettext", "ngettext_lazy", "pgettext", "pgettext_lazy"}
LATIN = re.compile(r"[A-Za-z]+")
DATE_FORMATS = {"D j F", "D j F Y", "j F", "j F Y", "F Y", "M"}
KNOWN = {
    "PDF", "OFD", "JSON", "CSV", "XLSX", "ZIP", "JPEG", "PNG", "WebP", "GIF", "Word", "Excel", "PowerPoint", "MB",
    "UTF", "GB", "YAML", "QR", "URL", "SHA", "SM", "RSS", "ICS", "CC", "BY", "API", "LED", "ID", "IP", "A", "B", "ICP", "T",
}
# What is typed just so: file names, commands, and the words and columns of the register's table.
VERBATIM = {"demo", "again", "HA", "LX", "SG", "R", "F", "WD", "RT", "FIX", "D", "https", "manage", "py", "verify", "matter",
    "O", "ics", "record", "make", "setup",
    "journal", "json", "sha256sum", "sha", "sum", "c", "SHA256SUMS", "SUMS", "place", "room", "key", "name",
    "honorific", "public_name", "public", "born", "registered", "lives", "owns", "area", "no", "masked", "surname",
    "anonymous",
}


@pytest.fixture(scope="module")
def catalogue():
    return polib.pofile(str(ROOT / CATALOGUE))


def said(entry):
    """Return what ``entry`` says in Chinese: one form, whatever the number."""
    return entry.msgstr_plural.get(0, "") if entry.msgid_plural else entry.msgstr


def named(entry):
    return entry.msgctxt, entry.msgid, entry.msgid_plural


def test_every_sentence_is_translated(catalogue):
    assert catalogue.metadata["Plural-Forms"] == "nplurals=1; plural=0;"
    assert [entry.msgid for entry in catalogue if not said(entry)] == []
    assert [entry.msgid for entry in catalogue if entry.fuzzy] == []
    assert [entry.msgid for entry in catalogue if entry.obsolete] == []


def test_placeholders_are_kept(catalogue):
    wrong = []
    for entry in [*catalogue, *(entry for path in LENT for entry in polib.pofile(str(path)))]:
        wanted = set(PLACEHOLDER.findall(entry.msgid_plural or entry.msgid))
        found = set(PLACEHOLDER.findall(said(entry)))
        if found != wanted:
            wrong.append((entry.msgid, said(entry)))
    assert wrong == []


def test_nothing_is_left_in_english(catalogue):
    left = []
    for entry in catalogue:
        if entry.msgid in DATE_FORMATS:
            continue
        words = set(LATIN.findall(PLACEHOLDER.sub("", said(entry)).replace("public_name", "")))
        if words - KNOWN - VERBATIM:
            left.append((entry.msgid, said(entry)))
    assert left == []


def test_verbatim_words_stand_in_the_english_too(catalogue):
    for entry in catalogue:
        words = set(LATIN.findall(PLACEHOLDER.sub("", said(entry)))) & VERBATIM
        assert words <= set(LATIN.findall(entry.msgid)), entry.msgid


def test_the_reader_is_addressed_one_way(catalogue):
    """您 throughout, as Chinese government sites do, to residents and to those who work here."""
    assert [said(entry) for entry in catalogue if "你" in said(entry)] == []


@pytest.mark.parametrize("path", LENT, ids=lambda path: path.stem)
def test_what_is_lent_to_wagtail_is_said_by_it_and_in_chinese(path):
    """A sentence that Wagtail, or Django below it, no longer says is taken out here; what ours says stays with ours."""
    theirs = [*Path(wagtail.__file__).parent.glob(f"**/locale/en/LC_MESSAGES/{path.name}"),
              *Path(django.__file__).parent.glob(f"conf/locale/en/LC_MESSAGES/{path.name}")]
    asked = {named(entry) for source in theirs for entry in polib.pofile(str(source))}
    lent = polib.pofile(str(path))
    assert lent.metadata["Plural-Forms"] == "nplurals=1; plural=0;"
    assert [entry.msgid for entry in lent if named(entry) not in asked or not said(entry) or "你" in said(entry)] == []


@pytest.mark.parametrize("path", LENT, ids=lambda path: path.stem)
def test_wagtail_too_calls_its_reader_politely(path):
    theirs = Path(wagtail.__file__).parent.glob(f"**/locale/zh_Hans/LC_MESSAGES/{path.name}")
    rude = {named(entry) for source in theirs for entry in polib.pofile(str(source)) if "你" in said(entry)}
    assert rude <= {named(entry) for entry in polib.pofile(str(path))}


def literals(path):
    """Yield the English of every call of gettext in the module ``path``, wherever it stands, f-strings included."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in MARKS:
            asked = node.args[1 if node.func.id.startswith("p") else 0]
            if isinstance(asked, ast.Constant):
                yield asked.value


def test_every_sentence_of_the_code_is_collected(catalogue):
    """Another name for gettext, or a call within an f-string, hides a sentence from the collection."""
    known = {entry.msgid for entry in catalogue}
    modules = [path for room in ("site", "meetings", "consultation", "content") for path in (ROOT / room).rglob("*.py")]
    assert [(path.name, words) for path in modules for words in literals(path) if words not in known] == []
    assert [path for path in modules if ALIAS.search(path.read_text(encoding="utf-8"))] == []


def test_the_catalogue_has_every_sentence_of_the_code(catalogue, tmp_path, monkeypatch, settings):
    """Messages are collected from a copy of the tree, as ``make messages`` does; none is new to the catalogue."""
    copy = tmp_path / "tree"
    shutil.copytree(ROOT, copy, ignore=shutil.ignore_patterns(".*", "__pycache__", "var", "tests", "static", "locale"))
    (copy / FOLDER).mkdir()
    monkeypatch.chdir(copy)
    settings.LOCALE_PATHS = [copy / FOLDER]
    call_command("makemessages", locale=["zh_Hans"], no_location=True, no_wrap=True, verbosity=0)
    known = {named(entry) for entry in catalogue}
    collected = polib.pofile(str(copy / CATALOGUE))
    assert len(collected) > 1000
    assert [named(entry) for entry in collected if named(entry) not in known] == []
