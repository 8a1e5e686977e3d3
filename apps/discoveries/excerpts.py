"""The few words of an item that we keep, and which of them matched."""

from collections.abc import Iterable, Sequence
from itertools import pairwise

from apps.discoveries.models import Item
from apps.searches.language.ast import Node
from apps.searches.language.evaluate import Mark, marks, traces
from apps.searches.language.tokens import Text

LONGEST = 300
BEFORE_THE_MARK = 90
Segments = list[tuple[str, bool]]


def excerpt_of(item: Item, trees: Iterable[Node]) -> str:
    """At most 300 characters, around the first words that matched, cut between words."""
    body = " ".join(item.text.split())
    if len(body) <= LONGEST:
        return body
    first = min((mark.start for mark in _marks(trees, "", body) if mark.field == "body"), default=0)
    start = _word_start(body, max(0, first - BEFORE_THE_MARK))
    before = "… " if start else ""
    room = LONGEST - len(before) - 2
    words = body[start : start + room]
    if start + room < len(body):
        words = words.rsplit(" ", 1)[0] + " …"
    return before + words


def segments_of(title: str, excerpt: str, trees: Sequence[Node]) -> tuple[Segments, Segments]:
    """Title and excerpt in pieces, each with whether it matched."""
    found = _marks(trees, title, excerpt)
    return (
        _cut(title, [mark for mark in found if mark.field == "title"]),
        _cut(excerpt, [mark for mark in found if mark.field == "body"]),
    )


def marked(item: Item, tree: Node) -> tuple[Segments, Segments]:
    """Title and excerpt of an item in pieces, each with whether the search asks for it."""
    return segments_of(item.title[:200], excerpt_of(item, [tree]), [tree])


def _marks(trees: Iterable[Node], title: str, body: str) -> list[Mark]:
    """An excerpt may lack a word that the whole had, and says nothing of its site or language: then what it has."""
    text = Text(title=title, body=body)
    return [mark for tree in trees for mark in marks(tree, text) or traces(tree, text)]


def _cut(text: str, found: Iterable[Mark]) -> Segments:
    marked = [False] * len(text)
    for mark in found:
        marked[mark.start : mark.end] = [True] * (mark.end - mark.start)
    edges = [at for at in range(1, len(text)) if marked[at] != marked[at - 1]]
    return [
        (text[start:end], marked[start]) for start, end in pairwise([0, *edges, len(text)]) if end > start
    ]


def _word_start(text: str, at: int) -> int:
    return at if at == 0 else text.find(" ", at) + 1
