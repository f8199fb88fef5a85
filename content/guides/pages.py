"""What stands on the page of one guide."""

from django.utils.translation import gettext as _

from yishi.documents.sheet import code_to_scan

from .access import keeps_guides
from .drawing import bar, flow_of
from .enums import BAD
from .queries import answers_of, figures_of


def whole(guide, request, form):
    """Return the context of the page of ``guide``, with ``form`` to rate its service. Three queries."""
    figures = figures_of(guide)
    return {
        "guide": guide, "form": form, "figures": figures, "flow": flow_of(guide, _("The steps")),
        "grades": [(grade, n, bar(share, f"{grade.label}: {n}", grade not in BAD)) for grade, n, share in figures.rows],
        "answers": answers_of(guide), "versions": list(guide.versions.only("n", "made_on", "what", "guide_id")),
        "code_to_scan": code_to_scan(request.build_absolute_uri(guide.get_absolute_url())), "keeps": keeps_guides(request),
    }
