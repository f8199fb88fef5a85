"""The kinds of paper of this floor, plugged into the ground's socket."""

from django.utils.translation import gettext_lazy as _

from yishi.documents.kinds import Kind, register

from ..domain import printing
from . import ballot_paper, notice, outcome, poster

register(Kind(printing.OUTCOME, _("Outcome paper"), outcome.write))
register(Kind(printing.POSTER, _("Poster of the result"), poster.write))
register(Kind(printing.NOTICE, _("Notice of the item"), notice.write))
register(Kind(printing.BALLOT, _("Ballot paper"), ballot_paper.write))
