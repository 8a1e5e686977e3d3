"""Putting in by hand what somebody saw: in a group without a feed, in a shop window, on the way to work."""

import re
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from apps.audit import actions as audit
from apps.common.actor import Actor
from apps.common.addresses import canonical
from apps.common.refusals import Conflict, Invalid, require
from apps.discoveries.actions.stories import stories_of
from apps.discoveries.excerpts import LONGEST
from apps.discoveries.identity import captured_identity, story_key
from apps.discoveries.models import Find, FindWords, Tombstone
from apps.discoveries.policies import can_capture
from apps.discoveries.reading import read_into

LONGEST_PLACE = 200
# An address as people write it on paper: a host with a dot in it, and no scheme.
BARE = re.compile(r"[\w.-]+\.\w{2,}(?:[:/?#]|$)")


class Forgotten(Conflict):
    code = "forgotten"
    message = _("Somebody asked us to forget this one. It stays forgotten.")


@dataclass(frozen=True, kw_only=True)
class Captured:
    """The find that was put in, or the one that was there already."""

    find: Find
    is_new: bool


@dataclass(frozen=True, kw_only=True)
class Sighting:
    """What somebody saw, as we keep it."""

    address: str
    words: str
    place: str

    @property
    def identity(self) -> str:
        return captured_identity(url=self.address, words=self.words, place=self.place)


@transaction.atomic
def capture_find(*, actor: Actor, address: str = "", words: str, place: str = "", at: datetime) -> Captured:
    """Make a find of what the actor saw. The address is not fetched, and what is there already is led to.

    Fetched later, the same address is the same find. Raises NotAllowed, Invalid, Forgotten.
    """
    require(can_capture(actor))
    seen = _read(address, words, place)
    standing = Find.objects.filter(identity=seen.identity).first()
    if standing is not None:
        return Captured(find=standing, is_new=False)
    if Tombstone.objects.filter(identity=seen.identity).exists():
        raise Forgotten(field="address")
    find = _find(actor, seen, _story(actor.organisation_id, seen), at)
    to_seek = read_into([find], met={}, notes={})
    Find.objects.bulk_create([find], ignore_conflicts=True)
    standing = Find.objects.get(identity=seen.identity)
    if standing.pk == find.pk:
        FindWords.objects.bulk_create(to_seek)
        audit.record(actor, "find.captured", find, at=at, change=audit.Change.CREATED)
    return Captured(find=standing, is_new=standing.pk == find.pk)


def _read(address: str, words: str, place: str) -> Sighting:
    """Raises Invalid."""
    words, place = " ".join(words.split()), " ".join(place.split())
    address = _spelled(address.strip())
    if not words:
        raise Invalid(_("Write what it says, in a few of its own words."), field="words")
    if len(words) > LONGEST:
        raise Invalid(_("Keep it to 300 characters: the words that matter."), field="words")
    if not (place or address):
        raise Invalid(_("Say where you saw it, or give its address."), field="place")
    return Sighting(address=address, words=words, place=(place or _host_in(address))[:LONGEST_PLACE])


def _spelled(address: str) -> str:
    """In the one spelling that fetched addresses have. Raises Invalid."""
    if not address:
        return ""
    spelled = canonical(f"https://{address}" if BARE.match(address) else address)
    if not spelled:
        raise Invalid(_("This is no address of a page. Paste it as the browser shows it."), field="address")
    return spelled


def _host_in(address: str) -> str:
    return (urlsplit(address).hostname or "").removeprefix("www.")


def _story(organisation_id: UUID, seen: Sighting) -> UUID:
    """The story's row, locked, so that two writers cannot both let a copy lead."""
    key = story_key(title="", text=seen.words, identity=seen.identity)
    return stories_of(organisation_id=organisation_id, keys={key})[key]


def _find(actor: Actor, seen: Sighting, cluster_id: UUID, at: datetime) -> Find:
    return Find(
        organisation_id=actor.organisation_id,
        identity=seen.identity,
        captured_by_id=actor.membership_id,
        place=seen.place,
        url=seen.address,
        excerpt=seen.words,
        first_seen=at,
        found_at=at,
        cluster_id=cluster_id,
        leads=not Find.objects.leading().filter(cluster=cluster_id).exists(),
    )
