"""What a starter search is made of."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from apps.searches.language.asking import Box, asked
from apps.searches.language.ast import canonical
from apps.searches.models import Search

Purpose = Search.Purpose


@dataclass(frozen=True, kw_only=True)
class Starter:
    """A search that councils like to begin with; its items are in our language, as they stand in the boxes of the form.

    ``says``: one of these; ``beside``: and one of these; ``leaves_out`` and ``packs``: none of these.
    ``finds`` and ``passes_over``: what people wrote, so that a test knows whether it still listens well.
    ``nation``: where it is offered; everywhere when empty.
    """

    slug: str
    name: Any
    why: Any
    purpose: Search.Purpose
    says: tuple[str, ...]
    beside: tuple[str, ...] = ()
    leaves_out: tuple[str, ...] = ()
    packs: tuple[str, ...] = ()
    finds: tuple[str, ...]
    passes_over: tuple[str, ...]
    nation: str = ""

    def query(self, near: Sequence[str] = ()) -> str:
        """Near one of these places, or anywhere that the council listens."""
        boxes = {
            Box.ANY: self.says,
            Box.ALSO: self.beside,
            Box.NEAR: tuple(near),
            Box.NONE: self.leaves_out,
            Box.PACKS: self.packs,
        }
        tree = asked(boxes).tree
        return canonical(tree) if tree else ""
