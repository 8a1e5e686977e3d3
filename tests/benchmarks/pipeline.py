"""``./dev bench pipeline``: from the HTTP response to the committed find, on two cores, and how it grows."""

import argparse
import json
import random
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import django
import psycopg

from tests.benchmarks.measuring import say_time, table

ITEMS = 3_000
# One thing in five that is said is an article, the others are posts.
ARTICLES = 0.2
STAGES = [
    "fetch",
    "parse",
    "tokenise to store",
    "store",
    "claim and finish",
    "tokenise to match",
    "match",
    "write finds",
    "catch up",
    "hold and mark",
]


@dataclass(frozen=True)
class Scene:
    """So many councils with so many searches each, and places of which each is followed by so many councils."""

    councils: int
    searches_each: int
    places: int
    followers: int

    @property
    def follows_each(self) -> int:
        return self.places * self.followers // self.councils


SCENES = [
    Scene(councils=1, searches_each=30, places=20, followers=1),
    Scene(councils=20, searches_each=30, places=200, followers=2),
    Scene(councils=100, searches_each=30, places=1_000, followers=2),
    Scene(councils=400, searches_each=30, places=1_000, followers=2),
    Scene(councils=400, searches_each=30, places=1_000, followers=20),
    Scene(councils=400, searches_each=30, places=20, followers=400),
    Scene(councils=400, searches_each=250, places=1_000, followers=2),
]


@dataclass(frozen=True)
class Ran:
    scene: Scene
    items: int
    finds: int
    seconds: float
    stages: Counter[str]

    @property
    def row(self) -> list[str]:
        scene = self.scene
        return [
            f"{scene.councils} × {scene.searches_each}",
            f"{scene.places:,}",
            str(scene.followers),
            f"{self.finds / self.items:.2f}",
            f"{self.items / self.seconds:,.0f}",
            *(say_time(self.stages[stage] / self.items) for stage in STAGES),
        ]


HEAD = ["councils × searches", "places", "followers", "finds an item", "items a second", *STAGES]


def main() -> None:
    asked = argparse.ArgumentParser(prog="./dev bench pipeline")
    asked.add_argument("--items", type=int, default=ITEMS)
    asked.add_argument("--scenes", type=int, nargs="*", default=range(len(SCENES)), help="by number, from 0")
    known = asked.parse_args()
    django.setup()
    ran = [run(SCENES[number], known.items) for number in known.scenes]
    print(table(HEAD, [each.row for each in ran]))


def run(scene: Scene, items: int) -> Ran:
    from tests.benchmarks.places import serving
    from tests.benchmarks.server import administrator

    each = max(1, items // scene.places)
    with serving(talk(scene, each), listed=each) as country, administrator() as connection:
        load(connection, scene, country.host)
        count = scene.places * each
        workers = [worker("fetch", country.host, str(scene.places)), worker("match", str(count))]
        seconds, answers = together(workers)
        finds = connection.execute("SELECT count(*) FROM discoveries_find").fetchone()[0]
    stages = sum((Counter(answer["stages"]) for answer in answers), Counter())
    return Ran(scene, count, finds, seconds, stages)


def talk(scene: Scene, each: int):
    """What each place says: about the first of the councils that follow it."""
    from tests.benchmarks.country import article_about, councils, post_about
    from tests.benchmarks.places import Said

    chance = random.Random(11)
    began = time.time() - 3_600
    for_place = []
    for place in range(scene.places):
        council = councils()[place // scene.follows_each % scene.councils]
        texts = [
            article_about([council], chance) if chance.random() < ARTICLES else post_about(council, chance)
            for _ in range(each)
        ]
        for_place.append([Said(began + number, text) for number, text in enumerate(texts)])
    return for_place


def load(connection: psycopg.Connection, scene: Scene, host: str) -> None:
    from tests.benchmarks import loading
    from tests.benchmarks.country import searches

    loading.empty(connection)
    loading.load_councils(connection, scene.councils)
    loading.load_sources(connection, scene.places, host=host)
    loading.load_polls(connection, scene.places, host=host)
    loading.load_follows(connection, of=scene.councils, sources=scene.places, each=scene.follows_each)
    loading.load_searches(connection, searches(scene.councils * scene.searches_each, of=scene.councils))
    connection.execute("VACUUM ANALYZE")


def worker(*words: str) -> subprocess.Popen:
    command = [sys.executable, "-m", "tests.benchmarks.worker", *words]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


def together(workers: Sequence[subprocess.Popen]) -> tuple[float, list[dict]]:
    """Seconds from the moment when all are ready to the moment when all are done, and what each answered."""
    for each in workers:
        assert each.stdout.readline() == "ready\n"
    began = time.perf_counter()
    for each in workers:
        each.stdin.write("go\n")
        each.stdin.flush()
    answers = [json.loads(each.stdout.readline()) for each in workers]
    return time.perf_counter() - began, answers


if __name__ == "__main__":
    main()
