"""Sources, what passes by, and what a council picked up."""

from apps.discoveries.models.finds import Cluster, Decision, Find, FindMatch, Tombstone
from apps.discoveries.models.glances import Glances, GlanceWindow
from apps.discoveries.models.items import Item, Seen
from apps.discoveries.models.joy import Joy, JoyRule
from apps.discoveries.models.lists import ListedPlace, PlaceList
from apps.discoveries.models.private import PrivateFollow, PrivateSeen
from apps.discoveries.models.sources import Follow, Look, Source
from apps.discoveries.models.subscriptions import Delivery, Subscription
from apps.discoveries.models.suggestions import FindHost, Suggestion
from apps.discoveries.models.suppression import LeftAlone, LeftAloneHere
from apps.discoveries.models.tags import FindTag, Tag
from apps.discoveries.models.words import FindWords

__all__ = [
    "Cluster",
    "Decision",
    "Delivery",
    "Find",
    "FindHost",
    "FindMatch",
    "FindTag",
    "FindWords",
    "Follow",
    "GlanceWindow",
    "Glances",
    "Item",
    "Joy",
    "JoyRule",
    "LeftAlone",
    "LeftAloneHere",
    "ListedPlace",
    "Look",
    "PlaceList",
    "PrivateFollow",
    "PrivateSeen",
    "Seen",
    "Source",
    "Subscription",
    "Suggestion",
    "Tag",
    "Tombstone",
]
