import pytest


@pytest.fixture(autouse=True)
def english(settings):
    """Show the forms in the language of the sentences in these tests."""
    settings.LANGUAGE_CODE = "en"
