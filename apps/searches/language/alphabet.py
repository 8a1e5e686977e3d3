"""Which characters make words, stand alone, or are emoji: bodies of regular-expression classes.

Classes are spelled out as ranges instead of `\\w`, because `\\w` leaves out the vowel signs of Hindi,
Punjabi, Bengali and Urdu, and because `re` looks an explicit range up in one step.
"""

import itertools
import unicodedata

# Scripts written without spaces: one token per character, so that any run of them can be found.
STANDALONE = (
    "\u0e00-\u0eff"  # Thai, Lao
    "\u1000-\u109f\u1780-\u17ff"  # Myanmar, Khmer
    "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"  # kana, Han
    "\U00020000-\U0003ffff"
)
_STANDALONE_CODES = frozenset(
    code
    for low, high in ((0x0E00, 0x0EFF), (0x1000, 0x109F), (0x1780, 0x17FF), (0x3040, 0x30FF))
    for code in range(low, high + 1)
) | frozenset(itertools.chain(range(0x3400, 0x4DC0), range(0x4E00, 0xA000), range(0xF900, 0xFB00)))
_WORDLIKE = frozenset({"Lu", "Ll", "Lt", "Lm", "Lo", "Nd", "Nl", "No", "Mn", "Mc"})


def _as_ranges(codes: list[int]) -> str:
    """`[65, 66, 67, 90]` becomes `A-CZ-Z`; codes ascend."""
    spans = []
    for _, run in itertools.groupby(enumerate(codes), lambda pair: pair[1] - pair[0]):
        members = [code for _, code in run]
        spans.append(f"{chr(members[0])}-{chr(members[-1])}")
    return "".join(spans)


def _in_plane_zero(categories: frozenset[str], first: int = 0) -> list[int]:
    return [code for code in range(first, 0x10000) if unicodedata.category(chr(code)) in categories]


WORD = (
    _as_ranges([code for code in _in_plane_zero(_WORDLIKE) if code not in _STANDALONE_CODES])
    + "\U00010000-\U0001efff"
)
MARK = _as_ranges(_in_plane_zero(frozenset({"Mn", "Mc"})))
EMOJI = (
    _as_ranges([code for code in _in_plane_zero(frozenset({"So"}), 0x2300) if code < 0x2C00])
    + "\U0001f000-\U0001fbff"
)
ANY = WORD + STANDALONE + EMOJI
NAME = WORD + STANDALONE + "_"
