"""What must be true of the settings before anything may leave the house."""

import re
from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error

_PAIR = re.compile(r"(?:localhost|127\.0\.0\.1|\[::1\]):[0-9]{1,5}", re.ASCII)


def loopback_stays_in_development(
    app_configs: Sequence[AppConfig] | None, **options: Any
) -> list[CheckMessage]:
    """E001: no loopback pairs in production. E002: a pair names this machine and a port."""
    pairs: frozenset[str] = getattr(settings, "NET_ALLOWED_LOOPBACK", frozenset())
    found: list[CheckMessage] = [
        Error(
            f"NET_ALLOWED_LOOPBACK holds {pair!r}, which is not a loopback host:port pair.",
            hint="Write 127.0.0.1:8123, localhost:8123 or [::1]:8123.",
            id="net.E002",
        )
        for pair in sorted(pairs)
        if not _PAIR.fullmatch(pair)
    ]
    if pairs and getattr(settings, "GC_ENVIRONMENT", "production") == "production":
        found.append(
            Error(
                "NET_ALLOWED_LOOPBACK must be empty in production.",
                hint="It lets anyone who may add a source reach this machine's own services.",
                id="net.E001",
            )
        )
    return found
