"""Search: what visitors may read, found by Chinese words."""
