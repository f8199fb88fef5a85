"""Who writes which kind of paper."""

from meetings.minutes import paper as minutes
from meetings.minutes.asking import MINUTES
from meetings.papers import poster as meeting_poster
from meetings.papers.asking import POSTER as MEETING_POSTER

from ..domain import printing
from . import ballot_paper, notice, outcome, poster

WRITERS = {
    printing.OUTCOME: outcome.write, printing.POSTER: poster.write, printing.NOTICE: notice.write,
    printing.BALLOT: ballot_paper.write, MEETING_POSTER: meeting_poster.write, MINUTES: minutes.write,
}
