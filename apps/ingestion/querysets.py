"""Which words are common."""

from typing import Any

from django.db import models


class FrequencyQuerySet(models.QuerySet[Any]):
    def by_lexeme(self) -> dict[str, int]:
        return {lexeme: int(documents) for lexeme, documents in self.values_list("lexeme", "documents")}
