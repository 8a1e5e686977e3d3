"""A month in which a million things passed by: 2,000 places, and three councils that follow 50, 2,000 and 200 of them.

The sentences are those of our demonstration's neighbourhood, with the names of 400 places, some forty subjects and a
long tail of rare words; one text in seven is an article. Made once, in minutes, and kept beside the test databases.
"""

import hashlib
import os
import random
import re
import shutil
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import mkdtemp
from typing import Any
from uuid import UUID, uuid5

from django.db import connections

from apps.common.scope import org_scope
from apps.searches.language.tokens import TOKENISER_VERSION, Text, tokenise
from config import env
from config.launch.binaries import find_binaries
from config.launch.checkout import TEMPORARY, Checkout
from config.launch.postgres import Cluster, server_folder
from config.launch.roles import url_of
from config.launch.throwaway import ALIASES, TEMPLATE, migrate, migrated_cluster
from tests.cast import make_council

CONTENT = Path("apps/demonstration/neighbourhood/content")
ITEMS, SOURCES, DAYS, PLACES, HOSTS = 1_000_000, 2_000, 30, 400, 300
POSTS, ARTICLES = 48, 8
# What each council follows, and since how many days.
FOLLOWED = {"small": (50, 400), "large": (SOURCES, 400), "new": (200, 3)}
OPTIONS = {
    "max_connections": "50",
    "shared_buffers": "512MB",
    "maintenance_work_mem": "256MB",
    "max_wal_size": "4GB",
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "autovacuum": "off",
}
SUBJECTS = """
    litter pick|school fete|repair café|community garden|flood group|parkrun|food bank|swap shop|knit and natter|park
    men's shed|choir practice|toddler group|coffee morning|bake sale|village hall|brass band|beach clean|street party
    lost cat|open studio|history walk|bee hotel|book club|tool library|allotment|youth club|carol singing|five a side
    warm space|bike workshop|plant sale|quiz night|dog show|scarecrow trail|now hiring for two jobs|house for sale
    road closed|missed bin|council tax|planning application|friends of the park
"""
SYLLABLES = [
    "mar",
    "low",
    "ben",
    "tor",
    "wick",
    "ham",
    "sti",
    "pel",
    "nor",
    "gat",
    "fen",
    "dru",
    "cal",
    "ost",
    "ire",
    "yng",
]


@contextmanager
def a_million(checkout: Checkout) -> Iterator[datetime]:
    """Django's databases are those of the month for as long as this runs; the evening of the month's last day."""
    kept = server_folder(checkout) / f"month-{find_binaries().version}-{_recipe()}"
    if not kept.exists():
        print("Making a month of a million items. This takes some minutes, once.", flush=True)
        _make(checkout, kept)
    sockets = Path(mkdtemp(prefix="goodcompany-month-", dir=TEMPORARY))
    cluster = Cluster(find_binaries(), kept / "data", sockets, OPTIONS)
    try:
        with _serving(checkout, cluster):
            migrate(checkout.root, dict(os.environ))
            yield datetime.fromisoformat((kept / "born").read_text()) + timedelta(hours=20)
    finally:
        shutil.rmtree(sockets, ignore_errors=True)


def _recipe() -> str:
    """Changes with what makes the month; migrations are run on one that stands."""
    recipe = f"{TOKENISER_VERSION} {Path(__file__).read_text()}"
    return hashlib.sha256(recipe.encode()).hexdigest()[:12]


@contextmanager
def _serving(checkout: Checkout, cluster: Cluster) -> Iterator[None]:
    cluster.prepare()
    with cluster.data.with_name("log").open("wb") as log:
        process = cluster.start(log, on_parent_death=signal.SIGQUIT)
    try:
        cluster.wait_ready(process)
        _turn_to(checkout, cluster)
        yield
        connections.close_all()
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(timeout=120)


def _turn_to(checkout: Checkout, cluster: Cluster) -> None:
    passwords = checkout.secrets().passwords
    for alias, (variable, role) in zip(connections, ALIASES.items(), strict=True):
        url = url_of(cluster.admin_url(), role, passwords[role], TEMPLATE)
        os.environ[variable] = url
        connections[alias].close()
        connections.settings[alias].update(env.database(url))


def _make(checkout: Checkout, kept: Path) -> None:
    today = datetime.now(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    with migrated_cluster(checkout, OPTIONS) as cluster:
        with _serving(checkout, cluster), connections["owner"].cursor() as cursor:
            _fill(cursor, today)
        draft = kept.with_suffix(".draft")
        shutil.rmtree(draft, ignore_errors=True)
        draft.mkdir(mode=0o711)
        shutil.move(cluster.data, draft / "data")
        (draft / "born").write_text(today.isoformat())
        draft.rename(kept)


INDEXES = """
SELECT indexname, indexdef FROM pg_indexes WHERE tablename = 'discoveries_item' AND indexname LIKE 'items%'
"""


def _fill(cursor: Any, today: datetime) -> None:
    """Indexes are made when everything is in: much faster, and the same."""
    cursor.execute(INDEXES)
    indexes = cursor.fetchall()
    for name, _definition in indexes:
        cursor.execute(f"DROP INDEX {name}")
    cursor.execute("SELECT gc_make_item_days(%s::date, %s)", [today - timedelta(days=DAYS - 1), DAYS + 1])
    _follow(today)
    _tell(cursor)
    _pass_by(cursor, today)
    for _name, definition in indexes:
        cursor.execute(definition.replace(" ON ONLY ", " ON "))
    cursor.execute(LISTED)
    cursor.execute("VACUUM ANALYZE")


def _tell(cursor: Any) -> None:
    """Every text that will pass by, tokenised once; items take theirs from here."""
    telling = _Telling()
    cursor.execute(
        "CREATE UNLOGGED TABLE telling "
        "(source int, number int, title text, body text, author text, vector tsvector)"
    )
    with cursor.copy("COPY telling FROM STDIN") as copy:
        for source in range(SOURCES):
            for number in range(POSTS + ARTICLES):
                copy.write_row((source, number, *telling.text(source, is_article=number >= POSTS)))
    cursor.execute("CREATE INDEX ON telling (source, number)")
    cursor.execute("ANALYZE telling")


class _Telling:
    """Invents texts, the same ones every time."""

    def __init__(self) -> None:
        self.chance = random.Random(1)
        self.subjects = [
            subject.strip() for subject in SUBJECTS.replace("\n", "|").split("|") if subject.strip()
        ]
        self.sentences = [
            line
            for path in sorted(CONTENT.glob("*.txt"))
            for line in re.split(r"(?<=[.!?])\s+", path.read_text())
            if 30 < len(line) < 300 and "==" not in line
        ]

    def text(self, source: int, *, is_article: bool) -> tuple[str, str, str, str]:
        """Title, body, author and vector."""
        place = word(50 if source < 50 else source % PLACES + 1_000)
        title = f"{self._subject().capitalize()} in {place}" if self.chance.random() < 0.5 else ""
        body = " ".join(
            [*self._sentences(place, is_article=is_article), *self._rare_words(12 if is_article else 3)]
        )
        author = f"Author {self.chance.randrange(40_000)}"
        url = f"https://s{source % HOSTS}.example/"
        vector = tokenise(Text(title=title, body=body, author=author, url=url)).vector()
        return title, body, author, vector

    def _sentences(self, place: str, *, is_article: bool) -> list[str]:
        chance = self.chance
        parts = chance.sample(self.sentences, chance.randint(30, 60) if is_article else chance.randint(2, 4))
        for _ in range(chance.choice([0, 1, 1, 2]) + (4 if is_article else 0)):
            day = chance.choice(["Sunday", "Friday"])
            parts.insert(chance.randrange(len(parts)), f"There is a {self._subject()} in {place} on {day}.")
        return parts

    def _subject(self) -> str:
        """Some are far more often talked of than others."""
        return self.subjects[min(int(self.chance.expovariate(0.12)), len(self.subjects) - 1)]

    def _rare_words(self, count: int) -> list[str]:
        return [word(int(self.chance.paretovariate(0.6) * 60) % 60_000) for _ in range(count)]


def word(number: int) -> str:
    """An invented word; the same number is always the same word."""
    letters = ""
    while True:
        number, syllable = divmod(number, len(SYLLABLES))
        letters += SYLLABLES[syllable]
        if not number:
            return letters


PASS_BY = """
INSERT INTO discoveries_item (
    id, first_seen, source_id, identity, url, title, text, author, author_digest, language, tags, is_history, vector,
    tokeniser, matched_at
)
SELECT gen_random_uuid(), seen_at, (%(names)s::uuid[])[source + 1],
       encode(sha256(convert_to('item ' || n, 'UTF8')), 'hex'),
       'https://s' || source %% %(hosts)s || '.example/' || n, title, body || ' ' || rare, author,
       encode(sha256(convert_to(author, 'UTF8')), 'hex'), '', '{}', false,
       vector || (quote_literal('=' || rare) || ':900 ' || quote_literal(rare))::tsvector, %(tokeniser)s, seen_at
FROM (
    SELECT n, %(day)s + ((n::bigint * 7919) %% 86400) * interval '1 second' AS seen_at,
           floor(random() * %(texts)s)::int AS number, 'zq' || to_hex(floor(random() * random() * 200000)::int) AS rare,
           least(floor(%(sources)s * power(random(), 1.5)), %(sources)s - 1)::int * 787 %% %(sources)s AS source
    FROM generate_series(%(first)s, %(last)s) AS n
    OFFSET 0
) AS drawn
JOIN telling USING (source, number)
ORDER BY seen_at
"""


def _pass_by(cursor: Any, today: datetime) -> None:
    """Some places talk much more than others; every day has as many."""
    a_day = ITEMS // DAYS
    for day in range(DAYS):
        drawn = {
            "day": today - timedelta(days=DAYS - 1 - day),
            "first": day * a_day,
            "last": (day + 1) * a_day - 1,
            "names": [_id("source", number) for number in range(SOURCES)],
            "sources": SOURCES,
            "hosts": HOSTS,
            "texts": POSTS + ARTICLES,
            "tokeniser": TOKENISER_VERSION,
        }
        cursor.execute(PASS_BY, drawn)
    cursor.execute("DROP TABLE telling")


# What was listed once is listed for ten days.
LISTED = """
INSERT INTO discoveries_seen (source_id, identity, last_listed)
SELECT source_id, identity, first_seen + interval '10 days' FROM discoveries_item
"""


def _follow(today: datetime) -> None:
    from apps.discoveries.models import Follow, Source

    places = [
        Source(
            id=_id("source", number),
            url=f"https://s{number}.example/feed",
            host=f"s{number % HOSTS}.example",
            platform="feed",
            created_at=today,
        )
        for number in range(SOURCES)
    ]
    Source.objects.bulk_create(places)
    for name, (count, days) in FOLLOWED.items():
        council = make_council(name, name)
        since = today - timedelta(days=days)
        with org_scope(council.id):
            Follow.objects.bulk_create(
                Follow(organisation=council, source=place, name=f"Place {number}", since=since)
                for number, place in enumerate(places[:count])
            )


def _id(kind: str, number: int) -> UUID:
    return uuid5(UUID("5a1d0000-0000-4000-8000-000000000000"), f"{kind} {number}")
