"""The words of ``words.txt``, by their headings."""

import re
from pathlib import Path

_PARTS = re.split(r"^\[(.+)\]\n", Path(__file__).with_suffix(".txt").read_text(), flags=re.MULTILINE)
_UNDER = dict(zip(_PARTS[1::2], _PARTS[2::2], strict=True))

# Of English, commonest first: a fifth of all that is said.
COMMON = _UNDER["common"].split()
THEMES = _UNDER["themes"].split()
PHRASES = _UNDER["phrases"].splitlines()
BEGINNINGS = _UNDER["beginnings of places"].split()
ENDINGS = _UNDER["endings of places"].split()
PEOPLE = _UNDER["people"].split()
