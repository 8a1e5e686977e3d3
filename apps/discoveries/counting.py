"""How much of what passed by a search meets: exactly up to a thousand, else from as many days as there is time for."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.conf import settings

from apps.common.clock import day_of, start_of
from apps.common.scope import organisation_in_scope
from apps.discoveries.actions.finds import left_alone_here
from apps.discoveries.haste import Budget, ask
from apps.discoveries.models import Follow
from apps.discoveries.passing import BRIEF, NEWEST, VISIBLE, Brief
from apps.searches.language.ast import Node
from apps.searches.language.compile_sql import to_tsquery
from apps.searches.language.dates import date_range

EXACT = 1000
FEW_PLACES = 300
# Percent of a day: of what passes by in few places there is less to take a part of.
A_PART, A_PART_OF_FEW = 0.5, 5
BACK = (timedelta(hours=1), timedelta(hours=6), timedelta(days=1), timedelta(days=4), timedelta(days=12))

WINDOW = "AND item.first_seen >= %(from)s AND item.first_seen < %(to)s"
OF_FEW = "AND item.source_id = ANY(%(sources)s::uuid[])"
WORDS = "AND item.vector @@ %(tsquery)s::tsquery"
BY_DAY = "(greatest(item.first_seen, follow.since) AT TIME ZONE 'Europe/London')::date, follow.name, count(*)"


@dataclass(frozen=True, kw_only=True)
class Tally:
    """``is_exact``: everything was counted. Else ``days_counted`` of the days were, and the rest is estimated."""

    count: int
    is_exact: bool
    days_counted: int
    by_day: dict[date, int]
    by_place: list[tuple[str, int]]
    newest: list[Brief]


def tally(tree: Node, *, at: datetime, shown: int, seconds: float) -> Tally:
    """Of the last thirty days, within that time. Call it ``in_haste``."""
    return _Count(tree, at=at, budget=Budget(seconds)).done(shown)


@dataclass
class _Day:
    """What one day of arrivals brought: by the day and place in which we could see it."""

    found: Counter[tuple[date, str]] = field(default_factory=Counter)
    is_whole: bool = True


class _Count:
    def __init__(self, tree: Node, *, at: datetime, budget: Budget) -> None:
        self.at, self.budget = at, budget
        midnight = datetime.combine(at.astimezone(UTC).date(), time(), tzinfo=UTC)
        self.days = [midnight - timedelta(days=back) for back in range(settings.GC_ITEM_DAYS + 1)]
        self.terms = _terms(tree, at)
        few = OF_FEW if self.terms["sources"] else ""
        words = WORDS if self.terms["tsquery"] is not None else ""
        self.rules = f"{VISIBLE} {WINDOW} {few} {words}"
        # So much on one day that a part of each is enough to tell.
        self.is_dense = False
        self.alone = left_alone_here(organisation_in_scope())

    def done(self, shown: int) -> Tally:
        found = self._one_by_one()
        if found is not None and len(found) <= EXACT:
            return self._exactly(found, shown)
        return self._about(shown)

    def _one_by_one(self) -> list[Brief] | None:
        """Every item, up to one more than a thousand: today's, then all others. None when there is no time for it."""
        today = self._briefs(
            self.days[0], self.at + timedelta(days=1), limit=EXACT + 1, seconds=self.budget.left * 0.4
        )
        self.is_dense = today is None or len(today) > EXACT
        if today is None or self.is_dense:
            return today
        longest = self.budget.left * 0.6
        others = self._briefs(self._first, self.days[0], limit=EXACT + 1 - len(today), seconds=longest)
        return None if others is None else [*today, *others]

    @property
    def _first(self) -> datetime:
        return self.days[-1] - timedelta(days=9)

    def _briefs(
        self, start: datetime, end: datetime, *, limit: int, seconds: float, order: str = "LIMIT %(limit)s"
    ) -> list[Brief] | None:
        rows = ask(
            f"SELECT {BRIEF} {self.rules} {order}",
            self.terms | {"from": start, "to": end, "limit": limit},
            seconds=seconds,
        )
        return None if rows is None else [Brief(*row) for row in rows]

    def _kept(self, briefs: Iterable[Brief]) -> list[Brief]:
        return [brief for brief in briefs if not self.alone.covers(brief.author_digest)]

    def _exactly(self, found: list[Brief], shown: int) -> Tally:
        kept = sorted(self._kept(found), key=lambda brief: (brief.first_seen, brief.id), reverse=True)
        return Tally(
            count=len(kept),
            is_exact=True,
            days_counted=settings.GC_ITEM_DAYS,
            by_day=dict(Counter(day_of(brief.first_seen) for brief in kept)),
            by_place=Counter(brief.place for brief in kept).most_common(),
            newest=kept[:shown],
        )

    def _about(self, shown: int) -> Tally:
        newest = self._newest(shown) if shown else []
        few = bool(self.terms["sources"])
        counted = {} if self.is_dense and not few else self._some_days(share=100)
        if not counted:
            counted = self._some_days(share=A_PART_OF_FEW if few else A_PART)
        found = self._filled(counted)
        by_day: Counter[date] = Counter()
        by_place: Counter[str] = Counter()
        for (day, place), count in found.items():
            by_day[day] += count
            by_place[place] += count
        return Tally(
            count=sum(by_day.values()),
            is_exact=False,
            days_counted=min(sum(day.is_whole for day in counted.values()), settings.GC_ITEM_DAYS),
            by_day=dict(by_day),
            by_place=by_place.most_common(),
            newest=newest,
        )

    def _newest(self, shown: int) -> list[Brief]:
        found: list[Brief] = []
        budget = Budget(self.budget.left * 0.3)
        for back in BACK:
            newer = self._briefs(
                self.at - back,
                self.at + timedelta(days=1),
                limit=shown + 5,
                seconds=budget.left,
                order=NEWEST,
            )
            found = found if newer is None else self._kept(newer)[:shown]
            if newer is None or len(found) >= shown:
                break
        return found

    def _some_days(self, *, share: float) -> dict[int, _Day]:
        """Day by day, spread over the month, for as long as there is time."""
        rules = self.rules
        if share < 100:
            rules = rules.replace("AS item\n", f"AS item TABLESAMPLE SYSTEM ({share}) REPEATABLE (7)\n", 1)
        question = f"SELECT {BY_DAY} {rules} GROUP BY 1, 2"
        counted: dict[int, _Day] = {}
        budget = Budget(self.budget.left * (0.6 if share == 100 else 1))
        for place in _spread(len(self.days)):
            start = self.days[place]
            window = {"from": start, "to": start + timedelta(days=1)}
            rows = ask(question, self.terms | window, seconds=budget.left)
            if rows is None:
                break
            found = Counter({(day, name): round(count * 100 / share) for day, name, count in rows})
            counted[place] = _Day(found, is_whole=share == 100)
        return counted

    def _filled(self, counted: dict[int, _Day]) -> Counter[tuple[date, str]]:
        """The days that were not counted are like the nearest that were."""
        total: Counter[tuple[date, str]] = Counter()
        for place in range(len(self.days)) if counted else ():
            nearest = min(counted, key=lambda known: (abs(known - place), known))
            shift = timedelta(days=nearest - place)
            for (day, name), count in counted[nearest].found.items():
                total[max(day + shift, day_of(self.terms["since"])), name] += count
        return total


def _spread(count: int) -> list[int]:
    """Newest first, then halves, quarters, eighths: wherever it stops, what was counted is spread over the month."""
    order = [0]
    step = 32
    while step:
        order += [place for place in range(step // 2, count, step) if place not in order]
        step //= 2
    return order + [place for place in range(count) if place not in order]


def _terms(tree: Node, at: datetime) -> dict[str, Any]:
    dates = date_range(tree)
    since = at - timedelta(days=settings.GC_ITEM_DAYS)
    sources: list[UUID] = list(Follow.objects.current().values_list("source_id", flat=True)[: FEW_PLACES + 1])
    return {
        "organisation": organisation_in_scope(),
        "since": max(since, start_of(dates.since)) if dates.since else since,
        "until": start_of(dates.until) if dates.until else at + timedelta(days=1),
        "tsquery": to_tsquery(tree),
        "sources": sources if len(sources) <= FEW_PLACES else [],
    }
