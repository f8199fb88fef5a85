"""Django's backend of SQLite, with files kept open."""
