"""Wagtail's search on the two databases, with texts in pairs."""

from ..cutting import indexed


class Pairs:
    """Writes texts into the index as pairs. A text is asked for three times, and cut once."""

    def __init__(self, *args):
        super().__init__(*args)
        self.cut = {}

    def prepare_value(self, value):
        if not isinstance(value, str):
            return super().prepare_value(value)
        if value not in self.cut:
            self.cut[value] = indexed(value)
        return self.cut[value]
