"""Correcting minutes that both have signed: a note under the text, which stays as it was signed."""
