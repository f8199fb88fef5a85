"""Forms of sign-in and of the register import."""

from django import forms
from django.contrib.auth.forms import AuthenticationForm
from django.utils.translation import gettext_lazy as _


class SignInForm(AuthenticationForm):
    """Name and password. What is wrong is never told apart, so that nobody can ask which names exist."""

    error_messages = {
        "invalid_login": _("Name and password do not fit together. Look at capital letters, and try again."),
        "inactive": _("Name and password do not fit together. Look at capital letters, and try again."),
        "too_many": _("Too many tries. Wait ten minutes, or have your community’s office set a new password."),
    }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["username"].label = _("Account name")
        self.fields["password"].label = _("Password")


class RegisterForm(forms.Form):
    """The file of a register import."""

    file = forms.FileField(
        label=_("Register file"),
        help_text=_("CSV (UTF-8 or GB 18030) or XLSX, up to 20 MB; one line a person at a door."),
        widget=forms.ClearableFileInput(attrs={"accept": ".csv,.xlsx"}),
    )


class ConfirmForm(forms.Form):
    """The SHA-256 of the file that was looked at: only that very file is entered."""

    digest = forms.RegexField(r"^[0-9a-f]{64}$", widget=forms.HiddenInput)
