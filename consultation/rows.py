"""The row that an event speaks of, read alone or for a whole page of events at once."""


class Row:
    """Reads the row of ``model`` whose key stands in an event's payload under ``key``; ``related`` is read along.

    ``preload`` is for EventKind: it reads the rows of many events in one query and hangs them on the events.
    """

    def __init__(self, model, key, *related, prefetch=()):
        self.model, self.key = model, key
        self.rows = model.objects.select_related(*related) if related else model.objects.all()
        self.prefetch = prefetch

    def __call__(self, event):
        """Return the row; DoesNotExist where it was erased."""
        held = self._held(event)
        key = event.payload[self.key]
        return held[key] if key in held else self._query().get(pk=key)

    def find(self, event):
        """Return the row, or None where it is gone, or ``event`` is older than the rows and names none."""
        try:
            return self(event) if self.key in event.payload else None
        except self.model.DoesNotExist:
            return None

    def preload(self, events):
        """Read the rows of ``events``."""
        named = [event for event in events if self.key in event.payload]
        missing = [event for event in named if event.payload[self.key] not in self._held(event)]
        found = self._query().in_bulk({event.payload[self.key] for event in missing})
        for event in missing:
            if event.payload[self.key] in found:
                self._held(event)[event.payload[self.key]] = found[event.payload[self.key]]

    def _query(self):
        return self.rows.prefetch_related(*(each() if callable(each) else each for each in self.prefetch))

    def _held(self, event):
        return event.__dict__.setdefault("_rows_read", {}).setdefault(self.model, {})


def lend(rows, events):
    """Let the sentences of ``events`` take their row out of ``rows``, which a page has read with what it says of them."""
    held = {}
    for row in rows:
        held.setdefault(type(row), {})[row.pk] = row
    for event in events:
        event.__dict__["_rows_read"] = held
