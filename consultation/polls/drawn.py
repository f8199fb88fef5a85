"""How often each unit had voted when a form was drawn: a hidden field that keeps one vote from replacing another unseen."""

import json

from django.db.models import Max

from .models import NamedMark


def drawn(poll, units):
    """Return the words of the hidden field for ``units`` of a named ``poll``: {unit: {question number: votes}}."""
    found = {}
    marks = NamedMark.objects.filter(poll=poll, entry__unit__in=units).values_list("entry__unit", "question__n")
    for unit, question, n in marks.annotate(last=Max("n")).order_by():
        found.setdefault(unit, {})[str(question)] = n
    return json.dumps(found, sort_keys=True)


def expected(words, unit):
    """Return {question number: votes} of ``unit`` as the hidden field said; what it does not say, or not well, is 0."""
    try:
        found = json.loads(words or "{}")[unit]
        return {int(question): int(n) for question, n in found.items()}
    except (ValueError, OverflowError, KeyError, TypeError, AttributeError, RecursionError):
        return {}
