"""The disclosure catalogue: three lists, what is published under each entry, and by when it has to be."""
