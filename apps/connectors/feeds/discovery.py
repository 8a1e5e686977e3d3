"""Pasting an address: what can be followed there, or a clear reason why nothing can."""

import re
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from typing import Literal
from urllib.parse import urljoin

from django.utils.translation import gettext as _

from apps.connectors.contract import SAMPLE, NothingThere, Passing, Place
from apps.connectors.feeds.items import passings
from apps.connectors.feeds.listing import Listing, NotAFeed, Unreadable
from apps.connectors.feeds.pages import announced
from apps.connectors.feeds.polling import home_of, permanent_address, title_of
from apps.connectors.feeds.reading import read
from apps.connectors.feeds.walking import Walk, spelled
from apps.net.client import Answer
from apps.net.secrecy import is_google_alert, is_secret

USUAL_PATHS = ("/feed/", "/rss", "/feed.xml", "/atom.xml", "/rss.xml")
PLAIN_WORDPRESS = "/?feed=rss2"
_COMMENTS = re.compile(r"/comments/feed|[?&]feed=comments-", re.I)
_ALERT_TITLE = re.compile(r"^Google Alert\s*[-–:]\s*", re.I)


def discover(url: str, *, at: datetime, before_each: Callable[[str], None]) -> list[Place]:
    """What can be followed at a pasted address, posts before comments, with at most six requests.

    Raises NothingThere with a sentence for people.
    """
    walk = Walk(at=at, before_each=before_each)
    address = spelled(url)
    return places_in(walk, walk.opened(address), address)


def places_in(walk: Walk, answer: Answer, address: str) -> list[Place]:
    """The place that an answer is, or those that it announces. Raises NothingThere."""
    try:
        return [place_in(answer, address, at=walk.at)]
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


def _around(walk: Walk, answer: Answer) -> Iterator[Place]:
    page = announced(answer)
    found = [place for address in page.feeds if (place := place_at(walk, address))]
    yield from found
    if found:
        return
    usual = (PLAIN_WORDPRESS, *USUAL_PATHS) if page.is_wordpress else USUAL_PATHS
    for path in usual:
        place = place_at(walk, urljoin(answer.url, path))
        if place:
            yield place
            return


def place_at(walk: Walk, address: str) -> Place | None:
    """The place at an address that a page announced or that is usual; None when there is none."""
    answer = walk.found(address)
    try:
        return place_in(answer, address, at=walk.at) if answer else None
    except Unreadable:
        return None


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
    is_alert = is_google_alert(feed_url) or is_google_alert(answer.url)
    return Place(
        title=_title(listing, is_alert=is_alert),
        home_url=home_of(listing, answer.url),
        feed_url=feed_url,
        kind="google_alert" if is_alert else listing.kind,
        platform="google_alerts" if is_alert else _platform(answer, listing),
        what_kind_of_thing=_thing(feed_url, items),
        items=items,
        secret=is_secret(feed_url) or is_secret(answer.url),
        read_at=answer.url,
    )


def _title(listing: Listing, *, is_alert: bool) -> str:
    title = title_of(listing)
    if not is_alert:
        return title
    return _("Google Alert: %(query)s") % {"query": _ALERT_TITLE.sub("", title)}


def _platform(answer: Answer, listing: Listing) -> str:
    wordpress = "wordpress" in listing.generator.lower() or "https://api.w.org/" in answer.headers.get(
        "link", ""
    )
    return "wordpress" if wordpress else "feed"


def _thing(feed_url: str, items: tuple[Passing, ...]) -> Literal["posts", "comments"]:
    remarks = bool(items) and all("#comment-" in item.url for item in items)
    return "comments" if remarks or _COMMENTS.search(feed_url) else "posts"
