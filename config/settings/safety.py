"""The values with which production does not start."""

import binascii
from base64 import urlsafe_b64decode
from collections.abc import Iterable, Mapping
from email.utils import parseaddr

from config import env

ONLY_IN_DEVELOPMENT = (
    "GC_DEMONSTRATION",
    "NET_ALLOWED_LOOPBACK",
    "GC_MIN_POLL_SECONDS",
    "GC_HOST_SPACING_SECONDS",
    "GC_LEASE_SECONDS",
)
SHORTEST_KEY = 50
FIELD_KEY_BYTES = 32


class Unsafe(Exception):
    """Says every unsafe value at once, each with what to do."""


def refuse_unsafe(
    *,
    secret_key: str,
    field_keys: list[str],
    hosts: list[str],
    base_url: str,
    mail_from: str,
    broker: str,
    databases: Mapping[str, Mapping[str, object]],
) -> None:
    """Raises Unsafe with one line for each value that production must not have."""
    faults = [
        *_faults_of_the_environment(),
        *_faults_of_the_web(secret_key, hosts, base_url),
        *_faults_of_the_field_keys(field_keys),
        *_faults_of_mail(mail_from),
        *_faults_of_the_stores(broker, databases),
    ]
    if faults:
        raise Unsafe("Good Company does not start like this:\n- " + "\n- ".join(faults))


def _faults_of_the_environment() -> Iterable[str]:
    for name in ONLY_IN_DEVELOPMENT:
        if env.text(name, "") not in {"", "0"}:
            yield f"{name} is only for development. Remove it."


def _faults_of_the_web(secret_key: str, hosts: list[str], base_url: str) -> Iterable[str]:
    if len(secret_key) < SHORTEST_KEY:
        yield f"GC_SECRET_KEY has {len(secret_key)} characters. Use {SHORTEST_KEY} or more random ones."
    if not hosts or "*" in hosts:
        yield "GC_HOSTS must name the hosts that this answers to, without *."
    if not base_url.startswith("https://"):
        yield f"GC_BASE_URL is {base_url}. It must start with https://."


def _faults_of_the_field_keys(keys: list[str]) -> Iterable[str]:
    for number, key in enumerate(keys, start=1):
        if not _is_field_key(key):
            yield f"Key {number} of GC_FIELD_KEYS is none. `openssl rand -base64 32 | tr +/ -_` makes one."


def _is_field_key(key: str) -> bool:
    try:
        made = urlsafe_b64decode(key)
    except (binascii.Error, ValueError):
        return False
    return len(made) == FIELD_KEY_BYTES and len(set(made)) > FIELD_KEY_BYTES // 4


def _faults_of_mail(mail_from: str) -> Iterable[str]:
    address = parseaddr(mail_from)[1]
    if "." not in address.partition("@")[2]:
        yield f"GC_MAIL_FROM is {mail_from}. Name an address of yours, or no letter arrives."


def _faults_of_the_stores(broker: str, databases: Mapping[str, Mapping[str, object]]) -> Iterable[str]:
    if broker.startswith(("memory:", "filesystem:")):
        yield f"CELERY_BROKER_URL is {broker}, which loses messages."
    roles = [str(database["USER"]) for database in databases.values()]
    if len(set(roles)) < len(roles):
        yield "DATABASE_URL, DATABASE_OWNER_URL and DATABASE_MATCH_URL must use three different roles."
