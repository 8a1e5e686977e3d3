"""The word that goes with a find goes with the find's own words."""

from apps.assignments.models import Assignment
from apps.discoveries.models import Find
from apps.discoveries.shredding import goes_with_words


@goes_with_words
def forget_notes(find: Find) -> None:
    """A note often says again what the find said, or who said it."""
    Assignment.objects.filter(find=find).exclude(note="").update(note="")
