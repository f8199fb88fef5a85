"""What our own migrations are made of, beside Django's operations."""

from django.db.migrations.operations.base import Operation


class CreateModels(Operation):
    """Create the models of several ``CreateModel`` operations, one after the other.

    As a list of operations they do the same; but Django renders every model that is related to a new one anew after
    each of them, and here nearly all are related. Together they are rendered once: a first start takes a third less.
    """

    reduces_to_sql = True
    reversible = True

    def __init__(self, *operations):
        self.operations = operations

    def deconstruct(self):
        """Return how it is written in a migration."""
        return type(self).__name__, list(self.operations), {}

    def state_forwards(self, app_label, state):
        """Add the models to ``state``, which is rendered again when it is next asked for."""
        state.clear_delayed_apps_cache()
        state.__dict__.pop("apps", None)
        for operation in self.operations:
            operation.state_forwards(app_label, state)

    def database_forwards(self, app_label, schema_editor, from_state, to_state):
        """Make the tables in the order of the operations."""
        for operation in self.operations:
            operation.database_forwards(app_label, schema_editor, from_state, to_state)

    def database_backwards(self, app_label, schema_editor, from_state, to_state):
        """Drop the tables, the last one first."""
        for operation in reversed(self.operations):
            operation.database_backwards(app_label, schema_editor, from_state, to_state)

    def describe(self):
        """Return what it does, for those who read the plan."""
        return "Create models " + ", ".join(operation.name for operation in self.operations)
