"""What else goes when a find loses its words. The rooms above keep it; they say here how to forget it."""

from collections.abc import Callable

from apps.discoveries.models import Find

Forget = Callable[[Find], None]
_beside: list[Forget] = []


def goes_with_words(forget: Forget) -> Forget:
    """Registers what forgets a room's own words about a find."""
    _beside.append(forget)
    return forget


def forget_beside(find: Find) -> None:
    """In the transaction in which the find itself is shredded."""
    for forget in _beside:
        forget(find)
