"""What a connector read, as the rooms above take it in: only what the platform's terms let us keep."""

from collections.abc import Iterable

from apps.connectors.contract import Passing
from apps.connectors.registry import connector_for
from apps.discoveries.actions.items import Arrival


def arrivals_of(platform: str, items: Iterable[Passing]) -> list[Arrival]:
    """In their order."""
    passport = connector_for(platform).capabilities().passport
    return [_arrival(passport.kept(item)) for item in items]


def _arrival(passing: Passing) -> Arrival:
    return Arrival(
        identity=passing.identity,
        url=passing.url,
        title=passing.title,
        text=passing.text,
        author=passing.author,
        language=passing.language,
        tags=passing.tags,
        media=passing.media,
        links_to=passing.links_to,
        published_at=passing.published_at,
    )
