"""Once a quarter somebody looks through all our searches; those that name somebody rest when nobody does."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db import transaction

from apps.audit import actions as audit
from apps.common.actor import Actor
from apps.common.refusals import require
from apps.searches.actions.turns import turn_search
from apps.searches.models import Search, SearchReview
from apps.searches.policies import can_review
from apps.searches.reviewing import GRACE, naming_others, review_due_at


@transaction.atomic
def review_searches(*, actor: Actor, keep: Collection[UUID], at: datetime) -> SearchReview:
    """All running searches in one press: those in ``keep`` are still right, the others rest. Raises NotAllowed."""
    require(can_review(actor))
    running = list(Search.objects.running().order_by("id"))
    others = [search for search in running if search.id not in keep]
    for search in others:
        _rest(actor, search, at)
    review: SearchReview = SearchReview.objects.create(
        organisation_id=actor.organisation_id,
        by_id=actor.person,
        at=at,
        kept=len(running) - len(others),
        paused=len(others),
    )
    audit.record(actor, "search.reviewed", review, at=at)
    return review


@transaction.atomic
def rest_unreviewed(*, actor: Actor, at: datetime) -> int:
    """Two weeks after a review was due, searches that name a person or a handle rest. How many that were."""
    due = review_due_at(actor.organisation_id)
    if due is None or at < due + GRACE:
        return 0
    naming = naming_others(Search.objects.running())
    for search in naming:
        _rest(actor, search, at)
    return len(naming)


def _rest(actor: Actor, search: Search, at: datetime) -> None:
    fresh = Search.objects.lock(search)
    turn_search(actor=actor, search=fresh, state=Search.State.PAUSED, verb="search.rested", at=at)
