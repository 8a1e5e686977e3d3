"""The organisation that everything inside is about. Knows no model, so that the database backend may read it."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any
from uuid import UUID

from django.db import connections

current_organisation: ContextVar[UUID | None] = ContextVar("current_organisation", default=None)


class NoOrganisation(RuntimeError):
    """A tenant's rows were asked for outside any organisation's scope."""


@contextmanager
def org_scope(organisation_id: UUID) -> Iterator[None]:
    """Everything inside sees this organisation's rows and no others, in every transaction of ``default``."""
    token = current_organisation.set(organisation_id)
    _tell_the_database()
    try:
        yield
    finally:
        current_organisation.reset(token)
        _tell_the_database()


def _tell_the_database() -> None:
    connection: Any = connections["default"]
    if connection.in_atomic_block and not connection.needs_rollback:
        connection.apply_organisation()


def organisation_in_scope() -> UUID:
    """Raises NoOrganisation outside a scope."""
    organisation = current_organisation.get()
    if organisation is None:
        raise NoOrganisation("Enter org_scope(…) before asking for a council's rows.")
    return organisation
