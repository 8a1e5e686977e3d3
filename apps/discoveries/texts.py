"""An item as the tokeniser reads it."""

from uuid import UUID

from apps.discoveries.models import Item
from apps.searches.language.tokens import Text


def text_of(item: Item, *, behind: UUID | None = None) -> Text:
    """Also of one that was pasted, and stands in no place. ``behind``: of the private follow that it came from."""
    source = behind or item.source_id
    return Text(
        title=item.title,
        body=item.text,
        author=item.author,
        url=item.url,
        language=item.language,
        tags=tuple(item.tags),
        has=tuple(item.has),
        source=source.hex if source else "",
    )
