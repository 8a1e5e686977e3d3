"""The whole demonstration, made once: councils, the week before today, and what people did in it."""

from datetime import datetime

from apps.demonstration.cast import COUNCILS
from apps.demonstration.deeds import DEEDS
from apps.demonstration.founding import Loaded, found
from apps.demonstration.living import live
from apps.demonstration.week import Opening, live_through


def load(opening: Opening, *, base: str, at: datetime) -> list[Loaded]:
    """Each council of the demonstration. ``base``: scheme, host and port of the neighbourhood.

    A second time it makes nothing, except that places which moved to another port are followed there.
    """
    loaded = [found(story, base=base, at=at) for story in COUNCILS]
    live_through(COUNCILS, opening, base=base, at=at)
    for each in loaded:
        live(each, DEEDS[each.story.slug], at=at)
    return loaded
