"""Asking for the papers of a matter where it becomes public; the worker makes them (see ``yishi.documents``)."""

from yishi.documents.domain.documents import ask

from ..polls.enums import Secrecy

OUTCOME, POSTER, NOTICE, BALLOT = "outcome", "poster", "notice", "ballot"


def ask_for_outcome(resolution):
    """Ask for the outcome paper and the poster of ``resolution``, in the transaction that publishes it."""
    for kind in (OUTCOME, POSTER):
        ask(kind, resolution.matter_id, version=resolution.version, community=resolution.community)


def ask_for_notice(posting):
    """Ask for the notice of the item that ``posting`` puts up, in the same transaction."""
    ask(NOTICE, posting.pk, community=posting.community)


def ask_for_ballot(poll):
    """Ask for the ballot paper of ``poll``; a show of hands has none."""
    if poll.secrecy != Secrecy.SHOW_OF_HANDS:
        ask(BALLOT, poll.pk, community=poll.community)
