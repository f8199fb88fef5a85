"""A row of any model, made of the least that its fields and constraints allow. For tests of the tables themselves."""

from django.apps import apps
from django.db import models

from tests.things import AT, DAY, things

VALUES = {
    models.BooleanField: True, models.DateField: DAY, models.DateTimeField: AT, models.JSONField: {"a": 1},
    models.IntegerField: 1, models.PositiveIntegerField: 1, models.PositiveSmallIntegerField: 1,
    models.PositiveBigIntegerField: 1, models.DecimalField: 1,
}
ANOTHER = {"meetings.CorrectionAnswer": ("by",)}  # four eyes
ONE_OF = {"meetings.Withdrawal": ("objection",)}  # of several columns that may be empty these are filled in


class Anything:
    """Makes one row a model in ``side``, and those that it stands on; ``things`` are there from the beginning."""

    def __init__(self, side):
        self.people = side.people.values()
        self.rows = {"people.Place": side.community, "people.Person": next(iter(side.people.values())), **things(side)}

    def row(self, label):
        """Return the row of the model ``label``, made now where there is none."""
        if label not in self.rows:
            model = apps.get_model(label)
            fields = {field.name: self._value(field) for field in model._meta.concrete_fields if self._needed(field)}
            self.rows[label] = model._base_manager.create(**fields | self._others(label) | self._one_of(label, model))
        return self.rows[label]

    def _one_of(self, label, model):
        return {name: self._value(model._meta.get_field(name)) for name in ONE_OF.get(label, ())}

    def _others(self, label):
        """Return what another person has to do than whoever made the rest."""
        return {name: list(self.people)[1] for name in ANOTHER.get(label, ())}

    @staticmethod
    def _needed(field):
        return not (field.primary_key or field.null or field.has_default())

    def _value(self, field):
        if field.is_relation:
            return self.row(field.related_model._meta.label)
        if field.choices:
            return next(value for value, _label in field.choices if value != "")
        return VALUES.get(type(field), "x")
