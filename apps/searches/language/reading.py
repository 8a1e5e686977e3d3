"""From one written piece of a search to its term, saying what was odd about it."""

import re
from collections.abc import Callable
from datetime import date

from apps.searches.language import alphabet
from apps.searches.language.ast import Kind, Term
from apps.searches.language.contents import HAS
from apps.searches.language.facts import host_of, language_code, name_key, tag_key
from apps.searches.language.fold import Traced, fold
from apps.searches.language.notes import Level, Note, note
from apps.searches.language.shapes import MENTION, TAG, TOKEN, shape_of

MAX_PHRASE_WORDS = 50
MAX_NOTES_PER_CODE = 5

_KNOWABLE = re.compile(f"[{alphabet.ANY}]")
_JUNK = re.compile(f"[^{alphabet.ANY}]*")
_JUNK_BEFORE = re.compile(f"[^{alphabet.ANY}#@]*")
_TAG = re.compile(TAG)
_MENTION = re.compile(MENTION)
_FIELD = re.compile(r"(?P<name>[A-Za-z]+):(?!//)(?P<value>\S.*)?", re.DOTALL)
_OPERATOR = re.compile(r"AND|OR|NOT|NEAR(?:/\d+)?f?")
_DAY = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_BRITISH_DAY = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")
MAX_NAME = 120
LEAST_LETTERS = 4
_HAS_TOO = {
    **{f"{thing}s": thing for thing in HAS},
    **dict.fromkeys(("picture", "pictures", "photo", "photos"), "image"),
}
PACKS = ("jobs", "property", "elsewhere")


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
    if "*" in words:
        notes.say("warning", "star-quoted", start, end)
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
    if whole[len(body) :].startswith("*"):
        return _read_beginning(body, start, end, notes)
    if "*" in chunk:
        notes.say("warning", "star-inside", start, end)
    if body[0] in "#@":
        return _read_signed(body, start, end, notes)
    if field:
        notes.say("info", "field-unknown", start, end, word=field["name"])
    return _read_word(body, start, end, notes)


def _read_beginning(body: str, start: int, end: int, notes: Notes) -> Term | None:
    """`play*`; an error and the plain word where the rules for a star are not met."""
    beginning = _one_plain_word(body)
    if len(beginning) >= LEAST_LETTERS:
        return Term(Kind.PREFIX, body)
    code = "star-short" if beginning else "star-odd"
    notes.say("error", code, start, end, fix=body, word=body, limit=str(LEAST_LETTERS))
    return _read_signed(body, start, end, notes) if body[0] in "#@" else _read_word(body, start, end, notes)


def _one_plain_word(written: str) -> str:
    """The one word, folded, that this is; "" when it is several, or none, or an address."""
    found = [shape_of(match) for match in TOKEN.findall(written)]
    if len(found) != 1 or found[0].literal or len(found[0].parts) != 1 or written[0] in "#@":
        return ""
    return found[0].parts[0]


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
    count = end_of_last = 0
    for match in TOKEN.finditer(words):
        width = len(shape_of(match.group()).parts)
        if count + width > MAX_PHRASE_WORDS:
            notes.say("error", "phrase-long", start, end, limit=str(MAX_PHRASE_WORDS))
            return words[:end_of_last].strip()
        count += width
        end_of_last = match.end()
    return words if count else ""


def read_field(name: str, value: str, start: int, end: int, notes: Notes) -> Term | None:
    """`from:`, `site:` and the like; an error and None when it cannot be honoured, never a wider search."""
    name = name.lower()
    if value.startswith('"') and not (len(value) > 1 and value.endswith('"')) and value.strip(" \"'"):
        notes.say("warning", "quote-unclosed", start, end, fix=f'{name}:{value.rstrip()}"')
    value = " ".join(value.strip(" \"'").split())
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


def _read_has(value: str, start: int, end: int, notes: Notes) -> Term | None:
    thing = fold(value.rstrip(".,;"))
    thing = _HAS_TOO.get(thing, thing)
    if thing in HAS:
        return Term(Kind.HAS, thing)
    notes.say("error", "has-odd", start, end, word=value)
    return None


def _read_welsh(value: str, start: int, end: int, notes: Notes) -> Term | None:
    if _one_plain_word(value):
        return Term(Kind.CY, value)
    notes.say("error", "cy-odd", start, end, word=value)
    return None


def _read_pack(value: str, start: int, end: int, notes: Notes) -> Term | None:
    name = fold(value.rstrip(".,;"))
    if name in PACKS:
        return Term(Kind.PACK, name)
    notes.say("error", "pack-odd", start, end, word=value, packs=", ".join(PACKS))
    return None


def _reader_of_name(kind: Kind) -> Callable[[str, int, int, Notes], Term | None]:
    """Of something that a council calls by this name; whether it knows one is for `searches.resolving` to say."""

    def read(value: str, start: int, end: int, notes: Notes) -> Term | None:
        if len(value) <= MAX_NAME and _KNOWABLE.search(value):
            return Term(kind, value)
        notes.say("error", "name-odd", start, end, word=value[:MAX_NAME])
        return None

    return read


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
    Kind.HAS.value: _read_has,
    Kind.CY.value: _read_welsh,
    Kind.PACK.value: _read_pack,
    **{kind.value: _reader_of_name(kind) for kind in (Kind.PLACE, Kind.SOURCE, Kind.SEARCH)},
    Kind.SINCE.value: _reader_of_day(Kind.SINCE),
    Kind.UNTIL.value: _reader_of_day(Kind.UNTIL),
}
FIELDS = frozenset(_READERS)
