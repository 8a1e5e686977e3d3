"""Reading finds again: when rules, tokeniser or what a council taught changed, and when somebody writes beside one."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from apps.discoveries.models import Find, FindMatch, FindWords
from apps.discoveries.reading import FIRST_OF_THIS_RELEASE, read_into, taught
from apps.work import actions as work
from apps.work.lanes import Lane

AT_ONCE = 500
LONGEST_NOTES = 4000


@transaction.atomic
def read_again() -> int:
    """The next finds, at most 500, that were read under older rules; how many that were.

    What is closed needs no new place in the order, only words of this release.
    """
    is_old = Q(state__in=["new", "later", "taken"]) & ~Q(read_as=taught().read_as)
    is_older = Q(read_as__lt=FIRST_OF_THIS_RELEASE)
    stale = Find.objects.exclude(state=Find.State.GONE).filter(is_old | is_older)
    finds = list(stale.order_by("-found_at", "-id").select_for_update(no_key=True)[:AT_ONCE])
    if finds:
        _read(finds)
    return len(finds)


@transaction.atomic
def read_all_again(*, organisation_id: UUID, at: datetime) -> None:
    """The newest now, so that whoever taught something sees it; the rest as due work."""
    if read_again() == AT_ONCE:
        work.ask_for(
            kind="discoveries.read_again",
            subject_id=organisation_id,
            organisation_id=organisation_id,
            lane=Lane.HOME,
            due_at=at,
        )


@transaction.atomic
def write_beside(*, find: Find, note: str) -> None:
    """A colleague's note can be sought like the words of the find itself."""
    words = FindWords.objects.filter(find=find).first()
    notes = f"{words.notes}\n{note}" if words and words.notes else note
    _read([find], notes={find.id: notes[-LONGEST_NOTES:]})


def _read(finds: Sequence[Find], notes: dict[UUID, str] | None = None) -> None:
    met: dict[UUID, list[UUID]] = defaultdict(list)
    for find_id, search_id in FindMatch.objects.filter(find__in=finds).values_list("find", "search"):
        met[find_id].append(search_id)
    if notes is None:
        notes = dict(FindWords.objects.filter(find__in=finds).values_list("find", "notes"))
    words = read_into(finds, met, notes)
    Find.objects.bulk_update(finds, ["joy", "joy_rank", "read_as"])
    FindWords.objects.bulk_create(
        words,
        update_conflicts=True,
        unique_fields=["organisation", "find"],
        update_fields=["notes", "vector"],
    )
