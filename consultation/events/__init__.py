"""The event kinds of this floor, one module a step: what each is called, how it reads, who sees it, who is told."""
