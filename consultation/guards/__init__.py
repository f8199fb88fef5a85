"""The guards of the table, one module a step: each takes the thing and returns the Checks before the act (law 4)."""
