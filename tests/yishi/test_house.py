from pathlib import Path

import pytest

from tests import house


def complaints(text, path="site/yishi/domain/x.py"):
    return [sentence for _line, sentence in house.complaints(Path(path), text)]


@pytest.mark.parametrize("word", list(house.REFUSED))
def test_words_that_do_not_belong_here_are_refused(word):
    assert complaints(f"# see {word} for more\n")


@pytest.mark.parametrize(
    ("path", "lines", "refused"),
    [("a.py", 300, False), ("a.py", 301, True), ("a.html", 100, False), ("a.html", 101, True), ("a.css", 301, True),
     ("x/migrations/a.py", 900, False), ("a.md", 900, False)],
)
def test_a_room_has_its_size(path, lines, refused):
    assert bool(complaints("\n" * lines, path)) is refused


def test_a_function_has_its_size_without_its_docstring():
    body = "    a = 1\n"
    assert not complaints("def _f():\n" + body * 39)
    assert complaints("def _f():\n" + body * 40)
    assert not complaints('def _f():\n    """' + "x\n" * 30 + '    """\n' + body * 30)


@pytest.mark.parametrize(
    "line", ["from consultation.models import Matter", "from ..models import Matter", "import meetings.domain"]
)
def test_the_floors_are_not_dodged_inside_a_function(line):
    text = f"def f():\n    '''Doc.'''\n    {line}\n"
    assert complaints(text)
    assert not complaints(text, "site/yishi/apps.py")
    assert not complaints("def f():\n    '''Doc.'''\n    import os\n")


@pytest.mark.parametrize(
    ("line", "refused"),
    [
        ("from ..models import Matter", True), ("from consultation import procedures", True),
        ("import consultation.models", True), ("from ..enums import Rule", False), ("from .. import enums", False),
        ("from .models import Poll", False), ("from consultation.enums import Rule", False),
        ("from yishi.acts import may", False),
    ],
)
def test_the_ballots_know_nothing_of_the_six_steps_but_their_words(line, refused):
    assert bool(complaints(f"{line}\n", "consultation/polls/rules.py")) is refused
    assert not complaints(f"{line}\n", "consultation/queries/x.py")


def test_a_verb_says_what_it_does():
    assert complaints("def admit(matter):\n    pass\n")
    assert not complaints("def _helper(matter):\n    pass\n")
    assert not complaints("def helper(matter):\n    pass\n", "site/yishi/queries.py")


@pytest.mark.parametrize(
    ("text", "path", "refused"),
    [
        ("<b>{{ account.person.name }}</b>\n", "a.html", True), ("{% if reporter.name %}\n", "a.html", True),
        ("{{ place.name }} {{ person.pk }}\n", "a.html", False), ("{{ person.named }}\n", "a.html", False),
        ("said = row.reporter.name\n", "consultation/pages/x.py", True), ("said = actor.name\n", "meetings/x.py", True),
        ("said = place.name\n", "meetings/x.py", False), ("said = person.name\n", "site/yishi/people/names.py", False),
        ("said = person.name\n", "tests/x.py", False),
    ],
)
def test_nobody_is_named_past_the_one_accessor(text, path, refused):
    assert bool(complaints(text, path)) is refused


@pytest.mark.parametrize(("value", "refused"), [("row.due", True), ("spoken.day(row.due)", False), ("row.due.isoformat()", True)])
def test_a_day_stands_in_a_sentence_as_it_is_spoken(value, refused):
    assert bool(complaints(f'said = _("By %(due)s.") % {{"due": {value}}}\n', "consultation/events/x.py")) is refused


def test_a_method_of_a_view_has_its_size():
    def view(lines):
        return "class V:\n    def get(self, request):\n" + "        a = 1\n" * lines

    assert not complaints(view(14), "consultation/views/x.py")
    for path in ("consultation/views/x.py", "site/yishi/notices/views.py"):
        assert complaints(view(15), path)
    assert not complaints(view(15), "consultation/pages/x.py") and not complaints(view(15), "tests/views/x.py")
