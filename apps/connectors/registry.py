"""Which connector answers for which place. A new platform is a folder here and a line below."""

from collections.abc import Callable
from datetime import datetime

from apps.connectors.bluesky.connector import Bluesky
from apps.connectors.contract import Connector, NothingThere, Place, straight_away
from apps.connectors.feeds.connector import Feeds
from apps.connectors.mastodon.connector import Mastodon
from apps.connectors.reddit.connector import Reddit
from apps.connectors.youtube.connector import YouTube

# Those that know their own addresses stand before the one that takes any.
CONNECTORS: tuple[Connector, ...] = (YouTube(), Bluesky(), Reddit(), Mastodon(), Feeds())


def connector_for(platform: str) -> Connector:
    """The connector that answers for a ``Place.platform``; raises KeyError when none does."""
    for connector in CONNECTORS:
        if platform in connector.platforms:
            return connector
    raise KeyError(platform)


def connector_recognising(url: str) -> Connector:
    """The first connector that knows this address as its own; raises KeyError when none does."""
    for connector in CONNECTORS:
        if connector.recognise(url):
            return connector
    raise KeyError(url)


def discover(url: str, *, at: datetime, before_each: Callable[[str], None] = straight_away) -> list[Place]:
    """What can be followed at an address. Raises NothingThere; KeyError when no connector knows such addresses.

    What a page announces or sends us on to may be a platform's after all: then it is looked at in that platform's own
    manner, so that nobody's account is followed by a way around.
    """
    first = connector_recognising(url)
    places: dict[str, Place] = {}
    trouble: NothingThere | None = None
    for place in first.discover(url, at=at, before_each=before_each):
        address = _on_a_platform(first, place)
        try:
            known = _seen_anew(address, at, before_each) if address else [place]
        except NothingThere as nothing:
            trouble, known = nothing, []
        places |= {one.feed_url: one for one in known if one.feed_url not in places}
    if trouble is not None and not places:
        raise trouble
    return list(places.values())


def _on_a_platform(first: Connector, place: Place) -> str:
    """The address under which another platform knows this place; "" when none does."""
    for address in filter(None, (place.read_at, place.feed_url)):
        if connector_recognising(address) not in (first, CONNECTORS[-1]):
            return address
    return ""


def _seen_anew(address: str, at: datetime, before_each: Callable[[str], None]) -> list[Place]:
    return connector_recognising(address).discover(address, at=at, before_each=before_each)
