from .counts import BatchSheet, BatchTally, HandCount, HandTally, PaperBatch
from .named import NamedBallot, NamedBallotChoice, NamedMark
from .polls import Choice, Poll, Question
from .records import Certification, IdempotencyKey
from .rolls import Recusal, RollEntry, RollVoter
from .secret import SecretBallot, SecretBallotChoice, SecretMark

__all__ = [
    "BatchSheet", "BatchTally", "Certification", "Choice", "HandCount", "HandTally", "IdempotencyKey", "NamedBallot",
    "NamedBallotChoice", "NamedMark", "PaperBatch", "Poll", "Question", "Recusal", "RollEntry", "RollVoter",
    "SecretBallot", "SecretBallotChoice", "SecretMark",
]
