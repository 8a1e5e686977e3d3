"""Forgetting in time: authors when a find is closed, words when nobody needs them any more."""

from datetime import datetime, timedelta

from django.db import transaction

from apps.audit import actions as audit
from apps.common.actor import Actor
from apps.discoveries.actions.finds import shred
from apps.discoveries.models import Find, LeftAloneHere, Look, Seen, Tombstone
from apps.organisations.models import Organisation

# So long an undo can still bring a find back with its author's name.
AUTHOR_STAYS = timedelta(days=1)
UNANSWERED_STAYS = timedelta(days=30)
LOOKS_STAY = timedelta(days=7)
SEEN_STAYS = timedelta(days=90)


@transaction.atomic
def forget_in_time(*, actor: Actor, at: datetime) -> int:
    """What the organisation in scope has kept long enough; how many finds lost their words."""
    keep = timedelta(
        days=Organisation.objects.values_list("keep_days", flat=True).get(pk=actor.organisation_id)
    )
    Find.objects.closed().filter(decided_at__lt=at - AUTHOR_STAYS).exclude(author="").update(
        author="", author_digest=""
    )
    Look.objects.filter(asked_at__lt=at - LOOKS_STAY).delete()
    old = Find.objects.kept_long_enough(closed_before=at - keep, found_before=at - UNANSWERED_STAYS)
    finds = list(old.select_for_update())
    for find in finds:
        shred(find, at)
    audit.record_all(actor, "find.forgotten", finds, at=at, change=audit.Change.ERASED)
    return len(finds)


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
