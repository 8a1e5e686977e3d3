"""When all searches are to be looked through again, and which of them that is about most."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import UUID

from apps.organisations.models import Organisation
from apps.searches.language.naming import named_in
from apps.searches.models import ListedAccount, Search, SearchReview

QUARTER = timedelta(days=91)
GRACE = timedelta(days=14)


def review_due_at(organisation_id: UUID) -> datetime | None:
    """A quarter after the last review, or after the first search ran; None before that."""
    last = SearchReview.objects.newest_first().values_list("at", flat=True).first()
    since = last or Organisation.objects.values_list("listening_since", flat=True).get(pk=organisation_id)
    return since + QUARTER if since else None


def naming_others(searches: Iterable[Search]) -> list[Search]:
    """Those that name anybody but the council itself."""
    ours = set(ListedAccount.objects.filter(kind="ours").values_list("handle", flat=True))
    return [search for search in searches if any(named.key not in ours for named in named_in(search.tree))]
