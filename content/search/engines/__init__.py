"""The two databases: how each indexes a text, and how it answers a question of words."""

# A notice and a paper say again in their titles what the matter says; it stands before them.
WEIGHT = "CASE e.kind WHEN 'notice' THEN 0.4 WHEN 'paper' THEN 0.7 ELSE 1.0 END"
