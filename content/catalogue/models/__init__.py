from .editions import Edition, Entry, Heading, Topic
from .items import Item

__all__ = ["Edition", "Entry", "Heading", "Item", "Topic"]
