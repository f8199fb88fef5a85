"""The two databases: how each indexes a text, and how it answers a question of words."""

from ..cutting import indexed

# A notice and a paper say again in their titles what the matter says; it stands before them.
WEIGHT = "CASE e.kind WHEN 'notice' THEN 0.4 WHEN 'paper' THEN 0.7 ELSE 1.0 END"


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
