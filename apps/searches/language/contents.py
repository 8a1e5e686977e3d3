"""What a text holds beside its words: addresses and questions."""

import re
from collections.abc import Iterable

from apps.searches.language.shapes import shape_of

HAS = ("link", "image", "video", "question")
# Signs that stand in no address, so that they always end a question: Arabic, full-width, doubled, Greek, Armenian.
_ALWAYS = frozenset("\u061f\uff1f\u2047\u2048\u2049\u037e\u055e")
# The one that may also stand inside an address: then no space follows it.
_ENDING = re.compile(r"\?[?!.…\"'’”»)\]]*(?=\s|$)")


def asks(text: str) -> bool:
    """Does a sentence of it end in a question mark?"""
    if "?" in text and _ENDING.search(text):
        return True
    return not (text.isascii() or _ALWAYS.isdisjoint(text))


def holds_address(text: str, tokens: Iterable[str]) -> bool:
    """Is one of the tokens of this clean text a web address?"""
    # Nearly every text is answered by the two scans; asking each token would cost as much as finding it did.
    if "://" not in text and "www." not in text.lower():
        return False
    return any(shape_of(token).literal and not token.startswith("@") for token in tokens)
