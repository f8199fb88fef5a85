"""The clocks of written opinions: both five working days (domain 3.8)."""

from yishi.workdays.periods import deadline

WORKDAYS = 5
MOST = 3  # of one person on one meeting


def hand_in_until(meeting):
    """Return the Deadline until which opinions on ``meeting`` are taken."""
    return deadline(meeting.date, workdays=WORKDAYS)


def answer_until(opinion):
    """Return the Deadline until which ``opinion`` is to be answered."""
    return deadline(opinion.at, workdays=WORKDAYS)
