"""The deeds of a council's people, done one after the other by the acts that pages and API call too."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

from apps.assignments.actions import join_in, pass_on, said_it
from apps.demonstration.deeds import Asked, Deeds, Joined
from apps.demonstration.founding import Loaded
from apps.discoveries.actions.triage import leave_be, put_off
from apps.discoveries.models import Find
from apps.ledger.actions import record_act
from apps.ledger.balance import monday_of
from apps.ledger.models import Act
from apps.organisations.models import Team
from apps.organisations.scope import council as in_council

AFTER_THE_FIND = timedelta(hours=3)
Step = tuple[Find | None, Callable[[datetime], object]]


@dataclass(frozen=True)
class Deed:
    """Something that happened at ``at``."""

    at: datetime
    do: Callable[[datetime], object]


def live(loaded: Loaded, deeds: Deeds, *, at: datetime) -> None:
    """Once: a council that has said anything, or decided anything, is left alone."""
    with in_council(loaded.organisation.id):
        if Act.objects.exists():
            return
        told = [*_before(loaded, deeds, at), *_since_monday(loaded, deeds, at)]
        for deed in sorted(told, key=lambda deed: deed.at):
            deed.do(deed.at)


def find_called(title: str) -> Find | None:
    """The find that leads its story under a title that begins so, if it is still undecided."""
    found: Find | None = (
        Find.objects.leading()
        .filter(title__startswith=title, state=Find.State.NEW)
        .order_by("found_at")
        .first()
    )
    return found


def _before(loaded: Loaded, deeds: Deeds, at: datetime) -> Iterator[Deed]:
    monday = monday_of(at)
    for joined in deeds.before:
        find = find_called(joined.title)
        if find and find.found_at + AFTER_THE_FIND < monday:
            yield Deed(find.found_at + AFTER_THE_FIND, partial(_join, loaded, joined, find))


def _since_monday(loaded: Loaded, deeds: Deeds, at: datetime) -> Iterator[Deed]:
    """Spread evenly from Monday until now, however short that is, and never before what they answer was found."""
    monday = monday_of(at)
    steps = _steps(loaded, deeds)
    for place, (find, do) in enumerate(steps):
        moment = monday + (at - monday) * (place + 1) / (len(steps) + 1)
        if find and find.found_at >= moment:
            moment = find.found_at + (at - find.found_at) / 2
        yield Deed(moment, do)


def _steps(loaded: Loaded, deeds: Deeds) -> list[Step]:
    return [*_said(loaded, deeds), *_decided(loaded, deeds)]


def _said(loaded: Loaded, deeds: Deeds) -> Iterator[Step]:
    """The gives, with an ask among every three."""
    asked = list(deeds.asked)
    for place, joined in enumerate(deeds.joined):
        if find := find_called(joined.title):
            yield find, partial(_join, loaded, joined, find)
        if place % 3 == 1 and asked:
            yield None, partial(_ask, loaded, asked.pop(0))


def _decided(loaded: Loaded, deeds: Deeds) -> Iterator[Step]:
    actors, teams = loaded.actors, {team.name: team.id for team in Team.objects.current()}
    decisions: list[tuple[str, Callable[..., object]]] = [
        *[(title, partial(join_in, actor=actors[who])) for title, who in deeds.in_hands],
        *[
            (title, partial(pass_on, actor=actors[who], team=teams[team], note=note))
            for title, who, team, note in deeds.passed_on
        ],
        *[
            (title, partial(leave_be, actor=actors[who], reason=reason))
            for title, who, reason in deeds.left_be
        ],
        *[(title, partial(put_off, actor=actors[who])) for title, who in deeds.put_off],
    ]
    for title, decide in decisions:
        if find := find_called(title):
            yield find, _about(find, decide)


def _about(find: Find, decide: Callable[..., object]) -> Callable[[datetime], object]:
    return lambda at: decide(find=find, at=at)


def _join(loaded: Loaded, joined: Joined, find: Find, at: datetime) -> None:
    actor = loaded.actors[joined.who]
    join_in(actor=actor, find=find, at=at)
    said_it(actor=actor, find=find, kind=joined.kind, way=Act.Way.GIVE, words=joined.words, at=at)


def _ask(loaded: Loaded, asked: Asked, at: datetime) -> None:
    record_act(
        actor=loaded.actors[asked.who],
        kind=Act.Kind.SHARE,
        way=Act.Way.ASK,
        words=asked.words,
        place=asked.place,
        at=at,
    )
