"""Forgetting in time: authors when a find is closed, words when nobody needs them any more."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from types import MappingProxyType

from django.db import transaction

from apps.audit import actions as audit
from apps.common.actor import Actor
from apps.discoveries.actions.finds import shred
from apps.discoveries.actions.suggestions import HOSTS_STAY
from apps.discoveries.models import (
    Find,
    FindHost,
    LeftAloneHere,
    Look,
    PlaceList,
    PrivateSeen,
    Seen,
    Tombstone,
)
from apps.organisations.models import Organisation

# So long an undo can still bring a find back with its author's name.
AUTHOR_STAYS = timedelta(days=1)
UNANSWERED_STAYS = timedelta(days=30)
LOOKS_STAY = timedelta(days=7)
SEEN_STAYS = timedelta(days=90)
NO_TERMS: Mapping[str, int] = MappingProxyType({})
LISTS_STAY = timedelta(days=90)


@transaction.atomic
def forget_in_time(*, actor: Actor, most_days: Mapping[str, int] = NO_TERMS, at: datetime) -> int:
    """What the organisation in scope has kept long enough; how many finds lost their words.

    ``most_days``: how long the terms of a platform let us keep words at all, whatever was decided.
    """
    keep = timedelta(
        days=Organisation.objects.values_list("keep_days", flat=True).get(pk=actor.organisation_id)
    )
    Find.objects.closed().filter(decided_at__lt=at - AUTHOR_STAYS).exclude(author="").update(
        author="", author_digest=""
    )
    Look.objects.filter(asked_at__lt=at - LOOKS_STAY).delete()
    _forget_beside_finds(at)
    old = Find.objects.kept_long_enough(closed_before=at - keep, found_before=at - UNANSWERED_STAYS)
    over = Find.objects.past_their_terms(
        {name: at - timedelta(days=days) for name, days in most_days.items()}
    )
    finds = list((old | over).exclude(state=Find.State.GONE).select_for_update(of=("self",)))
    for find in finds:
        shred(find, at)
    audit.record_all(actor, "find.forgotten", finds, at=at, change=audit.Change.ERASED)
    return len(finds)


def _forget_beside_finds(at: datetime) -> None:
    FindHost.objects.filter(at__lt=at - HOSTS_STAY).delete()
    PrivateSeen.objects.filter(last_listed__lt=at - SEEN_STAYS).delete()
    PlaceList.objects.filter(asked_at__lt=at - LISTS_STAY).delete()


def forget_unlisted(*, at: datetime) -> int:
    """What no source has listed for ninety days can no longer come back as new; how many that were."""
    return Seen.objects.filter(last_listed__lt=at - SEEN_STAYS).delete()[0]


@transaction.atomic
def erase_again(*, actor: Actor, identity: str, left_alone: str = "", at: datetime) -> int:
    """After a restore: what was erased since the backup goes again, and stays gone. How many finds that concerned."""
    Tombstone.objects.bulk_create(
        [Tombstone(organisation_id=actor.organisation_id, identity=identity, at=at)], ignore_conflicts=True
    )
    if left_alone:
        LeftAloneHere.objects.bulk_create(
            [LeftAloneHere(organisation_id=actor.organisation_id, digest=left_alone, at=at)],
            ignore_conflicts=True,
        )
    finds = list(Find.objects.filter(identity=identity).exclude(state=Find.State.GONE).select_for_update())
    for find in finds:
        find.url = ""
        shred(find, at)
    audit.record_all(actor, "find.erased", finds, at=at, change=audit.Change.ERASED)
    return len(finds)
