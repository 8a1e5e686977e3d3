"""“Are you watching a person?” The fifth find by one private person within thirty days says so, and is written down."""

import hashlib
import hmac
import secrets
from datetime import datetime, timedelta

from django.db import transaction

from apps.audit import actions as audit
from apps.common.actor import Actor
from apps.common.clock import day_of
from apps.common.refusals import require
from apps.discoveries.models import Find, Glances, GlanceWindow
from apps.discoveries.policies import can_see
from apps.searches.models import ListedAccount
from apps.searches.policies import handle_key

WINDOW = timedelta(days=30)
TOO_OFTEN = 5


@transaction.atomic
def note_glance(*, actor: Actor, find: Find, at: datetime) -> bool:
    """Somebody opened a find. Whether that was the fifth, or a later one, by the same private person.

    Not counted: programs, the place's own single voice, and whom the council has on its list. Raises NotAllowed.
    """
    require(can_see(actor, find))
    if not actor.is_person or not find.author_digest or _speaks_in_public(find, at):
        return False
    window = _window(find, at)
    glances, _made = Glances.objects.select_for_update().get_or_create(
        organisation_id=find.organisation_id, window=window, whose=_digest(window, find.author_digest)
    )
    mark = _digest(window, str(find.id))[:16]
    if mark not in glances.finds and len(glances.finds) < TOO_OFTEN:
        glances.finds.append(mark)
        glances.save(update_fields=["finds"])
        if len(glances.finds) == TOO_OFTEN:
            audit.record(actor, "find.glanced_often", find, at=at)
    return len(glances.finds) >= TOO_OFTEN


def _window(find: Find, at: datetime) -> GlanceWindow:
    """The one that runs; older ones go, and their keys with them."""
    GlanceWindow.objects.filter(began_at__lte=at - WINDOW).delete()
    window: GlanceWindow | None = GlanceWindow.objects.order_by("began_at").first()
    return window or GlanceWindow.objects.create(
        organisation_id=find.organisation_id, key=secrets.token_bytes(32), began_at=at
    )


def _digest(window: GlanceWindow, text: str) -> str:
    return hmac.new(bytes(window.key), text.encode(), hashlib.sha256).hexdigest()


def _speaks_in_public(find: Find, at: datetime) -> bool:
    """An account on the list, or the only voice of a place: a club's page speaks for the club."""
    key = handle_key(find.author)
    if key and ListedAccount.objects.in_force(day_of(at)).filter(handle=key).exists():
        return True
    others = Find.objects.filter(source=find.source_id).exclude(author_digest__in=["", find.author_digest])
    return find.source_id is not None and not others.exists()
