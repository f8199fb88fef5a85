"""What a page shows, gathered before its template runs: a fixed number of queries whatever the matter has been through."""
