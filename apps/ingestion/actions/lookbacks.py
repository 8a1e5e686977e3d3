"""Finds from what passed by before: for a search just saved, and for a place just followed."""

from datetime import datetime, timedelta

from apps.common.actor import system
from apps.common.clock import day_of
from apps.discoveries.actions.finds import Hit, make_finds
from apps.discoveries.models import Follow
from apps.discoveries.passing import listed_by, met_by
from apps.ingestion.ours import our_searches
from apps.organisations.scope import council
from apps.searches.models import Search
from apps.work import actions as work

LOOK_BACK = timedelta(days=7)
MOST_FINDS = 100
NEWEST_OF_A_PLACE = 20
TRY_AGAIN = timedelta(seconds=3)


def look_back(*, claim: work.Claim, at: datetime) -> None:
    """The last seven days' matches of one search, at most 100, become finds. Raises LeaseLost."""
    with council(claim.council_id):
        search = Search.objects.running().filter(pk=claim.subject_id).first()
        if search is not None:
            items = met_by(search.tree, since=at - LOOK_BACK, at=at, limit=MOST_FINDS)
            hits = [Hit(item=item, searches={search.id: search}) for item in items]
            make_finds(actor=system("ingestion", claim.council_id), hits=hits, at=at)
        work.finish(claim)


def welcome(*, claim: work.Claim, at: datetime) -> None:
    """What a newly followed place lists today meets our searches, once it has been looked at. Raises LeaseLost."""
    with council(claim.council_id):
        follow = Follow.objects.current().filter(pk=claim.subject_id).select_related("source").first()
        if follow is not None and not _was_looked_at(follow):
            work.again(claim, due_at=at + TRY_AGAIN)
            return
        if follow is not None:
            hits = _hits_of(follow)
            make_finds(actor=system("ingestion", claim.council_id), hits=hits, at=at)
        work.finish(claim)


def _was_looked_at(follow: Follow) -> bool:
    source = follow.source
    is_stopped = source.state == source.State.STOPPED
    return is_stopped or (source.looked_at is not None and source.looked_at >= follow.since)


def _hits_of(follow: Follow) -> list[Hit]:
    meets = our_searches()
    items = listed_by(follow, limit=NEWEST_OF_A_PLACE)
    met = [(item, meets(item, day_of(max(item.first_seen, follow.since)))) for item in items]
    return [Hit(item=item, searches=searches) for item, searches in met if searches]
