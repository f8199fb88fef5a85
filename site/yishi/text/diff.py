"""A readable difference of two Chinese texts, word by word."""

import re
from difflib import SequenceMatcher

from yishi.text.segment import pieces

SAME, ADDED, REMOVED = "same", "added", "removed"
FIGURE = re.compile(r"([0-9A-Za-z]+(?:[.,:：][0-9]+)*%?)")  # a figure or a Latin word is one word, its point in it
JOINTS = frozenset(" ，、；：")


def diff(before, after):
    """Return how ``after`` came of ``before``: a list of (op, text), op one of "same", "added", "removed".

    The texts of "same" and "removed" together are ``before``, those of "same" and "added" are ``after``, in order;
    neighbours never have the same op, and what was removed stands before what took its place. Two changes with
    nothing but a comma between them read as one.
    """
    old, new = _words(before), _words(after)
    steps = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    result, gone, come = [], "", ""
    for number, (op, i, j, k, m) in enumerate(steps):
        text = "".join(old[i:j])
        between = 0 < number < len(steps) - 1
        if op == "equal" and not (between and text in JOINTS):
            result += [*_change(gone, come), (SAME, text)]
            gone = come = ""
        else:
            gone, come = gone + text, come + "".join(new[k:m])
    return result + _change(gone, come)


def _change(gone, come):
    return [(op, text) for op, text in ((REMOVED, gone), (ADDED, come)) if text]


def _words(text):
    """Return the words of ``text``, punctuation among them, nothing left out."""
    return [
        word
        for number, run in enumerate(FIGURE.split(text)) if run
        for word in ([run] if number % 2 else pieces(run))
    ]
