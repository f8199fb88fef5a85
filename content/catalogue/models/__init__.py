from .demand import FaultReport, FaultState, OwedItem, OwedState, Wish
from .editions import Edition, Entry, Heading, Topic
from .items import Item

__all__ = ["Edition", "Entry", "FaultReport", "FaultState", "Heading", "Item", "OwedItem", "OwedState", "Topic", "Wish"]
