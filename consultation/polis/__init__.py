"""Bringing a public Polis export in as an open call: read, placed, replayed by the ordinary functions, told again."""
