from .attendance import Attendance, Invitation, Recusal
from .debate_rules import DebateRules
from .meetings import AgendaEntry, Meeting
from .minutes import Consensus, MinutesObjection, SignedMinutes
from .statements import Statement, StatementVersion

__all__ = [
    "AgendaEntry", "Attendance", "Consensus", "DebateRules", "Invitation", "Meeting", "MinutesObjection", "Recusal",
    "SignedMinutes", "Statement", "StatementVersion",
]
