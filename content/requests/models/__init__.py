"""The nouns of information on request."""

from .answers import Answer, Complaint
from .letters import Fee, Letter, Party
from .requests import Applicant, Paper, Request

__all__ = ["Answer", "Applicant", "Complaint", "Fee", "Letter", "Paper", "Party", "Request"]
