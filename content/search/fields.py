"""A column of terms, and its index."""

from django.db import models


class TermsField(models.Field):
    """A set of terms without blanks, given as a list: on PostgreSQL a text vector without places; SQLite has no use for it."""

    def db_type(self, connection):
        return "tsvector" if connection.vendor == "postgresql" else "text"

    def get_placeholder(self, value, compiler, connection):
        return "array_to_tsvector(string_to_array(%s, ' '))" if connection.vendor == "postgresql" else "%s"

    def get_db_prep_value(self, value, connection, prepared=False):
        return " ".join(value)


class TermsIndex(models.Index):
    """The index that finds rows by their terms; on SQLite, where the column is empty, one like any other."""

    def create_sql(self, model, schema_editor, using="", **kwargs):
        inverted = " USING gin" if schema_editor.connection.vendor == "postgresql" else using
        return super().create_sql(model, schema_editor, using=inverted, **kwargs)
