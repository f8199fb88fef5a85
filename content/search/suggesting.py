"""Did you mean? Words that are said alike, out of the titles of what can be found."""

import re
from itertools import pairwise

from yishi.text.segment import words

from .cutting import RUN, fold, is_han
from .models import Word

SHORTEST, LONGEST = 2, 6  # characters of a word that is offered
ALIKE = (("zh", "z"), ("ch", "c"), ("sh", "s"), ("l", "n"), ("v", "u"), ("ng", "n"))  # what many do not tell apart
LATIN = re.compile(r"[a-z' ]{3,40}")


def sound(text):
    """Return how ``text`` is said, by pinyin without tones, sounds that many do not tell apart made one."""
    return "".join(syllables(text))


def syllables(text):
    """Return the syllables of ``text``. Its 58 MB come with the first text: a process that serves a meeting needs none."""
    from pypinyin import lazy_pinyin

    return [blurred(syllable) for syllable in lazy_pinyin(text)]


def blurred(syllable):
    """Return ``syllable`` (or several) with the sounds made one that many do not tell apart."""
    for one, other in ALIKE:
        syllable = syllable.replace(one, other)
    return syllable


def words_of(title):
    """Return the words of ``title`` that may be offered: each of two characters or more, and two that stand together."""
    found = set()
    for run in RUN.findall(fold(title)):
        if is_han(run):
            parts = words(run)
            both = [a + b for a, b in pairwise(parts)]
            found |= {word for word in [*parts, *both] if SHORTEST <= len(word) <= LONGEST}
    return found


def suggestion(query):
    """Return what ``query`` may have been meant to be, with words of the titles that are said alike, or "". One query."""
    text = fold(query).strip()
    if LATIN.fullmatch(text):
        return _spoken(blurred(re.sub("[' ]", "", text)))
    parts = [(run, is_han(run)) for run in re.findall(rf"{RUN.pattern}|.", text)]
    sounds = {part: _sounds(part) for part, han in parts if han}
    wanted = {key for found in sounds.values() for key in found.values()}
    known = {}
    for word in Word.objects.filter(sound__in=wanted).order_by("pk"):
        known.setdefault(word.sound, []).append(word.text)
    meant = "".join(_mended(part, sounds[part], known) if han else part for part, han in parts)
    return meant if meant != text else ""


def _spoken(key):
    """Return the word that is said as ``key``, the longest-standing first, or ""."""
    return Word.objects.filter(sound=key).order_by("pk").values_list("text", flat=True).first() or ""


def _sounds(run):
    """Return {(begin, end): sound} for every part of ``run`` that may be a word."""
    said = syllables(run[:40])
    return {
        (i, j): "".join(said[i:j])
        for i in range(len(said)) for j in range(i + SHORTEST, min(i + LONGEST, len(said)) + 1)
    }


def _mended(run, sounds, known):
    """Return ``run`` with its parts that are no word of a title replaced by one that is said alike, the longest first."""
    found, i = "", 0
    while i < len(run):
        for j in range(min(i + LONGEST, len(run)), i + SHORTEST - 1, -1):
            alike = [word for word in known.get(sounds.get((i, j)), ()) if len(word) == j - i]
            if alike:
                found += run[i:j] if run[i:j] in alike else alike[0]
                i = j
                break
        else:
            found += run[i]
            i += 1
    return found
