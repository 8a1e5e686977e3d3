"""An invented country: councils with their places, what they listen for, and what is said there."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from apps.searches.language.ast import Node
from apps.searches.language.parser import parse
from apps.searches.language.tokens import Text
from tests.benchmarks.prose import sentences
from tests.benchmarks.words import BEGINNINGS, ENDINGS, PEOPLE, PHRASES, THEMES

COUNCILS = 430
PLACES_OF_ONE = 6
BEFORE = ["", "", "", "", "Upper ", "Lower ", "Great ", "St ", "North "]
AFTER = ["", "", "", "", " Green", " Park", " End", " Hill", " Common"]
# Some themes are on everybody's mind, in searches as in talk.
THEME_WEIGHTS = [1 / (rank + 8) for rank in range(len(THEMES))]


@dataclass(frozen=True)
class Council:
    number: int
    name: str
    places: tuple[str, ...]
    handle: str
    host: str


@dataclass(frozen=True)
class Asked:
    """One council's search, as typed and as read."""

    council: int
    query: str
    tree: Node


@cache
def councils() -> tuple[Council, ...]:
    chance = random.Random(3)
    names = [first + last for first in BEGINNINGS for last in ENDINGS]
    chance.shuffle(names)
    return tuple(_council(number, names, chance) for number in range(COUNCILS))


def _council(number: int, names: list[str], chance: random.Random) -> Council:
    name = names[number]
    places = [name] + [
        f"{chance.choice(BEFORE)}{chance.choice(names)}{chance.choice(AFTER)}"
        for _ in range(PLACES_OF_ONE - 1)
    ]
    return Council(number, name, tuple(places), f"{name.lower()}bc", f"{name.lower()}.example")


def searches(count: int, of: int = COUNCILS) -> Iterator[Asked]:
    """Dealt out to the councils in turn; the shapes as officers write them, four in a hundred without a place."""
    chance = random.Random(4)
    for number in range(count):
        council = councils()[number % of]
        query = chance.choices(SHAPES, WEIGHTS)[0](council, chance)
        tree = parse(query).ast
        assert tree is not None, query
        yield Asked(council.number, query, tree)


def _place(council: Council, chance: random.Random) -> str:
    place = chance.choice(council.places)
    return f'"{place}"' if " " in place else place


def _places(council: Council, chance: random.Random) -> str:
    return _any_of({_place(council, chance) for _ in range(3)})


def _theme(chance: random.Random) -> str:
    return chance.choices(THEMES, THEME_WEIGHTS)[0]


def _themes(chance: random.Random) -> str:
    return _any_of({_theme(chance) for _ in range(3)})


def _phrase(chance: random.Random) -> str:
    return f'"{chance.choice(PHRASES)}"'


def _any_of(parts: set[str]) -> str:
    return f"({' OR '.join(sorted(parts))})"


SHAPES = [
    lambda council, chance: f"{_place(council, chance)} {_theme(chance)}",
    lambda council, chance: f"{_place(council, chance)} {_themes(chance)}",
    lambda council, chance: f"{_places(council, chance)} {_themes(chance)} -{_theme(chance)} -jobs",
    lambda council, chance: f"{_place(council, chance)} {_phrase(chance)}",
    lambda council, chance: f'"{chance.choice(council.places)} {_theme(chance)}"',
    lambda council, chance: f"#Love{council.name} -{_theme(chance)}",
    lambda council, chance: f"@{council.handle} ({_theme(chance)} OR {_phrase(chance)})",
    lambda council, chance: f"site:{council.host} {_themes(chance)}",
    lambda council, chance: f'{_places(council, chance)} {_theme(chance)} -(for sale) -"to let"',
    lambda council, chance: f"{_place(council, chance)} {_theme(chance)} lang:{chance.choice(('en', 'cy'))}",
    lambda council, chance: f"{_place(council, chance)} NEAR/5 {_themes(chance)}",
    lambda council, chance: f"{_places(council, chance)} {_theme(chance)[:5]}*",
    lambda council, chance: (
        f"{_place(council, chance)} {_theme(chance)} has:{chance.choice(('image', 'link'))}"
    ),
    lambda council, chance: f"{_theme(chance)} {_theme(chance)}",
]
WEIGHTS = [25, 18, 16, 9, 4, 3, 3, 2, 6, 2, 3, 3, 2, 4]


def posts(count: int, seed: int = 5) -> list[Text]:
    """Of about three hundred characters, each about something in one council."""
    chance = random.Random(seed)
    return [post_about(chance.choice(councils()), chance) for _ in range(count)]


def articles(count: int, seed: int = 6) -> list[Text]:
    """Of about five thousand characters, about several things in two councils."""
    chance = random.Random(seed)
    return [article_about(chance.sample(councils(), 2), chance) for _ in range(count)]


def post_about(council: Council, chance: random.Random) -> Text:
    return _said(chance, [council], places=2, themes=4, phrases=1, characters=170)


def article_about(named: Sequence[Council], chance: random.Random) -> Text:
    return _said(chance, named, places=5 // len(named), themes=9, phrases=5, characters=4600)


def _said(
    chance: random.Random,
    named: Sequence[Council],
    *,
    places: int,
    themes: int,
    phrases: int,
    characters: int,
) -> Text:
    about = [place for council in named for place in chance.sample(council.places, places)]
    about += [*chance.choices(THEMES, THEME_WEIGHTS, k=themes), *chance.choices(PHRASES, k=phrases)]
    if chance.random() < 0.2:
        about += [f"#Love{named[0].name}", f"@{named[0].handle}"]
    return Text(
        title=sentences(chance, 40, about[:1]),
        body=sentences(chance, characters, about),
        author=chance.choice(PEOPLE),
        url=f"https://www.{named[0].host}/news/{chance.randrange(10**9)}",
        language=chance.choice(("en", "en-GB", "en", "cy")),
    )
