"""Following a place behind a secret address: for one council alone, and never through the shared buffer."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from apps.audit import actions as audit
from apps.common.actor import Actor
from apps.common.clock import day_of
from apps.common.refusals import Invalid, Refusal, require
from apps.common.sealing import seal, sealed_anew, unseal
from apps.discoveries.actions.finds import left_alone_here
from apps.discoveries.actions.items import FROM_THE_FIRST_LOOK, Arrival, without_left_alone
from apps.discoveries.actions.sources import LONGEST_NAME, AlreadyFollowed
from apps.discoveries.addresses import place_of
from apps.discoveries.identity import author_digest, council_digest, digest
from apps.discoveries.models import Item, ListedPlace, Look, PrivateFollow, PrivateSeen
from apps.discoveries.policies import can_change_follow
from apps.net.secrecy import host_in_sight
from apps.organisations.actions.places import tell_searches
from apps.searches.language.parser import parse
from apps.searches.models import ListedAccount
from apps.searches.policies import names_nobody_private
from apps.work import actions as work
from apps.work.lanes import Lane


class OpenAddress(Refusal):
    code = "open_address"
    message = _("Anybody can read this place, so follow it as a source.")


class AlertForSomebody(Refusal):
    code = "alert_for_somebody"
    message = _(
        "This alert listens for %(names)s. We listen to places and subjects, never to a person. If it is an "
        "organisation or a group, put it on the list first."
    )


@transaction.atomic
def follow_privately(*, actor: Actor, look: Look, place: int, name: str = "", at: datetime) -> PrivateFollow:
    """Follow one of the places that a look found behind a secret address; from now on only we know the address.

    Raises NotAllowed, NotThere, OpenAddress, AlertForSomebody, AlreadyFollowed.
    """
    require(can_change_follow(actor, look))
    found = place_of(look, place)
    if not found["secret"]:
        raise OpenAddress(field="place")
    _refuse_people(found, at)
    follow = _begin(actor, found, name or found["title"], at)
    _forget_address(look, place)
    tell_searches(organisation_id=actor.organisation_id, at=at)
    audit.record(actor, "private_source.followed", follow, at=at, change=audit.Change.CREATED)
    _fetch(follow, at)
    return follow


@transaction.atomic
def rename_private(*, actor: Actor, follow: PrivateFollow, name: str, at: datetime) -> PrivateFollow:
    """Call a private place something else. Raises NotAllowed, Invalid."""
    require(can_change_follow(actor, follow))
    if not name.strip():
        raise Invalid(_("Give this place a name."), field="name")
    follow = PrivateFollow.objects.lock(follow)
    follow.name = name.strip()[:LONGEST_NAME]
    follow.save()
    tell_searches(organisation_id=actor.organisation_id, at=at)
    audit.record(actor, "private_source.renamed", follow, at=at, change=audit.Change.CHANGED, fields=["name"])
    return follow


@transaction.atomic
def unfollow_private(*, actor: Actor, follow: PrivateFollow, at: datetime) -> PrivateFollow:
    """Stop following and forget the address for good. Finds that came from there stay. Raises NotAllowed."""
    require(can_change_follow(actor, follow))
    follow = PrivateFollow.objects.lock(follow)
    if follow.ended_at is None:
        follow.ended_at = at
        follow.sealed = follow.digest = ""
        follow.memory = {}
        follow.save()
        PrivateSeen.objects.filter(follow=follow).delete()
        work.call_off(kind="ingestion.private_poll", subject_id=follow.id)
        tell_searches(organisation_id=actor.organisation_id, at=at)
        audit.record(actor, "private_source.unfollowed", follow, at=at, change=audit.Change.WITHDRAWN)
    return follow


@transaction.atomic
def look_now_private(*, actor: Actor, follow: PrivateFollow, at: datetime) -> None:
    """Look at a private place as soon as its host allows. Raises NotAllowed."""
    require(can_change_follow(actor, follow))
    if follow.ended_at is None:
        _fetch(follow, at)
    audit.record(actor, "private_source.looked_at", follow, at=at)


@transaction.atomic
def take_in_privately(*, follow: PrivateFollow, arrivals: Sequence[Arrival], at: datetime) -> list[Item]:
    """What is new behind the address, newest first, as items that are never stored; of a first look at most 20."""
    welcome = without_left_alone(arrivals, follow.host)
    known = set(
        PrivateSeen.objects.filter(
            follow=follow, identity__in={digest(one.identity) for one in welcome}
        ).values_list("identity", flat=True)
    )
    fresh = [arrival for arrival in welcome if digest(arrival.identity) not in known]
    _mark_seen(follow, arrivals, at)
    return [_item(follow, arrival, at) for arrival in fresh][: _most(follow)]


@transaction.atomic
def seal_anew(*, actor: Actor, at: datetime) -> int:
    """Every secret of the organisation in scope under the newest key; how many. Raises SealBroken."""
    follows = list(PrivateFollow.objects.exclude(sealed="").select_for_update())
    rows = [*follows, *ListedPlace.objects.exclude(sealed="").select_for_update()]
    for row in rows:
        row.sealed = sealed_anew(row.sealed)
        row.save(update_fields=["sealed"])
    audit.record_all(actor, "private_source.sealed_anew", follows, at=at)
    looks = list(Look.objects.select_for_update())
    return len(rows) + sum(_seal_look_anew(look) for look in looks)


def _seal_look_anew(look: Look) -> int:
    sealed = [place for place in look.places if place.get("sealed")]
    for place in sealed:
        place["sealed"] = sealed_anew(place["sealed"])
    look.sealed = sealed_anew(look.sealed)
    look.save(update_fields=["sealed", "places"])
    return len(sealed) + bool(look.sealed)


def _refuse_people(found: dict[str, Any], at: datetime) -> None:
    """An alert says in its title what Google is asked for; that is a search, though not one of ours."""
    asked = found["title"].partition(":")[2] if found["platform"] == "google_alerts" else ""
    tree = parse(asked).ast
    listed = ListedAccount.objects.in_force(day_of(at)).values_list("handle", flat=True)
    named = names_nobody_private(tree, listed) if tree is not None else []
    if named:
        names = ", ".join(one.words for one in named)
        raise AlertForSomebody(AlertForSomebody.message % {"names": names}, field="place", names=names)


def _begin(actor: Actor, found: dict[str, Any], name: str, at: datetime) -> PrivateFollow:
    address = unseal(found["sealed"])
    follow, made = PrivateFollow.objects.get_or_create(
        organisation_id=actor.organisation_id,
        digest=council_digest(left_alone_here(actor.organisation_id).key, address),
        ended_at=None,
        defaults={
            "name": name[:LONGEST_NAME],
            "platform": found["platform"],
            "sealed": seal(address),
            "host": host_in_sight(address),
            "since": at,
            "added_by_id": actor.membership_id,
        },
    )
    if not made:
        raise AlreadyFollowed(AlreadyFollowed.message % {"name": follow.name}, field="place")
    result: PrivateFollow = follow
    return result


def _forget_address(look: Look, place: int) -> None:
    """It lives in one row from now on."""
    look.sealed = ""
    look.places[place]["sealed"] = ""
    look.save(update_fields=["sealed", "places"])


def _fetch(follow: PrivateFollow, at: datetime) -> None:
    work.ask_for(
        kind="ingestion.private_poll",
        subject_id=follow.id,
        organisation_id=follow.organisation_id,
        lane=Lane.FETCH,
        share=follow.host,
        due_at=at,
    )


def _mark_seen(follow: PrivateFollow, arrivals: Sequence[Arrival], at: datetime) -> None:
    rows = [
        PrivateSeen(organisation_id=follow.organisation_id, follow=follow, identity=identity, last_listed=at)
        for identity in sorted({digest(arrival.identity) for arrival in arrivals})
    ]
    PrivateSeen.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["organisation", "follow", "identity"],
        update_fields=["last_listed"],
    )


def _most(follow: PrivateFollow) -> int | None:
    return FROM_THE_FIRST_LOOK if follow.first_look_at is None else None


def _item(follow: PrivateFollow, arrival: Arrival, at: datetime) -> Item:
    return Item(
        first_seen=at,
        identity=digest(arrival.identity),
        url=arrival.url[:2000],
        title=arrival.title[:500],
        text=arrival.text,
        author=arrival.author[:120],
        author_digest=author_digest(arrival.author, follow.host),
        language=arrival.language[:35],
        tags=[tag[:100] for tag in arrival.tags[:50]],
        has=[*arrival.media, *(["link"] if arrival.links_to else [])],
        links_to=list(arrival.links_to),
        published_at=arrival.published_at,
    )
