"""The one tokeniser: from a passing text to what the matcher and PostgreSQL compare.

PostgreSQL never parses text of ours: `Document.vector` is a finished literal. Its limits are held here,
in both executions alike: positions stop at 16,383 there and at 16,000 words here, a lexeme keeps 255
positions, a vector 1 MB.
"""

import bisect
import itertools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from apps.searches.language.contents import HAS, asks, holds_address
from apps.searches.language.facts import host_of, language_code, name_key, suffixes, tag_key
from apps.searches.language.fold import clean, traced
from apps.searches.language.shapes import TOKEN, Shape, shape_of, stem_of

# Raise it whenever the same text may give other lexemes: stored vectors are then made again.
TOKENISER_VERSION = 4

MAX_CHARACTERS = 50_000
MAX_POSITION = 16_000
MAX_OCCURRENCES = 255
MAX_TAGS = 50
# So that the last words of a title and the first of the body never make a phrase.
FIELD_GAP = 10

Field = Literal["title", "body"]


@dataclass(frozen=True, kw_only=True)
class Text:
    """What passed by, in plain text (no markup). `language` is a BCP 47 code or empty.

    `has`: what it is known to hold beside its words ("link", "image", "video", "question"); `source`: the id, in
    hex, of where it passed.
    """

    title: str
    body: str
    author: str = ""
    url: str = ""
    language: str = ""
    tags: tuple[str, ...] = ()
    has: tuple[str, ...] = ()
    source: str = ""


@dataclass(frozen=True)
class Document:
    """`lexemes`: everything it can be found by. `positions`: of the exact words ("=word"), ascending."""

    lexemes: frozenset[str]
    positions: Mapping[str, list[int]]

    @cached_property
    def stem_positions(self) -> Mapping[str, list[int]]:
        """Of each stem: where the words stand that it is the stem of."""
        standing: dict[str, list[int]] = {}
        for root, at in zip(map(stem_of, self.positions), self.positions.values(), strict=True):
            earlier = standing.get(root)
            standing[root] = at if earlier is None else sorted({*earlier, *at})[:MAX_OCCURRENCES]
        return {root: at for root, at in standing.items() if root in self.lexemes}

    def at(self, lexeme: str) -> Sequence[int]:
        """Where an exact word or a stem stands."""
        return self.positions[lexeme] if lexeme in self.positions else self.stem_positions.get(lexeme, ())

    @property
    def has(self) -> tuple[str, ...]:
        """What it holds: "link", "image", "video", "question"."""
        return tuple(thing for thing in HAS if f"has:{thing}" in self.lexemes)

    def vector(self) -> str:
        """A finished literal for `%s::tsvector`."""
        placed = {**self.stem_positions, **self.positions}
        plain = map(quoted, self.lexemes - placed.keys())
        return " ".join((*plain, *(f"{quoted(word)}:{_listed(at)}" for word, at in placed.items())))


@dataclass(frozen=True, slots=True)
class Placed:
    """One token where it stands: its first position and its span in the original text of its field."""

    field: Field
    shape: Shape
    position: int
    start: int
    end: int


def quoted(lexeme: str) -> str:
    """A lexeme as tsvector and tsquery literals want it."""
    if "'" not in lexeme and "\\" not in lexeme:
        return f"'{lexeme}'"
    return "'" + lexeme.replace("\\", "\\\\").replace("'", "''") + "'"


def _listed(positions: list[int]) -> str:
    return str(positions[0]) if len(positions) == 1 else ",".join(map(str, positions))


def tokenise(passing: Text) -> Document:
    positions: dict[str, list[int]] = {}
    lexemes = set(_facts(passing))
    first = 1
    for text in _clean_fields(passing):
        tokens = TOKEN.findall(text)
        shapes, at, first = _laid_out(tokens, first)
        for shape, position in zip(shapes, at, strict=True):
            for offset, word in shape.placed:
                if word in positions:
                    positions[word].append(position + offset)
                else:
                    positions[word] = [position + offset]
        for token in set(tokens[: len(shapes)]):
            lexemes.update(shape_of(token).plain)
        if holds_address(text, tokens):
            lexemes.add("has:link")
    lexemes.update(positions)
    return Document(frozenset(lexemes), _capped(positions))


def places(passing: Text) -> Iterator[Placed]:
    """Every token `tokenise` saw, where people can see it: for marks."""
    first = 1
    fields: tuple[tuple[Field, str], ...] = (("title", passing.title), ("body", passing.body))
    for (field, original), text in zip(fields, _clean_fields(passing), strict=True):
        origin = traced(original[:MAX_CHARACTERS])
        found = list(TOKEN.finditer(text))
        shapes, at, first = _laid_out([match.group() for match in found], first)
        for match, shape, position in zip(found, shapes, at, strict=False):
            yield Placed(field, shape, position, *origin.span(*match.span()))


def _clean_fields(passing: Text) -> tuple[str, str]:
    title = clean(passing.title[:MAX_CHARACTERS])[:MAX_CHARACTERS]
    return title, clean(passing.body[:MAX_CHARACTERS])[: MAX_CHARACTERS - len(title)]


def _laid_out(tokens: list[str], first: int) -> tuple[list[Shape], list[int], int]:
    """Shapes, the position of each, and where the next field may begin; stops at the last position kept."""
    shapes = list(map(shape_of, tokens))
    at = list(itertools.accumulate((len(shape.parts) for shape in shapes), initial=first))
    if at[-1] > MAX_POSITION:
        kept = max(bisect.bisect_right(at, MAX_POSITION) - 1, 0)
        shapes, at = shapes[:kept], at[: kept + 1]
    return shapes, at[:-1], at[-1] + FIELD_GAP


def _capped(positions: dict[str, list[int]]) -> dict[str, list[int]]:
    for word, at in positions.items():
        if len(at) > MAX_OCCURRENCES:
            positions[word] = at[:MAX_OCCURRENCES]
    return positions


def _facts(passing: Text) -> Iterator[str]:
    """What is known beside the text: who, where, in which language, under which tags."""
    if name := name_key(clean(passing.author[:MAX_CHARACTERS])):
        yield f"from:{name}"
        yield f"from:{name.partition('@')[0]}"
    yield from (f"site:{suffix}" for suffix in suffixes(host_of(passing.url)))
    if code := language_code(passing.language):
        yield f"lang:{code}"
        yield f"lang:{code.partition('-')[0]}"
    for tag in passing.tags[:MAX_TAGS]:
        if key := tag_key(clean(tag[:MAX_CHARACTERS])):
            yield f"#{key}"
    if passing.source:
        yield f"source:{passing.source}"
    yield from (f"has:{thing}" for thing in passing.has if thing in HAS)
    if asks(passing.title[:MAX_CHARACTERS]) or asks(passing.body[:MAX_CHARACTERS]):
        yield "has:question"
