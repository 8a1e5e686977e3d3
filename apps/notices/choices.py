"""What a person chose."""

from apps.common.actor import Actor
from apps.notices.models import LetterChoice


def how_often_for(actor: Actor) -> str:
    """Off for those who have not chosen."""
    chosen = LetterChoice.objects.filter(member_id=actor.membership_id).values_list("how_often", flat=True)
    return str(chosen.first() or LetterChoice.HowOften.OFF)
