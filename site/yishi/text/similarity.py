"""How alike two short Chinese texts are: to suggest, while somebody types, what others have said already."""

import math
import re
from collections import Counter
from functools import lru_cache

from .segment import words

NOT_TEXT = re.compile(r"[\W_]+", re.UNICODE)
EMPTY_WORDS = frozenset({
    "的", "了", "和", "与", "及", "在", "是", "有", "也", "都", "就", "吗", "呢", "吧", "啊", "我", "我们",
    "你们", "他们", "这", "那", "一个", "请", "希望", "要求", "问题", "关于",
})
COMPARED = 2000  # characters: what a matter is about is said at its beginning


def similarity(a, b):
    """Return how alike the texts ``a`` and ``b`` are, from 0.0 (nothing shared) to 1.0 (the same words)."""
    pairs, terms = _profile(a[:COMPARED])
    other_pairs, other_terms = _profile(b[:COMPARED])
    return (_shared(pairs, other_pairs) + _shared(terms, other_terms)) / 2


def told_by(a, b):
    """Return how much of what the text ``a`` says stands in ``b``, from 0.0 to 1.0, however much longer ``b`` is."""
    pairs, terms = _profile(a[:COMPARED])
    other_pairs, other_terms = _profile(b[:COMPARED])
    return sum(len(said.keys() & other.keys()) / max(len(said), 1)
               for said, other in ((pairs, other_pairs), (terms, other_terms))) / 2


def similarity_rank(query, texts, *, key=None, at_least=0.0, limit=None, measure=similarity):
    """Return (score, item) for the items of ``texts``, the most alike to ``query`` first.

    ``key(item)`` gives the text of an item that is not a string; items under ``at_least`` are left out, and those
    that share nothing always are; at most ``limit`` are returned. Items of one score stand in their given order.
    ``measure`` compares two texts: ``similarity``, or ``told_by`` where a short query is looked for in long texts.
    """
    scored = [(measure(query, key(item) if key else item), item) for item in texts]
    ranked = sorted((pair for pair in scored if pair[0] > 0 and pair[0] >= at_least), key=lambda pair: -pair[0])
    return ranked[:limit]


@lru_cache(maxsize=8192)
def _profile(text):
    """Return the pairs of neighbouring characters and the telling words of ``text``, each with its count."""
    bare = NOT_TEXT.sub("", text.lower())
    pairs = Counter(bare[i:i + 2] for i in range(max(len(bare) - 1, 1)) if bare)
    terms = Counter(word for word in words(text) if word not in EMPTY_WORDS)
    return pairs, terms or Counter(words(text))


def _shared(left, right):
    """Return the cosine-like measure of two counted sets: a short title may still resemble a long text."""
    total = left.total() * right.total()
    return (left & right).total() / math.sqrt(total) if total else 0.0
