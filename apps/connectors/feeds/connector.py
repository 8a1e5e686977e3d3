"""Feeds of every kind, WordPress among them, behind the one contract."""

from collections.abc import Callable
from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from apps.connectors.contract import Capabilities, Look, Memory, Place, straight_away
from apps.connectors.feeds import discovery, polling
from apps.connectors.feeds.pace import ORDINARY_FLOOR
from apps.connectors.feeds.passports import passport
from apps.connectors.feeds.walking import scheme_of


class Feeds:
    """RSS, RDF, Atom and JSON feeds; also what to do with an address that no other connector knows."""

    platform = "feed"
    platforms = frozenset({"feed", "wordpress", "google_alerts"})

    def capabilities(self) -> Capabilities:
        """What feeds give us and what they do not."""
        return Capabilities(
            kinds={
                "feed": _("Feed"),
                "wordpress": _("WordPress site"),
                "google_alerts": _("Google Alert"),
            },
            finds=_("Posts and comments of sites that publish a feed, within minutes to a day."),
            cannot=_("Anything older than the feed lists, likes and shares, and pages without a feed."),
            deletions="while_listed",
            reply_mode="open_the_place",
            minimum_interval=timedelta(seconds=ORDINARY_FLOOR),
            passport=passport("open-web-2026-11"),
        )

    def recognise(self, url: str) -> bool:
        """Any web address may be, or announce, a feed."""
        return scheme_of(url) in {"", "http", "https", "feed"}

    def discover(
        self, url: str, *, at: datetime, before_each: Callable[[str], None] = straight_away
    ) -> list[Place]:
        """What can be followed there; raises NothingThere."""
        return discovery.discover(url, at=at, before_each=before_each)

    def poll(self, memory: Memory, *, at: datetime, floor_seconds: int) -> Look:
        """One polite look."""
        return polling.poll(memory, at=at, floor_seconds=floor_seconds)
