"""Each council's forgetting is a piece of its own work."""

from datetime import datetime

from apps.common.actor import system
from apps.discoveries.actions.retention import forget_in_time
from apps.organisations.models import Organisation
from apps.organisations.scope import council
from apps.work import actions as work
from apps.work.lanes import Lane


def ask_everybody_to_forget(*, at: datetime) -> None:
    for organisation_id in Organisation.objects.values_list("id", flat=True):
        work.ask_for(
            kind="ingestion.forget",
            subject_id=organisation_id,
            organisation_id=organisation_id,
            lane=Lane.HOME,
            due_at=at,
        )


def forget_for_council(*, claim: work.Claim, at: datetime) -> None:
    """Raises LeaseLost."""
    with council(claim.subject_id):
        forget_in_time(actor=system("retention", claim.subject_id), at=at)
        work.finish(claim)
