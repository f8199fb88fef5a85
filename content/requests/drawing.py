"""The period of a request as a bar of days, drawn on the server: counted, not counted, today, and the last day."""

from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _

from yishi.clock import spoken
from yishi.clock.story import today

WIDTH, HEIGHT, TOP = 600, 22, 6


def clock_bar(clock, ended_on=None):
    """Return the SVG of ``clock``: one cell a day, hatched where it is not counted; the mark stands at today or the end."""
    end = ended_on or today()
    cells = list(clock.working[1:])
    step = WIDTH / max(len(cells), 1)
    paused = {each for each, _counted, _why in cells if any(pause.covers(each) for pause in clock.pauses)}
    drawn = format_html_join("", '<rect class="{}" x="{}" y="{}" width="{}" height="{}"/>', (
        (_shape(each, counted, each in paused, end, clock), f"{n * step:.2f}", TOP, f"{max(step - .8, .6):.2f}", HEIGHT)
        for n, (each, counted, _why) in enumerate(cells)
    ))
    passed = sum(1 for each, _counted, _why in cells if each <= end)
    label = _("%(used)s of %(days)s working days are used by %(day)s; the last day is %(last)s; %(out)s days are left out.") % {
        "used": clock.used(end), "days": clock.days + clock.extra, "day": spoken.day(end), "last": spoken.day(clock.date),
        "out": len(clock.skipped),
    }
    return format_html(
        '<svg class="clock-bar" viewBox="0 0 {} 34" preserveAspectRatio="none" role="img" aria-label="{}"><title>{}</title>{}'
        '<line class="bar-line" x1="{}" x2="{}" y1="0" y2="34"/></svg>',
        WIDTH, label, label, drawn, f"{passed * step:.2f}", f"{passed * step:.2f}",
    )


def _shape(each, counted, paused, end, clock):
    if paused:
        return "clock-paused"
    if not counted:
        return "clock-rest"
    if each > clock.own:
        return "clock-more"
    return "clock-used" if each <= end else "clock-left"
