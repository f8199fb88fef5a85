"""The two databases: how each indexes a text, and how it answers a question of words."""
