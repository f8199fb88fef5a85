"""What can be found of the floors below."""

from . import matters, meetings, papers  # noqa: F401  they plug themselves in
