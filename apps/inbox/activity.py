"""What we decided lately: each decision, and each batch as one, newest first."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q

from apps.discoveries.actions.triage import UNDO_FOR
from apps.discoveries.models import Decision, Find
from apps.inbox.models import Batch, BatchFind


@dataclass(frozen=True, kw_only=True)
class Deed:
    """A decision about one find, or a batch. ``became``: of a batch, how many finds are in which state."""

    decision: Decision | None = None
    batch: Batch | None = None
    can_undo: bool = False
    became: Mapping[str, int]

    @property
    def at(self) -> datetime:
        return self.of.at  # type: ignore[no-any-return]

    @property
    def of(self) -> Any:
        return self.decision or self.batch


def deeds(*, by: UUID | None = None, before: datetime | None = None, at: datetime, most: int) -> list[Deed]:
    """``by``: of one member only. Three queries, however many there are."""
    asked: dict[str, Any] = {"at__lt": before or at + timedelta(minutes=1), "at__gte": at - UNDO_FOR}
    if by is not None:
        asked["by"] = by
    single = [_of_decision(row, at) for row in _decisions().filter(**asked)[:most]]
    many = list(Batch.objects.newest_first().filter(**asked)[:most])
    became = outcomes(many)
    both = single + [
        Deed(batch=row, can_undo=can_be_undone(row, at), became=became.get(row.pk, {})) for row in many
    ]
    return sorted(both, key=lambda deed: deed.at, reverse=True)[:most]


def outcomes(batches: Sequence[Batch]) -> dict[UUID, dict[str, int]]:
    """By batch: how many finds are in which state."""
    counted = (
        BatchFind.objects.filter(batch__in=batches)
        .order_by()
        .values_list("batch", "state")
        .annotate(size=Count("id"))
    )
    became: dict[UUID, dict[str, int]] = {}
    for batch, state, size in counted:
        became.setdefault(batch, {})[state] = size
    return became


def reasons_of(batch: Batch) -> dict[str, int]:
    """By code: why some could not be decided, or not be taken back."""
    refused = batch.finds.exclude(why_not="").order_by()
    return dict(refused.values_list("why_not").annotate(size=Count("id")))


def can_be_undone(batch: Batch, at: datetime) -> bool:
    return batch.undo_at is None and batch.at >= at - UNDO_FOR


def _decisions() -> Any:
    """Those that were no part of a batch, each with whether another one stands after it."""
    later = Decision.objects.standing().filter(
        Q(at__gt=OuterRef("at")) | Q(at=OuterRef("at"), pk__gt=OuterRef("pk")), find=OuterRef("find")
    )
    in_batch = BatchFind.objects.filter(decision=OuterRef("pk"))
    rows = Decision.objects.newest_first().filter(~Exists(in_batch))
    return rows.select_related("find", "by__user").annotate(is_over=Exists(later))


def _of_decision(row: Any, at: datetime) -> Deed:
    stands = row.undone_at is None and not row.is_over and row.find.state != Find.State.GONE
    return Deed(decision=row, can_undo=stands and row.at >= at - UNDO_FOR, became={})
