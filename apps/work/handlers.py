"""Which function does which kind of work."""

from collections.abc import Callable

from apps.work.actions import Claim

Handler = Callable[[Claim], None]
_handlers: dict[str, Handler] = {}


def handles(kind: str) -> Callable[[Handler], Handler]:
    """Registers the one function for a kind. It must end with ``finish`` or ``again`` in its last transaction."""

    def register(handler: Handler) -> Handler:
        _handlers[kind] = handler
        return handler

    return register


def handler_of(kind: str) -> Handler:
    """Raises KeyError for a kind that this release does not know."""
    return _handlers[kind]


def kinds() -> frozenset[str]:
    return frozenset(_handlers)
