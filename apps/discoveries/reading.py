"""How a find is read when it is made: by which words it is sought, and what makes it worth looking at first.

Both come from what we keep of it and nothing else, so that everything which moves a find can be seen on it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import cast
from uuid import UUID

from apps.discoveries.joys import JOY_VERSION, LOOKS, Look
from apps.discoveries.models import Find, FindWords, JoyRule
from apps.discoveries.seeking import OfAPerson, sought
from apps.searches.language.ast import Node
from apps.searches.language.evaluate import holds
from apps.searches.language.parser import parse
from apps.searches.language.plan import NEVER, Every, Lacks, Lexeme, Plan, plan
from apps.searches.language.tokens import FIELD_GAP, TOKENISER_VERSION, Document, Text, tokenise

# What is taught stands above what we look for by ourselves.
TAUGHT = 100
MOST_TAUGHT = 3
CHANGES_A_COUNCIL_MAY_TEACH = 1_000_000
FIRST_OF_THIS_RELEASE = (TOKENISER_VERSION * 1_000 + JOY_VERSION) * CHANGES_A_COUNCIL_MAY_TEACH
RANKS = {"": 0} | {str(look.joy): look.rank for look in LOOKS}


@dataclass(frozen=True)
class Taught:
    """A council's rules at work, and the number under which finds that know them are read."""

    rules: Sequence[JoyRule]
    read_as: int


@dataclass(frozen=True)
class Reading:
    """``vector`` is a finished tsvector."""

    joy: str
    rank: int
    vector: str


def taught() -> Taught:
    """Of the council in scope, in one query."""
    rules = list(JoyRule.objects.select_related("follow", "search"))
    changes = sum(rule.changes for rule in rules)
    working = [rule for rule in rules if rule.off_at is None and rule.removed_at is None]
    return Taught(rules=working, read_as=FIRST_OF_THIS_RELEASE + changes)


def read_into(
    finds: Iterable[Find], met: Mapping[UUID, Iterable[UUID]], notes: Mapping[UUID, str]
) -> list[FindWords]:
    """Set on each find, unsaved, how it is read now; its words, unsaved. ``met`` and ``notes`` are by find."""
    known = taught()
    words = []
    for find in finds:
        note = notes.get(find.id, "")
        reading = read(find, known.rules, met.get(find.id, ()), notes=note)
        find.joy, find.joy_rank, find.read_as = reading.joy, reading.rank, known.read_as
        words.append(
            FindWords(organisation_id=find.organisation_id, find=find, notes=note, vector=reading.vector)
        )
    return words


def read(find: Find, rules: Iterable[JoyRule], searches: Iterable[UUID], *, notes: str = "") -> Reading:
    """``searches``: those that met it; ``notes``: what colleagues wrote beside it."""
    said = said_in(find)
    joy, judged = joy_of(find, said), _beside(said, find.place)
    moved = sum(weight(rule) for rule in _moving(rules, find, judged, searches))
    rank = RANKS[joy] + TAUGHT * max(-MOST_TAUGHT, min(moved, MOST_TAUGHT))
    return Reading(joy=joy, rank=rank, vector=_beside(judged, notes).vector())


def said_in(find: Find) -> Document:
    """What we keep of its words, where they stand and in which language. Its author is not among it."""
    return tokenise(Text(title=find.title, body=find.excerpt, url=find.url, language=find.language))


def joy_of(find: Find, said: Document) -> str:
    """The first kind of joy that its words tell of, or none."""
    return next((look.joy for look in LOOKS if holds(_plan_of(look), said)), "")


def moving(rules: Sequence[JoyRule], find: Find, searches: Iterable[UUID]) -> list[JoyRule]:
    """The rules that move this find up or down."""
    return _moving(rules, find, _beside(said_in(find), find.place), searches) if rules else []


def weight(rule: JoyRule) -> int:
    return 1 if rule.way == JoyRule.Way.MORE else -1


def _moving(
    rules: Iterable[JoyRule], find: Find, judged: Document, searches: Iterable[UUID]
) -> list[JoyRule]:
    met = frozenset(searches)
    return [rule for rule in rules if _moves(rule, find, judged, met)]


def _moves(rule: JoyRule, find: Find, judged: Document, met: frozenset[UUID]) -> bool:
    if rule.kind == JoyRule.Kind.PHRASE:
        return holds(_phrase(rule.phrase), judged)
    if rule.kind == JoyRule.Kind.SEARCH:
        return rule.search_id in met
    return rule.follow is not None and find.source_id == rule.follow.source_id


def _beside(said: Document, *others: str) -> Document:
    """All that a find is sought by: the place and the notes stand after its own words, and make no phrase with them."""
    lexemes, positions = set(said.lexemes), dict(said.positions)
    after = max((at[-1] for at in positions.values()), default=0)
    for text in filter(None, others):
        more = tokenise(Text(title="", body=text))
        lexemes |= more.lexemes
        start = after + FIELD_GAP
        for word, places in more.positions.items():
            positions[word] = [*positions.get(word, []), *(start + at for at in places)]
            after = max(after, start + places[-1])
    return Document(frozenset(lexemes), positions)


@lru_cache(maxsize=4096)
def _phrase(phrase: str) -> Plan:
    """What a later language can no longer read moves nothing."""
    try:
        tree = sought(phrase).tree
    except OfAPerson:
        tree = None
    return (plan(tree) if tree is not None else None) or Lexeme(NEVER)


@cache
def _plan_of(look: Look) -> Plan:
    shape = f" OR has:{look.shape}" if look.shape else ""
    wanted = _asked(f"{look.english} OR {look.welsh}{shape}")
    return Every((wanted, Lacks(_asked(look.unless)))) if look.unless else wanted


def _asked(words: str) -> Plan:
    """Of words that are ours, and so can be read."""
    return plan(cast(Node, parse(words).ast)) or Lexeme(NEVER)
