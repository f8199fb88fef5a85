"""The desk: a form for every act of the table. Adding a verb adds a form here; one view serves them all."""
