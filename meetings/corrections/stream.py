"""What corrections of the minutes say in the stream of a meeting."""

from ..models import Correction
from ..stream.encoders import Encoder, register
from ..stream.hall import of


def corrections(keys):
    """Return {key: correction}, with its answer. One query."""
    return Correction.objects.select_related("answer").in_bulk(keys)


def correction(row, named):
    """Return what is corrected and why, who proposed it and, once answered, who answered."""
    answer = getattr(row, "answer", None)
    return {"objection": row.objection_id, "wrong": row.wrong, "right": row.right, "reason": row.reason,
            "by": named(row.by_id), "answered_by": named(answer.by_id) if answer else ""}


register(*(
    Encoder(kind, ("n", *figures), of("correction"), corrections, correction) for kind, *figures in (
        ("corrections.proposed",), ("corrections.refused",), ("corrections.countersigned", "version", "hash"),
    )
))
