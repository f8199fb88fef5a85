"""Who writes which kind of paper."""

from ..domain import printing
from . import ballot_paper, notice, outcome, poster

WRITERS = {
    printing.OUTCOME: outcome.write, printing.POSTER: poster.write, printing.NOTICE: notice.write,
    printing.BALLOT: ballot_paper.write,
}
