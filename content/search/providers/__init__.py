"""What can be found of the floors below."""

from . import matters, papers  # noqa: F401  they plug themselves in
