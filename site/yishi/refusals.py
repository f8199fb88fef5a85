"""What a domain function says when it will not act: a sentence that a person can act on."""


class Refused(Exception):
    """The act is refused.

    ``sentence`` is lazily translated, says why and what to do instead. ``missing`` lists the unmet checks (see
    ``yishi.checks``), ``field`` names the form field that cures it, where there is one.
    """

    status = 409

    def __init__(self, sentence, *, missing=(), field=None):
        super().__init__(sentence)
        self.sentence = sentence
        self.missing = tuple(missing)
        self.field = field

    def __str__(self):
        return str(self.sentence)


class Forbidden(Refused):
    """The actor holds no role that may do this; the sentence says who may."""

    status = 403


class Stale(Refused):
    """The thing has moved on since it was read: somebody else acted first. Nothing was changed."""


class Invalid(Refused):
    """The input cannot stand: ``field`` says which part of it."""

    status = 422
