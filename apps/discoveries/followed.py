"""By which names searches may ask for the places that a council follows."""

from collections.abc import Iterator

from apps.discoveries.models import Follow, PrivateFollow
from apps.searches.sources import Followed, knows_sources


@knows_sources
def places_followed() -> Iterator[Followed]:
    """In the council's scope."""
    for name, source in Follow.objects.current().values_list("name", "source_id"):
        yield Followed(name, source.hex)
    for name, follow in PrivateFollow.objects.current().values_list("name", "id"):
        yield Followed(name, follow.hex)
