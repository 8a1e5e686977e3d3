"""Who may say how often letters come."""

from apps.common.actor import Actor


def can_choose_letters(actor: Actor) -> bool:
    """Everybody for themselves; a program of nobody gets no letters."""
    return actor.is_person
