"""What a form says is wrong is said in our own words, whichever form it is."""

import importlib

from django import forms

import yishi.urls
from consultation.desk.inputs import long_text
from yishi.web.sentences import OF_FIELDS

OWN = ("yishi", "meetings", "consultation", "content")
RAW = ("This field is required", "Select a valid choice", "Enter a", "Ensure this", "No file was submitted", "Upload a valid")


def below(form):
    """Yield every form class below ``form``."""
    for each in form.__subclasses__():
        yield each
        yield from below(each)


def test_no_form_of_ours_speaks_as_a_library_does():
    """Forms that were made before the sentences stood would still have copied the others."""
    importlib.import_module(yishi.urls.__name__)
    own = [form for form in below(forms.BaseForm) if form.__module__.startswith(OWN)]
    fields = [(form, name, field) for form in own for name, field in form.base_fields.items()]
    assert len(fields) > 500 and OF_FIELDS[forms.Field]
    assert [(form, name) for form, name, field in fields
            if any(str(words).startswith(RAW) for code, words in field.error_messages.items() if code != "max_length")] == []


def test_a_text_that_is_too_long_is_told_by_how_much():
    class Form(forms.Form):
        words = long_text("words", 3)

    assert Form({"words": "一二三四"}).errors["words"] == ["This is too long: at most 3 characters, and these are 4."]
    assert Form({}).errors["words"] == ["Fill this in."]
