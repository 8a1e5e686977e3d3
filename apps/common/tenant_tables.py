"""What a migration adds to a tenant's table: row-level security and composite foreign keys."""

from collections.abc import Iterator
from typing import Any

from django.db import models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState

POLICY = "organisation_id = current_setting('gc.org_id')::uuid"


class OnTable(Operation):
    """An operation in SQL on one model's table, with nothing to say to Django's state."""

    reversible = True

    def __init__(self, model: str) -> None:
        self.model = model

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        return None

    def database_forwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, _: ProjectState, to_state: ProjectState
    ) -> None:
        finish_keys(schema_editor)
        for statement in self.statements(to_state.apps.get_model(app_label, self.model)):
            schema_editor.execute(statement, params=None)

    def database_backwards(self, *_: Any) -> None:
        """The table itself is about to go."""

    def statements(self, model: type[models.Model]) -> Iterator[str]:
        raise NotImplementedError


def finish_keys(schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Make the keys that Django keeps for the migration's end: under FORCE their check would ask for a scope."""
    while schema_editor.deferred_sql:
        schema_editor.execute(schema_editor.deferred_sql.pop(0), params=None)


class TenantTable(OnTable):
    """Locks two and three for one table, in the migration that creates it."""

    def statements(self, model: type[models.Model]) -> Iterator[str]:
        table = model._meta.db_table
        yield from own_keys(model)
        yield f'ALTER TABLE "{table}" ENABLE ROW LEVEL SECURITY'
        yield f'ALTER TABLE "{table}" FORCE ROW LEVEL SECURITY'
        yield (
            f'CREATE POLICY organisation_only ON "{table}" TO gc_app, gc_owner '
            f"USING ({POLICY}) WITH CHECK ({POLICY})"
        )

    def describe(self) -> str:
        return f"Lock {self.model} to its organisation"


class OrganisationKeys(OnTable):
    """Lock three alone, for rows that are looked up before the organisation is known."""

    def statements(self, model: type[models.Model]) -> Iterator[str]:
        yield from own_keys(model)

    def describe(self) -> str:
        return f"Tie {self.model} to rows of its own organisation"


class MatcherMayRead(OnTable):
    """Lets ``gc_match`` see some columns of all councils' rows, to select only (docs/adr/0004)."""

    def __init__(self, model: str, columns: list[str]) -> None:
        super().__init__(model)
        self.columns = columns

    def statements(self, model: type[models.Model]) -> Iterator[str]:
        table = model._meta.db_table
        yield f'CREATE POLICY matcher_reads ON "{table}" FOR SELECT TO gc_match USING (true)'
        yield f'GRANT SELECT ({", ".join(self.columns)}) ON "{table}" TO gc_match'

    def describe(self) -> str:
        return f"Let the matcher read {self.model}"


class AppendOnly(OnTable):
    """The application may add rows and read them, never change or remove them."""

    def statements(self, model: type[models.Model]) -> Iterator[str]:
        yield f'REVOKE UPDATE, DELETE ON "{model._meta.db_table}" FROM gc_app'

    def describe(self) -> str:
        return f"Make {self.model} append-only"


class AddTenantFK(OnTable):
    """A composite key for a field that came later, checked against the rows that are there."""

    def __init__(self, model: str, field: str) -> None:
        super().__init__(model)
        self.field = field

    def statements(self, model: type[models.Model]) -> Iterator[str]:
        yield composite_key(model._meta.db_table, model._meta.get_field(self.field))

    def describe(self) -> str:
        return f"Tie {self.model}.{self.field} to its own organisation"


class MayBeEmpty(OnTable):
    """A field that may be null from now on. Django would make its key anew, and the check of that asks for a scope."""

    def __init__(self, model: str, field: str) -> None:
        super().__init__(model)
        self.field = field

    def statements(self, model: type[models.Model]) -> Iterator[str]:
        field: Any = model._meta.get_field(self.field)
        yield f'ALTER TABLE "{model._meta.db_table}" ALTER COLUMN "{field.column}" DROP NOT NULL'

    def describe(self) -> str:
        return f"Let {self.model}.{self.field} be empty"


def own_keys(model: type[models.Model]) -> Iterator[str]:
    """UNIQUE (organisation_id, id), and a composite key for each relation within the organisation."""
    table = model._meta.db_table
    yield f'ALTER TABLE "{table}" ADD CONSTRAINT "{table}_own" UNIQUE (organisation_id, id)'
    for field in relations_within(model):
        yield composite_key(table, field)


def relations_within(model: type[models.Model]) -> list[Any]:
    """The foreign keys of a model that point at rows which have an organisation themselves."""
    return [
        field
        for field in model._meta.local_fields
        if isinstance(field, models.ForeignKey) and has_organisation(field.related_model)
    ]


def has_organisation(model: Any) -> bool:
    return any(field.attname == "organisation_id" for field in model._meta.local_fields)


# PostgreSQL checks the rows that are there by reading both tables, as their owner: under FORCE it would ask for a
# scope. So FORCE is lifted and restored around the check, within the migration's transaction.
COMPOSITE_KEY = """
DO $$
DECLARE
    forced regclass;
    lifted regclass[] := ARRAY(
        SELECT oid::regclass FROM pg_class
        WHERE oid IN ('"{table}"'::regclass, '"{target}"'::regclass) AND relforcerowsecurity
    );
BEGIN
    FOREACH forced IN ARRAY lifted LOOP
        EXECUTE format('ALTER TABLE %s NO FORCE ROW LEVEL SECURITY', forced);
    END LOOP;
    ALTER TABLE "{table}" ADD CONSTRAINT "{table}_{column}_own" FOREIGN KEY (organisation_id, "{column}")
        REFERENCES "{target}" (organisation_id, id) DEFERRABLE INITIALLY DEFERRED;
    FOREACH forced IN ARRAY lifted LOOP
        EXECUTE format('ALTER TABLE %s FORCE ROW LEVEL SECURITY', forced);
    END LOOP;
END $$
"""


def composite_key(table: str, field: Any) -> str:
    return COMPOSITE_KEY.format(table=table, target=field.related_model._meta.db_table, column=field.column)
