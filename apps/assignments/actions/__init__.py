"""What people do about whose find it is, who is looking, and who is host."""

from apps.assignments.actions.hands import (
    AlreadyTaken,
    NotInHands,
    give_back,
    join_in,
    pass_on,
    return_open,
    said_it,
    undo,
)
from apps.assignments.actions.homes import choose_home_place, send_morning_letter
from apps.assignments.actions.hosts import end_swap, set_weekdays, swap_day
from apps.assignments.actions.presence import forget_presence, look_in, look_out

__all__ = [
    "AlreadyTaken",
    "NotInHands",
    "choose_home_place",
    "end_swap",
    "forget_presence",
    "give_back",
    "join_in",
    "look_in",
    "look_out",
    "pass_on",
    "return_open",
    "said_it",
    "send_morning_letter",
    "set_weekdays",
    "swap_day",
    "undo",
]
