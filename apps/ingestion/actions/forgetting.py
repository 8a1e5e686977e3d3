"""Each council's forgetting is a piece of its own work, like everything else that comes round every day."""

from datetime import datetime, timedelta

from apps.common.actor import system
from apps.discoveries.actions.accounts import leave_unlisted
from apps.discoveries.actions.retention import forget_in_time
from apps.ingestion.manners import most_days
from apps.organisations.models import Organisation
from apps.organisations.scope import council
from apps.work import actions as work
from apps.work.lanes import Lane

FORGET = "ingestion.forget"
KEEP_IN_BOUNDS = "searches.keep_in_bounds"
READ_AGAIN = "discoveries.read_again"
RESOLVE_AGAIN = "searches.resolve_again"
SUGGEST = "ingestion.suggest"
# Once a day is enough; asking again does not hasten it.
A_DAY = timedelta(days=1)


def ask_everybody(*, at: datetime) -> None:
    """Every council's share of what comes round each day."""
    for each in Organisation.objects.values_list("id", flat=True):
        work.ask_for(kind=FORGET, subject_id=each, organisation_id=each, lane=Lane.HOME, due_at=at)
        work.ask_for(kind=KEEP_IN_BOUNDS, subject_id=each, organisation_id=each, lane=Lane.HOME, due_at=at)
        work.ask_for(kind=RESOLVE_AGAIN, subject_id=each, organisation_id=each, lane=Lane.HOME, due_at=at)
        later = at + A_DAY
        work.ask_for(kind=SUGGEST, subject_id=each, organisation_id=each, lane=Lane.HOME, due_at=later)


def forget_for_council(*, claim: work.Claim, at: datetime) -> None:
    """Raises LeaseLost."""
    with council(claim.subject_id):
        actor = system("retention", claim.subject_id)
        forget_in_time(actor=actor, most_days=most_days(), at=at)
        leave_unlisted(actor=actor, at=at)
        work.finish(claim)
