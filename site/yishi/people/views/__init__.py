"""Pages of sign-in, the demonstration's roles, and the register."""
