"""Sources, what passes by, and what a council picked up."""

from apps.discoveries.models.finds import Cluster, Decision, Find, FindMatch, Tombstone
from apps.discoveries.models.items import Item, Seen
from apps.discoveries.models.sources import Follow, Look, Source
from apps.discoveries.models.suppression import LeftAlone, LeftAloneHere

__all__ = [
    "Cluster",
    "Decision",
    "Find",
    "FindMatch",
    "Follow",
    "Item",
    "LeftAlone",
    "LeftAloneHere",
    "Look",
    "Seen",
    "Source",
    "Tombstone",
]
