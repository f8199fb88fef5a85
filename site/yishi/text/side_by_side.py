"""Words set side by side, with the marks of the reader's language: 甲、乙（丙） or a, b (c)."""

from django.utils.translation import gettext as _

from .figures import grouped


def listed(words):
    """Return ``words`` one after the other: a, b, c."""
    return _(", ").join(str(word) for word in words)


def clauses(sentences):
    """Return ``sentences`` one after the other, each of which may hold a list: a, b; c."""
    return _("; ").join(str(sentence) for sentence in sentences)


def aside(words, more):
    """Return ``words`` with ``more`` in brackets behind them: a (b); ``words`` alone where there is no more."""
    return _("%(words)s (%(more)s)") % {"words": words, "more": more} if more else str(words)


def repeated(words, n):
    """Return ``words`` with how many of it there are in brackets behind them, where there is more than one."""
    return aside(words, _("%(n)s in all") % {"n": grouped(n)} if n > 1 else "")


def headed(words, more):
    """Return ``words`` as the head of ``more``: a: b; ``words`` alone where there is no more."""
    return _("%(words)s: %(more)s") % {"words": words, "more": more} if more else str(words)


def inner(words):
    """Return ``words`` as they stand within quotation marks: what they quote themselves has the inner ones, ‘a’."""
    return str(words).translate({ord("“"): "‘", ord("”"): "’"})


def under(place, offices):
    """Return ``offices`` behind the name of their ``place``; the word with which one ends and the other begins stands once:
    梧桐里街道 and 街道办事处主任 are 梧桐里街道办事处主任."""
    shared = next((n for n in range(len(offices), 1, -1) if place.endswith(offices[:n]) and not offices[:n].isascii()), 0)
    return _("%(place)s: %(offices)s") % {"place": place, "offices": offices[shared:]}
