"""Static files by their collected, hashed names; before anybody has collected them, by their own."""

from pathlib import Path

from django.conf import settings
from whitenoise.storage import CompressedManifestStaticFilesStorage


def collected():
    """Return whether the static files have been collected (`make setup` does that)."""
    return (Path(settings.STATIC_ROOT) / "staticfiles.json").exists()


class StaticStorage(CompressedManifestStaticFilesStorage):
    """Whitenoise's storage, which gives a file its own name as long as there is no manifest at all.

    With a manifest it is as strict as ever: a name that is missing there is a mistake.
    """

    def stored_name(self, name):
        """Return the name under which ``name`` is served."""
        return super().stored_name(name) if self.hashed_files else name
