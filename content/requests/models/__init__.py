"""The nouns of information on request."""

from .answers import Answer, Complaint
from .contests import Contest
from .letters import Fee, Letter, Party
from .requests import Applicant, Paper, Request

__all__ = ["Answer", "Applicant", "Complaint", "Contest", "Fee", "Letter", "Paper", "Party", "Request"]
