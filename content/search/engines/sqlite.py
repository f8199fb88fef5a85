"""SQLite: full-text tables (FTS5)."""

from functools import reduce

from modelsearch.backends.database.sqlite import sqlite as stock
from modelsearch.backends.database.sqlite.query import Lexeme, SearchQueryExpression
from modelsearch.query import Phrase, PlainText

from ..cutting import asked, phrase, row_of
from . import Pairs


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
