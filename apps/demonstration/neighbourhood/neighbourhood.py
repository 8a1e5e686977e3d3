"""Everything that has been said in the two towns, as pure arithmetic over a seed, an opening time and a clock."""

import random
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from itertools import islice

from apps.demonstration.neighbourhood.places import BY_SLUG, PLACES, Place
from apps.demonstration.neighbourhood.rhythm import SECOND, streams
from apps.demonstration.neighbourhood.slots import SLOTS, Slots, fill, without
from apps.demonstration.neighbourhood.stamps import instant, slugified, stamp, stamped
from apps.demonstration.neighbourhood.texts import Text, texts

LISTED = 20
"""How many items a feed or a home page lists."""

_KEPT_BY_HAND = 40
_HERO_EVERY = 3
_EARLIER = (0, 1, 0, 2)
_NTH_ANSWER = (0, 1, 0, 0)


@dataclass(frozen=True)
class Post:
    """A post, or a comment when ``beneath`` is the post it answers. ``paragraphs`` are plain text."""

    place: Place
    at: datetime
    title: str
    author: str
    tags: tuple[str, ...]
    paragraphs: tuple[str, ...]
    answers: int = 0
    beneath: "Post | None" = None
    shared_from: Place | None = None

    @property
    def stamp(self) -> str:
        return stamp(self.at)

    @property
    def path(self) -> str:
        """Where it is read, without the host; it names the moment, so a page is found again years later."""
        if self.beneath is not None:
            return f"{self.beneath.path}#comment-{self.stamp}"
        return f"{self.place.home}{slugified(self.title)}-{self.stamp}/"


class Neighbourhood:
    """What can be read at ``clock()``. The same seed, opening time and beat always say the same.

    ``every`` is seconds between two items, at least 0.1; ``opened`` must carry a time zone and is when the
    history ends and the publishing begins (default: now). Holds no more than 40 items per place, those by hand.
    """

    def __init__(
        self,
        clock: Callable[[], datetime],
        seed: int = 1,
        *,
        every: float = 15.0,
        opened: datetime | None = None,
    ) -> None:
        self.clock = clock
        self.seed = seed
        self.opened = (opened or clock()).astimezone(UTC).replace(microsecond=0)
        self._streams = streams(seed, self.opened, max(1, round(every * SECOND)))
        self._by_hand: dict[str, deque[Post]] = {place.slug: deque(maxlen=_KEPT_BY_HAND) for place in PLACES}

    def posts(self, slug: str, limit: int = LISTED) -> list[Post]:
        """The newest posts of a place, newest first. Raises KeyError for an unknown slug."""
        stream = self._streams[slug, "posts"]
        count = stream.count(self._moment())
        said = [self._post(slug, index) for index in range(max(0, count - limit), count)]
        newest = sorted((*tuple(self._by_hand[slug]), *said), key=lambda post: post.at, reverse=True)
        return [self._with_answers(post) for post in islice(newest, limit)]

    def comments(self, slug: str, limit: int = LISTED) -> list[Post]:
        """The newest comments of a place that has them, newest first; each with the post it answers."""
        stream = self._streams[slug, "comments"]
        count = stream.count(self._moment())
        return [self._comment(slug, index) for index in reversed(range(max(0, count - limit), count))]

    def comments_on(self, post: Post) -> list[Post]:
        """Oldest first."""
        stream = self._streams.get((post.place.slug, "comments"))
        index = self._streams[post.place.slug, "posts"].index(self._moment(post.at))
        if stream is None or index is None:
            return []
        until = stream.count(self._moment())
        answers = [answer for answer in range(index, min(index + 3, until)) if _parent(answer) == index]
        return [self._comment(post.place.slug, answer) for answer in answers]

    def post_at(self, slug: str, path: str) -> Post | None:
        """The post whose address ends so, if it has been published."""
        at = instant(path)
        if at is None or at > self.clock():
            return None
        by_hand = (post for post in tuple(self._by_hand[slug]) if post.at == at)
        index = self._streams[slug, "posts"].index(self._moment(at))
        found = next(by_hand, None) or (None if index is None else self._post(slug, index))
        return found and self._with_answers(found)

    def publish(self, slug: str, *, title: str = "", text: str = "", author: str = "") -> Post:
        """Say something at a place now: these words, or else a text from its pool."""
        at = stamped(self.clock())
        stream = self._streams[slug, "posts"]
        taken = {post.at for post in tuple(self._by_hand[slug])}
        while at in taken or stream.index(self._moment(at)) is not None:
            at += timedelta(milliseconds=100)
        post = replace(self._post(slug, stream.count(self._moment()) + 7), at=at)
        if title or text:
            post = replace(post, title=title or text[:60], paragraphs=(text or title,), tags=())
        post = replace(post, author=author or post.author)
        self._by_hand[slug].append(post)
        return post

    def _moment(self, at: datetime | None = None) -> int:
        return (stamped(at or self.clock()) - self.opened) // timedelta(milliseconds=100)

    def _at(self, moment: int) -> datetime:
        return self.opened + timedelta(milliseconds=100 * moment)

    def _post(self, slug: str, index: int) -> Post:
        place, moment = BY_SLUG[slug], self._streams[slug, "posts"].moment(index)
        sources = self._sources(place, moment) if place.gathers and index % 2 == 0 else []
        if sources:
            source, latest = sources[index // 2 % len(sources)]
            return replace(
                self._post(source.slug, latest), place=place, at=self._at(moment), shared_from=source
            )
        text, turn = self._text(place, index)
        return _said(place, text, turn, self._at(moment))

    def _sources(self, place: Place, moment: int) -> list[tuple[Place, int]]:
        """The town's other places that had spoken by then, each with the number of its latest post: what a
        gathering place passes on word for word."""
        others = (other for other in PLACES if other.town == place.town and not other.gathers)
        counts = ((other, self._streams[other.slug, "posts"].count(moment)) for other in others)
        return [(other, count - 1) for other, count in counts if count]

    def _text(self, place: Place, index: int) -> tuple[Text, int]:
        """Which text an item has, and how often the pool has gone round; every third may be a hero, counted so
        that the last item of the history is the first hero."""
        pool = texts(place.slug)
        heroes = tuple(text for text in pool if text.hero)
        if not heroes:
            return self._from(pool, index // 2 if place.gathers else index, place.slug)
        lap, turn = divmod(index + 1 - len(self._streams[place.slug, "posts"].past), _HERO_EVERY)
        if turn == 0:
            again, which = divmod(lap, len(heroes))
            return heroes[which], again
        plain = tuple(text for text in pool if not text.hero)
        return self._from(plain, lap * (_HERO_EVERY - 1) + turn - 1, place.slug)

    def _from(self, pool: tuple[Text, ...], index: int, slug: str) -> tuple[Text, int]:
        again, which = divmod(index, len(pool))
        text = pool[_shuffled(f"{self.seed} {slug}", len(pool))[(which + again) % len(pool)]]
        return text, again + text.offset

    def _comment(self, slug: str, index: int) -> Post:
        parent_index = _parent(index)
        parent = self._post(slug, parent_index)
        text, turn = self._text(parent.place, parent_index)
        reply = text.replies[turn % (len(text.replies) - 1) + _NTH_ANSWER[index % 4]]
        slots = _slots(parent.place, text)
        at = self._at(self._streams[slug, "comments"].moment(index))
        return Post(
            place=parent.place,
            at=at,
            title=parent.title,
            author=reply.author,
            tags=(),
            paragraphs=(fill(reply.words, turn, slots),),
            beneath=parent,
        )

    def _with_answers(self, post: Post) -> Post:
        return replace(post, answers=len(self.comments_on(post)))


def _parent(comment: int) -> int:
    """Which post a comment answers: some get two answers, some one, some none."""
    return comment - _EARLIER[comment % 4]


def _said(place: Place, text: Text, turn: int, at: datetime) -> Post:
    slots = _slots(place, text)
    paragraphs = tuple(_capital(fill(paragraph, turn, slots)) for paragraph in text.paragraphs)
    return Post(place, at, fill(text.title, turn, slots), text.author, text.tags, paragraphs)


def _slots(place: Place, text: Text) -> Slots:
    return without(SLOTS[place.town], {text.author, *(reply.author for reply in text.replies)})


def _capital(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:]


@lru_cache(maxsize=128)
def _shuffled(key: str, length: int) -> tuple[int, ...]:
    return tuple(random.Random(key).sample(range(length), length))
