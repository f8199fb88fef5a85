"""PostgreSQL: text vectors of the configuration "simple", which changes no token."""

from functools import reduce

from django.contrib.postgres.search import SearchQuery
from modelsearch.backends.database.postgres import postgres as stock
from modelsearch.backends.database.postgres.query import Lexeme
from modelsearch.query import Phrase, PlainText

from ..cutting import asked, phrase, row_of
from . import Pairs

CONFIG = "simple"


class Indexer(Pairs, stock.ObjectIndexer):
    """The stock indexer, writing pairs."""


stock.ObjectIndexer = Indexer  # the index makes its indexers by this name and offers no other way


class Index(stock.PostgresIndex):
    def _refresh_title_norms(self, full=False):
        """Leave them alone: they would be read of the whole table at every change, and the weights do without."""


class Compiler(stock.PostgresSearchQueryCompiler):
    """Asks for words as phrases of pairs."""

    def build_tsquery_content(self, query, config=None, invert=False):
        if isinstance(query, Phrase):
            return _all(row_of(query.query_string), config, invert)
        if isinstance(query, PlainText):
            found = [phrase(word) for word in asked(query.query_string)]
            return _all(found, config, invert, any_of=query.operator == "or")
        return super().build_tsquery_content(query, config, invert)

    def search(self, *args, **kwargs):
        return self.queryset.none() if says_nothing(self.query) else super().search(*args, **kwargs)


class AutocompleteCompiler(Compiler, stock.PostgresAutocompleteQueryCompiler):
    def build_tsquery_content(self, query, config=None, invert=False):
        if isinstance(query, PlainText):
            return _all([(tokens, True) for tokens, _more in row_of(query.query_string)], config, invert)
        return super().build_tsquery_content(query, config, invert)


class Backend(stock.PostgresSearchBackend):
    index_class = Index
    query_compiler_class = Compiler
    autocomplete_query_compiler_class = AutocompleteCompiler

    def __init__(self, params):
        super().__init__({**params, "SEARCH_CONFIG": CONFIG})


def says_nothing(query):
    """Return whether ``query`` holds no word at all: a lone quote, an emoji."""
    return isinstance(query, PlainText | Phrase) and not row_of(query.query_string)


def _all(phrases, config, invert, any_of=False):
    found = [Lexeme(tokens, invert=invert, prefix=more) for tokens, more in phrases]
    return SearchQuery(reduce(lambda a, b: a | b if any_of else a & b, found), search_type="raw", config=config)
