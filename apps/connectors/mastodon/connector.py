"""Accounts and tags of Mastodon and of servers like it, through the feeds that they give. No key, no API."""

import re
from dataclasses import dataclass, replace
from datetime import timedelta
from urllib.parse import urlsplit

from django.utils.translation import gettext as _

from apps.connectors.contract import Capabilities, NothingThere, Passing, Place
from apps.connectors.feeds.discovery import places_in
from apps.connectors.feeds.listing import Unreadable
from apps.connectors.feeds.manner import Manner
from apps.connectors.feeds.pages import announced
from apps.connectors.feeds.passports import passport
from apps.connectors.feeds.walking import Walk, spelled
from apps.connectors.mastodon.addresses import Meant, meant_by
from apps.connectors.mastodon.servers import asks_to_be_left_out, speaks_activitypub
from apps.net.client import Answer

_AUTHOR = re.compile(r"/@(?P<name>[\w.-]{1,60})(?:@(?P<host>[\w.-]{1,200}))?(?:/|$)", re.ASCII)


@dataclass(frozen=True)
class Mastodon(Manner):
    """Recognised by the shape of an address, then by what its server says of itself."""

    platform = "mastodon"
    platforms = frozenset({"mastodon", "mastodon_tag"})

    def capabilities(self) -> Capabilities:
        return Capabilities(
            kinds={"mastodon": _("Mastodon account"), "mastodon_tag": _("Mastodon tag")},
            finds=_(
                "The newest posts under a tag, as that server sees them, or of an organisation's account."
            ),
            cannot=_("What other servers have not passed on to that one; replies; how many people liked it."),
            deletions="while_listed",
            reply_mode="open_the_place",
            minimum_interval=timedelta(minutes=15),
            passport=passport("mastodon-2026-11"),
        )

    def recognise(self, url: str) -> bool:
        return meant_by(url) is not None

    def look_around(self, walk: Walk, url: str) -> list[Place]:
        meant = meant_by(url)
        if meant is None:
            raise NothingThere(_("This is no address of an account or a tag."))
        page = spelled(meant.page)
        answer = walk.opened(page)
        if not speaks_activitypub(walk, answer):
            asked = page if url.startswith("@") else spelled(url)
            return places_in(walk, answer if asked == page else walk.opened(asked), asked)
        meant = meant_by(answer.url) or meant
        if meant.user and asks_to_be_left_out(answer):
            raise NothingThere(_("This account asks programs to leave it out. We respect that."))
        return [self._place(walk, answer, meant)]

    def told(self, item: Passing) -> Passing:
        """Posts have no title of their own; where a server makes one up from the text, it goes."""
        title = "" if item.text else item.title
        return replace(item, title=title, author=item.author or _author_in(item.url))

    def _place(self, walk: Walk, page: Answer, meant: Meant) -> Place:
        for address in dict.fromkeys((*announced(page).feeds, f"{page.url.rstrip('/')}.rss")):
            place = self._place_at(walk, address)
            if place is not None:
                return _named(place, meant, urlsplit(page.url).netloc.lower())
        raise NothingThere(
            _("This server gives no feed of it. Ask the people behind it to switch theirs on.")
        )

    def _place_at(self, walk: Walk, address: str) -> Place | None:
        answer = walk.found(address)
        try:
            return self.read_place(walk, answer, address) if answer else None
        except (NothingThere, Unreadable):
            return None


def _named(place: Place, meant: Meant, host: str) -> Place:
    if meant.tag:
        title = _("#%(tag)s on %(server)s") % {"tag": meant.tag, "server": host}
        return replace(place, title=title, platform="mastodon_tag")
    return replace(place, platform="mastodon", account=f"{meant.user}@{host}")


def _author_in(url: str) -> str:
    """Under a tag only the address of a post says whose it is."""
    parts = urlsplit(url)
    found = _AUTHOR.match(parts.path)
    return f"@{found['name']}@{found['host'] or parts.netloc.lower()}" if found else ""
