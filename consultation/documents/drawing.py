"""A count against its line, for print: a picture that carries itself, the same hatching as on the page."""

import base64
from fractions import Fraction

from django.utils.html import format_html, format_html_join
from django.utils.safestring import mark_safe

from yishi.web.drawing import percent

FILLS = {"for": "#000", "against": "url(#hatch)", "abstain": "#fff"}
HATCH = mark_safe(
    '<pattern id="hatch" width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
    '<rect width="7" height="7" fill="#fff"/><line x1="0" y1="0" x2="0" y2="7" stroke="#000" stroke-width="4"/></pattern>'
)


def picture(bar):
    """Return the CountBar ``bar`` as the address of an SVG: for solid, against hatched, the line to be reached red."""
    start, parts = 0, []
    for kind, figure in bar.parts:
        width = Fraction(figure) / Fraction(bar.base) if bar.base else Fraction(0)
        if width:
            parts.append((_units(start), _units(width), FILLS[kind]))
        start += width
    line = "" if bar.line is None else format_html(
        '<rect x="{}" y="0" width="4" height="44" fill="#c8161d"/>', _units(bar.line - Fraction(1, 500))
    )
    svg = format_html(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1000 44" preserveAspectRatio="none">'
        "<defs>{}</defs>"
        '<rect x="1" y="7" width="998" height="30" fill="#fff" stroke="#000" stroke-width="1.5"/>{}{}</svg>',
        HATCH, format_html_join("", '<rect x="{}" y="7" width="{}" height="30" fill="{}" stroke="#000"/>', parts), line,
    )
    return f"data:image/svg+xml;base64,{base64.b64encode(svg.encode()).decode()}"


def _units(share):
    """Return a share of the whole in the thousandths of the picture."""
    return percent(Fraction(share) * 10).rstrip("%")
