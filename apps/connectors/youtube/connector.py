"""YouTube channels, through the feed that each has. No key, no API."""

import re
from dataclasses import dataclass, replace
from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

from django.utils.translation import gettext as _

from apps.connectors.contract import Capabilities, NothingThere, Passing, Place
from apps.connectors.feeds.manner import Manner, path_of
from apps.connectors.feeds.passports import passport
from apps.connectors.feeds.walking import Walk, host_of, with_scheme
from apps.connectors.youtube.pages import channel_id_in
from apps.net.client import Answer

OTHER_HOSTS = ("m.youtube.com", "music.youtube.com", "youtu.be")
FEED_PATH = "/feeds/videos.xml"
_ID = re.compile(r"UC[\w-]{22}", re.ASCII)
_PAGES = ("c", "user", "channel", "shorts", "live", "watch", "feeds")


@dataclass(frozen=True)
class YouTube(Manner):
    """Recognised by a channel's address in any of its spellings, or by one of its videos."""

    platform = "youtube"
    platforms = frozenset({"youtube"})
    home: str = "https://www.youtube.com"

    def capabilities(self) -> Capabilities:
        return Capabilities(
            kinds={"youtube": _("YouTube channel")},
            finds=_("The newest fifteen videos of a channel, with title and description, within the hour."),
            cannot=_("Comments, older videos, how often something was watched."),
            deletions="while_listed",
            reply_mode="open_the_place",
            minimum_interval=timedelta(minutes=15),
            passport=passport("youtube-2026-11", days=30),
        )

    def recognise(self, url: str) -> bool:
        return self.is_at_home(url, *OTHER_HOSTS)

    def look_around(self, walk: Walk, url: str) -> list[Place]:
        channel = self._channel_named(url) or self._channel_of_page(walk, url)
        address = f"{self.home}{FEED_PATH}?channel_id={channel}"
        place = self.read_place(walk, walk.opened(address), address)
        home = f"{self.home}/channel/{channel}"
        return [
            replace(
                place, platform="youtube", feed_url=address, home_url=home, account=f"{channel}@youtube.com"
            )
        ]

    def told(self, item: Passing) -> Passing:
        """Every item is a film; the picture in front of it is none of its own."""
        return replace(item, media=("video",))

    def _channel_named(self, url: str) -> str:
        """The channel that the address itself names; "" when only the page knows."""
        parts = path_of(url)
        named = [parts[1]] if parts[:1] == ["channel"] and parts[1:] else []
        named += parse_qs(urlsplit(with_scheme(url)).query).get("channel_id", [])
        return next((name for name in named if _ID.fullmatch(name)), "")

    def _channel_of_page(self, walk: Walk, url: str) -> str:
        address = self._page(url)
        channel = channel_id_in(self._read(walk, address))
        if not channel:
            raise NothingThere(
                _(
                    "This page of YouTube does not say which channel it belongs to. Paste the address of the channel"
                    " itself: it begins with youtube.com/channel/UC or youtube.com/@."
                )
            )
        return channel

    def _page(self, url: str) -> str:
        """The page to ask, on the one host that we know. Raises NothingThere where there is no channel behind it."""
        parts, query = path_of(url), parse_qs(urlsplit(with_scheme(url)).query)
        if host_of(with_scheme(url)) == "youtu.be" and parts:
            return f"{self.home}/watch?v={parts[0]}"
        if parts[:1] == ["feeds"] and "user" in query:
            return f"{self.home}/user/{query['user'][0]}"
        if parts[:1] == ["watch"] and "v" in query:
            return f"{self.home}/watch?v={query['v'][0]}"
        if parts and (parts[0].startswith("@") or (parts[0] in _PAGES and len(parts) > 1)):
            return f"{self.home}/{'/'.join(parts[: 1 if parts[0].startswith('@') else 2])}"
        raise NothingThere(
            _(
                "This is a page of YouTube, but no channel. Paste the address of a channel or of one of its videos."
            )
        )

    def _read(self, walk: Walk, address: str) -> Answer:
        answer = walk.opened(address)
        if host_of(answer.url).startswith("consent."):
            raise NothingThere(
                _(
                    "YouTube asks for consent to its cookies before it shows this page, and we give none. Paste the"
                    " address of the channel that begins with youtube.com/channel/UC: the channel's page shows it under"
                    " “Share channel”, “Copy channel ID”."
                )
            )
        return answer
