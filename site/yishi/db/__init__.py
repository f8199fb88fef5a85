"""The last wall: guarded updates, append-only tables, retries. What must never happen twice is settled here."""
