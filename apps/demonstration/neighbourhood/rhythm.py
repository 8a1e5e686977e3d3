"""When each place says something: a week that has been, then one item at each beat, round and round.

All moments are whole tenths of a second since the neighbourhood opened; before that they are negative.
Nothing is stored: which item comes when is arithmetic, so years of publishing need no memory.
"""

import random
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from datetime import datetime, timedelta

from apps.demonstration.neighbourhood.places import PLACES, TOWNS, Place

SECOND = 10
HOUR = 3600 * SECOND
_WEEK = 160 * HOUR
_NEWEST = 4 * 60 * SECOND


@dataclass(frozen=True)
class Beat:
    every: int
    length: int


@dataclass(frozen=True)
class Stream:
    """The moments of one series of items: ``past``, oldest first, then at ``turns`` of every round."""

    past: tuple[int, ...]
    turns: tuple[int, ...]
    beat: Beat

    def moment(self, index: int) -> int:
        if index < len(self.past):
            return self.past[index]
        lap, turn = divmod(index - len(self.past), len(self.turns))
        return self.beat.every * (lap * self.beat.length + self.turns[turn] + 1)

    def count(self, moment: int) -> int:
        """How many items there are at this moment."""
        if moment < 0:
            return bisect_right(self.past, moment)
        laps, rest = divmod(moment // self.beat.every, self.beat.length)
        return len(self.past) + laps * len(self.turns) + bisect_left(self.turns, rest)

    def index(self, moment: int) -> int | None:
        """Which item came at exactly this moment, if one did."""
        found = self.count(moment) - 1
        return found if found >= 0 and self.moment(found) == moment else None


def streams(seed: int, opened: datetime, every: int) -> dict[tuple[str, str], Stream]:
    """One stream for each place's posts and one for the comments of those that have them."""
    order = _order(seed)
    beat = Beat(every, len(order))
    made: dict[tuple[str, str], Stream] = {}
    for place in PLACES:
        turns = tuple(turn for turn, slug in enumerate(order) if slug == place.slug)
        past = _past(seed, place, opened)
        if place.has_comments:
            made[place.slug, "comments"] = Stream(_answers(past), turns[1::2], beat)
            turns = turns[::2]
        made[place.slug, "posts"] = Stream(past, turns, beat)
    return made


def _order(seed: int) -> tuple[str, ...]:
    """The places in the order in which they speak; the towns take turns."""
    rng = random.Random(f"order {seed}")
    by_town = [_town_order(rng, [place for place in PLACES if place.town == town]) for town in TOWNS]
    return tuple(slug for pair in zip(*by_town, strict=True) for slug in pair)


def _town_order(rng: random.Random, places: list[Place]) -> list[str]:
    order: list[str] = []
    for lap in range(4):
        again = [place.slug for place in places if place.weight * (1 + place.has_comments) > lap]
        rng.shuffle(again)
        order += again
    return order


def _past(seed: int, place: Place, opened: datetime) -> tuple[int, ...]:
    """A week of moments at hours when people are awake; the newest a few minutes ago."""
    rng = random.Random(f"past {seed} {place.slug}")
    moments = [_awake(-rng.randint(HOUR, _WEEK), opened) for _ in range(3 + 4 * place.weight)]
    newest = -_NEWEST - SECOND * (0 if place.slug == "allotments" else rng.randint(200, 3000))
    return (*sorted(set(moments)), newest)


def _awake(moment: int, opened: datetime) -> int:
    hour = (opened + timedelta(seconds=moment / SECOND)).hour
    return moment if 7 <= hour < 23 else moment - 8 * HOUR


def _answers(posts: tuple[int, ...]) -> tuple[int, ...]:
    """After every post but before the next, so that comment n never comes before post n."""
    later = (*posts[1:], 0)
    return tuple(
        post + max(SECOND, min((after - post) // 2, 2 * HOUR))
        for post, after in zip(posts, later, strict=True)
    )
