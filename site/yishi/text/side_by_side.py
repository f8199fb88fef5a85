"""Words set side by side, with the marks of the reader's language: 甲、乙（丙） or a, b (c)."""

from django.utils.translation import gettext as _


def listed(words):
    """Return ``words`` one after the other: a, b, c."""
    return _(", ").join(str(word) for word in words)


def clauses(sentences):
    """Return ``sentences`` one after the other, each of which may hold a list: a, b; c."""
    return _("; ").join(str(sentence) for sentence in sentences)


def aside(words, more):
    """Return ``words`` with ``more`` in brackets behind them: a (b); ``words`` alone where there is no more."""
    return _("%(words)s (%(more)s)") % {"words": words, "more": more} if more else str(words)


def headed(words, more):
    """Return ``words`` as the head of ``more``: a: b; ``words`` alone where there is no more."""
    return _("%(words)s: %(more)s") % {"words": words, "more": more} if more else str(words)
