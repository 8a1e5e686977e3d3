"""Which finds tell the same story: telling one apart, putting several together, and taking that back."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from apps.audit import actions as audit
from apps.common.actor import Actor
from apps.common.refusals import Invalid, require
from apps.discoveries.identity import digest
from apps.discoveries.models import Cluster, Decision, Find
from apps.discoveries.policies import can_decide
from apps.discoveries.refusals import Gone, InTwoHands, StandsAlone, StoryMoved


@transaction.atomic
def split_story(*, actor: Actor, find: Find, at: datetime) -> Decision:
    """Not the same story as the others: it stands alone from now on. Raises NotAllowed, StandsAlone, Gone."""
    require(can_decide(actor, find))
    clusters = _locked_clusters([find])
    story = _locked_finds([find])
    apart = story.get(find.pk)
    if apart is None:
        raise Gone
    if len(story) == 1:
        raise StandsAlone
    before = _standing(story.values(), clusters)
    apart.cluster = Cluster.objects.create(
        organisation_id=find.organisation_id, key=digest(f"apart {apart.pk} {at.isoformat()}")
    )
    apart.save(update_fields=["cluster"])
    _let_one_lead_each(story.values())
    return _write_down(actor, apart, Decision.Verb.SPLIT, before, story.values(), at)


@transaction.atomic
def merge_stories(*, actor: Actor, finds: Sequence[Find], at: datetime) -> Decision:
    """The same story after all, led by the find that is in somebody's hands, or else by the oldest.

    New copies of any of them will join it. Raises NotAllowed, Invalid, InTwoHands, Gone.
    """
    for find in finds:
        require(can_decide(actor, find))
    clusters = _locked_clusters(finds)
    if len({find.cluster_id for find in finds}) == 1:
        raise Invalid(_("Choose two finds or more that are not one story yet."), field="finds")
    story = _locked_finds(finds)
    if not {find.pk for find in finds} <= set(story):
        raise Gone
    if sum(find.state == Find.State.TAKEN for find in story.values()) > 1:
        raise InTwoHands
    before = _standing(story.values(), clusters)
    lead = _first(story.values())
    for find in story.values():
        find.cluster_id = lead.cluster_id
        find.save(update_fields=["cluster"])
    sources = [cluster.pk for cluster in clusters if cluster.pk != lead.cluster_id]
    Cluster.objects.filter(pk__in=sources).update(merged_into=lead.cluster_id)
    _let_one_lead_each(story.values())
    return _write_down(actor, lead, Decision.Verb.MERGED, before, story.values(), at)


def stories_of(*, organisation_id: UUID, keys: Collection[str]) -> dict[str, UUID]:
    """By key, the story that a new find with it tells, also where two were put together. Their rows stay locked."""
    Cluster.objects.bulk_create(
        [Cluster(organisation_id=organisation_id, key=key) for key in sorted(keys)], ignore_conflicts=True
    )
    asked = Q(key__in=keys)
    meant = Q(pk__in=Cluster.objects.filter(asked).exclude(merged_into=None).values("merged_into"))
    rows = Cluster.objects.filter(asked | meant).order_by("key").select_for_update()
    return {row.key: row.merged_into_id or row.pk for row in rows}


def restore_stories(*, decision: Decision) -> None:
    """The finds tell the stories that they told before. Raises StoryMoved."""
    was, became = decision.before["was"], decision.before["became"]
    finds = list(Find.objects.filter(pk__in=was))
    _locked_clusters(finds)
    story = _locked_finds(finds)
    if any(find.pk in story and str(story[find.pk].cluster_id) != became[str(find.pk)] for find in finds):
        raise StoryMoved
    for find in story.values():
        if str(find.pk) in was:
            find.cluster_id, find.leads = UUID(was[str(find.pk)][0]), was[str(find.pk)][1]
            find.save(update_fields=["cluster", "leads"])
    for cluster_id, merged_into in decision.before["clusters"].items():
        Cluster.objects.filter(pk=cluster_id).update(merged_into=merged_into)
    _let_one_lead_each(story.values())


def _locked_clusters(finds: Iterable[Find]) -> list[Cluster]:
    """With those that lead to them; in the order in which making finds locks them."""
    ids = {find.cluster_id for find in finds}
    rows = Cluster.objects.filter(Q(pk__in=ids) | Q(merged_into__in=ids))
    return list(rows.order_by("key").select_for_update())


def _locked_finds(finds: Iterable[Find]) -> dict[UUID, Find]:
    """All that tell these stories and still have words, by id."""
    alike = Find.objects.filter(cluster__in={find.cluster_id for find in finds})
    rows = alike.exclude(state=Find.State.GONE).order_by("pk").select_for_update()
    return {find.pk: find for find in rows}


def _standing(story: Iterable[Find], clusters: Iterable[Cluster]) -> dict[str, Any]:
    """What undo needs."""
    return {
        "was": {str(find.pk): [str(find.cluster_id), find.leads] for find in story},
        "clusters": {
            str(cluster.pk): str(cluster.merged_into_id) if cluster.merged_into_id else None
            for cluster in clusters
        },
    }


def _let_one_lead_each(finds: Iterable[Find]) -> None:
    """Who leads already, unless there are several or none."""
    stories: dict[UUID, list[Find]] = defaultdict(list)
    for find in finds:
        stories[find.cluster_id].append(find)
    for story in stories.values():
        leading = [find for find in story if find.leads]
        lead = leading[0] if len(leading) == 1 else _first(story)
        for find in story:
            if find.leads != (find is lead):
                find.leads = find is lead
                find.save(update_fields=["leads"])


def _first(story: Iterable[Find]) -> Find:
    """The one in somebody's hands, or else the oldest."""
    return min(story, key=lambda find: (find.state != Find.State.TAKEN, find.found_at, find.pk))


def _write_down(
    actor: Actor, find: Find, verb: str, before: dict[str, Any], story: Iterable[Find], at: datetime
) -> Decision:
    story = list(story)
    decision: Decision = Decision.objects.create(
        organisation_id=find.organisation_id,
        find=find,
        verb=verb,
        by_id=actor.person,
        at=at,
        before=before | {"became": {str(one.pk): str(one.cluster_id) for one in story}},
    )
    audit.record_all(actor, f"find.{verb}", story, at=at, change=audit.Change.CHANGED, fields=["cluster"])
    return decision
