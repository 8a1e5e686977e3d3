"""Reading the hand-written texts in ``content/``, one file for each place.

A text begins with ``== Title``; ``by:``, ``tags:`` and ``hero`` may follow; paragraphs are parted by empty lines;
a line ``+ Name: words`` is what somebody answers beneath it.
"""

import re
import zlib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_CONTENT = Path(__file__).parent / "content"
_APOSTROPHE = re.compile(r"(?<=[\w}])'|(?<=\s)'(?=\w)|^'(?=\w)")
_QUOTED = re.compile(r'"([^"\n]*)"')


@dataclass(frozen=True)
class Reply:
    author: str
    words: str


@dataclass(frozen=True)
class Text:
    title: str
    author: str
    tags: tuple[str, ...]
    paragraphs: tuple[str, ...]
    replies: tuple[Reply, ...]
    hero: bool

    @property
    def offset(self) -> int:
        """Where this text starts in the lists of slots; a hero starts at the front."""
        return 0 if self.hero else zlib.crc32(self.title.encode()) % 91


@cache
def texts(slug: str) -> tuple[Text, ...]:
    written = _typeset((_CONTENT / f"{slug}.txt").read_text(encoding="utf-8"))
    return tuple(_text(part) for part in re.split(r"^== ", written, flags=re.MULTILINE)[1:])


def _typeset(written: str) -> str:
    return _QUOTED.sub("“\\1”", _APOSTROPHE.sub("’", written))


def _text(part: str) -> Text:
    lines = part.splitlines()
    header = {"by": "", "tags": ""}
    body, replies, hero = [], [], False
    for line in lines[1:]:
        key, _, rest = line.partition(": ")
        if key in header:
            header[key] = rest.strip()
        elif line == "hero":
            hero = True
        elif line.startswith("+ "):
            replies.append(Reply(key[2:], rest))
        else:
            body.append(line)
    paragraphs = tuple(" ".join(block.split()) for block in "\n".join(body).split("\n\n") if block.strip())
    tags = tuple(tag.strip() for tag in header["tags"].split(",") if tag.strip())
    return Text(lines[0].strip(), header["by"], tags, paragraphs, tuple(replies), hero)
