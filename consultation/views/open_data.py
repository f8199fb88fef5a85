"""Open data, as JSON that anybody may fetch from anywhere."""

from django.http import JsonResponse
from django.shortcuts import get_object_or_404
from django.views.generic import View

from yishi.clock.story import now
from yishi.text.figures import whole_number
from yishi.web.access import PUBLIC
from yishi.web.kept import stored

from ..models import Matter
from ..open_data import index, next_address
from ..pages.whole import data, read_along_with


def answer(data):
    """Return ``data`` as JSON in plain characters, readable from any site."""
    response = JsonResponse(data, json_dumps_params={"ensure_ascii": False})
    response["Access-Control-Allow-Origin"] = "*"
    response["Cache-Control"] = "no-cache"
    return response


class MatterIndex(View):
    """Every matter in a line, 500 a page."""

    access = PUBLIC

    def get(self, request):
        results, more = index(whole_number(request.GET.get("after", "")))
        return answer({"as_of": now().isoformat(), "results": results, "next": next_address(more)})


class MatterData(View):
    """Everything public about one matter."""

    access = PUBLIC

    def get(self, request, code):
        matter = get_object_or_404(read_along_with(Matter.objects), code=code)
        return answer({"as_of": now().isoformat()} | stored(f"open-data:{matter.pk}", "", lambda: data(matter)))
