"""Saying that there is work, after commit. A lost nudge costs one tick of beat, never a piece of work."""

import logging
import time
from collections.abc import Callable
from typing import TypeVar

from django.db import transaction

from apps.work.lanes import Lane

Sender = TypeVar("Sender", bound=Callable[[Lane], None])
log = logging.getLogger(__name__)
# So long a broker that did not answer is left alone: nobody waits for it twice, and beat comes round meanwhile.
LEFT_ALONE_SECONDS = 5.0
_senders: list[Callable[[Lane], None]] = []
_left_alone_until = 0.0


def sends_nudges(sender: Sender) -> Sender:
    """Registers what carries nudges: ``tasks.py``, which alone knows the queue."""
    _senders[:] = [sender]
    return sender


def nudge(lane: Lane) -> None:
    """Wake whoever serves this lane once the rows are committed. A dead broker is logged and no more."""
    transaction.on_commit(lambda: _send(lane), robust=True)


def _send(lane: Lane) -> None:
    global _left_alone_until
    if time.monotonic() < _left_alone_until:
        return
    for sender in _senders:
        try:
            sender(lane)
        except Exception:
            _left_alone_until = time.monotonic() + LEFT_ALONE_SECONDS
            log.warning(
                "The broker did not take a nudge for %s; beat will find the work.", lane, exc_info=True
            )
