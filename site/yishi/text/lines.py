"""A title over several lines, broken where a phrase ends, the lines in the shape of a lozenge (GB/T 9704-2012, 7.3.1)."""

from fractions import Fraction
from itertools import accumulate
from math import ceil

from .held import FIGURE
from .segment import pieces

CLINGING, OPENING = "，。、；：！？）》”的和与及", "（《“"
LATIN_CLINGING, APOSTROPHES = ",.;:!?)'’-", ("'", "’")
BINDING = "/·"  # 元/平方米·月
PARTICLES = ("了", "着", "过", "吗", "呢", "吧", "啊", "们")  # where they are words of their own, they hang on the one before
ENDINGS = ("点", "稿", "版", "室", "楼", "费", "表")  # so do these, which the dictionary parts from longer words: 投放点, 征求意见稿
PLACES = ("单元", "社区", "花园", "家园", "小区", "街道", "号院", "院", "楼", "苑", "街", "路", "巷")
NUMERALS = "0123456789〇一二三四五六七八九十百千万第"
NEVER, TOO_WIDE, TORN, LONE, PHRASE = 100_000, 10_000, 2_000, 30, -20  # what a break costs, beside the lines it makes
MORE, FURTHER = 3, 100  # so many lines more than fit the title may have, and what each of its lines costs
MIDDLE = Fraction(6, 5)  # a line between others is to be so much longer than the first and the last


def title_lines(title, most):
    """Return ``title`` as lines of ``most`` characters or fewer, broken between words and best where a phrase ends.

    A line is longer only where a single word is, or a number with what it counts.
    """
    words = pieces(title)
    ends = [Fraction(0), *accumulate(width(word) for word in words)]
    prices = [price(words[n - 1], words[n]) + _within(words[:n]) if n else 0 for n in range(len(words))]
    fewest = max(1, ceil(ends[-1] / most))
    ways = [_broken(ends, prices, count, most) for count in range(fewest, min(fewest + MORE, len(words)) + 1)]
    _cost, cuts = min(ways, default=(0, (0,)), key=lambda way: way[0] + FURTHER * len(way[1]))
    return ["".join(words[first:last]) for first, last in zip(cuts, [*cuts[1:], len(words)], strict=True)]


def _broken(ends, prices, count, most):
    """Return (cost, cuts) of the cheapest way to break into ``count`` lines: ``cuts`` are the words that lines begin with."""
    whole = len(prices)
    best = {0: (0, ())}  # the cheapest way to have broken the title before each word, line by line
    for number, aim in enumerate(_aims(ends[-1], count), start=1):
        lasts = [whole] if number == count else range(number, whole)
        best = {last: _cheapest(best, last, ends, aim, most, prices) for last in lasts}
    return best[whole]


def phrases(title):
    """Return ``title`` in the parts between which a line may break: words, a number with what it counts, a date, closed
    brackets."""
    whole = [found.span() for found in FIGURE.finditer(title)]
    parts, last, at = [], "", 0
    for word in pieces(title):
        if parts and (price(last, word) >= TORN or word in ENDINGS or any(first < at < end for first, end in whole)):
            parts[-1] += word
        else:
            parts.append(word)
        last, at = word, at + len(word)
    return parts


def price(before, after):
    """Return what it costs to break a line between the words ``before`` and ``after``."""
    if after[0] in CLINGING or after[0] in LATIN_CLINGING or after in PARTICLES or before[-1] in OPENING:
        return NEVER
    if before in APOSTROPHES and after[0].isalpha():
        return NEVER  # somebody's
    if before in BINDING or after in BINDING or (before == "." and after[0].isdigit()):
        return NEVER  # 2.35元/平方米
    if before[-1] in NUMERALS or before == "号":
        return TORN  # a number and what it counts, 3号楼, 2单元
    if before in ("年", "月") and after[0].isdigit():
        return TORN  # a date
    if before.endswith(PLACES) and after[0] not in NUMERALS and not (len(after) == 1 and after.isalpha()):
        return PHRASE
    if after == "（":
        return PHRASE
    if before[-1] in CLINGING:
        return PHRASE / 4
    return LONE * ((len(after) == 1) + Fraction(len(before) == 1, 2))  # a word of one character mostly belongs to another


def width(word):
    """Return how many characters wide ``word`` is; Latin letters and figures are half as wide."""
    return sum(Fraction(1, 2) if sign.isascii() else Fraction(1) for sign in word)


def _within(words):
    """Return what it costs to break behind ``words`` where that is within brackets."""
    said = "".join(words)
    return TORN if said.count("（") + said.count("《") > said.count("）") + said.count("》") else 0


def _aims(whole, count):
    """Return how wide each of ``count`` lines is to be: those in the middle longer than the first and the last."""
    shares = [MIDDLE if 0 < n < count - 1 else Fraction(1) for n in range(count)]
    return [whole * share / sum(shares) for share in shares]


def _cheapest(best, last, ends, aim, most, prices):
    """Return (cost, cuts) of the cheapest line that ends before the word ``last``, on top of the lines before it."""
    found = []
    for first, (cost, cuts) in best.items():
        if first < last:
            long = ends[last] - ends[first]
            cost += prices[first] if first else 0
            found.append((cost + (long - aim) ** 2 + (TOO_WIDE if long > most else 0), (*cuts, first)))
    return min(found, default=(NEVER * 100, (0,)))
