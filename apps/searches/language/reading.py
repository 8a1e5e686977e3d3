"""From one written piece of a search to its term, saying what was odd about it."""

import re
from collections.abc import Callable
from datetime import date

from apps.searches.language import alphabet
from apps.searches.language.ast import Kind, Term
from apps.searches.language.facts import host_of, language_code, name_key, tag_key
from apps.searches.language.fold import Traced
from apps.searches.language.notes import Level, Note, note
from apps.searches.language.shapes import MENTION, TAG, TOKEN, shape_of

MAX_PHRASE_WORDS = 50
MAX_NOTES_PER_CODE = 5

_JUNK = re.compile(f"[^{alphabet.ANY}]*")
_JUNK_BEFORE = re.compile(f"[^{alphabet.ANY}#@]*")
_TAG = re.compile(TAG)
_MENTION = re.compile(MENTION)
_FIELD = re.compile(r"(?P<name>[A-Za-z]+):(?!//)(?P<value>\S.*)?", re.DOTALL)
_OPERATOR = re.compile(r"AND|OR|NOT|NEAR(?:/\d+)?f?")
_DAY = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_BRITISH_DAY = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")
# Their place is kept: near: comes with places, has: with media, source: with the follow's own filters.
LATER_FIELDS = frozenset({"near", "has", "source"})


class Notes:
    """Collects notes about a clean text, with offsets into the original."""

    def __init__(self, origin: Traced) -> None:
        self._origin = origin
        self.said: list[Note] = []

    def say(
        self, level: Level, code: str, start: int, end: int, *, fix: str | None = None, **args: str
    ) -> None:
        start, end = self._origin.span(start, end)
        said = note(level, code, start, end, fix=fix, **args)
        if sum(other.code == code for other in self.said) < MAX_NOTES_PER_CODE:
            self.said.append(said)


def read_phrase(written: str, start: int, notes: Notes) -> Term | None:
    """`written` begins with its quotation mark; the one at the end may be missing."""
    end = start + len(written)
    closed = len(written) > 1 and written.endswith('"')
    words = " ".join(written.strip('"').split())
    if not closed and words:
        notes.say("warning", "quote-unclosed", start, end, fix=f'"{words}"')
    kept = _within_phrase(words, start, end, notes)
    if not kept:
        notes.say("warning", "quote-empty", start, end)
        return None
    return Term(Kind.PHRASE, kept)


def read_chunk(chunk: str, start: int, notes: Notes) -> Term | None:
    """A run of anything but spaces, quotation marks and brackets; None when nothing is left to ask for."""
    end = start + len(chunk)
    body = _JUNK_BEFORE.sub("", chunk, count=1)
    field = _FIELD.match(body)
    if field and field["name"].lower() in FIELDS:
        return read_field(field["name"], field["value"] or "", start, end, notes)
    whole = body
    body = body[: len(body) - len(_JUNK.match(body[::-1])[0])]  # type: ignore[index]  # it matches nothing too
    if not body:
        notes.say("info", "no-words", start, end, word=chunk)
        return None
    if body[0] in "#@":
        return _read_signed(body, start, end, notes)
    if field:
        notes.say("info", "field-unknown", start, end, word=field["name"])
    if whole[len(body) :].startswith("*"):
        notes.say("warning", "star-later", start, end, fix=body, word=body)
    return _read_word(body, start, end, notes)


def _read_signed(body: str, start: int, end: int, notes: Notes) -> Term | None:
    if body[0] == "#" and _TAG.fullmatch(body) and tag_key(body[1:]):
        return Term(Kind.TAG, body[1:])
    if body[0] == "@" and _MENTION.fullmatch(body) and (name := name_key(body)):
        return Term(Kind.HANDLE, name)
    notes.say("warning", "tag-odd" if body[0] == "#" else "handle-odd", start, end, word=body)
    return read_chunk(body[1:], end - len(body) + 1, notes)


def _read_word(body: str, start: int, end: int, notes: Notes) -> Term | None:
    if _OPERATOR.fullmatch(body):
        # Stripped of what stood around it, it must not come back as an operator.
        body = body.lower()
    kept = _within_phrase(body, start, end, notes)
    if not kept:
        notes.say("info", "no-words", start, end, word=body)
        return None
    return Term(Kind.WORD, kept)


def _within_phrase(words: str, start: int, end: int, notes: Notes) -> str:
    """Up to MAX_PHRASE_WORDS positions of it; "" when it says nothing."""
    count = 0
    for match in TOKEN.finditer(words):
        width = len(shape_of(match.group()).parts)
        if count + width > MAX_PHRASE_WORDS:
            notes.say("error", "phrase-long", start, end, limit=str(MAX_PHRASE_WORDS))
            return words[: match.start()].strip()
        count += width
    return words if count else ""


def read_field(name: str, value: str, start: int, end: int, notes: Notes) -> Term | None:
    """`from:`, `site:` and the like; an error and None when it cannot be honoured, never a wider search."""
    name = name.lower()
    value = value.strip(" \"'")
    if name in LATER_FIELDS:
        notes.say("error", "field-later", start, end, word=name)
        return None
    if not value:
        notes.say("error", "field-empty", start, end, word=name)
        return None
    return _READERS[name](value, start, end, notes)


def _read_from(value: str, start: int, end: int, notes: Notes) -> Term | None:
    if name := name_key(value):
        return Term(Kind.FROM, name)
    notes.say("error", "name-odd", start, end, word=value)
    return None


def _read_site(value: str, start: int, end: int, notes: Notes) -> Term | None:
    host = host_of(value.rstrip(".,;"))
    if not host:
        notes.say("error", "site-odd", start, end, word=value)
        return None
    if "/" in value.partition("://")[2].rstrip("/") or ("://" not in value and "/" in value.rstrip("/")):
        notes.say("info", "site-path", start, end, fix=f"site:{host}", host=host)
    return Term(Kind.SITE, host)


def _read_lang(value: str, start: int, end: int, notes: Notes) -> Term | None:
    if code := language_code(value.rstrip(".,;")):
        return Term(Kind.LANG, code)
    notes.say("error", "language-odd", start, end, word=value)
    return None


def _reader_of_day(kind: Kind) -> Callable[[str, int, int, Notes], Term | None]:
    def read(value: str, start: int, end: int, notes: Notes) -> Term | None:
        value = value.rstrip(".,;")
        if day := _day(_DAY.fullmatch(value), (1, 2, 3)):
            return Term(kind, day.isoformat())
        meant = _day(_BRITISH_DAY.fullmatch(value), (3, 2, 1))
        fix = f"{kind}:{meant.isoformat()}" if meant else None
        notes.say("error", "date-odd", start, end, fix=fix, word=value)
        return None

    return read


def _day(match: re.Match[str] | None, order: tuple[int, int, int]) -> date | None:
    if not match:
        return None
    try:
        return date(*(int(match[group]) for group in order))
    except ValueError:
        return None


_READERS: dict[str, Callable[[str, int, int, Notes], Term | None]] = {
    Kind.FROM.value: _read_from,
    Kind.SITE.value: _read_site,
    Kind.LANG.value: _read_lang,
    Kind.SINCE.value: _reader_of_day(Kind.SINCE),
    Kind.UNTIL.value: _reader_of_day(Kind.UNTIL),
}
FIELDS = frozenset(_READERS) | LATER_FIELDS
