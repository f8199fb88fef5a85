"""What the demo district has published: the one reader of its texts."""

from functools import cache

import yaml

from .story import FOLDER


@cache
def texts():
    """Return the texts as written: entry, kind, title, summary, made_on, published_on, community, source, body."""
    return yaml.safe_load((FOLDER / "disclosure-texts.yaml").read_text(encoding="utf-8"))["texts"]
