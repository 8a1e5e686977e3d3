"""The words that finds are sought by."""

from django.contrib.postgres.search import SearchVectorField
from django.db import models

from apps.common.tenancy import TenantManager, TenantModel, TenantQuerySet


class FindWords(TenantModel):
    """Title, excerpt, place and notes of a find, as our tokeniser reads them. It goes when the find's words go.

    Beside the find and not in it: deciding rewrites a find's row, and its words stay as they are. No index on the
    words themselves: row-level security lets PostgreSQL use none (``@@`` is not leakproof), see docs/adr/0015.
    """

    find = models.ForeignKey("discoveries.Find", models.CASCADE, related_name="words", db_constraint=False)
    vector = SearchVectorField()

    objects = TenantManager.from_queryset(TenantQuerySet)()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "find"], name="find_words_once")]

    def __str__(self) -> str:
        return str(self.find_id)
