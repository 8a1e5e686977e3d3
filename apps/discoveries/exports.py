"""What a council follows, to be taken along."""

from django.utils.translation import gettext as _

from apps.discoveries.models import Follow, PrivateFollow
from apps.discoveries.opml import Line, write_opml
from apps.organisations.models import Organisation


def places_as_opml(organisation: Organisation) -> str:
    """Every place that the organisation in scope follows; private ones by name alone."""
    follows = Follow.objects.current().for_display()
    lines = [Line(title=follow.name, address=follow.source.url) for follow in follows]
    lines += [Line(title=follow.name) for follow in PrivateFollow.objects.current().for_display()]
    title = _("Places that %(council)s follows") % {"council": organisation.name}
    return write_opml(title, lines)
