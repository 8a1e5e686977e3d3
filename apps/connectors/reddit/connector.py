"""Subreddits, through their open feeds and at Reddit's pace; never a person's posts."""

import re
from dataclasses import dataclass, replace
from datetime import timedelta

from django.utils.translation import gettext as _

from apps.connectors.contract import Capabilities, NothingThere, Passing, Place
from apps.connectors.feeds.manner import Manner, path_of
from apps.connectors.feeds.passports import passport
from apps.connectors.feeds.walking import Walk, usual_reason
from apps.net.secrecy import is_secret

OTHER_HOSTS = ("old.reddit.com", "new.reddit.com", "np.reddit.com", "m.reddit.com", "sh.reddit.com")
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_]{1,20}", re.ASCII)
_EVERYTHING = {"all", "popular", "friends", "mod"}
_PEOPLE = {"u", "user"}
# Stands at the end of every post; before 2018 there was no "/u/".
_SUBMITTED = re.compile(
    r"(?:^|\s)submitted\s+by\s*(?:/?u/)?[\w-]{1,40}(?:\s+to\s+(?:/?r/)?\w{1,40})?\s*"
    r"(?:\[link\]\s*)?(?:\[(?:\d+\s+)?comments?\]\s*)?$",
    re.I,
)


@dataclass(frozen=True)
class Reddit(Manner):
    """Recognised by a subreddit's address, or that of one of its posts."""

    platform = "reddit"
    platforms = frozenset({"reddit"})
    slow_down = frozenset({403, 429, 503})
    home: str = "https://www.reddit.com"

    def capabilities(self) -> Capabilities:
        return Capabilities(
            kinds={"reddit": _("Subreddit")},
            finds=_("New posts of a subreddit, within a few hours."),
            cannot=_("Comments, votes, and what one person writes."),
            deletions="while_listed",
            reply_mode="open_the_place",
            minimum_interval=timedelta(hours=1),
            pause_between=timedelta(minutes=1),
            passport=passport("reddit-2026-11", days=30),
        )

    def recognise(self, url: str) -> bool:
        return self.is_at_home(url, *OTHER_HOSTS) and not is_secret(url)

    def look_around(self, walk: Walk, url: str) -> list[Place]:
        name = _subreddit_in(url)
        address = f"{self.home}/r/{name}/new/.rss"
        place = self.read_place(walk, walk.opened(address, why_not=_why_not), address)
        return [
            replace(
                place,
                title=f"r/{name}",
                platform="reddit",
                feed_url=address,
                home_url=f"{self.home}/r/{name}/",
            )
        ]

    def told(self, item: Passing) -> Passing:
        return replace(
            item, text=_SUBMITTED.sub("", item.text).strip(), author=item.author.removeprefix("/u/")
        )


def _subreddit_in(url: str) -> str:
    """Raises NothingThere."""
    parts = path_of(url)
    name = parts[1].removesuffix(".rss") if len(parts) > 1 else ""
    if (parts[:1] and parts[0].lower() in _PEOPLE) or name.lower().startswith("u_"):
        raise NothingThere(
            _(
                "This is a person's page. We follow places, never a person: paste the subreddit where they talk."
            )
        )
    if parts[:1] == ["r"] and name.lower() in _EVERYTHING:
        raise NothingThere(
            _("This is all of Reddit and no place. Paste the subreddit of your town or subject.")
        )
    if parts[:1] == ["r"] and _NAME.fullmatch(name):
        return name.lower()
    raise NothingThere(
        _("On Reddit we can follow a subreddit. Its address looks like https://www.reddit.com/r/example/.")
    )


def _why_not(status: int) -> str:
    if status == 404:
        return _("Reddit knows no subreddit of this name. Is it spelled right?")
    if status in Reddit.slow_down:
        return _(
            "Reddit asks us to slow down (%(status)s), or does not open this subreddit to everybody. Try again in an"
            " hour."
        ) % {"status": status}
    return usual_reason(status)
