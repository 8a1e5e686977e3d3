"""``./dev bench lists``: what people and programs open, at a million finds, with row-level security on."""

import argparse
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from statistics import quantiles
from time import perf_counter
from typing import Any

import django
from django.db import connection
from django.test import Client
from django.test.utils import setup_test_environment

from tests.benchmarks.measuring import say_time, table, verdict
from tests.desk.asked import AROUND, SESSIONS

PLANS = Path(__file__).with_name("plans")
EXPLAIN = "EXPLAIN (ANALYZE, COSTS OFF, TIMING OFF, SUMMARY OFF, BUFFERS OFF) "
LISTED = re.compile(r"(\{[0-9a-f-]{36},)[^}]*\}")
REQUESTS, COUNCILS_ASKED, MOST_QUERIES = 30, 6, 12
HEAD = ["what is opened", "queries", "p50", "p95", "slowest"]


@dataclass(frozen=True)
class Place:
    """One council, as its owner sees it. ``find``: the address of one of its finds."""

    number: int
    client: Client
    slug: str
    follow: str
    find: str


PAGES: dict[str, Callable[[Place], str]] = {
    "inbox, newest": lambda at: f"/o/{at.slug}/finds?order=newest",
    "inbox, joy first": lambda at: f"/o/{at.slug}/finds?order=joy",
    "inbox, one place": lambda at: f"/o/{at.slug}/finds?source={at.follow}",
    "inbox, words": lambda at: f"/o/{at.slug}/finds?q=litter",
    "done": lambda at: f"/o/{at.slug}/finds?tab=done",
    "today": lambda at: f"/o/{at.slug}/",
    "find": lambda at: f"/o/{at.slug}/finds/{at.find}",
    "api, new": lambda at: f"/api/v1/organisations/{at.slug}/finds?pile=new",
    "api, all": lambda at: f"/api/v1/organisations/{at.slug}/finds",
}


@dataclass
class Asked:
    """Every statement of one request, with its seconds and its plan where that is wanted."""

    is_explaining: bool = False
    spent: list[tuple[float, str, str]] = field(default_factory=list)

    def __call__(self, execute: Any, statement: str, params: Any, many: bool, context: Any) -> Any:
        plan = self._plan(statement, params) if self.is_explaining else ""
        began = perf_counter()
        try:
            return execute(statement, params, many, context)
        finally:
            if not statement.startswith(AROUND) and SESSIONS not in statement:
                self.spent.append((perf_counter() - began, statement, plan))

    @property
    def seconds(self) -> float:
        return sum(seconds for seconds, _statement, _plan in self.spent)

    def _plan(self, statement: str, params: Any) -> str:
        """Asked past Django's cursor, which would come back here."""
        if 'FROM "discoveries_find"' not in statement or statement.startswith(("UPDATE", "INSERT")):
            return ""
        with connection.connection.cursor() as cursor:
            cursor.execute(EXPLAIN + statement, params)
            return "\n".join(line for (line,) in cursor.fetchall())


@contextmanager
def watching(*, is_explaining: bool = False) -> Iterator[Asked]:
    asked = Asked(is_explaining)
    with connection.execute_wrapper(asked):
        yield asked


def open_page(place: Place, address: str, *, is_explaining: bool = False) -> Asked:
    with watching(is_explaining=is_explaining) as asked:
        response = place.client.get(address)
    assert response.status_code == 200, (address, response.status_code)
    return asked


def measure(name: str, places: Sequence[Place]) -> list[str]:
    address = PAGES[name]
    for place in places:
        open_page(place, address(place))
    asked = [open_page(place, address(place)) for _ in range(REQUESTS // len(places)) for place in places]
    keep_plans(name, open_page(places[0], address(places[0]), is_explaining=True))
    counts = sorted({len(each.spent) for each in asked})
    seconds = [each.seconds for each in asked]
    slowest = max(spent for each in asked for spent, _statement, _plan in each.spent)
    shown = (quantiles(seconds, n=20)[9], quantiles(seconds, n=20)[18], slowest)
    return [name, "–".join(map(str, counts)), *map(say_time, shown)]


def keep_plans(name: str, asked: Asked) -> None:
    """Of the statements that read finds; long lists of ids cut short."""
    plans = [LISTED.sub(r"\1 …}", plan) for _seconds, _statement, plan in asked.spent if plan]
    PLANS.mkdir(exist_ok=True)
    (PLANS / f"{name.replace(', ', '_').replace(' ', '_')}.txt").write_text("\n\n".join(plans) + "\n")


def places_of(count: int) -> list[Place]:
    from apps.accounts.models import User
    from tests.benchmarks.finds import FOLLOWED
    from tests.benchmarks.loading import id_of

    places = []
    for number in range(count):
        client = Client()
        client.force_login(User.objects.get(pk=id_of("person", number)))
        follow, find = id_of("follow", number * FOLLOWED), id_of("find", number)
        places.append(Place(number, client, f"council-{number}", str(follow), str(find)))
    return places


def main() -> None:
    asked = argparse.ArgumentParser(prog="./dev bench lists")
    asked.add_argument("--finds", type=int, default=1_000_000)
    asked.add_argument("--councils", type=int, default=400)
    known = asked.parse_args()
    django.setup()
    setup_test_environment()
    load(known.councils, known.finds)
    places = places_of(min(COUNCILS_ASKED, known.councils))
    rows = [measure(name, places) for name in PAGES]
    print(table(HEAD, rows), "\n")
    most = max(int(row[1].split("–")[-1]) for row in rows)
    print(verdict(f"at most {most} queries a page ({MOST_QUERIES})", reached=most <= MOST_QUERIES))
    is_constant = not any("–" in row[1] for row in rows)
    print(verdict("as many for every council", reached=is_constant))


def load(councils: int, finds: int) -> None:
    from tests.benchmarks.finds import load_finds
    from tests.benchmarks.server import administrator

    began = perf_counter()
    with administrator() as loading:
        load_finds(loading, councils=councils, finds=finds)
    print(
        f"{finds:,} finds of {councils} councils loaded in {say_time(perf_counter() - began)}\n", flush=True
    )


if __name__ == "__main__":
    main()
