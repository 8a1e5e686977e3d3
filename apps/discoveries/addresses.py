"""Addresses as rows keep them: one that is a secret is sealed, and only its host is to be seen."""

from typing import Any, Protocol

from django.utils.translation import gettext_lazy as _

from apps.common.refusals import NotThere
from apps.common.sealing import seal, unseal
from apps.discoveries.models import Look
from apps.net.secrecy import host_in_sight, is_secret

MOST = 2000


class Kept(Protocol):
    """A row that keeps an address."""

    address: str
    sealed: str


def as_kept(address: str) -> dict[str, str]:
    """``address`` and ``sealed`` of the row that is to keep it."""
    address = address.strip()[:MOST]
    if not is_secret(address):
        return {"address": address, "sealed": ""}
    return {"address": f"{host_in_sight(address)}/…", "sealed": seal(address)}


def address_of(row: Kept) -> str:
    """The address itself. Raises SealBroken."""
    return unseal(row.sealed) if row.sealed else row.address


def place_of(look: Look, place: int) -> dict[str, Any]:
    """One of the places that a look found, by its number. Raises NotThere."""
    if not 0 <= place < len(look.places):
        raise NotThere(_("There is no such place at this address."), field="place")
    found: dict[str, Any] = look.places[place]
    return found
