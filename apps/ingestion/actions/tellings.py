"""A listing that was handed to us instead of fetched. What it brings is what a poll of that address would bring."""

from datetime import datetime

from django.utils.translation import gettext as _

from apps.connectors.contract import Look, Manners, Memory, Outcome, Reason
from apps.connectors.feeds.items import passings, worn_ids
from apps.connectors.feeds.listing import Listing
from apps.connectors.feeds.polling import home_of, title_of
from apps.connectors.feeds.reading import read
from apps.discoveries.actions.items import take_in
from apps.discoveries.models import Source
from apps.ingestion.actions.polls import take_in_look
from apps.ingestion.arrivals import arrivals_of
from apps.work.lanes import Lane
from apps.work.nudges import nudge


def take_in_listing(*, source: Source, body: bytes, content_type: str, at: datetime) -> int:
    """Take in what ``body`` lists as if the source had answered with it at ``at``. How many items were new.

    Raises NotAFeed, Unreadable.
    """
    return take_in_look(source=source, look=_look(source, read(body, content_type), at), at=at)


def take_in_news(*, source: Source, body: bytes, content_type: str, at: datetime) -> int:
    """Take in what a hub sent: what is new in it, and nothing about what it does not list. How many items were new.

    Raises NotAFeed, Unreadable.
    """
    look = _look(source, read(body, content_type), at)
    new = take_in(source=source, arrivals=arrivals_of(source.platform, look.items), at=at)
    if new:
        nudge(Lane.MATCH)
    return new


def _look(source: Source, listing: Listing, at: datetime) -> Look:
    worn = worn_ids(listing, url=source.url, known=tuple(source.memory.get("worn_ids", ())))
    items = passings(listing, url=source.url, at=at, worn_ids=worn)
    return Look(
        outcome=Outcome.FRESH,
        memory=Memory(url=source.url, worn_ids=worn),
        manners=Manners(next_at=at, reason=Reason.WELL, sentence=_("All is well with this place.")),
        items=items,
        listed=frozenset(item.identity for item in items),
        complete=listing.complete,
        title=title_of(listing),
        home_url=home_of(listing, source.url),
    )
