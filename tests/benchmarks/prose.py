"""Invented talk with the statistics of real talk: common words as common as in English, a long tail of rare ones.

Everything is drawn from seeds, so that a table can be printed again.
"""

import random
from functools import cache
from itertools import accumulate, product

from tests.benchmarks.words import COMMON, THEMES

SYLLABLES = ["".join(letters) for letters in product("bdfghklmnprstvw", "aeiou", ["", "", "l", "n", "r"])]
ENDINGS = ["", "", "", "s", "ing", "ed", "er", "ly", "ness", "'s"]
TAIL = 20_000


def sentences(chance: random.Random, characters: int, said: list[str]) -> str:
    """Prose of about so many characters, with what is to be said strewn in."""
    words, weights = _vocabulary()
    drawn = chance.choices(words, cum_weights=weights, k=max(1, characters // 6))
    for phrase in said:
        drawn.insert(chance.randrange(len(drawn) + 1), phrase)
    written, at = [], 0
    while at < len(drawn):
        length = chance.randint(6, 18)
        written.append(_sentence(chance, drawn[at : at + length]))
        at += length
    return " ".join(written)


def _sentence(chance: random.Random, words: list[str]) -> str:
    if len(words) > 8:
        words[chance.randrange(3, 6)] += ","
    said = " ".join(words)
    return said[0].upper() + said[1:] + chance.choice(".....!?")


@cache
def _vocabulary() -> tuple[list[str], list[float]]:
    """Words and their cumulative weights, by Zipf's law."""
    rarer = [*THEMES, *_tail()]
    random.Random(2).shuffle(rarer)
    words = [*COMMON, *rarer]
    return words, list(accumulate(1 / (rank + 3) ** 1.1 for rank in range(len(words))))


def _tail() -> list[str]:
    """Twenty thousand words, some of them forms of one stem."""
    chance = random.Random(1)
    stems = ["".join(chance.choices(SYLLABLES, k=chance.choice((2, 2, 3)))) for _ in range(TAIL // 3)]
    words = sorted({stem + ending for stem in stems for ending in chance.choices(ENDINGS, k=5)})
    chance.shuffle(words)
    return words[:TAIL]
