"""The verbs of search: keeping what can be found as it is, and counting what is looked for."""
