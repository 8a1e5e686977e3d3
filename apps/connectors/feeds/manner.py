"""Following a platform through its feeds: each has its own way of being recognised and of writing them."""

from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import ClassVar
from urllib.parse import urlsplit

from apps.connectors.contract import Capabilities, Look, Memory, NothingThere, Passing, Place, straight_away
from apps.connectors.feeds import polling
from apps.connectors.feeds.discovery import place_in
from apps.connectors.feeds.listing import Unreadable
from apps.connectors.feeds.walking import Walk, host_of, with_scheme
from apps.net.client import Answer
from apps.net.loopback import admitted_pairs


@dataclass(frozen=True)
class Manner(ABC):
    """What the platforms that are followed through feeds have in common.

    ``home`` is where the platform lives; tests stand it elsewhere. ``slow_down``: the statuses with which it asks us
    to wait.
    """

    platform: ClassVar[str]
    platforms: ClassVar[frozenset[str]]
    slow_down: ClassVar[frozenset[int]] = polling.SLOW_DOWN
    home: str = ""

    @abstractmethod
    def capabilities(self) -> Capabilities: ...

    @abstractmethod
    def recognise(self, url: str) -> bool: ...

    @abstractmethod
    def look_around(self, walk: Walk, url: str) -> list[Place]:
        """What can be followed at an address that ``recognise`` knew. Raises NothingThere."""

    def told(self, item: Passing) -> Passing:
        """An item as a person would tell it, without what the platform's feeds add to each."""
        return item

    def discover(
        self, url: str, *, at: datetime, before_each: Callable[[str], None] = straight_away
    ) -> list[Place]:
        """What can be followed there; raises NothingThere."""
        return self.look_around(Walk(at=at, before_each=before_each), url)

    def poll(self, memory: Memory, *, at: datetime, floor_seconds: int) -> Look:
        """One look, no more often than the platform likes."""
        floor = self._floor(memory.url, floor_seconds)
        look = polling.poll(memory, at=at, floor_seconds=floor, slow_down=self.slow_down)
        return replace(look, items=tuple(self.told(item) for item in look.items))

    def read_place(self, walk: Walk, answer: Answer, address: str) -> Place:
        """The place that a feed is, its items told. Raises NothingThere."""
        try:
            place = place_in(answer, address, at=walk.at)
        except Unreadable as broken:
            raise NothingThere(broken.sentence) from broken
        return replace(place, items=tuple(self.told(item) for item in place.items))

    def is_at_home(self, url: str, *others: str) -> bool:
        """Whether an address is one of the platform's own, or of its ``others`` hosts."""
        address = with_scheme(url)
        return host_of(address).removeprefix("www.") in {host_of(self.home).removeprefix("www."), *others}

    def _floor(self, url: str, seconds: int) -> int:
        # Only our own demonstration and tests may be asked more often than the platform likes.
        ours = urlsplit(url).netloc in admitted_pairs()
        return seconds if ours else max(seconds, int(self.capabilities().minimum_interval.total_seconds()))


def path_of(url: str) -> list[str]:
    """The parts of an address' path."""
    try:
        return [part for part in urlsplit(with_scheme(url)).path.split("/") if part]
    except ValueError:
        return []
