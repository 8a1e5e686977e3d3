"""What a feed said, before any of it is believed: one shape for RSS, RDF, Atom and JSON."""

from dataclasses import dataclass, field
from typing import Literal

Markup = Literal["html", "text"]


@dataclass(kw_only=True)
class Words:
    """A text as it was written, and whether it is markup."""

    raw: str = ""
    markup: Markup = "html"

    def __bool__(self) -> bool:
        return bool(self.raw.strip())


@dataclass(kw_only=True)
class Entry:
    """One entry as it was written; addresses may be relative to ``base``.

    ``media``: pairs of what kind it says it is, or "", and where it is.
    """

    native_id: str = ""
    link: str = ""
    base: str = ""
    title: Words = field(default_factory=Words)
    summary: Words = field(default_factory=Words)
    content: Words = field(default_factory=Words)
    author: str = ""
    language: str = ""
    dates: list[str] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    comments_feed: str = ""
    media: list[tuple[str, str]] = field(default_factory=list)


@dataclass(kw_only=True)
class Listing:
    """One feed as it was written. ``complete`` is False when reading stopped before its end."""

    kind: str = ""
    title: Words = field(default_factory=Words)
    home: str = ""
    hub: str = ""
    topic: str = ""
    base: str = ""
    author: str = ""
    language: str = ""
    generator: str = ""
    ttl_minutes: str = ""
    update_period: str = ""
    update_frequency: str = ""
    quiet_hours: list[str] = field(default_factory=list)
    quiet_days: list[str] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)
    complete: bool = True


class Unreadable(Exception):
    """The bytes are a feed that we will not or cannot read; ``sentence`` tells people why."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


class NotAFeed(Unreadable):
    """The bytes are something else: a web page, nothing, another format."""
