"""Fuzzing: hostile requests made from a seed, and what has to be true of every answer."""
