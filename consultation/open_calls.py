"""The call for opinions and the hearings of a matter as open data: what its page shows to everybody, and no more."""

from .pages.calls import call_of, hearings_of


def call(matter):
    """Return the call of ``matter`` with its published table, or None; opinions stand in it when it is closed."""
    found = call_of(matter, None)
    if found is None:
        return None
    return {
        "since": found.since, "until": found.until, "days": found.days, "short_reason": found.short_reason,
        "state": found.state, "closed_on": found.closed_on, "draft": found.draft, "explanation": found.explanation,
        "opinions": found.total,
        "answers": [
            {
                "verdict": group[0].verdict, "reason": group[0].reason, "replied_on": group[0].replied_on,
                "opinions": [
                    {"n": row.n, "by": row.by, "raised_on": row.raised_on, "channel": row.channel, "text": row.text}
                    for row in group
                ],
            }
            for group in found.table
        ],
    }


def hearings(matter):
    """Return the published hearings of ``matter``: when, what about, who took part and how each was chosen."""
    return [
        {
            "date": row.meeting.date, "subject": row.subject, "published_on": row.published_on,
            "participants": [
                {"by": each.by, "chosen": each.chosen, "how": each.how, "state": each.state} for each in row.people
            ],
        }
        for row in hearings_of(matter, None)
    ]
