"""Which of one council's own searches something meets, asked inside its scope and not of the live matcher."""

from collections.abc import Callable, Mapping
from datetime import date
from uuid import UUID

from apps.discoveries.models import Item
from apps.discoveries.texts import text_of
from apps.searches.language.tokens import tokenise
from apps.searches.matching.index import Index
from apps.searches.models import Search

Met = Mapping[UUID, Search]


def our_searches(*, behind: UUID | None = None) -> Callable[[Item, date], Met]:
    """Reads the running searches once; the answer says which of them an item meets on a day.

    ``behind``: of the private follow that the items came from.
    """
    searches = {search.id: search for search in Search.objects.running()}
    index: Index[UUID] = Index()
    for search in searches.values():
        index.put(search.id, search.tree)

    def meets(item: Item, day: date) -> Met:
        document = tokenise(text_of(item, behind=behind))
        return {search_id: searches[search_id] for search_id in index.match(document, day)}

    return meets
