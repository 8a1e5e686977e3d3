"""How common each word is where people talk: what lets the matcher look for the rare word first.

A wrong count costs time and never an answer, so a sample of the day is enough.
"""

from datetime import datetime, timedelta

from django.db import connection, transaction
from django.db.models import F

from apps.ingestion.models import Frequency

# Yesterday counts nine tenths of today, a week ago half.
FADES_TO = 0.9
SAMPLE = 10_000
MOST_KEPT = 20_000
FEWEST_DOCUMENTS = 5
A_DAY = timedelta(days=1)

# ts_stat wants its question as text; format() quotes what is put in. The names of people are not counted.
COUNT = """
INSERT INTO ingestion_frequency AS kept (lexeme, documents)
SELECT word, ndoc FROM ts_stat(format(
    'SELECT vector FROM discoveries_item WHERE first_seen > %%L AND withdrawn_at IS NULL
     ORDER BY first_seen DESC, id DESC LIMIT %%s', %(since)s::timestamptz, %(sample)s::int))
WHERE ndoc >= %(fewest)s AND word !~ '^(from:|=?@)' AND length(word) <= 300
ORDER BY ndoc DESC, word LIMIT %(most)s
ON CONFLICT (lexeme) DO UPDATE SET documents = kept.documents + excluded.documents
"""


@transaction.atomic
def count_words(*, at: datetime) -> int:
    """Add the last day's words and forget a little of all the earlier ones. How many are kept."""
    Frequency.objects.update(documents=F("documents") * FADES_TO)
    with connection.cursor() as cursor:
        cursor.execute(
            COUNT, {"since": at - A_DAY, "sample": SAMPLE, "fewest": FEWEST_DOCUMENTS, "most": MOST_KEPT}
        )
    commonest = Frequency.objects.order_by("-documents", "lexeme")[:MOST_KEPT]
    Frequency.objects.exclude(documents__gte=FEWEST_DOCUMENTS, lexeme__in=commonest.values("lexeme")).delete()
    return Frequency.objects.count()
