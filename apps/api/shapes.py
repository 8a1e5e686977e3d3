"""What answers are made of."""

from typing import Any

from rest_framework import serializers

from apps.api.parsing import Moment

__all__ = ["Constant", "Moment", "Out", "PersonOut", "Segments", "Word"]


class Constant(serializers.CharField):
    """Always the same word: what kind of thing a row is."""

    def __init__(self, word: str) -> None:
        self.word = word
        super().__init__(read_only=True)

    def get_attribute(self, instance: Any) -> str:
        return self.word


class Out(serializers.Serializer[Any]):
    """An answer's shape; its component in the schema is called as the class without ``Out``."""


class Word(serializers.CharField):
    """One of some words; more may come, so programs should let an unknown one pass."""

    def __init__(self, words: Any, **options: Any) -> None:
        self.words = [str(word) for word in words]
        super().__init__(help_text=f"One of: {', '.join(self.words)}. More may come.", **options)


class Segments(serializers.Field[Any, Any, Any, Any]):
    """A text in pieces, each with whether it is marked."""

    def to_representation(self, value: Any) -> list[list[Any]]:
        return [list(segment) for segment in value]


class PersonOut(Out):
    """A colleague, in brief."""

    id = serializers.UUIDField()
    name = serializers.SerializerMethodField()

    def get_name(self, member: Any) -> str:
        return str(member.user)
