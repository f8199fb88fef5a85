"""SQLite: full-text tables (FTS5)."""

from functools import reduce

from modelsearch.backends.database.sqlite import sqlite as stock
from modelsearch.backends.database.sqlite.query import Lexeme, SearchQueryExpression
from modelsearch.query import Phrase, PlainText

from ..cutting import asked, phrase, row_of
from . import WEIGHT, Pairs

# The words come first: left to itself, SQLite counts by kind from the table of entries, which takes seconds.
FROM = """wagtailsearch_indexentry_fts
 CROSS JOIN wagtailsearch_indexentry i ON i.id = wagtailsearch_indexentry_fts.rowid
 CROSS JOIN search_entry e ON e.id = CAST(i.object_id AS INTEGER)"""
TITLE_WEIGHT = 6.0


class Indexer(Pairs, stock.ObjectIndexer):
    """The stock indexer, writing pairs."""


stock.ObjectIndexer = Indexer  # the index makes its indexers by this name and offers no other way


class Index(stock.SQLiteIndex):
    def _refresh_title_norms(self, full=False):
        """Leave them alone: they would be read of the whole table at every change, and the weights do without."""


class Compiler(stock.SQLiteSearchQueryCompiler):
    """Asks for words as phrases of pairs."""

    def build_search_query_content(self, query, config=None):
        if isinstance(query, Phrase):
            return _all(row_of(query.query_string), config)
        if isinstance(query, PlainText):
            found = [phrase(word) for word in asked(query.query_string)]
            return _all(found, config, any_of=query.operator.upper() == "OR")
        return super().build_search_query_content(query, config)

    def search(self, *args, **kwargs):
        return self.queryset.none() if says_nothing(self.query) else super().search(*args, **kwargs)


class AutocompleteCompiler(Compiler, stock.SQLiteAutocompleteQueryCompiler):
    def build_search_query_content(self, query, config=None):
        if isinstance(query, PlainText):
            return _all([(tokens, True) for tokens, _more in row_of(query.query_string)], config)
        return super().build_search_query_content(query, config)


class Backend(stock.SQLiteSearchBackend):
    index_class = Index
    query_compiler_class = Compiler
    autocomplete_query_compiler_class = AutocompleteCompiler


def says_nothing(query):
    """Return whether ``query`` holds no word at all: a lone quote, an emoji."""
    return isinstance(query, PlainText | Phrase) and not row_of(query.query_string)


def _all(phrases, config, any_of=False):
    found = [Lexeme(tokens, prefix=more) for tokens, more in phrases]
    return SearchQueryExpression(reduce(lambda a, b: a | b if any_of else a & b, found), config=config)


def where():
    """Return the condition: a content type and a question fill its two places."""
    return "i.content_type_id = %s AND wagtailsearch_indexentry_fts MATCH %s"


def order(question):
    """Return (the expression of how badly a row fits the question, its parameters)."""
    return f"bm25(wagtailsearch_indexentry_fts, 0.0, 1.0, {TITLE_WEIGHT}) * {WEIGHT}, e.id DESC", []


NEWEST = "wagtailsearch_indexentry_fts.rowid DESC"


def in_title(question):
    """Return ``question`` (of the words below) of the title alone."""
    return f"({{title}} : ({question}))"


def word(tokens, more):
    """Return the question for a word, whose last token may go on where ``more``."""
    return f'"{tokens}"{"*" if more else ""}'


def both(questions):
    """Return the question for rows with all of ``questions``."""
    return "(" + " AND ".join(questions) + ")"


def either(questions):
    """Return the question for rows with one of ``questions``."""
    return "(" + " OR ".join(questions) + ")"
