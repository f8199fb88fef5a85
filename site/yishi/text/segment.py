"""Words of a Chinese text. Without the guessing of unknown words (HMM), so that index and query cut alike."""

import logging
import re
import warnings

from django.conf import settings

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # the library warns of its own way to find its files
    import jieba

WORD = re.compile(r"[\w]", re.UNICODE)
jieba.setLogLevel(logging.WARNING)
_tokenizer = jieba.Tokenizer()  # reads its dictionary at the first question
_tokenizer.tmp_dir = str(settings.VAR)  # and keeps it there, where nobody else can put one


def words(text):
    """Return the words of ``text`` in their order, lower-cased, without spaces and punctuation."""
    return [word for word in _tokenizer.cut(text.lower(), HMM=False) if WORD.search(word)]


def pieces(text):
    """Return ``text`` cut into its words and what stands between them, nothing left out: joined they are the text."""
    return list(_tokenizer.cut(text, HMM=False))


def commonness(word):
    """Return how often ``word`` is used, in figures of the dictionary; 0 for a word that does not stand in it."""
    _tokenizer.initialize()
    return _tokenizer.FREQ.get(word) or 0
