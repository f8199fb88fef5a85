"""The sentences in which every form says what is wrong with a field: our own, in the place of Django's.

They stand for all fields and validators at once; a field that knows better says so by its own ``error_messages``.
"""

from django import forms
from django.core import validators
from django.utils.translation import gettext_lazy as _

OF_FIELDS = {
    forms.Field: {"required": _("Fill this in.")},
    forms.BooleanField: {"required": _("Tick this to go on.")},
    forms.ChoiceField: {
        "required": _("Choose one."), "invalid_choice": _("“%(value)s” is not in the list. Choose one that is."),
    },
    forms.MultipleChoiceField: {
        "required": _("Choose at least one."), "invalid_choice": _("“%(value)s” is not in the list. Choose one that is."),
        "invalid_list": _("Choose from the list."),
    },
    forms.ModelChoiceField: {"required": _("Choose one."), "invalid_choice": _("This is not in the list. Choose one that is.")},
    forms.ModelMultipleChoiceField: {
        "required": _("Choose at least one."), "invalid_list": _("Choose from the list."),
        "invalid_choice": _("This is not in the list. Choose one that is."),
        "invalid_pk_value": _("This is not in the list. Choose one that is."),
    },
    forms.IntegerField: {"invalid": _("Write a whole number, in digits.")},
    forms.DecimalField: {"invalid": _("Write a number, in digits.")},
    forms.FloatField: {"invalid": _("Write a number, in digits.")},
    forms.DateField: {"invalid": _("This is not a date. Write it like 2026-11-20.")},
    forms.TimeField: {"invalid": _("This is not a time of day. Write it like 19:00.")},
    forms.DateTimeField: {"invalid": _("This is not a day and time. Write it like 2026-11-20 19:00.")},
    forms.FileField: {
        "required": _("Choose a file."), "invalid": _("The file did not arrive. Choose it again."),
        "missing": _("The file did not arrive. Choose it again."), "empty": _("This file is empty. Choose another."),
        "max_length": _("The name of this file is too long: at most %(max)d characters, and these are %(length)d."),
    },
    forms.ImageField: {"invalid_image": _("This is no picture that can be read. Choose another.")},
}
OF_VALIDATORS = {
    validators.MaxLengthValidator: _("This is too long: at most %(limit_value)d characters, and these are %(show_value)d."),
    validators.MinLengthValidator: _("This is too short: at least %(limit_value)d characters, and these are %(show_value)d."),
    validators.MaxValueValidator: _("This is too much: at most %(limit_value)s."),
    validators.MinValueValidator: _("This is too little: at least %(limit_value)s."),
    validators.EmailValidator: _("This is not an email address. It has a name, an @ and a domain."),
    validators.URLValidator: _("This is not a web address. It begins with https://."),
    validators.RegexValidator: _("This cannot be right. Look at it again."),
    validators.ProhibitNullCharactersValidator: _("There are characters in it that cannot be read. Type it anew."),
}
OF_DECIMALS = {
    "invalid": _("Write a number, in digits."), "max_digits": _("This number is too long: at most %(max)s digits."),
    "max_decimal_places": _("At most %(max)s digits after the point."),
    "max_whole_digits": _("This number is too long: at most %(max)s digits before the point."),
}


def speak():
    """Put our sentences in the place of Django's. Fields copy theirs when they are made, so it is done at the start."""
    for field, sentences in OF_FIELDS.items():
        field.default_error_messages = {**vars(field).get("default_error_messages", {}), **sentences}
    for validator, sentence in OF_VALIDATORS.items():
        validator.message = sentence
    validators.DecimalValidator.messages = {**validators.DecimalValidator.messages, **OF_DECIMALS}
