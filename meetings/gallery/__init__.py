"""The public gallery (旁听席): observers' seats, how they are given, and what observers write afterwards."""
