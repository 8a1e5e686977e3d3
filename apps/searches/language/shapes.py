"""One written token ("St John's", "co-operative", "#LoveCrawley") and the lexemes it stands for.

The shape of a token depends on nothing but its spelling, so shapes are kept once made.
"""

import re
import threading
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

import Stemmer

from apps.searches.language import alphabet
from apps.searches.language.facts import MAX_TOKEN_CHARACTERS, name_key, tag_key
from apps.searches.language.fold import fold

_KEPT_SHAPES = 60_000
_KEPT_TOKEN_CHARACTERS = 40

_NAME = alphabet.NAME
_LABEL = f"[{_NAME}](?:[{_NAME}.-]*[{_NAME}])?"
MENTION = f"@(?<![{_NAME}.]@){_LABEL}(?:@{_LABEL})?"
# "#1" is a number with a sign before it, "C#minor" and "&#39;" are no tags either.
TAG = f"#(?<![{_NAME}&]#)(?![0-9_]+(?![{_NAME}]))[{_NAME}]+"
# At most five parts: a longer chain of hyphens is a line drawn by hand, not a word.
TOKEN = re.compile(
    rf"(?i:https?)://[^\s<>\"]+|(?i:www)\.[^\s<>\"]+|{MENTION}|{TAG}"
    rf"|[{alphabet.WORD}]+(?:[-'][{alphabet.WORD}]+){{0,4}}"
    rf"|[{alphabet.STANDALONE}][{alphabet.MARK}]*|[{alphabet.EMOJI}]"
)
_POSTCODE = re.compile(r"([a-z]{1,2}[0-9][a-z0-9]?)([0-9][abd-hjlnp-uw-z]{2})")
_ADDRESS_START = re.compile(r"(?:https?://)?(?:www\.)?", re.IGNORECASE)
# English possessives and the Welsh words that lean on the one before them: mae'r, ysgol'n, a'i.
_LEANING = frozenset({"s", "r", "n", "i", "u", "w", "m", "ch", "th"})


@dataclass(frozen=True, slots=True)
class Shape:
    """`parts`: what is said, one exact form per position. `joined`: the same in one word, or "".

    `placed`: exact lexemes ("=word") with their offset; `plain`: lexemes without a position.
    `literal`: an address or a mention, found only as written.
    """

    parts: tuple[str, ...]
    joined: str
    placed: tuple[tuple[int, str], ...]
    plain: tuple[str, ...]
    literal: bool = False


class _Stemmers(threading.local):
    """One per thread: a Snowball stemmer works in a buffer of its own."""

    def __init__(self) -> None:
        self.english = Stemmer.Stemmer("english")


_stemmers = _Stemmers()
_shapes: dict[str, Shape] = {}


def stem(word: str) -> str:
    """One stemmer for every language: query and document are treated alike, which is what counts."""
    return _stemmers.english.stemWord(word) or word


@lru_cache(maxsize=_KEPT_SHAPES)
def stem_of(exact: str) -> str:
    """Of an exact lexeme, "=word"."""
    return stem(exact[1:])


def shape_of(token: str) -> Shape:
    """The shape of one match of `TOKEN` in a clean text."""
    shape = _shapes.get(token)
    if shape is not None:
        return shape
    shape = _make(token)
    if len(token) <= _KEPT_TOKEN_CHARACTERS:
        if len(_shapes) >= _KEPT_SHAPES:
            _shapes.clear()
        _shapes[token] = shape
    return shape


def shapes_in(text: str) -> list[Shape]:
    """The shapes of a clean text, in order; what folds away to nothing is left out."""
    return [shape for shape in map(shape_of, TOKEN.findall(text)) if shape.parts]


def _make(token: str) -> Shape:
    if token.lower().startswith(("http://", "https://", "www.")):
        return _address(token)
    if token[0] == "@":
        return _mention(token)
    if token[0] == "#":
        return _tag(token[1:])
    return _word(token)


def _address(token: str) -> Shape:
    written = _ADDRESS_START.sub("", token, count=1).rstrip(".,;:!?'*)]}/")
    place = fold(written)[:MAX_TOKEN_CHARACTERS] or "www"
    return Shape((place,), "", ((0, f"={place}"),), (), literal=True)


def _mention(token: str) -> Shape:
    name = name_key(token)
    if not name:
        return Shape((), "", (), ())
    user = name.partition("@")[0]
    return Shape((f"@{name}",), "", ((0, f"=@{name}"),), tuple({f"@{name}", f"@{user}"}), literal=True)


def _tag(tag: str) -> Shape:
    forms = [[fold(part)[:MAX_TOKEN_CHARACTERS]] for part in _tag_parts(tag)]
    return _shape_of_parts([form for form in forms if form[0]], extra=(f"#{tag_key(tag)}",))


def _word(token: str) -> Shape:
    if postcode := _POSTCODE.fullmatch(token.lower()):
        # bs352ab is BS35 2AB, so that its district finds it.
        return _shape_of_parts([[part] for part in postcode.groups()])
    parts = [_apostrophes(part) for part in token.split("-")]
    return _shape_of_parts([forms for forms in parts if forms])


def _apostrophes(part: str) -> list[str]:
    """`don't` is dont; `john's` is johns and, in the same place, john."""
    head, _, tail = part.rpartition("'")
    forms = [fold(part.replace("'", ""))[:MAX_TOKEN_CHARACTERS]]
    if head and fold(tail) in _LEANING:
        forms.append(fold(head.replace("'", ""))[:MAX_TOKEN_CHARACTERS])
    return [form for form in dict.fromkeys(forms) if form]


def _shape_of_parts(parts: list[list[str]], extra: tuple[str, ...] = ()) -> Shape:
    """Each part lists what may be said in its place, the form as written first."""
    said = tuple(forms[0] for forms in parts)
    joined = "".join(said)[:MAX_TOKEN_CHARACTERS] if len(said) > 1 else ""
    placed = [(offset, f"={form}") for offset, forms in enumerate(parts) for form in forms]
    words = [form for forms in parts for form in forms]
    if joined:
        # In the first and in the last place, so that "a joined" and "joined b" are both adjacent.
        placed += [(0, f"={joined}"), (len(said) - 1, f"={joined}")]
        words.append(joined)
    plain = dict.fromkeys([*map(stem, words), *extra])
    return Shape(said, joined, tuple(sorted(dict.fromkeys(placed))), tuple(plain))


def _tag_parts(tag: str) -> list[str]:
    """`LoveCrawley2026` is love, crawley, 2026; `BBCNews` is bbc, news."""
    parts = []
    for run in filter(None, tag.split("_")):
        cuts = [0, *(at for at in range(1, len(run)) if _new_part(run, at)), len(run)]
        parts += [run[start:end] for start, end in pairwise(cuts)]
    return parts


def _new_part(run: str, at: int) -> bool:
    before, here = run[at - 1], run[at]
    if before.isdigit() != here.isdigit():
        return True
    if not here.isupper():
        return False
    follows_small = before.islower()
    opens_word = before.isupper() and run[at + 1 : at + 2].islower()
    return follows_small or opens_word
