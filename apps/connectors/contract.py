"""What every outside system looks like from within: one shape for what passed by, one for how a look went."""

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from dataclasses import fields as fields_of
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Any, Literal, Protocol, Self

MOST_ITEMS = 300
SAMPLE = 10
MOST_TEXT = 50_000
NEVER = datetime(9999, 1, 1, tzinfo=UTC)

WhoMustAct = Literal["nobody", "council", "operator"]


@dataclass(frozen=True, kw_only=True)
class Passing:
    """One public item as read outside.

    ``identity`` is unique within its source and at most 300 characters: ``id:…`` (guid, atom:id, JSON id),
    else ``url:…``, else ``hash:…`` (SHA-256 of title and text). ``url`` and ``comments_feed_url`` are http(s)
    or empty; ``title`` (one line) and ``text`` (at most 50,000 characters) are plain text, never markup;
    ``author`` is a display name, never an address; ``published_at`` is aware UTC or None when unreadable.
    ``media``: what else it holds, "image" and "video"; ``links_to``: the other hosts that its links lead to,
    without ``www.``, at most ten.
    """

    identity: str
    native_id: str = ""
    url: str = ""
    title: str = ""
    text: str = ""
    author: str = ""
    language: str = ""
    published_at: datetime | None = None
    tags: tuple[str, ...] = ()
    comments_feed_url: str = ""
    media: tuple[str, ...] = ()
    links_to: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Place:
    """Something that can be followed, with at most ten of its items, newest first.

    ``secret`` says that whoever knows the address can read it, so it must not enter the shared buffer.
    ``account``: whose it is, as their platform names them (``lovecrawley@social.example``), where everything there is
    by one account; it is followed only if that is an organisation or a group. ``read_at``: where the answer came from.
    """

    title: str
    home_url: str
    feed_url: str
    kind: str
    platform: str
    what_kind_of_thing: Literal["posts", "comments"] = "posts"
    items: tuple[Passing, ...] = ()
    secret: bool = False
    account: str = ""
    read_at: str = ""


class NothingThere(Exception):
    """Looking at an address found nothing to follow; ``sentence`` tells people why."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


@dataclass(frozen=True, kw_only=True)
class Memory:
    """What one poll remembers for the next; JSON out and in, unknown keys of other versions are ignored.

    ``etag`` and ``last_modified`` are verbatim. ``asked_seconds``, ``quiet_hours`` (GMT) and ``quiet_days``
    (0 = Monday) are the publisher's wishes; ``gap_seconds`` is how far apart its posts lie. ``worn_ids`` are
    native ids that this source gives to more than one thing, so that they identify none.
    """

    url: str
    etag: str = ""
    last_modified: str = ""
    unconditional_at: datetime | None = None
    moved_to: str = ""
    moved_times: int = 0
    failures: int = 0
    first_missing_at: datetime | None = None
    asked_seconds: int = 0
    gap_seconds: int = 0
    quiet_hours: tuple[int, ...] = ()
    quiet_days: tuple[int, ...] = ()
    worn_ids: tuple[str, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """A flat dictionary that a JSONField can hold."""
        return {name: _frozen(value) for name, value in asdict(self).items()}

    @classmethod
    def from_json(cls, kept: dict[str, Any]) -> Self:
        """The memory that ``to_json`` wrote; raises KeyError when it names no address."""
        known = {field.name for field in fields_of(cls)} & kept.keys()
        return cls(url=kept["url"], **{name: _thawed(name, kept[name]) for name in known - {"url"}})


class Outcome(StrEnum):
    """How a look went."""

    FRESH = "fresh"
    UNCHANGED = "unchanged"
    WAITING = "waiting"
    ILL = "ill"
    STOPPED = "stopped"


class Reason(StrEnum):
    """Why the next look is when it is."""

    WELL = "well"
    ASKED_TO_WAIT = "asked_to_wait"
    GONE = "gone"
    MISSING = "missing"
    LOCKED = "locked"
    BROKEN = "broken"
    NOT_A_FEED = "not_a_feed"
    UNREADABLE = "unreadable"
    UNREACHABLE = "unreachable"


@dataclass(frozen=True, kw_only=True)
class Manners:
    """The earliest polite next look (``NEVER`` when stopped), why, in a sentence for people, and whose turn it is."""

    next_at: datetime
    reason: Reason
    sentence: str
    who_must_act: WhoMustAct = "nobody"


@dataclass(frozen=True, kw_only=True)
class Look:
    """How one poll went and what to do next.

    ``items``: newest first, at most 300. ``listed``: every identity that the source lists now, None when this
    poll did not learn it (unchanged, waiting, ill, stopped); ``complete`` is False when the list was cut,
    broken or no chronicle, so that what is absent from it cannot be called withdrawn. ``moved_to``: the new address, adopted into
    ``memory.url`` after a permanent redirect was seen three times; else empty. ``hub``: where news of ``topic`` can be
    subscribed to (WebSub), empty when the source names none.
    """

    outcome: Outcome
    memory: Memory
    manners: Manners
    items: tuple[Passing, ...] = ()
    listed: frozenset[str] | None = None
    complete: bool = True
    title: str = ""
    home_url: str = ""
    moved_to: str = ""
    hub: str = ""
    topic: str = ""

    @property
    def next_at(self) -> datetime:
        """The earliest next look; ``NEVER`` when stopped."""
        return self.manners.next_at

    @property
    def sentence(self) -> str:
        """Plain words for people."""
        return self.manners.sentence

    @property
    def who_must_act(self) -> WhoMustAct:
        """Whose turn it is."""
        return self.manners.who_must_act


@dataclass(frozen=True, kw_only=True)
class Passport:
    """What the platform's terms let us keep: which terms, which fields of an item, for how many days.

    Without ``most_storage_days`` the council's own setting holds.
    """

    terms_version: str
    allowed_fields: frozenset[str]
    most_storage_days: int | None = None

    def kept(self, item: Passing) -> Passing:
        """The item without what may not be kept. Its identity is our own."""
        kept: dict[str, Any] = {name: getattr(item, name) for name in {"identity", *self.allowed_fields}}
        return Passing(**kept)


@dataclass(frozen=True, kw_only=True)
class Capabilities:
    """What a connector can and cannot do, for its page in the app.

    ``kinds``: what each of its platforms is called. ``pause_between``: how long its host is left alone after each
    request, whoever asked; 0 for the usual.
    """

    kinds: Mapping[str, str]
    finds: str
    cannot: str
    deletions: Literal["none", "while_listed", "told"]
    reply_mode: Literal["open_the_place", "in_app"]
    minimum_interval: timedelta
    passport: Passport
    pause_between: timedelta = timedelta(0)


def straight_away(_address: str) -> None:
    """The pause before a request when nobody asked for one."""


class Connector(Protocol):
    """One outside system.

    ``platforms`` are the values of ``Place.platform`` that it answers for; ``discover`` raises NothingThere
    and calls ``before_each`` with the address ahead of every request it makes, so that the caller can keep
    its distance; ``poll`` never raises for what the outside did.
    """

    @property
    def platform(self) -> str: ...

    @property
    def platforms(self) -> frozenset[str]: ...

    def capabilities(self) -> Capabilities: ...

    def recognise(self, url: str) -> bool: ...

    def discover(
        self, url: str, *, at: datetime, before_each: Callable[[str], None] = straight_away
    ) -> list[Place]: ...

    def poll(self, memory: Memory, *, at: datetime, floor_seconds: int) -> Look: ...


def _frozen(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.isoformat()
    return list(value) if isinstance(value, tuple) else value


def _thawed(name: str, value: Any) -> Any:
    if isinstance(value, list):
        return tuple(value)
    if name.endswith("_at") and value is not None:
        return datetime.fromisoformat(value)
    return value
