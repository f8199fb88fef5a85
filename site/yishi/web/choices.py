"""What one chooses from begins with a capital letter, as the label above it does."""

import re

from django.utils.safestring import mark_safe

OPTION = re.compile(r"(<option\b[^>]*>\s*)([a-z])")


def capped(field):
    """Return the widget of the bound ``field`` as HTML, each option of a list with a capital letter at its head."""
    return mark_safe(OPTION.sub(lambda found: found[1] + found[2].upper(), str(field)))
