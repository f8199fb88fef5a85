"""Legal words explained in place: a word that opens, without a script."""

from django import template

from ..glossary import TERMS

register = template.Library()


@register.inclusion_tag("web/pieces/terms.html")
def terms(*codes):
    """The words ``codes`` of the glossary, each opening to what it means; a block of its own under what uses them."""
    return {"terms": [TERMS[code] for code in codes if code]}


@register.inclusion_tag("web/pieces/terms.html")
def terms_in(codes):
    """The words of the list ``codes``, as ``terms`` shows them."""
    return terms(*codes)
