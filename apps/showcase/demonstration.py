"""The demonstration's people and its freshest good find, read from the rows that loading left."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import Count, F, Value
from django.db.models.functions import Concat
from django.utils.translation import gettext as _

from apps.discoveries.excerpts import Segments
from apps.discoveries.models import Find
from apps.discoveries.showing import shown
from apps.organisations.models import Membership, Organisation
from apps.organisations.roles import Role

GOOD_PLACE = "allotment"
CONSIDERED = 10


@dataclass(frozen=True, kw_only=True)
class FirstFind:
    """What ``showcase/first_find.html`` shows."""

    id: UUID
    segments: Segments
    more_segments: Segments
    place: str
    author: str
    at: datetime
    why: str


def first_council() -> Organisation | None:
    """The council whose week the first page tells; None outside the demonstration and before it is loaded."""
    if not settings.GC_DEMONSTRATION:
        return None
    found: Organisation | None = (
        Organisation.objects.active().filter(is_demonstration=True).order_by("id").first()
    )
    return found


def people() -> list[Membership]:
    """Who may be borrowed: invented people of demonstration councils, in the order in which they came.

    Their addresses end in ``.example``, which no real person's does.
    """
    if not settings.GC_DEMONSTRATION:
        return []
    invented = Concat(Value("@"), F("organisation__slug"), Value(".example"))
    members = Membership.objects.current().filter(organisation__is_demonstration=True)
    return list(
        members.filter(user__email__endswith=invented)
        .select_related("user", "organisation")
        .order_by("organisation_id", "id")
    )


def person_called(key: str) -> Membership | None:
    return next((member for member in people() if key_of(member) == key), None)


def key_of(member: Membership) -> str:
    return str(member.user.email)


def librarian(members: Sequence[Membership], organisation: Organisation) -> Membership | None:
    """The first colleague: the demonstration begins with one from the library."""
    ours = (member for member in members if member.organisation_id == organisation.id)
    return next((member for member in ours if member.role == Role.COLLEAGUE), None)


def label_of(member: Membership) -> str:
    """“Helen (owner)”."""
    facts = {"name": member.user.get_short_name(), "role": member.get_role_display().lower()}
    return _("%(name)s (%(role)s)") % facts


def first_find(at: datetime) -> FirstFind | None:
    """Of what waits from the allotment society, or else from anywhere, the newest that met most searches.

    Only the newest ten are asked, so that it stays fresh. Of the organisation in scope.
    """
    waiting: Any = Find.objects.inbox(at).annotate(searches=Count("matches")).newest_first()
    newest = list(waiting.filter(place__icontains=GOOD_PLACE)[:CONSIDERED]) or list(waiting[:CONSIDERED])
    return _as_shown(max(newest, key=lambda find: find.searches)) if newest else None


def _as_shown(find: Find) -> FirstFind:
    view = shown(find)
    quoted, more = view.title_segments, view.excerpt_segments
    return FirstFind(
        id=find.id,
        segments=quoted or more,
        more_segments=more if quoted else [],
        place=find.place,
        author=find.author,
        at=find.published_at or find.first_seen,
        why=_("The marked words are what this council listens for."),
    )
