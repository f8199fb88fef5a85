"""Passwords of the demonstration: they are printed when it starts, and open nothing outside it."""

from django.contrib.auth.hashers import PBKDF2PasswordHasher


class PrintedPassword(PBKDF2PasswordHasher):
    """Quick to make, for forty accounts with one known password. A site in earnest does not know this way of hashing."""

    algorithm = "pbkdf2_sha256_demo"
    iterations = 1000
