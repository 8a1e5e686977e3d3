"""Typed readers of the environment. Every setting that can be set from outside is read here, once."""

import os
from collections.abc import Mapping
from urllib.parse import parse_qs, unquote, urlsplit


class Unset(Exception):
    """A setting without which the product does not start; the message names it."""


def text(name: str, default: str | None = None) -> str:
    value = os.environ.get(name, default)
    if value is None:
        raise Unset(f"{name} is not set. docs/operating.md says what it is for.")
    return value


def number(name: str, default: int) -> int:
    value = os.environ.get(name)
    if value is None:
        return default
    try:
        return int(value)
    except ValueError:
        raise Unset(f"{name} must be a whole number, not {value!r}.") from None


def truth(name: str, *, default: bool = False) -> bool:
    value = os.environ.get(name, "1" if default else "0").lower()
    if value not in {"0", "1", "false", "true", "no", "yes", ""}:
        raise Unset(f"{name} must be 1 or 0, not {value!r}.")
    return value in {"1", "true", "yes"}


def words(name: str, default: str = "") -> list[str]:
    return [word.strip() for word in os.environ.get(name, default).split(",") if word.strip()]


def database(url: str) -> dict[str, object]:
    """Django's DATABASES entry from ``postgresql://role:password@host:port/name?host=/socket/dir``."""
    parts = urlsplit(url)
    if parts.scheme not in {"postgresql", "postgres"}:
        raise Unset(f"Only PostgreSQL will do, not {parts.scheme!r}.")
    options: dict[str, object] = {key: values[-1] for key, values in parse_qs(parts.query).items()}
    return {
        "ENGINE": "config.db",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": options.pop("host", None) or unquote(parts.hostname or ""),
        "PORT": options.pop("port", None) or (parts.port or ""),
        "OPTIONS": options,
        "DISABLE_SERVER_SIDE_CURSORS": True,
    }


def databases(source: Mapping[str, str]) -> dict[str, dict[str, object]]:
    """One alias a role: web and workers, migrations, the matcher. See docs/adr/0004."""
    return {alias: database(text(name)) for alias, name in source.items()}
