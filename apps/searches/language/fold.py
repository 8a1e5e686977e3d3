"""From what people type to what we compare: Unicode forms, quotes, case and accents.

`clean` keeps case and accents (tags need their capitals, people read their own words back);
`fold` takes them away. Both are idempotent.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

_SINGLE_QUOTES = "\u2018\u2019\u201a\u201b\u2032\u2035\u02bc\u02b9\u00b4\u2039\u203a\uff07"
DOUBLE_QUOTES = "\u201c\u201d\u201e\u201f\u2033\u2036\u00ab\u00bb\u301d\u301e\u301f\uff02"
# Zero-width and direction marks, soft hyphen, variation selectors, keycap, skin tones, tag characters.
_UNSEEN = (
    "\u00ad\u034f\u061c\u180b\u180c\u180d\u180e\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e"
    "\u2060\u2061\u2062\u2063\u2064\u2066\u2067\u2068\u2069\ufeff\u20e3"
)
_REPLACED: dict[str, str] = {
    **dict.fromkeys(_SINGLE_QUOTES, "'"),
    **dict.fromkeys(DOUBLE_QUOTES, '"'),
    **dict.fromkeys(_UNSEEN, ""),
    **{
        chr(code): "" for code in (*range(0xFE00, 0xFE10), *range(0x1F3FB, 0x1F400), *range(0xE0000, 0xE1000))
    },
    # PostgreSQL stores neither NUL nor half a surrogate pair.
    **{chr(code): " " for code in (0, *range(0xD800, 0xE000))},
    "\u2010": "-",
    "\u2011": "-",
}
_ACCENTS = re.compile("[\u0300-\u036f]+")
# Letters that carry their stroke or ligature inside, so that decomposition does not free them.
_UNDECOMPOSED = {"ł": "l", "ø": "o", "đ": "d", "æ": "ae", "œ": "oe", "ß": "ss", "ı": "i"}
_CHUNK = re.compile(r"\s+|\S+")


def _replace_known(text: str) -> str:
    for char in _REPLACED.keys() & set(text):
        text = text.replace(char, _REPLACED[char])
    return text


def clean(text: str) -> str:
    """NFKC, plain quotes and hyphens, nothing unseen; case and accents stay."""
    if text.isascii():
        return text.replace("\x00", " ")
    replaced = _replace_known(text)
    if unicodedata.is_normalized("NFKC", replaced):
        return replaced
    return _replace_known(unicodedata.normalize("NFKC", replaced))


def fold(word: str) -> str:
    """Lower case without Latin accents, of a text that is already clean."""
    if word.isascii():
        return word.lower()
    bare = _ACCENTS.sub("", unicodedata.normalize("NFD", word.casefold()))
    for char in _UNDECOMPOSED.keys() & set(bare):
        bare = bare.replace(char, _UNDECOMPOSED[char])
    return unicodedata.normalize("NFKC", bare)


@dataclass(frozen=True)
class Traced:
    """A clean text and, for each of its characters, where it began and ended in the original."""

    text: str
    starts: Sequence[int]
    ends: Sequence[int]
    length: int

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The original span of `text[start:end]`; an empty span stays empty."""
        if start >= len(self.text):
            return self.length, self.length
        if end <= start:
            return self.starts[start], self.starts[start]
        return self.starts[start], max(self.ends[start:end])


def traced(text: str) -> Traced:
    """`clean(text)`, remembering where everything came from."""
    cleaned = clean(text)
    if cleaned == text:
        return Traced(text, range(len(text)), range(1, len(text) + 1), len(text))
    pieces = [
        (piece, chunk.start() + offset, chunk.start() + offset + width)
        for chunk in _CHUNK.finditer(text)
        for piece, offset, width in _clean_clusters(chunk.group())
    ]
    if "".join(piece for piece, _, _ in pieces) != cleaned:
        pieces = [(cleaned, 0, len(text))]
    return Traced(
        cleaned,
        [start for piece, start, _ in pieces for _ in piece],
        [end for piece, _, end in pieces for _ in piece],
        len(text),
    )


def _clean_clusters(chunk: str) -> list[tuple[str, int, int]]:
    """(clean piece, offset, original width) per letter with its marks; the whole chunk where letters fuse."""
    starts = [
        index
        for index, char in enumerate(chunk)
        if index == 0 or not (unicodedata.combining(char) or _REPLACED.get(char) == "")
    ]
    pieces = [
        (clean(chunk[start:end]), start, end - start)
        for start, end in zip(starts, [*starts[1:], len(chunk)], strict=True)
    ]
    whole = clean(chunk)
    if "".join(piece for piece, _, _ in pieces) != whole:
        return [(whole, 0, len(chunk))]
    return pieces
