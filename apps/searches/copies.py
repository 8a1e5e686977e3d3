"""Another search like this one."""

from django.utils.translation import gettext as _

from apps.searches.models import Search

LONGEST = 80


def name_of_copy(search: Search) -> str:
    """What a copy is called until somebody gives it a name."""
    return (_("Copy of %(name)s") % {"name": search.name})[:LONGEST]
