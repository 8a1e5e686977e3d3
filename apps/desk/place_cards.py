"""How followed places are shown: each as a card, on the shelf of its kind."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Count
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from apps.discoveries.health import SourceHealth, how_it_is
from apps.discoveries.models import Find, Follow, PrivateFollow
from apps.ingestion.manners import manner_of

# platform → its shelf and its icon
SHELVES = {
    "feed": ("sites", "feed"),
    "wordpress": ("sites", "feed"),
    "youtube": ("youtube", "film"),
    "mastodon": ("mastodon", "talk"),
    "mastodon_tag": ("mastodon", "talk"),
    "bluesky": ("bluesky", "talk"),
    "reddit": ("reddit", "people"),
}
NAMES = {
    "turn": _("It is your turn"),
    "sites": _("Sites and feeds"),
    "youtube": _("YouTube"),
    "mastodon": _("Mastodon"),
    "bluesky": _("Bluesky"),
    "reddit": _("Reddit"),
    "private": _("Behind secret addresses: only for us"),
}


@dataclass(frozen=True)
class Found:
    """How many finds came from each place, by the id of its source or of its private follow."""

    counts: dict[UUID, int]

    @classmethod
    def of_all(cls) -> "Found":
        finds = Find.objects.leading().order_by()
        shared = finds.exclude(source=None).values_list("source_id").annotate(Count("id"))
        private = finds.exclude(private_follow=None).values_list("private_follow_id").annotate(Count("id"))
        return cls(dict(shared) | dict(private))


def shelves_of(cards: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Those that need us first, then kind by kind."""
    return [
        {"id": name, "name": NAMES[name], "cards": those}
        for name in NAMES
        if (those := [card for card in cards if card["shelf"] == name])
    ]


def card_of(follow: Follow | PrivateFollow, slug: str, found: Found, at: datetime) -> dict[str, Any]:
    """What components/source_card.html shows."""
    health = how_it_is(follow, at)
    is_well = health.state == "fine"
    mood = mood_of(health)
    about = _about_private(follow, slug) if isinstance(follow, PrivateFollow) else _about(follow, slug)
    return about | {
        "name": follow.name,
        "shelf": "turn" if mood == "stopped" else about["shelf"],
        "health": mood,
        "sentence": "" if is_well else health.sentence,
        "looked_at": health.looked_at,
        "next_at": health.next_at if is_well else None,
        "is_soon": is_well and health.next_at is not None and health.next_at <= at,
        "found": found.counts.get(about["place_id"], 0),
    }


def mood_of(health: SourceHealth) -> str:
    """well, new, waiting, ill (it may mend), stopped (it is for us to act) or ended."""
    if health.state == "stopped" or (health.state == "ill" and health.who_must_act == "council"):
        return "stopped"
    return "well" if health.state == "fine" else health.state


def icon_of(platform: str, *, is_secret: bool = False) -> str:
    return "key" if is_secret else SHELVES.get(platform, SHELVES["feed"])[1]


def _about(follow: Follow, slug: str) -> dict[str, Any]:
    source = follow.source
    return {
        "page_url": reverse("desk:source", args=[slug, follow.id]),
        "kind": manner_of(source.platform).name,
        "icon": icon_of(source.platform),
        "shelf": SHELVES.get(source.platform, SHELVES["feed"])[0],
        "host": source.host,
        "home_url": source.home_url or source.url,
        "place_id": source.id,
    }


def _about_private(follow: PrivateFollow, slug: str) -> dict[str, Any]:
    return {
        "page_url": reverse("desk:private_source", args=[slug, follow.id]),
        "kind": manner_of(follow.platform).name,
        "icon": "key",
        "shelf": "private",
        "host": "",
        "home_url": "",
        "place_id": follow.id,
    }
