"""A ballot on the screen in the hall: one thing at a time, and never more rows than can be read from the last chair."""

from ..polls.enums import PollState

TEMPLATE = "consultation/poll_wall.html"
ROWS = 12  # on one page; where there are more, the pages turn
WIDE = 4  # up to so many, each bar has its words above it


def pages(cards):
    """Return the pages of ``cards`` (see ``poll_card``): of the ballot that is open alone, else of each its questions."""
    running = [card for card in cards if card["poll"].state == PollState.OPEN]
    return [page for card in running or cards for page in _pages(card)]


def _pages(card):
    head = {"template": TEMPLATE, "card": card}
    if card["hidden"]:
        texts = [text for text, _choices in card["asked"]]
        return [{**head, "hidden": card["hidden"], "choices": card["asked"][0][1] if len(texts) == 1 else ()}]
    return [
        {**head, "question": question, "bars": bars, "slim": len(question["votes"]) > WIDE, "rows": len(bars)}
        for question in card["questions"] for bars in _parts(question["votes"])
    ]


def _parts(bars):
    """Return ``bars`` in parts of at most ROWS, as equal as can be."""
    parts = -(-len(bars) // ROWS) or 1
    each = -(-len(bars) // parts)
    return [bars[start:start + each] for start in range(0, len(bars), each)]
