"""Models that live in one organisation, and the managers that insist on it.

Three locks keep councils apart (docs/adr/0004): these managers refuse a query without a scope; row-level security
in PostgreSQL refuses it again; composite foreign keys refuse a row that points into another council.
"""

from typing import Any

from django.db import models

from apps.common.ids import new_id
from apps.common.scope import organisation_in_scope


class TenantQuerySet(models.QuerySet[Any]):
    """Questions about one organisation's rows. Rooms add theirs in ``querysets.py``."""

    def lock(self, row: models.Model) -> Any:
        """The same row, fresh and locked until the transaction ends. Raises DoesNotExist."""
        return self.select_for_update(of=("self",)).get(pk=row.pk)


class TenantManager(models.Manager[Any]):
    """Refuses to answer without a scope."""

    def get_queryset(self) -> models.QuerySet[Any]:
        return super().get_queryset().filter(organisation_id=organisation_in_scope())


class Identified(models.Model):
    """A row that anyone may name without learning how many there are."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)

    class Meta:
        abstract = True


class TenantModel(Identified):
    """A row of one organisation.

    Each has ``objects = TenantManager.from_queryset(…)()`` and a migration with ``TenantTable``; a test looks.
    """

    organisation = models.ForeignKey("organisations.Organisation", models.CASCADE, related_name="+")

    class Meta:
        abstract = True
