"""Reads that several callers share, each with a fixed number of SQL queries."""
