"""The code that an observer shows at the door, as a picture."""

import segno
from django import template
from django.utils.html import format_html
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from yishi.documents.sheet import address

register = template.Library()


@register.simple_tag
def door_picture(href, code):
    """The door ``code`` as a QR code: the recorder's telephone opens ``href`` with it; without an address, the code alone."""
    words = f"{address(href)}?code={code}" if href else code
    return mark_safe(segno.make(words, error="m", micro=False).svg_inline(
        scale=4, border=2, light="#fff", title=_("Code for the door"), omitsize=True
    ))


@register.simple_tag
def badge(row):
    """The badge of the observer ``row``: its word, framed; that of the media is filled, so that the door sees it at once."""
    return format_html('<span class="badge {}">{}</span>', row.kind, row.badge)
