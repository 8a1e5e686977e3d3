"""The pieces of a search, with brackets balanced and every operator between two sides."""

import re
from dataclasses import dataclass
from typing import Literal

from apps.searches.language.ast import Term
from apps.searches.language.reading import FIELDS, Notes, read_chunk, read_field, read_phrase

MAX_TERMS = 200
MAX_DEPTH = 20

MOST_APART = 7
USUALLY_APART = 5

Sign = Literal["(", ")", "OR", "AND", "NOT", "NEAR", "term"]

_PIECE = re.compile(
    rf"""
      (?P<space>\s+)
    | (?P<open>\() | (?P<close>\))
    | (?P<minus>(?<![^\s(])[-\u2013\u2212](?=[^\s)]))    # NOT only after whitespace or a bracket
    | (?P<field>(?i:{"|".join(sorted(FIELDS))}):"[^"]*"?)
    | (?P<quote>"[^"]*"?)
    | (?P<chunk>[^\s()"]+)
    """,
    re.VERBOSE,
)
_NEAR = re.compile(r"NEAR(?:/(?P<within>\d+))?(?P<forward>f?)")
_MINUS_ALONE = re.compile(r"[-\u2013\u2014\u2212]+")
_OPERATORS: dict[str, Sign] = {"AND": "AND", "OR": "OR", "NOT": "NOT"}
_OPERATOR_SIGNS = {"|": "OR", "||": "OR", "&&": "AND"}


@dataclass(frozen=True, slots=True)
class Piece:
    """A sign, or a term; a "term" without one is a hole where something could not be read. `within`: of NEAR."""

    sign: Sign
    start: int
    end: int
    term: Term | None = None
    within: int = 0


def pieces(text: str, notes: Notes) -> list[Piece]:
    """Well-formed: brackets pair up, AND and OR stand between two sides, NOT before one."""
    tidy = _Tidy(notes)
    read = [piece for match in _PIECE.finditer(text) if (piece := _read(match, notes))]
    for piece in _few_enough(read, notes):
        tidy.take(piece)
    return tidy.finish(len(text))


def _read(match: re.Match[str], notes: Notes) -> Piece | None:
    start, end = match.span()
    written = match.group()
    match match.lastgroup:
        case "space":
            return None
        case "open":
            return Piece("(", start, end)
        case "close":
            return Piece(")", start, end)
        case "minus":
            if written != "-":
                notes.say("info", "dash-as-minus", start, end, fix="-")
            return Piece("NOT", start, end)
        case "field":
            name, _, value = written.partition(":")
            return Piece("term", start, end, read_field(name, value, start, end, notes))
        case "quote":
            return Piece("term", start, end, read_phrase(written, start, notes))
        case _:
            return _read_chunk(written, start, notes)


def _read_chunk(chunk: str, start: int, notes: Notes) -> Piece | None:
    end = start + len(chunk)
    if chunk in _OPERATORS:
        return Piece(_OPERATORS[chunk], start, end)
    if chunk in _OPERATOR_SIGNS:
        operator = _OPERATOR_SIGNS[chunk]
        notes.say("warning", "operator-sign", start, end, fix=operator, word=chunk, operator=operator)
        return None
    if near := _NEAR.fullmatch(chunk):
        return _read_near(near, start, notes)
    if _MINUS_ALONE.fullmatch(chunk):
        notes.say("info", "minus-alone", start, end)
        return None
    return Piece("term", start, end, read_chunk(chunk, start, notes))


def _read_near(near: re.Match[str], start: int, notes: Notes) -> Piece:
    end = start + near.end()
    asked = int((near["within"] or str(USUALLY_APART))[:9])
    within = min(max(asked, 1), MOST_APART)
    if asked != within:
        notes.say("error", "near-far", start, end, fix=f"NEAR/{within}", limit=str(MOST_APART))
    if near["forward"]:
        notes.say("warning", "near-forward", start, end, fix=f"NEAR/{within}")
    return Piece("NEAR", start, end, within=within)


def _few_enough(read: list[Piece], notes: Notes) -> list[Piece]:
    terms = [index for index, piece in enumerate(read) if piece.sign == "term"]
    if len(terms) <= MAX_TERMS:
        return read
    cut = terms[MAX_TERMS]
    notes.say("error", "too-many", read[cut].start, read[-1].end, limit=str(MAX_TERMS))
    return read[:cut]


class _Tidy:
    """Takes pieces as typed and keeps what the grammar can read, saying what it left out."""

    def __init__(self, notes: Notes) -> None:
        self._notes = notes
        self._kept: list[Piece] = []
        # One per open bracket: was it kept, or left out as one too many?
        self._open: list[bool] = []

    def take(self, piece: Piece) -> None:
        match piece.sign:
            case "(":
                self._open_bracket(piece)
            case ")":
                self._close_bracket(piece)
            case "AND" | "OR" | "NEAR":
                self._operator(piece)
            case "NOT":
                self._kept.append(piece)
            case "term" if piece.term:
                self._kept.append(piece)
            case "term":
                # What cannot be read takes its minus along, or the minus would fall on the next word.
                self._drop_before_a_hole()

    def finish(self, end: int) -> list[Piece]:
        self._drop_dangling()
        if any(self._open):
            self._notes.say("warning", "bracket-unclosed", end, end, fix=")" * sum(self._open))
        for _ in range(len(self._open)):
            self._close_bracket(Piece(")", end, end))
        self._drop_dangling()
        return self._kept

    def _open_bracket(self, piece: Piece) -> None:
        fits = sum(self._open) < MAX_DEPTH
        self._open.append(fits)
        if fits:
            self._kept.append(piece)
        else:
            self._notes.say("error", "too-deep", piece.start, piece.end, limit=str(MAX_DEPTH))

    def _close_bracket(self, piece: Piece) -> None:
        self._drop_dangling()
        if not self._open:
            self._notes.say("warning", "bracket-unopened", piece.start, piece.end, fix="")
        elif self._open.pop():
            if self._last() == "(":
                opened = self._kept.pop()
                self._notes.say("info", "bracket-empty", opened.start, piece.end, fix="")
                self._drop_before_a_hole()
            else:
                self._kept.append(piece)

    def _operator(self, piece: Piece) -> None:
        while self._last() == "NOT":
            self._say_dangling(self._kept.pop())
        if self._last() in {"term", ")"}:
            self._kept.append(piece)
        else:
            self._say_dangling(piece)

    def _drop_dangling(self) -> None:
        while self._last() in {"AND", "OR", "NOT", "NEAR"}:
            self._say_dangling(self._kept.pop())

    def _drop_before_a_hole(self) -> None:
        while self._last() in {"NOT", "NEAR"}:
            self._kept.pop()

    def _say_dangling(self, piece: Piece) -> None:
        if piece.sign == "NOT":
            self._notes.say("warning", "not-dangling", piece.start, piece.end, fix="")
        else:
            self._notes.say("warning", "operator-dangling", piece.start, piece.end, fix="", word=piece.sign)

    def _last(self) -> Sign | None:
        return self._kept[-1].sign if self._kept else None
