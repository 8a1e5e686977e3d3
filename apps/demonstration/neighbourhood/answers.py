"""Which address answers what: from a path to status, kind, body and age, before HTTP's manners are added."""

import mimetypes
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from apps.demonstration.neighbourhood import feeds, pages
from apps.demonstration.neighbourhood.neighbourhood import Neighbourhood
from apps.demonstration.neighbourhood.places import BY_SLUG, GONE, MOVED, PLACES, Place

HTML = "text/html; charset=UTF-8"
_KINDS = {".rss": "application/rss+xml", ".xml": "text/xml", ".json": "application/feed+json"}
_TIRED_EVERY = 10
_TIRED_FOR = 60


@dataclass(frozen=True)
class Answer:
    body: bytes
    kind: str = HTML
    status: int = 200
    changed: datetime | None = None
    headers: tuple[tuple[str, str], ...] = field(default=())


def answer(
    neighbourhood: Neighbourhood, path: str, base: str, *, every: float, real_feeds: Path | None
) -> Answer:
    """Never raises: what nobody knows is a 404. ``real_feeds`` is a folder served under /feeds/."""
    fixed: dict[str, Callable[[], Answer]] = {
        "/": lambda: Answer(pages.index(base, every).encode()),
        "/robots.txt": lambda: Answer(b"User-agent: *\nAllow: /\n", "text/plain; charset=UTF-8"),
    }
    if path in fixed:
        return fixed[path]()
    if path.startswith("/feeds/") and real_feeds is not None:
        return _real_feed(real_feeds, path.removeprefix("/feeds/"))
    place = next((place for place in PLACES if path.startswith(place.home)), None)
    if place is not None:
        return _of_place(neighbourhood, place, path.removeprefix(place.home), base)
    return _closed(path, base)


def _of_place(neighbourhood: Neighbourhood, place: Place, rest: str, base: str) -> Answer:
    if place.tires and rest == place.feed_name and _tired(neighbourhood.clock()):
        return _tired_answer(neighbourhood.clock())
    if rest == "":
        return _home(neighbourhood, place, base)
    if rest == place.feed_name:
        changed = feeds.newest(neighbourhood.posts(place.slug))
        return Answer(feeds.feed(neighbourhood, place.slug, base), place.content_type, changed=changed)
    if place.has_comments and rest == "comments/feed/":
        changed = feeds.newest(neighbourhood.comments(place.slug))
        return Answer(
            feeds.comments_feed(neighbourhood, place.slug, base), place.content_type, changed=changed
        )
    return _post(neighbourhood, place, rest, base)


def _home(neighbourhood: Neighbourhood, place: Place, base: str) -> Answer:
    links = tuple(
        ("Link", f'<{base}{path}>; rel="alternate"; type="{kind}"')
        for kind, _, path in pages.alternates(place)
    )
    changed = feeds.newest(neighbourhood.posts(place.slug))
    return Answer(pages.home(neighbourhood, place.slug).encode(), changed=changed, headers=links)


def _post(neighbourhood: Neighbourhood, place: Place, rest: str, base: str) -> Answer:
    wants_comments = place.has_comments and rest.endswith("/feed/")
    post = neighbourhood.post_at(place.slug, rest.removesuffix("/feed/"))
    if post is None:
        return _missing()
    changed = feeds.newest([post, *neighbourhood.comments_on(post)])
    if wants_comments:
        return Answer(
            feeds.post_comments_feed(neighbourhood, post, base), place.content_type, changed=changed
        )
    return Answer(pages.post_page(neighbourhood, post).encode(), changed=changed)


def _closed(path: str, base: str) -> Answer:
    for old, slug in MOVED.items():
        if path.startswith(old):
            place = BY_SLUG[slug]
            to = base + (place.home if path == old else place.feed)
            return Answer(
                pages.plain_page("We have moved", to).encode(), status=301, headers=(("Location", to),)
            )
    for old, why in GONE.items():
        if path.startswith(old):
            return Answer(pages.plain_page("This place has closed", why).encode(), status=410)
    return _missing()


def _missing() -> Answer:
    says = "Nobody at this address. Perhaps the post was taken down, or the link lost its tail on the way."
    return Answer(pages.plain_page("There is nothing here", says).encode(), status=404)


def _tired(at: datetime) -> bool:
    """The shop's cheap hosting needs a rest for one minute in ten."""
    return at.minute % _TIRED_EVERY == _TIRED_EVERY - 1


def _tired_answer(at: datetime) -> Answer:
    says = "The shop's computer is having a minute. It asks you to come back when it has had it."
    wait = str(_TIRED_FOR - at.second)
    return Answer(
        pages.plain_page("Too many callers", says).encode(), status=429, headers=(("Retry-After", wait),)
    )


def _real_feed(folder: Path, name: str) -> Answer:
    file = next((file for file in folder.iterdir() if file.name == name and file.is_file()), None)
    if file is None:
        return _missing()
    kind = _KINDS.get(file.suffix) or mimetypes.guess_type(file.name)[0] or "application/octet-stream"
    return Answer(file.read_bytes(), kind)
