"""Looking at an address, following what is there, and stopping."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from apps.audit import actions as audit
from apps.common.actor import Actor
from apps.common.refusals import Conflict, Invalid, Refusal, require
from apps.discoveries.addresses import as_kept, place_of
from apps.discoveries.identity import host_of_url
from apps.discoveries.models import Follow, Look, Source
from apps.discoveries.policies import can_change_follow, can_follow
from apps.discoveries.whose import account_key, see_whose
from apps.organisations.actions.places import tell_searches
from apps.work import actions as work
from apps.work.lanes import Lane

LONGEST_NAME = 120


class AlreadyFollowed(Conflict):
    code = "already_followed"
    message = _("You follow this place already, as “%(name)s”.")


class SecretAddress(Refusal):
    code = "secret_address"
    message = _(
        "Whoever knows this address can read it, so it is a secret of yours. "
        "What we fetch from a source is shared between councils: follow it as a private source."
    )


@transaction.atomic
def ask_to_look(*, actor: Actor, address: str, at: datetime) -> Look:
    """Have an address looked at by a worker. Raises NotAllowed, Invalid."""
    require(can_follow(actor))
    address = address.strip()
    if not address:
        raise Invalid(_("Paste the address of a page or a feed."), field="address")
    look = Look.objects.create(
        organisation_id=actor.organisation_id,
        **as_kept(address),
        asked_by_id=actor.membership_id,
        asked_at=at,
    )
    work.ask_for(
        kind="ingestion.look",
        subject_id=look.id,
        organisation_id=actor.organisation_id,
        lane=Lane.LOOK,
        due_at=at,
    )
    audit.record(actor, "look.asked", look, at=at)
    asked: Look = look
    return asked


@transaction.atomic
def answer_look(*, look: Look, places: Sequence[dict[str, Any]], sentence: str, at: datetime) -> None:
    """Write down what is at an address: places to follow, or a sentence that says why there are none."""
    look.places = list(places)
    look.sentence = sentence[:400]
    look.state = Look.State.FOUND if places else Look.State.NOTHING
    look.answered_at = at
    look.save()


@transaction.atomic
def follow_place(
    *,
    actor: Actor,
    look: Look,
    place: int,
    name: str = "",
    whose: str = "",
    at: datetime,
) -> Follow:
    """Follow one of the places that a look found. ``whose``: the answer where everything there is by one account.

    Raises NotAllowed, NotThere, SecretAddress, WhoseAccount, OfAPerson, AlreadyFollowed.
    """
    require(can_change_follow(actor, look))
    found = place_of(look, place)
    if found["secret"]:
        raise SecretAddress(field="place")
    see_whose(actor=actor, account=found.get("account", ""), whose=whose, name=found["title"], at=at)
    source = _source_of(found, at)
    follow = _begin(actor, source, name or found["title"] or source.host, at)
    tell_searches(organisation_id=actor.organisation_id, at=at)
    audit.record(actor, "source.followed", follow, at=at, change=audit.Change.CREATED)
    _fetch(source, at)
    _welcome(follow, at)
    return follow


@transaction.atomic
def rename_follow(*, actor: Actor, follow: Follow, name: str, at: datetime) -> Follow:
    """Call a place something else here. Raises NotAllowed, Invalid."""
    require(can_change_follow(actor, follow))
    if not name.strip():
        raise Invalid(_("Give this place a name."), field="name")
    follow = Follow.objects.lock(follow)
    follow.name = name.strip()[:LONGEST_NAME]
    follow.save()
    tell_searches(organisation_id=actor.organisation_id, at=at)
    audit.record(actor, "source.renamed", follow, at=at, change=audit.Change.CHANGED, fields=["name"])
    return follow


@transaction.atomic
def unfollow(*, actor: Actor, follow: Follow, at: datetime) -> Follow:
    """Stop following. Finds that came from there stay. Raises NotAllowed."""
    require(can_change_follow(actor, follow))
    follow = Follow.objects.lock(follow)
    if follow.ended_at is None:
        follow.ended_at = at
        follow.rev = 0
        follow.save()
        tell_searches(organisation_id=actor.organisation_id, at=at)
        audit.record(actor, "source.unfollowed", follow, at=at, change=audit.Change.WITHDRAWN)
    return follow


@transaction.atomic
def look_now(*, actor: Actor, follow: Follow, at: datetime) -> None:
    """Look at a place as soon as its host allows. Raises NotAllowed."""
    require(can_change_follow(actor, follow))
    _fetch(follow.source, at)
    audit.record(actor, "source.looked_at", follow, at=at)


def _source_of(found: dict[str, Any], at: datetime) -> Source:
    source, _made = Source.objects.get_or_create(
        url=found["feed_url"],
        defaults={
            "host": host_of_url(found["feed_url"]),
            "platform": found["platform"],
            "account": account_key(found.get("account", "")),
            "title": found["title"][:200],
            "home_url": found["home_url"][:2000],
            "memory": {"url": found["feed_url"]},
            "created_at": at,
        },
    )
    return source


def _begin(actor: Actor, source: Source, name: str, at: datetime) -> Follow:
    standing = Follow.objects.current().filter(source=source).first()
    if standing:
        raise AlreadyFollowed(AlreadyFollowed.message % {"name": standing.name}, field="place")
    follow, made = Follow.objects.get_or_create(
        organisation_id=actor.organisation_id,
        source=source,
        ended_at=None,
        defaults={"name": name[:LONGEST_NAME], "since": at, "added_by_id": actor.membership_id},
    )
    if not made:
        raise AlreadyFollowed(AlreadyFollowed.message % {"name": follow.name}, field="place")
    result: Follow = follow
    return result


def _fetch(source: Source, at: datetime) -> None:
    """The whole listing, not “unchanged”: a new follower sees what the source lists today."""
    Source.objects.filter(pk=source.pk).update(wants_whole=True)
    work.ask_for(kind="ingestion.poll", subject_id=source.id, lane=Lane.FETCH, share=source.host, due_at=at)


def _welcome(follow: Follow, at: datetime) -> None:
    work.ask_for(
        kind="ingestion.welcome",
        subject_id=follow.id,
        organisation_id=follow.organisation_id,
        lane=Lane.HOME,
        due_at=at,
    )
