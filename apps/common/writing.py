"""Names and words as people write them."""

import re

_TURNS = re.compile("[\u202a-\u202e\u2066-\u2069]")


def straight(text: str) -> str:
    """Without the marks that turn the direction of all that follows: a name must not rewrite what stands beside it."""
    return _TURNS.sub("", text)
