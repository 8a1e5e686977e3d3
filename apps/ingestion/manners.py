"""What can be told of the platforms that we read: what each is called, what it gives, what may be kept of it."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from apps.connectors.contract import Passport
from apps.connectors.registry import CONNECTORS, connector_for


@dataclass(frozen=True, kw_only=True)
class Manner:
    """A platform in words for people. ``keeps``: what may be stored of it, and how long."""

    name: str
    finds: str
    cannot: str
    keeps: str


def manner_of(platform: str) -> Manner:
    """An unknown platform is an ordinary feed."""
    known = platform if platform in {name for each in CONNECTORS for name in each.platforms} else "feed"
    told = connector_for(known).capabilities()
    return Manner(name=told.kinds[known], finds=told.finds, cannot=told.cannot, keeps=_keeps(told.passport))


def most_days() -> dict[str, int]:
    """By platform: how long its terms let us keep words at all; those without such terms are not there."""
    kept = {connector: connector.capabilities().passport.most_storage_days for connector in CONNECTORS}
    return {platform: most for connector, most in kept.items() if most for platform in connector.platforms}


def _keeps(passport: Passport) -> str:
    kept = _(
        "Of each post we may keep its address, up to 300 characters and, while it is open, its author’s name."
    )
    if passport.most_storage_days is None:
        return kept
    days = passport.most_storage_days
    limit = ngettext(
        "Its terms let us keep words for %(days)s day.",
        "Its terms let us keep words for %(days)s days.",
        days,
    )
    return f"{kept} {limit % {'days': days}}"
