"""Words that people choose for finds: read alike however they are typed, and never about a person."""

from django.utils.translation import gettext_lazy as _

from apps.common.refusals import Invalid
from apps.common.writing import straight
from apps.discoveries.models import Find
from apps.searches.language.fold import clean, fold


class NamesAPerson(Invalid):
    code = "names_a_person"
    message = _("That names a person. Use words for the subject or the place instead.")


def folded(words: str) -> str:
    """One form for “Fêtes”, “fetes” and “ FÊTES ”."""
    return " ".join(fold(word) for word in clean(words).split())


def refuse_names(words: str, *, field: str) -> None:
    """Handles, and whoever wrote one of our finds. Raises NamesAPerson."""
    if "@" in words:
        raise NamesAPerson(field=field)
    authors = Find.objects.exclude(author="").values_list("author", flat=True).distinct()
    if folded(words) in {folded(author) for author in authors.iterator()}:
        raise NamesAPerson(field=field)


def tidy(words: str) -> str:
    return " ".join(straight(words).split())
