"""Acts of the workbench itself: recurring texts of a community."""

from django.utils.translation import gettext_lazy as _

from yishi.acts import Act
from yishi.people.enums import Role
from yishi.people.rules import STREET

from ..models import TextTemplateState
from . import add

WRITERS = frozenset({Role.COMMUNITY_SECRETARY, Role.RECORDER}) | STREET

add(
    Act(code="templates.make", label=_("Make a text template"), thing="consultation.TextTemplate", sources=(),
        target=TextTemplateState.USED, event="template.made", roles=WRITERS),
    Act(code="templates.revise", label=_("Revise the template"), thing="consultation.TextTemplate",
        sources=(TextTemplateState.USED,), event="template.revised", roles=WRITERS),
    Act(code="templates.retire", label=_("Retire the template"), thing="consultation.TextTemplate",
        sources=(TextTemplateState.USED,), target=TextTemplateState.RETIRED, event="template.retired", roles=WRITERS,
        becomes=_("The text is offered no more; what was written with it stays.")),
)
