"""Where this checkout keeps what it makes. Two checkouts side by side never share a path."""

import hashlib
import json
import os
import pwd
import secrets
import tempfile
from base64 import urlsafe_b64encode
from dataclasses import dataclass
from pathlib import Path
from typing import Any

TEMPORARY = Path("/", "tmp")  # not TMPDIR, which may be too long for a socket
LASTING = Path("/", "var", "tmp")
ROLES = ("gc_owner", "gc_app", "gc_match", "gc_broker")


class NeedsAttention(Exception):
    """Something that the person at the keyboard must do; the message says what."""


@dataclass(frozen=True)
class Secrets:
    """Made once for a checkout, kept in var, readable by its owner alone."""

    key: str
    field_key: str
    passwords: dict[str, str]


@dataclass(frozen=True)
class Checkout:
    root: Path

    @property
    def key(self) -> str:
        """Ten characters that tell this checkout from every other one on the machine."""
        return hashlib.sha256(str(self.root).encode()).hexdigest()[:10]

    @property
    def var(self) -> Path:
        return self.root / "var"

    @property
    def sockets(self) -> Path:
        """Short, because a socket's path may not pass about 100 bytes."""
        return TEMPORARY / f"goodcompany-{os.getuid()}-{self.key}"

    def secrets(self) -> Secrets:
        """Made the first time, also when two processes ask at once."""
        made = {
            "key": secrets.token_urlsafe(48),
            "passwords": {role: secrets.token_hex(24) for role in ROLES},
        }
        stored = self._made_once("secret.json", made)
        fields = self._made_once("field-key.json", {"key": urlsafe_b64encode(os.urandom(32)).decode()})
        return Secrets(stored["key"], fields["key"], stored["passwords"])

    def _made_once(self, name: str, made: dict[str, Any]) -> dict[str, Any]:
        path = self.var / name
        if not path.exists():
            self._make(path, made)
        kept: dict[str, Any] = json.loads(path.read_text())
        return kept

    def _make(self, path: Path, made: dict[str, Any]) -> None:
        self.var.mkdir(exist_ok=True)
        descriptor, draft = tempfile.mkstemp(dir=self.var)
        with os.fdopen(descriptor, "w") as file:
            json.dump(made, file)
        try:
            Path(path).hardlink_to(draft)
        except FileExistsError:
            pass
        finally:
            Path(draft).unlink()


def this_checkout() -> Checkout:
    return Checkout(Path(__file__).resolve().parents[2])


def account() -> pwd.struct_passwd:
    """Raises NeedsAttention where the user id has no name, which PostgreSQL refuses."""
    try:
        return pwd.getpwuid(os.getuid())
    except KeyError:
        raise NeedsAttention(
            f"User id {os.getuid()} has no name on this machine, and PostgreSQL refuses to run like that.\n"
            "Run as a user that /etc/passwd knows, or set DATABASE_URL to a server of yours."
        ) from None
