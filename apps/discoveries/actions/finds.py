"""Making finds of what matched, and letting go of what was withdrawn or erased."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol
from uuid import UUID

from django.db import transaction

from apps.audit import actions as audit
from apps.common.actor import Actor
from apps.common.refusals import require
from apps.discoveries import erasures
from apps.discoveries.actions.stories import stories_of
from apps.discoveries.excerpts import excerpt_of
from apps.discoveries.identity import council_digest, find_identity, story_key
from apps.discoveries.models import (
    Find,
    FindHost,
    FindMatch,
    FindTag,
    FindWords,
    Follow,
    Item,
    LeftAloneHere,
    PrivateFollow,
    Tombstone,
)
from apps.discoveries.policies import can_erase
from apps.discoveries.reading import read_into
from apps.discoveries.shredding import forget_beside
from apps.discoveries.silos import is_no_place
from apps.organisations.models import Organisation
from apps.searches.language.ast import Node


class Running(Protocol):
    """A search as it listens: its version, and what that asks for."""

    @property
    def version(self) -> int: ...

    @property
    def tree(self) -> Node: ...


@dataclass(frozen=True, kw_only=True)
class Hit:
    """An item, and the searches of one council that it met, by id.

    ``private_follow``: where it came through, if nobody else can see it; the item is then stored nowhere.
    """

    item: Item
    searches: Mapping[UUID, Running]
    private_follow: PrivateFollow | None = None

    @property
    def identity(self) -> str:
        source_id = self.private_follow.id if self.private_follow else self.item.source_id
        return find_identity(url=self.item.url, source_id=source_id, identity=self.item.identity)


@transaction.atomic
def make_finds(*, actor: Actor, hits: Sequence[Hit], at: datetime) -> int:
    """Make each hit a find of the organisation in scope, once; how many are new. What was decided stays decided."""
    hits = _wanted(actor.organisation_id, hits)
    if not hits:
        return 0
    clusters = _clusters(actor.organisation_id, hits)
    follows = _follows(hits)
    ours = {
        hit.identity: _find(
            actor.organisation_id, hit, clusters, hit.private_follow or follows.get(hit.item.source_id), at
        )
        for hit in hits
    }
    words = read_into(ours.values(), {ours[hit.identity].id: hit.searches for hit in hits}, notes={})
    _let_one_lead(list(ours.values()))
    Find.objects.bulk_create(ours.values(), ignore_conflicts=True)
    standing = dict(Find.objects.filter(identity__in=ours).values_list("identity", "id"))
    _remember_why(actor.organisation_id, hits, standing)
    _remember_hosts(actor.organisation_id, hits, standing, at)
    new = [find for identity, find in ours.items() if standing[identity] == find.id]
    made = set(new)
    FindWords.objects.bulk_create(word for word in words if word.find in made)
    audit.record_all(actor, "find.made", new, at=at, change=audit.Change.CREATED)
    return len(new)


@transaction.atomic
def withdraw_finds(*, actor: Actor, identities: Sequence[str], at: datetime) -> int:
    """Their author took them back: keep that they were, and none of the words. How many that concerned."""
    finds = list(
        Find.objects.filter(identity__in=identities).exclude(state=Find.State.GONE).select_for_update()
    )
    for find in finds:
        answered = _answer_of(find)
        shred(find, at)
        _hand_lead_on(find, answered)
    audit.record_all(actor, "find.withdrawn", finds, at=at, change=audit.Change.WITHDRAWN)
    return len(finds)


@transaction.atomic
def erase_find(*, actor: Actor, find: Find, leave_author_alone: bool = False, at: datetime) -> Find:
    """Someone asked us to forget this. It goes and stays gone, also after a restore. Raises NotAllowed.

    ``leave_author_alone``: nothing of the same author in the same place becomes a find of ours again.
    """
    require(can_erase(actor, find))
    find = Find.objects.lock(find)
    alone = ""
    if leave_author_alone and find.author_digest:
        alone = _leave_alone(actor.organisation_id, find.author_digest, at)
    Tombstone.objects.bulk_create(
        [Tombstone(organisation_id=actor.organisation_id, identity=find.identity, at=at)],
        ignore_conflicts=True,
    )
    erasures.remember(erasures.Erasure(actor.organisation_id, find.identity, alone), at=at)
    answered = _answer_of(find)
    shred(find, at)
    find.url = ""
    find.save()
    _hand_lead_on(find, answered)
    audit.record(actor, "find.erased", find, at=at, change=audit.Change.ERASED)
    return find


def _wanted(organisation_id: UUID, hits: Sequence[Hit]) -> list[Hit]:
    """Without what was erased and without the authors who asked this council to leave them alone."""
    buried = set(
        Tombstone.objects.filter(identity__in={hit.identity for hit in hits}).values_list(
            "identity", flat=True
        )
    )
    alone = left_alone_here(organisation_id)
    return [
        hit
        for hit in {hit.identity: hit for hit in hits}.values()
        if hit.identity not in buried and not alone.covers(hit.item.author_digest)
    ]


@dataclass(frozen=True)
class LeftAloneList:
    """The authors whom this council leaves alone."""

    key: bytes
    digests: frozenset[str]

    def covers(self, digest_of_author: str) -> bool:
        return (
            bool(digest_of_author and self.digests)
            and council_digest(self.key, digest_of_author) in self.digests
        )


def left_alone_here(organisation_id: UUID) -> LeftAloneList:
    key = Organisation.objects.values_list("suppression_key", flat=True).get(pk=organisation_id)
    return LeftAloneList(
        key=bytes(key), digests=frozenset(LeftAloneHere.objects.values_list("digest", flat=True))
    )


def _leave_alone(organisation_id: UUID, digest_of_author: str, at: datetime) -> str:
    """The author's digest, as this council keeps it."""
    digest = council_digest(left_alone_here(organisation_id).key, digest_of_author)
    LeftAloneHere.objects.bulk_create(
        [LeftAloneHere(organisation_id=organisation_id, digest=digest, at=at)], ignore_conflicts=True
    )
    return digest


def _clusters(organisation_id: UUID, hits: Sequence[Hit]) -> dict[str, UUID]:
    """By identity. Their rows stay locked, so that two writers cannot both let a copy lead."""
    keys = {
        hit.identity: story_key(title=hit.item.title, text=hit.item.text, identity=hit.identity)
        for hit in hits
    }
    ids = stories_of(organisation_id=organisation_id, keys=set(keys.values()))
    return {identity: ids[key] for identity, key in keys.items()}


def _follows(hits: Sequence[Hit]) -> dict[UUID, Follow]:
    """By source; the latest, where a place was followed more than once."""
    followed = Follow.objects.filter(source__in={hit.item.source_id for hit in hits}).order_by("since")
    return {follow.source_id: follow for follow in followed}


def _find(
    organisation_id: UUID,
    hit: Hit,
    clusters: Mapping[str, UUID],
    follow: Follow | PrivateFollow | None,
    at: datetime,
) -> Find:
    """First seen when we could first see it: an earlier moment would say that another council follows the place."""
    item = hit.item
    return Find(
        organisation_id=organisation_id,
        identity=hit.identity,
        source_id=item.source_id,
        private_follow=hit.private_follow,
        place=follow.name[:200] if follow else "",
        url=item.url,
        title=item.title[:200],
        excerpt=excerpt_of(item, (search.tree for search in hit.searches.values())),
        author=item.author,
        author_digest=item.author_digest,
        language=item.language,
        published_at=item.published_at,
        first_seen=max(item.first_seen, follow.since) if follow else item.first_seen,
        found_at=at,
        cluster_id=clusters[hit.identity],
    )


def _let_one_lead(finds: Sequence[Find]) -> None:
    led = set(
        Find.objects.leading()
        .filter(cluster__in={find.cluster_id for find in finds})
        .values_list("cluster_id", flat=True)
    )
    for find in finds:
        find.leads = find.cluster_id not in led
        led.add(find.cluster_id)


def _remember_why(organisation_id: UUID, hits: Sequence[Hit], standing: Mapping[str, UUID]) -> None:
    FindMatch.objects.bulk_create(
        [
            FindMatch(
                organisation_id=organisation_id,
                find_id=standing[hit.identity],
                search_id=search_id,
                search_version=search.version,
            )
            for hit in hits
            for search_id, search in hit.searches.items()
        ],
        ignore_conflicts=True,
    )


def _remember_hosts(
    organisation_id: UUID, hits: Sequence[Hit], standing: Mapping[str, UUID], at: datetime
) -> None:
    """Where our finds lead, for suggesting places; hosts only."""
    FindHost.objects.bulk_create(
        [
            FindHost(organisation_id=organisation_id, find_id=standing[hit.identity], host=host, at=at)
            for hit in hits
            for host in hit.item.links_to
            if not is_no_place(host)
        ],
        ignore_conflicts=True,
    )


def shred(find: Find, at: datetime) -> None:
    """Keep that there was a find, and none of its words: neither those it is sought by nor those put on it."""
    FindWords.objects.filter(find=find).delete()
    FindTag.objects.filter(find=find).delete()
    find.state = Find.State.GONE
    find.joy, find.joy_rank = "", 0
    find.decided_at = at
    find.title = find.excerpt = find.author = find.author_digest = ""
    find.version += 1
    find.save()
    FindHost.objects.filter(find=find).delete()
    forget_beside(find)


def _answer_of(find: Find) -> dict[str, Any]:
    """What was decided about a story by way of this find, for the copy that leads after it."""
    if find.state not in {Find.State.LEFT, Find.State.DONE, Find.State.LATER}:
        return {}
    decided = ("state", "later_until", "leave_reason", "decided_at")
    return {name: getattr(find, name) for name in decided}


def _hand_lead_on(find: Find, answered: Mapping[str, Any]) -> None:
    """The oldest copy of a story speaks for it now, and what was decided about the story stays decided."""
    if not find.leads:
        return
    heir = Find.objects.copies_of(find).exclude(state=Find.State.GONE).order_by("found_at").first()
    if heir is not None:
        find.leads = False
        find.save(update_fields=["leads"])
        for name, value in {"leads": True, **answered}.items():
            setattr(heir, name, value)
        heir.save(update_fields=["leads", *answered])
