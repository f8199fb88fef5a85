"""What stands in the bar of the demonstration: the evening that goes on by itself."""

from yishi.web.margins import Margin, register

from . import evening


def words(request):
    """Return what the bar shows of the evening, or None where there is none."""
    row = evening.shown()
    return row and {"evening": row, "meeting": row.meeting, "next": request.get_full_path() if request else "/",
                    "slowest": row.pace >= evening.PACES[0], "fastest": row.pace <= evening.PACES[-1]}


register(Margin("demo.evening", "demo", "demo/evening.html", words))
