"""What the templates of pages need beside the pieces of the look."""

from django import template
from django.utils.safestring import mark_safe
from wagtail.rich_text import expand_db_html
from wagtail.whitelist import Whitelister, allow_without_attributes, attribute_rule, check_url

from content.pages.models import SectionPage
from yishi.people.enums import PlaceKind
from yishi.people.models import Place
from yishi.text.held import held

register = template.Library()
PLAIN = ("[document]", "b", "strong", "em", "i", "br", "p", "ol", "ul", "li")


class Text(Whitelister):
    """What a text may hold when it is shown, whatever was stored: no script, no style, no frame, no handler."""

    element_rules = dict.fromkeys(PLAIN, allow_without_attributes) | {"a": attribute_rule({"href": check_url})}

    def clean_tag_node(self, doc, tag):
        if tag.name in ("script", "style"):
            tag.decompose()
        else:
            super().clean_tag_node(doc, tag)


@register.inclusion_tag("pages/rooms.html", takes_context=True)
def rooms(context):
    """The sections of the editors' pages, the communities' affairs, and the ten of one each. Two queries."""
    return {
        "request": context["request"], "communities": Place.objects.communities(),
        "rooms": SectionPage.objects.live().filter(depth=3, community__kind=PlaceKind.SUBDISTRICT).order_by("path"),
    }


@register.filter
def shown(text):
    """The HTML of a text block, links to pages and papers resolved, and washed once more on its way out."""
    return held(mark_safe(Text().clean(expand_db_html(text.source))))


@register.simple_tag
def card(cards, key):
    """The matter or meeting that a body names by ``key``, from those that were read for the page; None where it is gone."""
    return cards.get(key) if cards else None
