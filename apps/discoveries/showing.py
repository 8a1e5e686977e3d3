"""What is shown of finds, by pages and the API alike: marked words, which searches met them, where else they stand."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import OuterRef, Subquery

from apps.discoveries.excerpts import Segments, segments_of
from apps.discoveries.models import Find, FindMatch, FindTag, JoyRule
from apps.discoveries.reading import RANKS, moving, taught
from apps.organisations.models import Membership
from apps.searches.language.ast import Node, from_json
from apps.searches.models import SearchVersion


@dataclass(frozen=True, kw_only=True)
class Reason:
    """A search that met a find, as it was called today and as it stood then."""

    search_id: UUID
    name: str
    version: int
    tree: Node | None


@dataclass(frozen=True, kw_only=True)
class TagName:
    """A tag on a find."""

    id: UUID
    name: str


@dataclass(frozen=True, kw_only=True)
class ShownFind:
    """A find with its words in pieces ``(text, is_marked)``.

    ``copies``: other places that carry the same story; ``captured_by``: who put it in by hand; ``moved_by``: what the
    council taught that moves it up or down.
    """

    find: Find
    title_segments: Segments
    excerpt_segments: Segments
    why: Sequence[Reason]
    copies: Sequence[str]
    captured_by: Membership | None
    tags: Sequence[TagName]
    moved_by: Sequence[JoyRule]


def shown(find: Find) -> ShownFind:
    return shown_all([find])[0]


def shown_all(finds: Sequence[Find]) -> list[ShownFind]:
    """In the same order; two queries however many they are.

    Another if any was put in by hand, and another if anything taught has moved one.
    """
    reasons, beside, people = _reasons(finds), _beside(finds), _people(finds)
    rules = taught().rules if any(find.joy_rank != RANKS.get(find.joy) for find in finds) else ()
    return [_shown(find, reasons[find.id], beside, people.get(find.captured_by_id), rules) for find in finds]


def _shown(
    find: Find,
    why: Sequence[Reason],
    beside: "Beside",
    by: Membership | None,
    rules: Sequence[JoyRule],
) -> ShownFind:
    trees = [reason.tree for reason in why if reason.tree is not None]
    title, excerpt = segments_of(find.title, find.excerpt, trees)
    elsewhere = [place for copy_id, place in beside.copies.get(find.cluster_id, []) if copy_id != find.id]
    return ShownFind(
        find=find,
        title_segments=title,
        excerpt_segments=excerpt,
        why=why,
        copies=list(dict.fromkeys(elsewhere)),
        captured_by=by,
        tags=beside.tags.get(find.id, []),
        moved_by=moving(rules, find, [reason.search_id for reason in why]),
    )


def _people(finds: Sequence[Find]) -> Mapping[UUID | None, Membership]:
    """Who put these in by hand."""
    ids = {find.captured_by_id for find in finds if find.captured_by_id}
    return (
        {member.id: member for member in Membership.objects.filter(pk__in=ids).for_display()} if ids else {}
    )


def _reasons(finds: Sequence[Find]) -> Mapping[UUID, list[Reason]]:
    """The tree is that of the version which met the find, so that a changed search still marks what it once asked."""
    version = SearchVersion.objects.filter(search=OuterRef("search"), number=OuterRef("search_version"))
    matches = FindMatch.objects.filter(find__in=finds).annotate(tree=Subquery(version.values("resolved")[:1]))
    by_find: dict[UUID, list[Reason]] = defaultdict(list)
    for match in matches.select_related("search").order_by("search__name", "id"):
        by_find[match.find_id].append(
            Reason(
                search_id=match.search_id,
                name=match.search.name,
                version=match.search_version,
                tree=from_json(match.tree) if match.tree else None,
            )
        )
    return by_find


@dataclass(frozen=True)
class Beside:
    """By cluster, every find of it that still has its words; by find, its tags."""

    copies: Mapping[UUID, list[tuple[UUID, str]]]
    tags: Mapping[UUID, list[TagName]]


def _beside(finds: Sequence[Find]) -> Beside:
    """In one query."""
    alike = Find.objects.filter(cluster__in={find.cluster_id for find in finds}).exclude(
        state=Find.State.GONE
    )
    copies = alike.values_list("cluster_id", "id", "place", "found_at")
    tagged = FindTag.objects.filter(find__in=finds).order_by()
    rows = copies.union(tagged.values_list("find_id", "tag_id", "tag__name", "at"), all=True).order_by(
        "found_at"
    )
    by_cluster: dict[UUID, list[tuple[UUID, str]]] = defaultdict(list)
    for whose, which, called, _at in rows:
        by_cluster[whose].append((which, called))
    tags = {
        find.id: [TagName(id=tag_id, name=name) for tag_id, name in by_cluster.get(find.id, [])]
        for find in finds
    }
    return Beside(copies=by_cluster, tags=tags)
