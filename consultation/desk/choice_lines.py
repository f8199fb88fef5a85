"""The choices of a ballot as lines of text: typed by a person, or made of the options that were drafted."""

import re
from string import ascii_uppercase

from django import forms
from django.utils.translation import gettext_lazy as _

from yishi.text.figures import whole_number

from .fields import LinesField
from .inputs import MOST_YUAN

CODE_LENGTH, CHOICE_LENGTH = 24, 255
LETTERS = [*ascii_uppercase, *map(str, range(1, 100))]
CODE, YUAN = re.compile(r"\w{1,3}", re.ASCII), re.compile(r"[\d,，]+")
BEGUN = re.compile(r"([A-Z])[.．、:：]\s*(\S.*)")  # A. 平层入户


class ChoiceLines(LinesField):
    """The choices of a question, one a line: code, text and where it costs something the yuan, with strokes between.

    A line without a code is given the next letter.
    """

    def clean(self, value):
        lines = [(line, self._parts(line)) for line in super().clean(value)]
        taken = {parts[0] for _line, parts in lines}
        letters = (letter for letter in LETTERS if letter not in taken)
        return [self._choice(line, code or next(letters, ""), *rest) for line, (code, *rest) in lines]

    def _parts(self, line):
        """Return the code ("" where none is written), the text and the yuan where they are written in ``line``."""
        if "|" not in line and "｜" not in line and (begun := BEGUN.fullmatch(line)):
            return list(begun.groups())
        parts = [part.strip() for part in line.replace("｜", "|").split("|")]
        if len(parts) == 1 or (len(parts) == 2 and not CODE.fullmatch(parts[0]) and YUAN.fullmatch(parts[1])):
            parts.insert(0, "")
        if len(parts) > 3 or not all(parts[1:]):
            raise forms.ValidationError(
                _("Write each choice as text, as A | text, or as A | text | yuan. This line is not so: “%(line)s”."),
                params={"line": line},
            )
        return parts

    def _choice(self, line, code, text, *yuan):
        if len(code) > CODE_LENGTH or len(text) > CHOICE_LENGTH:
            raise forms.ValidationError(
                _("The code has at most %(code)s characters, the text %(text)s. This line is longer: “%(line)s”."),
                params={"code": CODE_LENGTH, "text": CHOICE_LENGTH, "line": line},
            )
        return (code, text, *(self._yuan(each, line) for each in yuan))

    def _yuan(self, text, line):
        yuan = whole_number(text.replace(",", "").replace("，", ""), MOST_YUAN)
        if yuan is None:
            raise forms.ValidationError(
                _("The cost is a whole number of yuan. This line has another one: “%(line)s”."),
                params={"line": line},
            )
        return yuan


def line_of(option):
    """Return a drafted ``option`` as a line of choices: A | name | yuan."""
    parts = [option.code, option.name.replace("|", "/")]
    return " | ".join(parts if option.budget_yuan is None else [*parts, str(option.budget_yuan)])
