"""How fast a preview is at a million items: `python -m tests.benchmarks.preview`.

Two hundred realistic searches and the worst that the language admits, for a council that follows 50 places, one that
follows 2,000, and one that has followed 200 for three days; against a bare count(*) with the same visibility, and
against the way previews were made before (the newest 1,001 in one go).
"""

import os
import random
import sys
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from statistics import median, quantiles
from time import perf_counter
from typing import Any

import django
from django.conf import settings

from config.settings import base

WORST = {
    "a common word": "the",
    "a common phrase": '"of the"',
    "fifty common phrases": " OR ".join(
        f'"{first} {second}"'
        for first in ("the", "of", "a", "to", "in", "is", "and", "for", "on", "it")
        for second in ("the", "a", "his", "our", "this")
    ),
    "two hundred words": " OR ".join(f"w{number}" for number in range(150)) + " OR the OR of OR and",
    "a long list left out": "the " + " ".join(f"-w{number}" for number in range(150)),
    "only left out": "-park",
    "left out twice": "-(-(the -park))",
    "a language": "lang:en",
    "beginnings": "(there* OR thei* OR comm*) park",
    "near": "(the OR of OR a) NEAR/7 (in OR to OR and)",
    "rare": "zq1a2b",
    "never": "hovercraft",
}
OLD_PATIENCE = timedelta(seconds=3)


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.test")
    django.setup()
    settings.GC_PREVIEW_SECONDS = base.GC_PREVIEW_SECONDS
    from config.launch.checkout import this_checkout
    from tests.benchmarks.month import a_million

    few = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    with a_million(this_checkout()) as now:
        for council in ("small", "large", "new"):
            measure(council, few, now)


def measure(council: str, few: int, now: datetime) -> None:
    realistic = list(searches(few))
    print(f"\n{council}: {few} realistic searches, milliseconds (p50, p95, max)")
    for name, way in WAYS.items():
        print(f"  {name:34}", row([timed(way, council, query, now)[0] for query in realistic]), flush=True)
    for kind, query in WORST.items():
        spent, found = timed(WAYS["preview, in the database"], council, query, now)
        floor, _found = timed(WAYS["floor: count(*)"], council, query, now)
        said = (
            f"{found.count:,} {'exactly' if found.is_exact else f'about, {found.days_counted} days counted'}"
        )
        print(f"  worst: {kind:27} {spent:6.0f}   floor {floor:6.0f}   {said}", flush=True)


def searches(count: int) -> Iterator[str]:
    """As officers write them: a place and subjects, a few phrases, something left out."""
    from tests.benchmarks.month import SUBJECTS, word

    chance = random.Random(3)
    subjects = [subject.strip() for subject in SUBJECTS.replace("\n", "|").split("|") if subject.strip()]
    for number in range(count):
        place = word(50) if number % 2 else word(1_000 + chance.randrange(400))
        first, second = chance.sample(subjects, 2)
        yield (
            f'{place} ("{first}" OR "{second}")',
            f'{place} "{first}"',
            f'("{first}" OR "{second}") {place} -jobs -hiring',
            f'"{first}" sunday',
            f"{place} friends",
        )[number % 5]


def timed(way: Callable[..., Any], council: str, query: str, now: datetime) -> tuple[float, Any]:
    from apps.organisations.models import Organisation
    from apps.organisations.scope import council as inside

    organisation = Organisation.objects.get(slug=council)
    with inside(organisation.id):
        begun = perf_counter()
        found = way(query, now)
        return (perf_counter() - begun) * 1000, found


def whole(query: str, now: datetime) -> Any:
    """All parts, with excerpts, marks and reasons: what the API answers."""
    from apps.common.actor import system
    from apps.common.scope import organisation_in_scope
    from apps.discoveries.previews import preview

    return preview(actor=system("benchmark", organisation_in_scope()), query=query, at=now)


def counted(query: str, now: datetime) -> Any:
    from apps.discoveries.counting import tally
    from apps.discoveries.haste import in_haste
    from apps.searches.language.parser import parse

    tree = parse(query).ast
    with in_haste("benchmark"):
        return tally(tree, at=now, shown=10, seconds=0.15)


def as_before(query: str, now: datetime) -> Any:
    from apps.discoveries.passing import briefs_of
    from apps.searches.language.parser import parse

    return patient(lambda: briefs_of(parse(query).ast, since=now - timedelta(days=30), at=now, limit=1_001))


def floor(query: str, now: datetime) -> Any:
    from django.db import connection

    from apps.common.scope import organisation_in_scope
    from apps.discoveries.passing import VISIBLE, WITH_WORDS
    from apps.searches.language.compile_sql import to_tsquery
    from apps.searches.language.parser import parse

    terms = {
        "organisation": organisation_in_scope(),
        "since": now - timedelta(days=30),
        "until": now + timedelta(days=1),
        "tsquery": to_tsquery(parse(query).ast),
    }

    def count() -> Any:
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT count(*) {VISIBLE} {WITH_WORDS}", terms)
            return cursor.fetchone()

    return patient(count)


def patient(question: Callable[[], Any]) -> Any:
    """For ten seconds: what takes longer is reported as that."""
    from django.db import OperationalError, connection, transaction

    try:
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute(f"SET LOCAL statement_timeout = {int(OLD_PATIENCE.total_seconds() * 1000)}")
            return question()
    except OperationalError:
        return None


def row(spent: list[float]) -> str:
    high = quantiles(spent, n=20)[-1] if len(spent) > 1 else spent[0]
    return f"{median(spent):8.0f} {high:8.0f} {max(spent):8.0f}"


WAYS: dict[str, Callable[..., Any]] = {
    "preview, in the database": counted,
    "preview, whole": whole,
    "as before: newest 1,001": as_before,
    "floor: count(*)": floor,
}

if __name__ == "__main__":
    main()
