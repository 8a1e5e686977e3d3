"""What a council calls the places that it follows. The room above keeps them; it says here how to ask."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Followed:
    """``id``: of the source, in hex, as items carry it."""

    name: str
    id: str


Ask = Callable[[], Iterable[Followed]]
_asked: list[Ask] = []


def knows_sources(ask: Ask) -> Ask:
    """Registers who knows what the council in scope follows."""
    _asked.append(ask)
    return ask


def followed() -> list[Followed]:
    """By the council in scope."""
    return [place for ask in _asked for place in ask()]
