"""What the launcher tells the settings. They read nothing else of it."""

import json
import os
import socket
from collections.abc import Iterable, Mapping
from contextlib import closing
from dataclasses import asdict, dataclass
from pathlib import Path

from config.launch.checkout import Checkout, NeedsAttention
from config.launch.roles import broker_dsn_of, url_of

DATABASE = "goodcompany"
BROKER_DATABASE = "goodcompany_broker"
FIRST_PORT = 8000
FIRST_NEIGHBOURHOOD = 8700
LOOPBACKS = ((socket.AF_INET, "127.0.0.1"), (socket.AF_INET6, "::1"))


@dataclass(frozen=True)
class Ports:
    """``web`` is where people look; ``neighbourhood`` is where the demonstration's sources are."""

    web: int
    neighbourhood: int


@dataclass(frozen=True)
class Stores:
    """The addresses of the database, one a role, and of the broker. ``admin`` is empty where we make no roles."""

    app: str
    owner: str
    match: str
    broker: str
    broker_dsn: str
    admin: str = ""


def our_stores(checkout: Checkout, admin_url: str, environment: Mapping[str, str] = os.environ) -> Stores:
    """On a server whose administrator we are; the broker may still be one that was given."""
    passwords = checkout.secrets().passwords

    def url(role: str) -> str:
        return url_of(admin_url, role, passwords[role], DATABASE)

    given = environment.get("CELERY_BROKER_URL", "")
    ours = broker_dsn_of(admin_url, passwords["gc_broker"], BROKER_DATABASE)
    return Stores(
        app=url("gc_app"),
        owner=url("gc_owner"),
        match=url("gc_match"),
        broker=given or "pgmq://localhost",
        broker_dsn=environment.get("GC_BROKER_DSN", "") if given else ours,
        admin=admin_url,
    )


def given_stores(checkout: Checkout, environment: Mapping[str, str] = os.environ) -> Stores | None:
    """What DATABASE_URL and its companions name; alone it is an administrator's. None where nothing is given."""
    app = environment.get("DATABASE_URL")
    if not app:
        return None
    owner, match = environment.get("DATABASE_OWNER_URL"), environment.get("DATABASE_MATCH_URL")
    if not owner and not match:
        return our_stores(checkout, app, environment)
    broker, dsn = environment.get("CELERY_BROKER_URL", ""), environment.get("GC_BROKER_DSN", "")
    if not owner or not match or not (broker or dsn):
        raise NeedsAttention(
            "With DATABASE_URL set, either let it be the address of an administrator and nothing else be set,\n"
            "or set DATABASE_OWNER_URL, DATABASE_MATCH_URL and CELERY_BROKER_URL (for pgmq: GC_BROKER_DSN) too."
        )
    return Stores(app, owner, match, broker or "pgmq://localhost", dsn)


def development(checkout: Checkout, stores: Stores, ports: Ports) -> dict[str, str]:
    """The whole contract, for a child process."""
    return {
        "DJANGO_SETTINGS_MODULE": "config.settings.dev",
        "GC_ENVIRONMENT": "development",
        "GC_SECRET_KEY": checkout.secrets().key,
        "GC_FIELD_KEYS": checkout.secrets().field_key,
        "GC_BASE_URL": f"http://localhost:{ports.web}",
        "GC_PORT": str(ports.web),
        "GC_VAR": str(checkout.var),
        "GC_COOKIE_SUFFIX": f"_{checkout.key}",
        "GC_DEMONSTRATION": os.environ.get("GC_DEMONSTRATION", "1"),
        "GC_NEIGHBOURHOOD_PORT": str(ports.neighbourhood),
        "GC_MIN_POLL_SECONDS": "3",
        "GC_HOST_SPACING_SECONDS": "0",
        "NET_ALLOWED_LOOPBACK": ",".join(_loopback(ports)),
        "DATABASE_URL": stores.app,
        "DATABASE_OWNER_URL": stores.owner,
        "DATABASE_MATCH_URL": stores.match,
        "CELERY_BROKER_URL": stores.broker,
        "GC_BROKER_DSN": stores.broker_dsn,
        "PYTHONUNBUFFERED": "1",
        "PYTHONWARNINGS": "ignore:You're running the worker with superuser",
    }


def _loopback(ports: Ports) -> Iterable[str]:
    yield f"127.0.0.1:{ports.neighbourhood}"
    yield f"localhost:{ports.neighbourhood}"
    yield from filter(None, os.environ.get("NET_ALLOWED_LOOPBACK", "").split(","))


def remembered_ports(var: Path) -> Ports:
    """Those of the last time, so that bookmarks and the demonstration's sources keep their addresses."""
    try:
        return Ports(**json.loads((var / "ports.json").read_text()))
    except (FileNotFoundError, ValueError, TypeError):
        return Ports(FIRST_PORT, FIRST_NEIGHBOURHOOD)


def choose_ports(var: Path, wanted: int | None = None) -> Ports:
    """Free ones, from those of the last time upwards, and remembers them. Raises NeedsAttention if ``wanted`` is not."""
    last = remembered_ports(var)
    if wanted is not None and not is_free(wanted):
        raise NeedsAttention(f"Port {wanted} is taken. Leave out --port and a free one is chosen.")
    ports = Ports(wanted or first_free(last.web), first_free(last.neighbourhood))
    (var / "ports.json").write_text(json.dumps(asdict(ports)))
    return ports


def first_free(port: int) -> int:
    for candidate in range(port, port + 200):
        if is_free(candidate):
            return candidate
    raise NeedsAttention(f"All ports from {port} to {port + 199} are taken.")


def is_free(port: int) -> bool:
    return all(_binds(family, host, port) for family, host in loopbacks())


def loopbacks() -> list[tuple[int, str]]:
    """The machine's own addresses: many have no IPv6."""
    return [(family, host) for family, host in LOOPBACKS if _binds(family, host, 0)]


def _binds(family: int, host: str, port: int) -> bool:
    try:
        with closing(socket.socket(family)) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind((host, port))
    except OSError:
        return False
    return True
