"""PostgreSQL: a table of terms (``cutting.terms``), whose index answers by itself.

Text vectors with places would answer for phrases, but their index does not know the places: every text that may hold the
phrase is looked up and read, which takes the longer the more common it is. So threes are terms as well as pairs, and the
terms of a title are marked. What is longer than three characters is looked for in the text itself, where its threes stand.
"""

import re
from dataclasses import dataclass, replace

from django.db import connection

from ..cutting import is_han, term, terms, threes
from ..models import Terms
from . import WEIGHT

FROM = "search_terms e"
# What comes after OR is never asked; the database only reckons with it, and then reads no terms of rows outside the index.
FOUND = "e.terms @@ %s::tsquery AND (e.entry_id > 0 OR to_tsvector('simple', e.kind) IS NOT NULL)"
SORT_IN = """SELECT gin_clean_pending_list(oid) FROM pg_class
 WHERE relname = 'search_terms_found' AND pg_has_role(relowner, 'USAGE')"""
RANKED = 1000  # answers, the newest, that are looked at for their order
READ, HALF, USUAL = 2000, 1.2, 1000.0  # characters of a text that are read for it; how fast a word counts less; bytes
OFTEN = """ CROSS JOIN LATERAL (SELECT CASE WHEN strpos(s.title, %s) > 0 THEN 6 ELSE 0 END
 + 1.0 * (octet_length(s.text) - octet_length(replace(s.text, %s, ''))) / octet_length(%s) AS often) w{n}"""
HOLDS = """(SELECT CASE WHEN {plain} THEN true ELSE strpos(normalize({whole}, NFKC), %s) > 0 END
 FROM search_entry x WHERE x.id = {key})"""
IN_TITLE = HOLDS.format(plain="strpos(x.title, %s) > 0", whole="x.title", key="{key}")
ANYWHERE = HOLDS.format(plain="strpos(x.title, %s) > 0 OR strpos(x.text, %s) > 0", whole="x.title || ' ' || x.text", key="{key}")


@dataclass(frozen=True)
class Question:
    """``lexemes`` is asked of the index; the text (or the ``title`` alone) of what it finds must hold the ``long`` words."""

    lexemes: str
    words: tuple = ()
    long: tuple = ()
    title: bool = False

    def holds(self, key):
        """Return (the conditions that the text of ``key`` holds the long words, their parameters)."""
        one = IN_TITLE if self.title else ANYWHERE
        sql = "".join(f" AND {one.format(key=key)}" for _word in self.long)
        return sql, [word for word in self.long for _place in range(one.count("%s"))]


def put(entries):
    """Let ``entries`` be found: what waits to be sorted into the index would be gone through at every search."""
    Terms.objects.filter(entry__in=entries).delete()
    Terms.objects.bulk_create([
        Terms(entry=entry, kind=entry.kind, community_id=entry.community_id, dated=entry.dated,
              terms=terms(entry.title, entry.text))
        for entry in entries
    ])
    with connection.cursor() as cursor:
        cursor.execute(SORT_IN)


def take_out(entries):
    """Let ``entries`` be found no more."""
    Terms.objects.filter(entry__in=entries).delete()


def where(question):
    """Return (the condition for what answers ``question``, its parameters)."""
    sure, given = question.holds("e.entry_id")
    return f"{FOUND}{sure}", [question.lexemes, *given]


def newest(question, narrowed):
    """Return (the statement for the keys of the answers, the newest first, its parameters).

    Texts are read one after the other, until there are enough; ``+ 0`` keeps the database from going by the keys instead.
    """
    (more, besides), (sure, given) = narrowed, question.holds("n.id")
    inner = f"SELECT e.entry_id AS id FROM {FROM} WHERE {FOUND}{more} ORDER BY e.entry_id + 0 DESC"
    return f"SELECT n.id FROM ({inner}) n WHERE true{sure}", [question.lexemes, *besides, *given]


def ranked(question, narrowed):
    """Return (the statement for the keys of the answers by how well they fit, its parameters): of the newest of them.

    Each word counts the more the oftener it stands there, ever less, and in a short text more (as in BM25).
    """
    inner, given = newest(question, narrowed)
    score = " + ".join(f"w{n}.often / (w{n}.often + {HALF} * s.length)" for n in range(len(question.words)))
    sql = f"""SELECT e.id FROM ({inner} LIMIT {RANKED}) r JOIN search_entry e ON e.id = r.id
 CROSS JOIN LATERAL (SELECT lower(e.title) AS title, lower(left(e.text, {READ})) AS text, 0.25 + octet_length(e.text) / {USUAL}
 AS length OFFSET 0) s {"".join(OFTEN.format(n=n) for n in range(len(question.words)))}
 ORDER BY ({score}) * {WEIGHT} DESC, e.id DESC"""
    return sql, [*given, *(word for word in question.words for _place in range(OFTEN.count("%s")))]


def without(question, other):
    """Return the question for what answers ``question`` and not ``other``."""
    return replace(question, lexemes=f"({question.lexemes} & !{other.lexemes})")


def in_title(question):
    """Return ``question`` (of the words below) of the title alone."""
    return replace(question, lexemes=re.sub(r"'([^']*)'", r"'^\1'", question.lexemes), title=True)


def word(run):
    """Return the question for ``run``: a word, or what stands in a row without a blank or a sign."""
    if not is_han(run):
        return Question(f"'{term(run)}'", (run,))
    if len(run) == 1:
        return Question(f"'{run}':*", (run,))
    return Question("(" + " & ".join(f"'{three}'" for three in threes(run)) + ")", (run,), (run,) if len(run) > 3 else ())


def both(questions):
    """Return the question for what has all of ``questions``."""
    return _joined(questions, " & ", tuple(dict.fromkeys(run for each in questions for run in each.long)))


def either(questions):
    """Return the question for what has one of ``questions``; who asks it looks at the texts again (``finding.covered``)."""
    return _joined(questions, " | ", ())


def _joined(questions, sign, long):
    words = dict.fromkeys(word for each in questions for word in each.words)
    return Question("(" + sign.join(each.lexemes for each in questions) + ")", tuple(words), long)
