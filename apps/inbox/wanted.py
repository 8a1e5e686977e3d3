"""Which finds somebody wants to see: one filter for pages, saved views, batches and programs."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from apps.assignments.hands import PILES, pile
from apps.common.actor import Actor
from apps.common.clock import day_of, start_of
from apps.discoveries.models import Find, FindTag, Follow, Joy, Tag
from apps.discoveries.querysets import FindQuerySet
from apps.discoveries.seeking import Sought, sought
from apps.organisations.models import Place
from apps.searches.language.ast import Kind, Term
from apps.searches.resolving import resolve

FOUND = {"today": _("Today"), "week": _("In the last seven days"), "month": _("In the last thirty days")}
DAYS = {"today": 0, "week": 7, "month": 30}
LONGEST_WORDS = 200
ROWS = ("search", "source", "near", "tag")


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """Everything narrows; nothing asked for is everything. ``pile``: as pages sort finds; without one, of all."""

    pile: str = ""
    q: str = ""
    search: UUID | None = None
    source: UUID | None = None
    near: UUID | None = None
    language: str = ""
    tag: UUID | None = None
    joy: str = ""
    found: str = ""

    def kept(self) -> dict[str, str]:
        """What is asked for, in words that JSON and an address can hold."""
        return {name: str(value) for name, value in asdict(self).items() if value}

    @property
    def is_narrow(self) -> bool:
        """Whether it asks for less than a whole pile."""
        return bool(self.kept().keys() - {"pile"})


def wanted_from(kept: Mapping[str, Any]) -> Wanted:
    """What ``kept`` gave, from wherever it was kept. Whatever cannot be read asks for nothing."""
    read = {field.name: _read(field.name, kept.get(field.name, "")) for field in fields(Wanted)}
    return Wanted(**{name: value for name, value in read.items() if value})


def finds_wanted(wanted: Wanted, *, actor: Actor, at: datetime) -> FindQuerySet:
    """One find of each story. Raises OfAPerson for words that ask for somebody."""
    finds: FindQuerySet = Find.objects.leading()
    if wanted.pile:
        finds = pile(wanted.pile, actor=actor, at=at)
    if wanted.search:
        finds = finds.found_by(wanted.search)
    if wanted.source:
        finds = finds.filter(source__in=Follow.objects.filter(pk=wanted.source).values("source_id"))
    if wanted.tag:
        finds = finds.filter(pk__in=_tagged(wanted.tag))
    if wanted.joy:
        finds = finds.filter(joy=wanted.joy)
    if wanted.language:
        code = wanted.language
        finds = finds.filter(Q(language=code) | Q(language__startswith=f"{code}-"))
    if wanted.found:
        finds = finds.filter(found_at__gte=start_of(day_of(at - timedelta(days=DAYS[wanted.found]))))
    return _near(wanted.near).among(sought(wanted.q).among(finds))


def _tagged(tag_id: UUID) -> Any:
    """Under the tag that an older one was merged into."""
    meant = Tag.objects.filter(pk=tag_id).values(meant=Coalesce("merged_into_id", "id"))
    return FindTag.objects.filter(tag__in=meant).values("find")


def _near(place_id: UUID | None) -> Sought:
    """By everything that people call the place."""
    place = Place.objects.current().filter(pk=place_id).first() if place_id else None
    return Sought(resolve(Term(Kind.PLACE, place.name)).tree if place else None)


def _read(name: str, value: Any) -> Any:
    if not isinstance(value, str):
        return None
    if name in ROWS:
        return _id(value)
    offered = {"pile": PILES, "joy": Joy.values, "found": FOUND}.get(name)
    if offered is not None:
        return value if value in offered else ""
    return value.strip()[:LONGEST_WORDS]


def _id(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
