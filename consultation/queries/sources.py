"""The rows that figures come from, of many tables in one question to the database: how many, and their hash.

Every column is read as the database's own text and made the same on every engine, so that a hash that was recorded comes
out again on any of them.
"""

import datetime as dt
import hashlib
import json
from itertools import groupby
from uuid import UUID

from django.db.models import IntegerField, TextField, Value
from django.db.models.functions import Cast, LPad

TABLES = 100  # of one question: SQLite takes no more than 500
KEY_SIGNS = 40  # a key, filled up with zeros, stands in the order of its numbers


def sources(querysets):
    """Return of each of ``querysets`` its model, how many rows it has, and their hash: every column, by key, one
    canonical line a row. The rows pass through one by one, however many they are.
    """
    found = [_source(rows.model, ()) for rows in querysets]
    for begin in range(0, len(querysets), TABLES):
        some = querysets[begin:begin + TABLES]
        for n, lines in groupby(_lines(some), key=lambda line: line[0]):
            found[begin + n] = _source(some[n].model, lines)
    return found


def _lines(querysets):
    """Yield (which of ``querysets``, key, every column as text) of all their rows; what has fewer columns ends in None."""
    width = max(len(rows.model._meta.concrete_fields) for rows in querysets)
    first, *others = [_texts(n, rows, width) for n, rows in enumerate(querysets)]
    return first.union(*others, all=True).order_by("which", "padded").iterator(chunk_size=2000)


def _texts(n, rows, width):
    columns = [Cast(field.attname, TextField()) for field in rows.model._meta.concrete_fields]
    columns += [Value(None, TextField())] * (width - len(columns))
    key = LPad(Cast("pk", TextField()), KEY_SIGNS, Value("0"))
    named = {"which": Value(n, IntegerField()), "padded": key, **{f"column_{i}": each for i, each in enumerate(columns)}}
    return rows.order_by().annotate(**named).values_list(*named)


def _source(model, lines):
    digest, count = hashlib.sha256(), 0
    exact = [_reader(field) for field in model._meta.concrete_fields]
    for _n, _key, *texts in lines:
        values = [str(None) if text is None else read(text) for read, text in zip(exact, texts, strict=False)]
        digest.update(f"{json.dumps(values, separators=(',', ':'), ensure_ascii=False)}\n".encode())
        count += 1
    return {"model": model._meta.label, "count": count, "sha256": digest.hexdigest()}


def _reader(field):
    """Return what makes the database's text of a column exact; a kind of column that none is known for is refused."""
    return EXACT[(field.target_field if field.is_relation else field).get_internal_type()]


def _instant(text):
    found = dt.datetime.fromisoformat(text)
    return (found if found.tzinfo else found.replace(tzinfo=dt.UTC)).astimezone(dt.UTC).isoformat()


def _truth(text):
    return str(text in ("1", "true"))


def _json(text):
    return json.dumps(json.loads(text), sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def _uuid(text):
    return str(UUID(text))


EXACT = {
    "DateTimeField": _instant, "BooleanField": _truth, "JSONField": _json, "UUIDField": _uuid,
    **dict.fromkeys((
        "BigAutoField", "CharField", "TextField", "DateField", "PositiveIntegerField", "PositiveSmallIntegerField",
        "PositiveBigIntegerField", "SmallIntegerField", "IntegerField",
    ), str),
}
