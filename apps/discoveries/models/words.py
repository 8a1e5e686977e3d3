"""The words that finds are sought by."""

from typing import Any

from django.contrib.postgres.search import SearchVectorField
from django.db import models

from apps.common.tenancy import TenantManager, TenantModel, TenantQuerySet


@SearchVectorField.register_lookup
class Holds(models.Lookup):
    """``vector__holds=…``: a finished tsquery of ours, which PostgreSQL parses no word of."""

    lookup_name = "holds"
    prepare_rhs = False

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, Any]:
        left, of_left = self.process_lhs(compiler, connection)
        return f"{left} @@ %s::tsquery", [*of_left, self.rhs]


class FindWords(TenantModel):
    """Title, excerpt, place and notes of a find, as our tokeniser reads them. It goes when the find's words go.

    ``notes``: what colleagues wrote beside it, kept here so that the find can be read again.
    Beside the find and not in it: deciding rewrites a find's row, and its words stay as they are. No index on the
    words themselves: row-level security lets PostgreSQL use none (``@@`` is not leakproof), see docs/adr/0020.
    """

    find = models.ForeignKey("discoveries.Find", models.CASCADE, related_name="words", db_constraint=False)
    notes = models.TextField(blank=True, default="", db_default="")
    vector = SearchVectorField()

    objects = TenantManager.from_queryset(TenantQuerySet)()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "find"], name="find_words_once")]

    def __str__(self) -> str:
        return str(self.find_id)
