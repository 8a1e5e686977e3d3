"""What the language says about a search, and where."""

import unicodedata
from dataclasses import dataclass
from typing import Literal

from apps.searches.language.messages import MESSAGES

Level = Literal["error", "warning", "info"]


@dataclass(frozen=True, slots=True)
class Note:
    """`start` and `end` are offsets in the text as typed; `fix` would replace that span.

    error: not to be saved. warning: perhaps not what was meant. info: what was understood.
    """

    level: Level
    code: str
    message: str
    start: int
    end: int
    fix: str | None = None
    args: tuple[tuple[str, str], ...] = ()


def note(level: Level, code: str, start: int, end: int, *, fix: str | None = None, **args: str) -> Note:
    return Note(level, code, MESSAGES[code] % args, start, end, fix, tuple(args.items()))


def caret(text: str, note: Note) -> str:
    """Two lines: the search, and carets under what the note is about; for fixed-width type."""
    line = "".join(" " if char.isspace() else char for char in text)
    carets = "^" * max(1, _columns(line[note.start : note.end]))
    return f"{line}\n{' ' * _columns(line[: note.start])}{carets}"


def _columns(text: str) -> int:
    return sum(
        2 if unicodedata.east_asian_width(char) in "WF" else 1
        for char in text
        if not unicodedata.combining(char)
    )
