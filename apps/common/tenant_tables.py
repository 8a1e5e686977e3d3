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
        for statement in self.statements(to_state.apps.get_model(app_label, self.model)):
            schema_editor.execute(statement)

    def database_backwards(self, *_: Any) -> None:
        """The table itself is about to go."""

    def statements(self, model: type[models.Model]) -> Iterator[str]:
        raise NotImplementedError


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
    """A composite key for a field that came later. Lifts FORCE, validates and restores it in one transaction."""

    def __init__(self, model: str, field: str) -> None:
        super().__init__(model)
        self.field = field

    def statements(self, model: type[models.Model]) -> Iterator[str]:
        table = model._meta.db_table
        field = model._meta.get_field(self.field)
        yield f'ALTER TABLE "{table}" NO FORCE ROW LEVEL SECURITY'
        yield composite_key(table, field)
        yield f'ALTER TABLE "{table}" FORCE ROW LEVEL SECURITY'

    def describe(self) -> str:
        return f"Tie {self.model}.{self.field} to its own organisation"


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


def composite_key(table: str, field: Any) -> str:
    target = field.related_model._meta.db_table
    return (
        f'ALTER TABLE "{table}" ADD CONSTRAINT "{table}_{field.column}_own" '
        f'FOREIGN KEY (organisation_id, "{field.column}") REFERENCES "{target}" (organisation_id, id) '
        "DEFERRABLE INITIALLY DEFERRED"
    )
