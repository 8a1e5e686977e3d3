"""PostgreSQL with the organisation of the current scope in every transaction (docs/adr/0004).

Django finds a database backend by this module's name. The setting is transaction-local, so that a pooled
connection never carries one council's scope into another's transaction.
"""

from django.db.backends.postgresql import base

from apps.common.scope import current_organisation


class DatabaseWrapper(base.DatabaseWrapper):
    """Tells row-level security which organisation is meant, at the start of each transaction."""

    def apply_organisation(self) -> None:
        organisation = current_organisation.get()
        with self.wrap_database_errors, self.connection.cursor() as cursor:
            cursor.execute(
                "SELECT set_config('gc.org_id', %s, true)",
                ["" if organisation is None else str(organisation)],
            )

    def set_autocommit(
        self,
        autocommit: bool,  # noqa: FBT001 - Django's signature
        force_begin_transaction_with_broken_autocommit: bool = False,  # noqa: FBT001, FBT002
    ) -> None:
        super().set_autocommit(autocommit, force_begin_transaction_with_broken_autocommit)
        if not autocommit and current_organisation.get() is not None:
            self.apply_organisation()
