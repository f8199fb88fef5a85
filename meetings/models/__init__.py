from .attendance import Attendance, Invitation, Recusal
from .debate_rules import DebateRules
from .meetings import AgendaEntry, Meeting
from .minutes import Consensus, Minutes, MinutesObjection, SignedMinutes
from .speaking import SpeakRequest, TablePaper
from .statements import Statement, StatementVersion

__all__ = [
    "AgendaEntry",
    "Attendance",
    "Consensus",
    "DebateRules",
    "Invitation",
    "Meeting",
    "Minutes",
    "MinutesObjection",
    "Recusal",
    "SignedMinutes",
    "SpeakRequest",
    "Statement",
    "StatementVersion",
    "TablePaper",
]
