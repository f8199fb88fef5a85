"""Procedures as data: every template is a naming and an order of the same six stages (domain 3.5, A46, 2.4)."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from .enums import STAGE_OF, Stage

ALL = tuple(Stage)


@dataclass(frozen=True)
class Phase:
    """One phase of a template: its name on the page and the stages it covers."""

    label: Any
    stages: tuple


@dataclass(frozen=True)
class Procedure:
    """A template. A matter walks the stages that its phases cover, in the order of the stages."""

    code: str
    label: Any
    phases: tuple

    @property
    def stages(self):
        """Return the stages this procedure walks, in order."""
        return tuple(sorted({stage for phase in self.phases for stage in phase.stages}))

    def stage_of(self, state):
        """Return the stage of a matter in ``state``; what has ended stands in the last stage that it could reach."""
        return min(STAGE_OF[state], self.stages[-1])

    def phase_of(self, stage):
        """Return the number (from 1) and the phase in which ``stage`` falls, or (0, None)."""
        for number, phase in enumerate(self.phases, start=1):
            if stage in phase.stages:
                return number, phase
        return 0, None


SIX = Procedure("six_steps", _("six steps"), tuple(Phase(stage.label, (stage,)) for stage in ALL))
FIVE = Procedure(
    "five_steps", _("five steps"),
    (
        Phase(_("Gather"), (Stage.COLLECT,)),
        Phase(_("Discuss"), (Stage.AGENDA, Stage.RESEARCH, Stage.DELIBERATE)),
        Phase(_("Report back"), (Stage.PUBLISH,)),
        Phase(_("Act"), (Stage.SUPERVISE,)),
        Phase(_("Rate"), (Stage.SUPERVISE,)),
    ),
)
NINE = Procedure(
    "nine_steps", _("nine steps"),
    (
        Phase(_("Hear of it"), (Stage.COLLECT,)),
        Phase(_("Sort it"), (Stage.COLLECT,)),
        Phase(_("Put it on the agenda"), (Stage.AGENDA,)),
        Phase(_("Look into it"), (Stage.RESEARCH,)),
        Phase(_("Talk it over"), (Stage.DELIBERATE,)),
        Phase(_("Decide"), (Stage.DELIBERATE,)),
        Phase(_("Publish"), (Stage.PUBLISH,)),
        Phase(_("Carry it out"), (Stage.SUPERVISE,)),
        Phase(_("Rate it"), (Stage.SUPERVISE,)),
    ),
)
OPEN_CALL = Procedure(
    "open_call", _("open call for opinions"),
    (Phase(_("Collect opinions"), (Stage.COLLECT,)), Phase(_("Study them"), (Stage.RESEARCH,))),
)
PROCEDURES = {procedure.code: procedure for procedure in (SIX, FIVE, NINE, OPEN_CALL)}
CHOICES = [(procedure.code, procedure.label) for procedure in PROCEDURES.values()]
