"""Kinds of due work that wait in separate lines, so that a slow one never holds up a quick one."""

from dataclasses import dataclass
from enum import StrEnum


class Lane(StrEnum):
    LOOK = "look"
    FETCH = "fetch"
    HOME = "home"
    MAIL = "mail"
    MATCH = "match"


@dataclass(frozen=True, kw_only=True)
class Rules:
    """How a lane's rows are handed out; ``in_flight``: how many of one share (a host, an organisation) at once."""

    queue: str
    task: str = "work.drain"
    in_flight: int = 4


RULES = {
    Lane.LOOK: Rules(queue="default", in_flight=1),
    Lane.FETCH: Rules(queue="fetch", in_flight=1),
    Lane.HOME: Rules(queue="default"),
    Lane.MAIL: Rules(queue="deliver"),
    Lane.MATCH: Rules(queue="match", task="ingestion.match"),
}
ATTEMPTS_BEFORE_QUARANTINE = 5
