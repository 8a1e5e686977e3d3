"""Asking for work, taking it, saying what became of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.db import connection, transaction
from django.db.models import F, Q

from apps.work.lanes import ATTEMPTS_BEFORE_QUARANTINE, RULES, Lane
from apps.work.models import Heartbeat, Job, Share
from apps.work.nudges import nudge
from apps.work.querysets import CHOOSE_SHARE, TAKE_JOB, JobQuerySet

LONGEST_BACK_OFF = timedelta(hours=1)


class LeaseLost(Exception):
    """Someone else holds this work now; whatever was done in this transaction must roll back."""


@dataclass(frozen=True, kw_only=True)
class Claim:
    """A piece of work in our hands until its lease ends."""

    id: UUID
    kind: str
    subject_id: UUID
    organisation_id: UUID | None
    lane: Lane
    token: UUID
    asked: int
    attempts: int

    @property
    def council_id(self) -> UUID:
        """Whose work it is. Raises ValueError for work that is everybody's."""
        if self.organisation_id is None:
            raise ValueError(f"{self.kind} belongs to an organisation.")
        return self.organisation_id


@transaction.atomic
def ask_for(
    *,
    kind: str,
    subject_id: UUID,
    lane: Lane,
    due_at: datetime,
    organisation_id: UUID | None = None,
    share: str = "",
) -> None:
    """Make sure that this gets done, no later than ``due_at``. Asking twice is asking once.

    ``share``: whom the lane is fair between; a council's own work is fair between councils.
    """
    if not share and organisation_id is None:
        raise ValueError(f"Say whom {kind} is shared between.")
    share = share or str(organisation_id)
    Share.objects.bulk_create(
        [Share(lane=lane, name=share, served_at=due_at, allowed_at=due_at)], ignore_conflicts=True
    )
    Job.objects.bulk_create(
        [
            Job(
                kind=kind,
                subject_id=subject_id,
                organisation_id=organisation_id,
                lane=lane,
                share=share,
                due_at=due_at,
            )
        ],
        ignore_conflicts=True,
    )
    _asked_again(kind, subject_id, due_at)
    nudge(lane)


def _asked_again(kind: str, subject_id: UUID, due_at: datetime) -> None:
    asked = Job.objects.filter(kind=kind, subject_id=subject_id)
    asked.update(asked=F("asked") + 1)
    asked.filter(Q(due_at__gt=due_at) | ~Q(quarantined_at=None)).update(
        due_at=due_at, quarantined_at=None, attempts=0
    )


def let_rest(*, lane: Lane, share: str, until: datetime) -> None:
    """Nobody asks this share for anything before then; a rest that is longer already stays."""
    Share.objects.filter(lane=lane, name=share, allowed_at__lt=until).update(allowed_at=until)


def call_off(*, kind: str, subject_id: UUID) -> None:
    """This need not be done any more. Whoever is at it will find the lease lost."""
    Job.objects.filter(kind=kind, subject_id=subject_id).delete()


def claim(*, lane: Lane, at: datetime) -> Claim | None:
    """Take the next piece of work of a lane: fair between shares, then by how long it has waited."""
    rules = RULES[lane]
    terms = {
        "lane": lane.value,
        "at": at,
        "in_flight": rules.in_flight,
        "spacing": settings.GC_HOST_SPACING_SECONDS if lane is Lane.FETCH else 0,
        "lease": settings.GC_LEASE_SECONDS,
    }
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(CHOOSE_SHARE, terms)
        share = cursor.fetchone()
        if share is None:
            return None
        cursor.execute(TAKE_JOB, terms | {"share_id": share[0], "share": share[1]})
        row = cursor.fetchone()
    return _as_claim(row) if row else None


def _as_claim(row: tuple[UUID, str, UUID, UUID | None, str, UUID, int, int]) -> Claim:
    job_id, kind, subject_id, organisation_id, lane, token, asked, attempts = row
    return Claim(
        id=job_id,
        kind=kind,
        subject_id=subject_id,
        organisation_id=organisation_id,
        lane=Lane(lane),
        token=token,
        asked=asked,
        attempts=attempts,
    )


def hold(claim: Claim) -> None:
    """Lock our own work row inside the transaction that writes its results. Raises LeaseLost."""
    if not _held(claim).select_for_update().exists():
        raise LeaseLost(claim.kind)


def finish(claim: Claim) -> None:
    """Done. If it was asked for again meanwhile it stays, due at once. Raises LeaseLost."""
    if _held(claim).filter(asked=claim.asked).delete()[0]:
        return
    _release(claim, attempts=0)


def again(claim: Claim, *, due_at: datetime) -> None:
    """Done for now; next time at ``due_at``, or at once if it was asked for meanwhile. Raises LeaseLost."""
    if (
        _held(claim)
        .filter(asked=claim.asked)
        .update(due_at=due_at, lease_until=None, lease_token=None, attempts=0)
    ):
        return
    _release(claim, attempts=0)


def fail(claim: Claim, *, error: str, at: datetime) -> None:
    """It went wrong in a way we did not foresee: try later, and after five tries set it aside for an operator."""
    held = _held(claim)
    if claim.attempts >= ATTEMPTS_BEFORE_QUARANTINE:
        held.update(quarantined_at=at, last_error=error[:300], lease_until=None, lease_token=None)
        return
    back_off = min(timedelta(seconds=5 * 4**claim.attempts), LONGEST_BACK_OFF)
    held.update(due_at=at + back_off, last_error=error[:300], lease_until=None, lease_token=None)


def quarantine_abandoned(*, at: datetime) -> int:
    """Work that killed its worker five times is set aside, so that it cannot do so for ever."""
    return (
        Job.objects.due(at)
        .filter(attempts__gte=ATTEMPTS_BEFORE_QUARANTINE, lease_until__lte=at)
        .update(quarantined_at=at, last_error="The worker was lost each time.")
    )


def replay(*, jobs: Iterable[UUID], at: datetime) -> int:
    """An operator's second chance for what was set aside."""
    return Job.objects.quarantined().filter(pk__in=jobs).update(quarantined_at=None, attempts=0, due_at=at)


def beat(name: str, *, at: datetime) -> None:
    """Something that has to keep going did."""
    Heartbeat.objects.update_or_create(name=name, defaults={"at": at})


def _held(claim: Claim) -> JobQuerySet:
    return Job.objects.filter(pk=claim.id, lease_token=claim.token)


def _release(claim: Claim, *, attempts: int) -> None:
    if not _held(claim).update(lease_until=None, lease_token=None, attempts=attempts):
        raise LeaseLost(claim.kind)
    nudge(claim.lane)
