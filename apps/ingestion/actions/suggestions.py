"""Working out what to suggest is a council's own work, once a day; so is looking whether something is there."""

from datetime import datetime

from apps.common.actor import system
from apps.discoveries.actions.suggestions import answer_suggestion, work_out_suggestions
from apps.discoveries.models import Suggestion
from apps.ingestion.actions.looks import Seen, see
from apps.organisations.scope import council
from apps.work import actions as work
from apps.work.lanes import Lane


def suggest_for_council(*, claim: work.Claim, at: datetime) -> None:
    """Raises LeaseLost."""
    with council(claim.council_id):
        for suggestion in work_out_suggestions(actor=system("suggestions", claim.council_id), at=at):
            work.ask_for(
                kind="ingestion.suggestion",
                subject_id=suggestion.id,
                organisation_id=claim.council_id,
                lane=Lane.LOOK,
                share=f"list {claim.council_id}",
                due_at=at,
            )
        work.finish(claim)


def look_at_suggestion(*, claim: work.Claim, at: datetime) -> None:
    """Go and see whether anything can be followed there, outside any transaction. Raises LeaseLost."""
    with council(claim.council_id):
        suggestion = Suggestion.objects.filter(pk=claim.subject_id, state=Suggestion.State.NEW).first()
    seen = see(_Home(suggestion.host), at) if suggestion is not None else Seen([])
    with council(claim.council_id):
        work.finish(claim)
        if suggestion is not None:
            open_places = [place for place in seen.places if not place["secret"]]
            title = open_places[0]["title"] if open_places else ""
            answer_suggestion(suggestion=suggestion, title=title, is_something=bool(open_places), at=at)


class _Home:
    """A host's first page, as a row would keep its address."""

    sealed = ""

    def __init__(self, host: str) -> None:
        self.address = f"https://{host}/"
