"""The first steps as pages show them: what each is for, where it leads, and which is next."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from apps.common.clock import now
from apps.desk.requests import MemberRequest
from apps.ledger.first_steps import Step, are_done, first_steps

# Making an account and finding one's council come before these.
BEFORE = 2
SESSION = "first_steps"
# key → title, what for, the page, the words on its button
WORDS: dict[str, tuple[Any, Any, str, Any]] = {
    "places": (
        _("Say what people call it"),
        _("The town, its wards, the nicknames that only people from here know."),
        "desk:first_places",
        _("Name your places"),
    ),
    "sources": (
        _("Follow three places"),
        _("A blog, a club’s site, a parish newsletter: wherever people near you already talk."),
        "desk:first_sources",
        _("Follow a place"),
    ),
    "searches": (
        _("Say what to listen for"),
        _("What community life sounds like here. You see at once what it would find."),
        "desk:first_searches",
        _("Write a search"),
    ),
    "colleague": (
        _("Invite one colleague"),
        _("A second owner keeps the door open when you are away."),
        "desk:first_colleague",
        _("Invite a colleague"),
    ),
    "practice": (
        _("Practise once"),
        _("On a find that nobody said. Nothing is counted."),
        "desk:first_practice",
        _("Practise"),
    ),
    "said": (
        _("Say it for real"),
        _("Go there, say something kind, and come back to say so. That is all."),
        "desk:finds",
        _("See what was found"),
    ),
}


@dataclass(frozen=True, kw_only=True)
class ShownStep:
    """``number`` counts from the account on, which was the first."""

    key: str
    number: int
    title: str
    why: str
    url: str
    label: str
    minutes: int
    is_done: bool
    is_next: bool
    count: int
    wanted: int


@dataclass(frozen=True, kw_only=True)
class Walk:
    """What ``welcome/card.html`` shows: nothing once all is done or put away."""

    steps: list[ShownStep]
    is_shown: bool
    minutes: int
    last: int


def walk_of(request: MemberRequest) -> Walk:
    steps = first_steps(request.actor, at=now())
    shown = list(_shown(request, steps))
    return Walk(
        steps=shown,
        is_shown=request.member.welcomed_at is None and not are_done(steps),
        minutes=sum(step.minutes for step in steps if not step.is_done),
        last=len(steps) + BEFORE,
    )


def next_url(request: MemberRequest, after: str, walk: Walk | None = None) -> str:
    """The page of the next step that is open, from this one on; when all are done, the home page."""
    walk = walk or walk_of(request)
    keys = [step.key for step in walk.steps]
    place = keys.index(after) + 1 if after in keys else 0
    later = [
        step for step in walk.steps[place:] + walk.steps[:place] if not step.is_done and step.key != after
    ]
    return later[0].url if later else reverse("desk:today", args=[request.organisation.slug])


def _shown(request: MemberRequest, steps: Iterable[Step]) -> Iterable[ShownStep]:
    following = next((step.key for step in steps if not step.is_done), "")
    for number, step in enumerate(steps, start=BEFORE + 1):
        title, why, name, label = WORDS[step.key]
        yield ShownStep(
            key=step.key,
            number=number,
            title=title,
            why=why,
            url=reverse(name, args=[request.organisation.slug]),
            label=label,
            minutes=step.minutes,
            is_done=step.is_done,
            is_next=step.key == following,
            count=step.count,
            wanted=step.wanted,
        )
