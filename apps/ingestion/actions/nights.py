"""What is done once a night for everybody together."""

from datetime import datetime
from uuid import UUID

from apps.work import actions as work
from apps.work.lanes import Lane

AUDIT = "ingestion.audit"
COUNT = "ingestion.count_words"
EVERYBODY = UUID(int=0)


def ask_for_the_night(*, at: datetime) -> None:
    """The audit goes to a matcher, which has the searches at hand."""
    work.ask_for(kind=AUDIT, subject_id=EVERYBODY, lane=Lane.MATCH, share="everybody", due_at=at)
    work.ask_for(kind=COUNT, subject_id=EVERYBODY, lane=Lane.HOME, share="everybody", due_at=at)
