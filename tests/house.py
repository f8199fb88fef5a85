"""The house's own lint: the size of the rooms, and words that do not belong here. ``python -m tests.house``."""

import ast
import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
FLOORS = ("yishi", "meetings", "consultation", "content")
SKIPPED = {".git", ".venv", "var", "__pycache__", ".pytest_cache", ".ruff_cache", ".import_linter_cache"}
CODE = {".py", ".css", ".js", ".sh", ".html", ".txt", ".toml", ".yml", ".ini", ".cfg", ".md", ""}
LONGEST = {".py": 300, ".css": 300, ".js": 300, ".sh": 300, ".html": 100}
LONGEST_FUNCTION = 40
LONGEST_METHOD_OF_A_VIEW = 15
# Written in halves, so that this file may be read by its own check.
REFUSED = {
    ".." + "/shared": "the code and its tests stand on their own",
    "/wo" + "rk/": "a path of somebody's machine",
    "/ro" + "ot/": "a path of somebody's machine",
    "py" + "pi.org": "a package registry",
    "python" + "hosted.org": "a package registry",
    "npm" + "js.": "a package registry",
    "TO" + "DO": "finish it, or write an issue",
    "FIX" + "ME": "finish it, or write an issue",
}

# Words for a person: their ``.name`` is whole, and reaches a reader through ``display_name`` alone.
PERSONS = {"actor", "author", "by", "entered_by", "facilitator", "filed_by", "holder", "inspector", "lead", "member",
           "opened_by", "person", "raised_by", "recorder", "reporter", "speaker", "supporter", "viewer", "voter", "witness"}
NAMED_IN_TEMPLATES = re.compile(rf"\{{[{{%][^}}]*\b(?:{'|'.join(sorted(PERSONS))})\.name\b")
# Under these words a sentence takes a day, and these say it in the reader's language.
DAYS = {"day", "due", "until", "since"}
SAY_A_DAY = {"day", "day_of", "moment", "since_year", "without_year"}
MAY_NAME = {
    "site/yishi/people/names.py": "the accessor itself",
    "site/yishi/people/holdings.py": "what one downloads about oneself",
    "site/yishi/demo/scenes/begin.py": "writes the register that the demo imports",
    "consultation/desk/hall.py": "puts into a form what the clerk would type to find the person",
}


def files(root=ROOT):
    """Yield every authored file below ``root``."""
    for path in sorted(root.rglob("*")):
        parts = path.relative_to(root).parts
        if path.is_file() and not SKIPPED.intersection(parts) and path.suffix in CODE and path.name != "LICENSE":
            yield path


def complaints(path, text):
    """Yield (line, sentence) for everything in ``text``, the file at ``path``, that may not stand."""
    lines = text.splitlines()
    for number, line in enumerate(lines, start=1):
        for word, why in REFUSED.items():
            if word in line:
                yield number, f"{word}: {why}"
    limit = LONGEST.get(path.suffix)
    if limit and len(lines) > limit and "migrations" not in path.parts:
        yield limit + 1, f"{len(lines)} lines; a file of this kind has at most {limit}"
    if path.suffix == ".html":
        for number, line in enumerate(lines, start=1):
            if found := NAMED_IN_TEMPLATES.search(line):
                yield number, f"{found.group()}: a person's name reaches a reader through display_name alone"
    if path.suffix == ".py" and "migrations" not in path.parts:
        tree = ast.parse(text)
        yield from _names(path, tree)
        yield from _functions(path, tree)
        yield from _ballots(path, tree)
        yield from _days(path, tree)


def _days(path, tree):
    """Yield the sentences that take a date as it is, which Python writes 2026-12-04."""
    if "tests" in path.parts:
        return
    for node in ast.walk(tree):
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Mod) and isinstance(node.right, ast.Dict):
            for key, value in zip(node.right.keys, node.right.values, strict=True):
                said = getattr(value, "func", None)
                if getattr(key, "value", "") in DAYS and getattr(said, "attr", getattr(said, "id", "")) not in SAY_A_DAY:
                    yield value.lineno, f"{key.value}: a day stands in a sentence as yishi.clock.spoken says it"


def _names(path, tree):
    """Yield where a person's whole name is read past the one accessor."""
    if "tests" in path.parts or path.as_posix() in MAY_NAME:
        return
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and node.attr == "name":
            owner = getattr(node.value, "attr", None) or getattr(node.value, "id", None)
            if owner in PERSONS:
                yield node.lineno, f"{owner}.name: a person's name reaches a reader through display_name alone"


def _ballots(path, tree):
    """Yield the imports by which the ballots would lean on the six steps; of these they know the enums alone."""
    if path.parts[:2] != ("consultation", "polls"):
        return
    for node in ast.walk(tree):
        for name in _imported(path, node):
            if name.startswith("consultation") and not name.startswith(("consultation.polls", "consultation.enums")):
                yield node.lineno, f"{name}: of the six steps the ballots know the enums alone"


def _imported(path, node):
    """Yield the full names of the modules that ``node`` imports, relative ones resolved from ``path``."""
    if isinstance(node, ast.Import):
        yield from (alias.name for alias in node.names)
    elif isinstance(node, ast.ImportFrom):
        home = path.parts[: len(path.parts) - node.level] if node.level else ()
        module = ".".join([*home, *([node.module] if node.module else [])])
        yield from (f"{module}.{alias.name}" for alias in node.names)


def _functions(path, tree):
    """Yield what is wrong with the functions of one module."""
    in_tests = "tests" in path.parts
    for node in ast.walk(tree):
        if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            continue
        if (length := _length(node)) > LONGEST_FUNCTION:
            yield node.lineno, f"{node.name} has {length} lines; at most {LONGEST_FUNCTION}"
        if not in_tests and path.name != "apps.py":
            for inner in ast.walk(node):
                if _own_import(inner):
                    yield inner.lineno, f"{node.name} imports inside itself; the floors are not dodged"
    if ("views" in path.parts or path.name == "views.py") and not in_tests:
        yield from _methods_of_views(tree)
    if "domain" in path.parts and not in_tests:
        for node in tree.body:
            if isinstance(node, ast.FunctionDef) and not node.name.startswith("_") and not ast.get_docstring(node):
                yield node.lineno, f"{node.name} is a verb without a docstring: what becomes true, what is refused?"


def _methods_of_views(tree):
    """Yield the methods of classes that do more than route."""
    for kind in ast.walk(tree):
        for node in kind.body if isinstance(kind, ast.ClassDef) else ():
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and _length(node) > LONGEST_METHOD_OF_A_VIEW:
                words = f"{kind.name}.{node.name} has {_length(node)} lines"
                yield node.lineno, f"{words}; a view's method has at most {LONGEST_METHOD_OF_A_VIEW}"


def _length(node):
    """Return the lines of a function, its docstring not counted."""
    first = node.body[0]
    doc = first.end_lineno - first.lineno + 1 if ast.get_docstring(node) else 0
    return node.end_lineno - node.lineno + 1 - doc


def _own_import(node):
    if isinstance(node, ast.ImportFrom):
        return node.level > 0 or (node.module or "").split(".")[0] in FLOORS
    return isinstance(node, ast.Import) and any(alias.name.split(".")[0] in FLOORS for alias in node.names)


def main(root=ROOT):
    """Print every complaint, and return their number."""
    found = 0
    for path in files(root):
        for line, sentence in complaints(path.relative_to(root), path.read_text(encoding="utf-8")):
            print(f"{path.relative_to(root)}:{line}: {sentence}")
            found += 1
    print(f"{found} complaints" if found else "Every room is in order.")
    return found


if __name__ == "__main__":
    sys.exit(bool(main()))
