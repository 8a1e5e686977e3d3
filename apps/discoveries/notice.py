"""What a council tells everybody about its listening. Nothing switches it off."""

import re
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db.models import Max
from django.db.models.functions import Lower

from apps.audit.models import Event
from apps.common.refusals import NotThere
from apps.discoveries.models import Follow, PrivateFollow
from apps.organisations.models import Organisation
from apps.searches.models import Search

ON_THE_NOTICE = ("source.", "search.", "settings.")
_HANDLE = re.compile(r"(?:\bfrom:\s*)?@\S+|\bfrom:\s*\S+", re.I)


@dataclass(frozen=True, kw_only=True)
class PublicNotice:
    """``searches`` and ``places``: names, in order; never what a search says and never a handle. Days are whole."""

    council: str
    listening_since: datetime
    purpose: str
    searches: tuple[str, ...]
    places: tuple[str, ...]
    item_days: int
    find_days: int
    contact_name: str
    contact_email: str
    changed_at: datetime


def public_notice(organisation: Organisation, at: datetime) -> PublicNotice:
    """The notice of the organisation in scope, as it stands at ``at``.

    Raises NotThere before its first running search; from then on there is one, also while everything is paused.
    """
    since = organisation.listening_since
    if since is None or since > at:
        raise NotThere
    names = Search.objects.running().order_by(Lower("name")).values_list("name", flat=True)
    return PublicNotice(
        council=organisation.name,
        listening_since=since,
        purpose=organisation.purpose,
        searches=tuple(filter(None, map(without_handles, names))),
        places=tuple(filter(None, map(without_handles, _places()))),
        item_days=settings.GC_ITEM_DAYS,
        find_days=organisation.keep_days,
        contact_name=organisation.contact_name,
        contact_email=organisation.contact_email,
        changed_at=_changed_at(at) or since,
    )


def _places() -> list[str]:
    """Private ones too, by the name that the council gave them; never their address."""
    names = [
        *Follow.objects.current().values_list("name", flat=True),
        *PrivateFollow.objects.current().values_list("name", flat=True),
    ]
    return sorted(names, key=str.casefold)


def without_handles(name: str) -> str:
    """A name as anyone may read it; empty when it was nothing but a handle."""
    return " ".join(_HANDLE.sub(" ", name).split())


def _changed_at(at: datetime) -> datetime | None:
    """When somebody last changed what the notice says."""
    changes = Event.objects.filter(at__lte=at).exclude(change="")
    return max(
        (
            last
            for verb in ON_THE_NOTICE
            if (last := changes.filter(verb__startswith=verb).aggregate(last=Max("at"))["last"])
        ),
        default=None,
    )
