"""Part of the ground."""
