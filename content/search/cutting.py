"""How a text is cut for the index and a query for the question to it. Both databases cut at blanks alone.

The index holds every pair of neighbouring Chinese characters (加装 装电 电梯), and the last character of each run by itself,
so that every character begins something. The query is cut into words first, and each word asked for as a phrase of pairs:
what stands in the text in a row is found wherever the words of the text may begin and end.
"""

import re
import unicodedata

from yishi.text.segment import words
from yishi.text.similarity import EMPTY_WORDS

HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff〇々"
RUN = re.compile(rf"[{HAN}]+|[^\W_{HAN}]+")
LONGEST, MOST = 100, 12  # characters of a query that are looked at, and words
TERM, TERMS = 60, 60_000  # characters of a term, and terms of a text
ASKING = EMPTY_WORDS | frozenset({
    "怎么", "怎么办", "怎样", "怎么样", "如何", "什么", "什么样", "什么时候", "为什么", "为何", "哪", "哪里", "哪儿", "哪些",
    "哪个", "多少", "多少钱", "花", "钱", "几", "谁", "么", "吧", "吗", "呀", "请问", "想", "想要", "要", "能", "能不能",
    "能否", "可以", "可不可以",
    "是不是", "是否", "有没有", "会", "会不会", "应该", "需要", "办", "办理", "给", "把", "被", "对", "为", "让", "到", "去",
    "来", "上", "下", "里", "不", "没有", "还", "又", "很", "再", "得", "地", "着", "过", "一下", "一", "个", "咱", "咱们",
    "他", "她", "它", "你", "您", "那", "那个", "这个", "家", "我家", "现在", "知道", "了解", "查", "查询", "找", "看", "看看",
    "以及", "或", "或者", "但", "等", "从", "向", "由", "于", "所", "其", "之", "而", "则", "并", "what", "how", "the",
})


def fold(text):
    """Return ``text`` as it is compared: full-width signs narrow, letters small."""
    return unicodedata.normalize("NFKC", text).casefold()


def is_han(word):
    """Return whether ``word`` is of Chinese characters."""
    return bool(re.match(f"[{HAN}]", word))


def pairs(run):
    """Return the tokens of a run of Chinese characters: its pairs, then its last character."""
    return [run[i:i + 2] for i in range(len(run))]


def indexed(text):
    """Return ``text`` as it stands in the index: tokens with blanks between them."""
    found = []
    for run in RUN.findall(fold(text)):
        found += pairs(run) if is_han(run) else [run]
    return " ".join(found)


def terms(title, text):
    """Return the terms by which PostgreSQL finds a text: what is not Chinese word by word, of Chinese every single last
    character, pair and three; those of the title once more with a mark. Of a very long text the first of them.
    """
    found = _terms(title)
    return list(dict.fromkeys([*(f"^{each}" for each in found), *found, *_terms(text)]))[:TERMS]


def _terms(text):
    found = []
    for run in RUN.findall(fold(text)):
        if is_han(run):
            found += [run[i:i + n] for i in range(len(run)) for n in (2, 3)]
        else:
            found.append(term(run))
    return found


def term(run):
    """Return ``run``, which is not Chinese, as a term: of what never ends the beginning."""
    return run[:TERM]


def threes(run):
    """Return the threes of the ``run`` of Chinese characters; pairs and shorter runs are what they are."""
    return [run[i:i + 3] for i in range(max(1, len(run) - 2))]


def asked(query, most=MOST):
    """Return the words of ``query`` in their order, each once; the words of asking are left out if others stand there.

    Two single Chinese characters side by side are a word that no dictionary has (老 楼); what is single then is left out,
    too, where there is a longer word: it says too little beside it.
    """
    runs = [words(run) if is_han(run) else [run] for run in RUN.findall(fold(query[:LONGEST]))]
    telling = [word for run in runs for word in _joined(run)] or [word for run in runs for word in run]
    whole = [word for word in telling if len(word) > 1 or not is_han(word)]
    return list(dict.fromkeys(whole or telling))[:most]


def _joined(found):
    """Return ``found`` without the words of asking, single Chinese characters put together by two where they stand side by side."""
    out, open_ = [], False
    for word in found:
        single = len(word) == 1 and is_han(word) and word not in ASKING
        if single and open_:
            out[-1] += word
        elif word not in ASKING:
            out.append(word)
        open_ = single and not open_
    return out


def phrase(word):
    """Return (the tokens of ``word`` with blanks between them, whether more may follow the last of them)."""
    if not is_han(word):
        return word, False
    if len(word) == 1:
        return word, True
    return " ".join(pairs(word)[:-1]), False


def parts(word):
    """Return what comes close to ``word``: the pairs of a longer one, the characters of a pair."""
    if not is_han(word):
        return []
    return list(word) if len(word) == 2 else pairs(word)[:-1]


def runs_of(text):
    """Return the runs that must stand in a text that holds ``text`` exactly, signs and blanks aside."""
    return RUN.findall(fold(text[:LONGEST]))


def row_of(text):
    """Return the phrases that must stand in a text that holds ``text`` exactly, signs and blanks aside."""
    return [phrase(run) for run in runs_of(text)]
