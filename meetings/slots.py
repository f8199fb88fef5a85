"""Socket in the wall: what a higher floor puts into the hall's panel under an agenda entry, the vote above all."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Slot:
    """One panel. ``cards(entries, viewer)`` returns {entry key: list of cards} in a fixed number of queries a card;
    ``template`` shows one ``card``; ``label`` names the panel; ``streams(entries)`` returns the names of the journal's
    streams whose events change the cards; ``noted(entries)`` returns {entry key: list of Noted};
    ``filed(entries, bundle, viewer)`` writes its papers into the meeting's file and returns a line for each;
    ``wall(cards)`` returns the pages of one entry for the screen in the hall, which shows one after the other;
    ``leads(entries)`` returns {entry key: the address of what it deals with}, in one query."""

    code: str
    label: Any
    template: str
    cards: Callable
    streams: Callable | None = None
    noted: Callable | None = None
    filed: Callable | None = None
    wall: Callable | None = None
    leads: Callable | None = None


SLOTS: dict[str, Slot] = {}


def register(*slots):
    """Plug slots in. A code may be taken once; a second one stops the site from starting."""
    for slot in slots:
        if slot.code in SLOTS and SLOTS[slot.code] != slot:
            raise ValueError(f"hall slot {slot.code} is registered twice")
        SLOTS[slot.code] = slot


def fill(entries, viewer):
    """Give each agenda entry of ``entries`` its ``panels``: (slot, cards) for every slot that has something there."""
    found = {slot: slot.cards(entries, viewer) for slot in SLOTS.values()}
    for entry in entries:
        entry.panels = [(slot, cards[entry.pk]) for slot, cards in found.items() if cards.get(entry.pk)]


def streams_of(entries):
    """Return the names of the journal's streams that change what stands in the panels of ``entries``."""
    return {name for slot in SLOTS.values() if slot.streams for name in slot.streams(entries)}


def notes(entries):
    """Return {entry key: list of Noted} of all slots, for what stays of a meeting."""
    found = {}
    for slot in SLOTS.values():
        for key, noted in slot.noted(entries).items() if slot.noted else ():
            found.setdefault(key, []).extend(noted)
    return found
