"""Bluesky profiles, through the feed that bsky.app gives of each. No key, no API, no firehose."""

import re
from dataclasses import dataclass, replace
from datetime import timedelta

from django.utils.translation import gettext as _

from apps.connectors.contract import Capabilities, NothingThere, Passing, Place
from apps.connectors.feeds.manner import Manner, path_of
from apps.connectors.feeds.passports import passport
from apps.connectors.feeds.walking import Walk, usual_reason

_HANDLE = re.compile(
    r"@?([a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)+)", re.I | re.ASCII
)
_DID = re.compile(r"did:(?:plc:[a-z2-7]{24}|web:[a-z0-9.-]{3,250})", re.ASCII)
_NAMED = re.compile(r"^@(\S+)")
# What bsky.app puts in place of a picture, a quoted post or a card, and in place of a title.
_INSTEAD = re.compile(r"\s*\[contains quote post or other embedded content\]\s*", re.I)
_NO_TITLE = re.compile(r"@\S+ post", re.I)


@dataclass(frozen=True)
class Bluesky(Manner):
    """Recognised by a profile's address, or that of one of its posts."""

    platform = "bluesky"
    platforms = frozenset({"bluesky"})
    home: str = "https://bsky.app"

    def capabilities(self) -> Capabilities:
        return Capabilities(
            kinds={"bluesky": _("Bluesky account")},
            finds=_("The newest posts of an organisation's or group's account, without its replies."),
            cannot=_("Pictures, quoted posts, answers of others, accounts that are shown to members only."),
            deletions="while_listed",
            reply_mode="open_the_place",
            minimum_interval=timedelta(minutes=15),
            passport=passport("bluesky-2026-11"),
        )

    def recognise(self, url: str) -> bool:
        return self.is_at_home(url)

    def look_around(self, walk: Walk, url: str) -> list[Place]:
        asked = f"{self.home}/profile/{_actor_in(url)}/rss"
        answer = walk.opened(asked, why_not=_why_not)
        place = self.read_place(walk, answer, asked)
        named = _NAMED.match(place.title)
        actor = _actor_in(answer.url)
        address = f"{self.home}/profile/{actor}/rss"
        account = (named[1] if named else actor).lower()
        return [replace(place, platform="bluesky", feed_url=address, account=account)]

    def told(self, item: Passing) -> Passing:
        title = "" if _NO_TITLE.fullmatch(item.title) else item.title
        return replace(item, title=title, text=_INSTEAD.sub("\n", item.text).strip())


def _actor_in(url: str) -> str:
    """The handle or the lasting name (DID) in a profile's address. Raises NothingThere."""
    parts = path_of(url)
    named = parts[1] if parts[:1] == ["profile"] and parts[1:] else ""
    is_feed_of_others = parts[2:3] in (["feed"], ["lists"])
    handle = _HANDLE.fullmatch(named)
    if not is_feed_of_others and handle:
        return handle[1].lower()
    if not is_feed_of_others and _DID.fullmatch(named):
        return named
    raise NothingThere(
        _(
            "On Bluesky we can follow the account of an organisation or a group. Paste the address of its profile:"
            " it looks like https://bsky.app/profile/example.org."
        )
    )


def _why_not(status: int) -> str:
    if status == 403:
        return _(
            "This account asked Bluesky to show it only to people who are signed in there. We respect that."
        )
    if status in (400, 404):
        return _("Bluesky knows no account of this name. Is it spelled right?")
    return usual_reason(status)
