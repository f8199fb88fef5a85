"""Pages that editors write: types, release review, and what a reader finds on them."""
