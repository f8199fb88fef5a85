"""What every form of an act has: the state it was drawn in, and the arguments it gives to the domain function."""

from django import forms
from django.utils.translation import gettext_lazy as _

from yishi.web import once
from yishi.web.once import OnceField

from .fields import PersonField
from .inputs import OneRow, lack_of

FORMS = {}  # act code → form class; the modules of this package fill it when the floor starts
HIDDEN = frozenset({"seen", "once", "looked"})  # what the page keeps for itself


class ActForm(forms.Form):
    """The inputs of one act. Field names are the keyword arguments of the domain function.

    ``first`` names the field that the function takes first, where that is not the thing itself (an agenda entry of the
    meeting); ``beside`` names fields that ``arguments`` folds into another one; ``gathers``
    arguments that it puts together from fields drawn for the thing. A form that ``stays`` is shown again when done.
    Of the fields in ``either`` one has to be filled in, of those in ``at_most_one`` none or one; the page says so beside
    them. The fields in ``later`` may stay empty now, but the next step asks for them; ``asked_when`` says of others, in
    brackets, when they are needed.
    """

    first = ""
    beside = ()
    gathers = ()
    either = ()
    at_most_one = ()
    later = ()
    asked_when = {}
    stays = False
    papers = ()  # (heading, text) of what the act is about, folded away where it is longer than one reads at a glance
    reads, reads_head = (), ""  # what the act is about, to be read before it is done, a line a paragraph, and its heading

    seen = forms.CharField(widget=forms.HiddenInput, required=False)
    once = OnceField()
    looked = forms.CharField(widget=forms.HiddenInput, required=False, max_length=40)

    def __init__(self, *args, thing, actor, **kwargs):
        self.thing, self.actor = thing, actor
        first = {"seen": thing.state if thing.pk else ""}
        kwargs["initial"] = {**first, **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            if isinstance(field, PersonField):
                field.community = thing.community
            elif hasattr(field, "settle"):
                field.settle(thing, actor)
        self.fit()
        self.hide_what_has_no_choice()
        for mark in ("either", "at_most_one", "later"):
            for name in set(getattr(self, mark)) & set(self.fields):
                setattr(self.fields[name], mark, True)
        for name in set(self.asked_when) & set(self.fields):
            self.fields[name].asked_when = self.asked_when[name]

    def fit(self):
        """Fit the fields to the thing: choices among its own rows, sensible first values. Forms override it."""

    def hide_what_has_no_choice(self):
        """Do not show a list that may stay empty and has nothing to choose from."""
        for field in self.fields.values():
            if type(field) is OneRow and not field.required and not field.queryset.exists():
                field.widget = forms.HiddenInput()

    def _post_clean(self):
        """Say of which fields one is needed, or one alone, together with everything else that is wrong."""
        for fields in (self.either, self.at_most_one):
            names = [name for name in fields if name in self.fields]
            typed = self.chosen_of([name for name in names if self[name].data])
            if len(typed) > 1:
                self.add_error(typed[-1], _("Fill in one of the two alone: this field or the one above."))
            elif fields == self.either and len(names) > 1 and not any(
                self.cleaned_data.get(name) or name in self.errors for name in names
            ):
                self.add_error(names[0], _("Fill in this field or the next one."))

    def chosen_of(self, names):
        """Return those of ``names`` that their actor filled in: what the page had filled in itself gives way to them.

        A page says by a hidden ``initial-`` field what that was.
        """
        own = [name for name in names if self[name].data != self.data.get(self.add_initial_prefix(name))]
        if not own or len(names) == 1:
            return names
        self.data = self.data.copy()
        for name in set(names) - set(own):
            self.data[name] = ""
            self.cleaned_data[name] = self.fields[name].clean("")
            self.errors.pop(name, None)
        return own

    def lacking(self):
        """Return the Lack of each list from which something has to be chosen, and in which there is nothing."""
        return [lack for lack in map(lack_of, self.fields.values()) if lack]

    def suggest(self, **values):
        """Give fields their first values; what the address of the form asks for goes before."""
        for name, value in values.items():
            self.initial.setdefault(name, value)

    def holds(self, files):
        """Say beside each of the fields ``files`` (field → name) that its file is here and need not be chosen again."""
        for field, name in files.items():
            if field in self.fields:
                words = _("“%(name)s” is here already. Choose a file only to send another in its place.") % {"name": name}
                self[field].help_text = words

    def leave_out(self, *names):
        """Do not ask for the fields ``names``: they are not this actor's to fill in."""
        for name in names:
            self.fields.pop(name, None)

    def recall(self, name, words):
        """Where the field ``name`` was left empty, write the ``words`` that stand now into it; for ``clean``."""
        if name in self.errors or self.cleaned_data.get(name):
            return
        if not words:
            self.add_error(name, _("Write something here; it may not stay empty."))
            return
        self.data = self.data.copy()
        self.data[name] = words
        self.add_error(name, _("This is how it stands now. Change it, and send it again."))

    def arguments(self):
        """Return the keyword arguments for the domain function."""
        return {name: value for name, value in self.cleaned_data.items() if name not in HIDDEN}

    def perform(self, function):
        """Do the act: call its domain ``function`` with what was filled in. Forms whose act takes more override it.

        What makes a new thing is given the community that it is made in.
        """
        given = self.arguments()
        if not self.thing.pk:
            return function(self.thing.community, by=self.actor, **given)
        first = given.pop(self.first) if self.first else self.thing
        return function(first, by=self.actor, seen=self.cleaned_data["seen"], **given)

    def after(self, made):
        """Return what is shown when it is done: the thing, or what was ``made`` of nothing. Forms override it."""
        return self.thing if self.thing.pk else made

    def done_words(self, made):
        """Return what is said when it is done, where that is more than the name of the act; forms override it."""
        return ""

    def first_time(self):
        """Return whether this very form is sent for the first time; a double click is answered as done, once."""
        return once.first_time(self.cleaned_data["once"], self.actor.pk)

    def do(self, function):
        """Perform the act; where that fails nothing was done, and this very form may be sent again."""
        try:
            return self.perform(function)
        except BaseException:
            once.forget(self.cleaned_data["once"], self.actor.pk)
            raise

    def refuse(self, refusal):
        """Show ``refusal`` on the form with everything that was typed, ready to be sent again."""
        self.add_error(refusal.field if refusal.field in self.fields else None, str(refusal))
        if self.thing.pk:
            self.thing.refresh_from_db(fields=["state"])
            self.data = self.data.copy()
            self.data["seen"] = self.thing.state


class OnBehalf(ActForm):
    """An act that staff may enter for somebody without an account."""

    on_behalf_of = PersonField(label=_("On behalf of"), required=False)


def form_for(*codes):
    """Class decorator: this is the form of the acts ``codes``."""

    def mark(form):
        for code in codes:
            FORMS[code] = form
        return form

    return mark


def form_of(code):
    """Return the form class of the act ``code``; an act without inputs has the bare confirmation."""
    return FORMS.get(code, ActForm)
