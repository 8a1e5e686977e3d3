"""Pasting an address: what can be followed there, or a clear reason why nothing can."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from urllib.parse import urljoin, urlsplit

from django.utils.translation import gettext as _

from apps.connectors.addresses import is_google_alert, is_secret
from apps.connectors.contract import SAMPLE, NothingThere, Passing, Place
from apps.connectors.feeds.items import passings
from apps.connectors.feeds.listing import Listing, NotAFeed, Unreadable
from apps.connectors.feeds.pages import announced
from apps.connectors.feeds.polling import ACCEPT, home_of, permanent_address, title_of
from apps.connectors.feeds.reading import read
from apps.net.client import Answer, WayOutRefused, check_address, get

MOST_REQUESTS = 6
USUAL_PATHS = ("/feed/", "/rss", "/feed.xml", "/atom.xml", "/rss.xml")
PLAIN_WORDPRESS = "/?feed=rss2"
_SCHEME = re.compile(r"^([a-z][a-z0-9+.-]*):(?!\d)", re.I)
_FEED_SCHEME = re.compile(r"^feed:(?://)?(?=https?://)|^feed(?=://)", re.I)
_COMMENTS = re.compile(r"/comments/feed|[?&]feed=comments-", re.I)


@dataclass(kw_only=True)
class _Walk:
    """The requests that one look at an address may still make."""

    at: datetime
    before_each: Callable[[str], None]
    left: int = MOST_REQUESTS

    def fetch(self, address: str) -> Answer:
        self.left -= 1
        self.before_each(address)
        return get(address, headers={"accept": f"text/html, {ACCEPT}"})

    def place_at(self, address: str) -> Place | None:
        """The place at an address that a page announced or that is usual; None when there is none."""
        if self.left <= 0 or _is_google_news(address):
            return None
        try:
            checked = check_address(address)
            answer = self.fetch(checked)
            return place_in(answer, checked, at=self.at) if answer.status == 200 else None
        except (WayOutRefused, Unreadable):
            return None


def discover(url: str, *, at: datetime, before_each: Callable[[str], None]) -> list[Place]:
    """What can be followed at a pasted address, posts before comments, with at most six requests.

    Raises NothingThere with a sentence for people.
    """
    walk = _Walk(at=at, before_each=before_each)
    address = _address(url)
    answer = _opened(walk, address)
    try:
        return [place_in(answer, address, at=at)]
    except NotAFeed:
        places = _each_once(_around(walk, answer))
    except Unreadable as broken:
        raise NothingThere(broken.sentence) from broken
    if not places:
        raise NothingThere(
            _(
                "We looked at this page and in the usual places but found no feed. Ask the people behind it for theirs."
            )
        )
    return sorted(places, key=lambda place: place.what_kind_of_thing, reverse=True)


def scheme_of(written: str) -> str:
    """The scheme in lower case; "" for ``example.org:8000/news``, which has none."""
    found = _SCHEME.match(written.strip())
    return found[1].lower() if found else ""


def _is_a_mere_word(address: str) -> bool:
    """Neither a dot nor a port: a slip, not the name of a machine in some private network."""
    return not {".", ":"} & set(address.partition("/")[0])


def _address(written: str) -> str:
    address = _FEED_SCHEME.sub(lambda found: "" if found[0].endswith((":", "/")) else "http", written.strip())
    if not scheme_of(address):
        if _is_a_mere_word(address):
            raise NothingThere(
                _("This does not look like a web address. One looks like https://example.org/news.")
            )
        address = f"https://{address}"
    if _is_google_news(address):
        raise NothingThere(
            _(
                "Google News allows its feeds only for personal, non-commercial reading, so a council cannot follow"
                " them here. Follow the newspapers' own feeds instead."
            )
        )
    try:
        return check_address(address)
    except WayOutRefused as refused:
        raise NothingThere(refused.message) from refused


def _opened(walk: _Walk, address: str) -> Answer:
    try:
        answer = walk.fetch(address)
    except WayOutRefused as refused:
        raise NothingThere(refused.message) from refused
    if _is_google_news(answer.url):
        return _opened(walk, _address(answer.url))
    if answer.status != 200:
        raise NothingThere(_why_not(answer.status))
    return answer


def _why_not(status: int) -> str:
    if status in (401, 403, 407, 451):
        return _("This place does not let us in (%(status)s). Ask its owner for an open feed.") % {
            "status": status
        }
    if status == 410:
        return _("What was at this address has gone for good (410). Is there a new one?")
    if status == 404:
        return _("Nothing is at this address (%(status)s). Is it spelled right?") % {"status": status}
    if status in (429, 503):
        return _("This place is too busy for us just now (%(status)s). Try again later.") % {"status": status}
    return _("This place answers with an error (%(status)s).") % {"status": status}


def _around(walk: _Walk, answer: Answer) -> Iterator[Place]:
    page = announced(answer)
    found = [place for address in page.feeds if (place := walk.place_at(address))]
    yield from found
    if found:
        return
    usual = (PLAIN_WORDPRESS, *USUAL_PATHS) if page.is_wordpress else USUAL_PATHS
    for path in usual:
        place = walk.place_at(urljoin(answer.url, path))
        if place:
            yield place
            return


def _each_once(places: Iterable[Place]) -> list[Place]:
    # Many sites announce the same posts as RSS and as Atom; offering both would only be a riddle.
    once: dict[object, Place] = {}
    for place in places:
        shown = tuple(item.url for item in place.items)
        once.setdefault(shown or place.feed_url, place)
    return list(once.values())


def place_in(answer: Answer, asked: str, *, at: datetime) -> Place:
    """The place that this answer to a request for ``asked`` is; raises NotAFeed or Unreadable."""
    listing = read(answer.body, answer.headers.get("content-type", ""))
    items = passings(listing, url=answer.url, at=at)[:SAMPLE]
    feed_url = permanent_address(answer.hops) or asked
    return Place(
        title=title_of(listing),
        home_url=home_of(listing, answer.url),
        feed_url=feed_url,
        kind="google_alert" if is_google_alert(feed_url) else listing.kind,
        platform=_platform(answer, listing, feed_url),
        what_kind_of_thing=_thing(feed_url, items),
        items=items,
        secret=is_secret(feed_url),
    )


def _platform(answer: Answer, listing: Listing, feed_url: str) -> str:
    if is_google_alert(feed_url):
        return "google_alerts"
    if (urlsplit(feed_url).hostname or "").removeprefix("www.") == "youtube.com":
        return "youtube"
    wordpress = "wordpress" in listing.generator.lower() or "https://api.w.org/" in answer.headers.get(
        "link", ""
    )
    return "wordpress" if wordpress else "feed"


def _thing(feed_url: str, items: tuple[Passing, ...]) -> Literal["posts", "comments"]:
    remarks = bool(items) and all("#comment-" in item.url for item in items)
    return "comments" if remarks or _COMMENTS.search(feed_url) else "posts"


def _is_google_news(address: str) -> bool:
    return (_host(address) or "").rstrip(".") == "news.google.com"


def _host(address: str) -> str | None:
    try:
        return urlsplit(address).hostname
    except ValueError:
        return None
