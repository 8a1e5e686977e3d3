"""An item as the tokeniser reads it."""

from apps.discoveries.models import Item
from apps.searches.language.tokens import Text


def text_of(item: Item) -> Text:
    """Also of one that was pasted, and stands in no place."""
    return Text(
        title=item.title,
        body=item.text,
        author=item.author,
        url=item.url,
        language=item.language,
        tags=tuple(item.tags),
        has=tuple(item.has),
        source=item.source_id.hex if item.source_id else "",
    )
