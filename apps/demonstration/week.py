"""The week before the demonstration opened, lived through by the real pipeline with the clock turned back."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction

from apps.demonstration.cast import Council, Followed
from apps.demonstration.neighbourhood import feeds
from apps.demonstration.neighbourhood.neighbourhood import Neighbourhood
from apps.demonstration.neighbourhood.places import BY_SLUG
from apps.discoveries.actions.items import keep_days
from apps.discoveries.models import Source
from apps.ingestion.actions.matches import match_batch
from apps.ingestion.actions.tellings import take_in_listing
from apps.ingestion.matcher import Matcher

WEEK = timedelta(days=7, hours=12)
ROUND = timedelta(hours=6)


@dataclass
class Clock:
    """One that is turned by hand."""

    at: datetime

    def __call__(self) -> datetime:
        return self.at


@dataclass(frozen=True)
class Opening:
    """Which of the possible weeks it was, and when the doors opened, as the neighbourhood remembers it."""

    at: datetime
    seed: int
    every: float


def live_through(councils: Iterable[Council], opening: Opening, *, base: str, at: datetime) -> None:
    """Look at every place that was never looked at, a few times a day for a week, and match what it brought."""
    fresh = [followed for council in councils for followed in council.follows if _is_fresh(followed, base)]
    if not fresh:
        return
    keep_days(at=at - WEEK, days=settings.GC_ITEM_DAYS)
    keep_days(at=at, days=settings.GC_ITEM_DAYS)
    clock = Clock(at)
    neighbourhood = Neighbourhood(clock, opening.seed, every=opening.every, opened=opening.at)
    matcher = Matcher()
    seen: dict[Followed, bytes] = {}
    for moment in _rounds(at):
        clock.at = moment
        for followed in fresh:
            body = _listing(neighbourhood, followed, base)
            if body and (body != seen.get(followed) or moment == at):
                seen[followed] = body
                _look(followed, body, base, moment)
        match_batch(matcher=matcher, at=moment)


def _is_fresh(followed: Followed, base: str) -> bool:
    return bool(followed.slug) and Source.objects.filter(url=base + followed.path, looked_at=None).exists()


def _rounds(at: datetime) -> Iterator[datetime]:
    moment = at - WEEK
    while moment < at:
        yield moment
        moment += ROUND
    yield at


@transaction.atomic
def _look(followed: Followed, body: bytes, base: str, at: datetime) -> None:
    """Unless somebody looked in the meantime: an older listing would tell us that the newer posts are gone."""
    source = Source.objects.select_for_update().get(url=base + followed.path)
    if source.looked_at is None or source.looked_at < at:
        content_type = BY_SLUG[followed.slug].content_type
        take_in_listing(source=source, body=body, content_type=content_type, at=at)


def _listing(neighbourhood: Neighbourhood, followed: Followed, base: str) -> bytes:
    if followed.comments:
        said = neighbourhood.comments(followed.slug)
        return feeds.comments_feed(neighbourhood, followed.slug, base) if said else b""
    said = neighbourhood.posts(followed.slug)
    return feeds.feed(neighbourhood, followed.slug, base) if said else b""
