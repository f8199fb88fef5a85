"""The demonstration: a fictional sub-district, replayed through the domain functions. A composition root: it may see all."""
