"""Items that an older tokeniser read are read again, so that previews and looking back meet them as the matcher does."""

from datetime import datetime
from typing import Any

from django.db import connection, transaction

from apps.discoveries.models import Item
from apps.discoveries.texts import text_of
from apps.searches.language.tokens import TOKENISER_VERSION, tokenise

BATCH = 200
READ_AGAIN = """
UPDATE discoveries_item SET vector = %s::tsvector, has = %s, tokeniser = %s WHERE id = %s AND first_seen = %s
"""


@transaction.atomic
def remake_vectors(*, up_to: datetime) -> datetime | None:
    """The newest 200 of them that were first seen by then; when the last of these was, None when there are no more.

    What is withdrawn has no words left, and keeps none in its vector.
    """
    older = Item.objects.read_by_older_tokenisers().filter(first_seen__lte=up_to).newest_first()
    items = list(older.select_for_update(skip_locked=True)[:BATCH])
    with connection.cursor() as cursor:
        cursor.executemany(READ_AGAIN, [_row(item) for item in items])
    return items[-1].first_seen if len(items) == BATCH else None


def _row(item: Item) -> tuple[Any, ...]:
    document = tokenise(text_of(item))
    return (document.vector(), list(document.has), TOKENISER_VERSION, item.id, item.first_seen)
