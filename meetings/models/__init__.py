from .attendance import Attendance, Invitation, Recusal
from .comments import Comment
from .corrections import Correction, CorrectionAnswer
from .debate_rules import DebateRules
from .gallery import Gallery, ObserverSeat, Registration, WrittenOpinion
from .meetings import AgendaEntry, Meeting
from .minutes import Consensus, Minutes, MinutesObjection, SignedMinutes
from .pauses import Pause
from .recurrences import Recurrence
from .reviews import ReviewCount
from .speaking import SpeakRequest, TablePaper
from .statements import Statement, StatementVersion
from .withdrawals import Reopening, Withdrawal

__all__ = [
    "AgendaEntry",
    "Attendance",
    "Comment",
    "Consensus",
    "Correction",
    "CorrectionAnswer",
    "DebateRules",
    "Gallery",
    "Invitation",
    "Meeting",
    "Minutes",
    "MinutesObjection",
    "ObserverSeat",
    "Pause",
    "Recurrence",
    "Recusal",
    "Registration",
    "Reopening",
    "ReviewCount",
    "SignedMinutes",
    "SpeakRequest",
    "Statement",
    "StatementVersion",
    "TablePaper",
    "Withdrawal",
    "WrittenOpinion",
]
