"""The list of finds: which pile, which filters, which part of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import reduce
from operator import and_
from typing import Any
from urllib.parse import urlencode

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from apps.assignments.hands import PILES, pile, pile_sizes
from apps.desk.forms.finds import FindsFilter
from apps.desk.pages.found import FindCard, cards_of
from apps.desk.paging import PAGE, Page, page_of
from apps.desk.requests import MemberRequest
from apps.discoveries.models import Find, Follow
from apps.discoveries.querysets import FindQuerySet
from apps.searches.models import Search

TABS = {
    "new": _("New"),
    "mine": _("Mine"),
    "others": _("With colleagues"),
    "later": _("Later"),
    "done": _("Done"),
    "left": _("Left be"),
}
HEADINGS = {
    "new": ngettext_lazy(
        "%(size)d good thing to join in with", "%(size)d good things to join in with", "size"
    ),
    "mine": ngettext_lazy("%(size)d find in your hands", "%(size)d finds in your hands", "size"),
    "others": ngettext_lazy("%(size)d find with a colleague", "%(size)d finds with colleagues", "size"),
    "later": ngettext_lazy("%(size)d find for later", "%(size)d finds for later", "size"),
    "done": ngettext_lazy("%(size)d find done", "%(size)d finds done", "size"),
    "left": ngettext_lazy("%(size)d find left be", "%(size)d finds left be", "size"),
}
FILTERS = ("q", "search", "place")


@dataclass(frozen=True, kw_only=True)
class Inbox:
    """One page of one pile. ``query``: what was asked for, without the part; ``sizes`` count whole piles."""

    pile: str
    query: str
    filter: FindsFilter
    is_filtered: bool
    sizes: dict[str, int]
    page: Page
    cards: Sequence[FindCard]
    beside: Sequence[FindCard]
    list_url: str
    check_api: str

    @property
    def since(self) -> str:
        """When the newest find on this page was found; what came after it is news."""
        return self.page.rows[0].found_at.isoformat() if self.page.rows else ""

    @property
    def heading(self) -> Any:
        return HEADINGS[self.pile] % {"size": self.sizes[self.pile]}

    @property
    def tabs(self) -> list[tuple[Any, str, int, bool]]:
        """A pile that is always empty for those who work alone is shown only when something lies in it."""
        return [
            (label, f"?tab={name}", self.sizes[name], name == self.pile)
            for name, label in TABS.items()
            if name != "others" or self.sizes[name] or self.pile == name
        ]

    @property
    def newer_url(self) -> str:
        return self._part(self.page.newer)

    @property
    def older_url(self) -> str:
        return self._part(self.page.older)

    @property
    def is_first(self) -> bool:
        """The newest of everything: the only page on which something new would stand on top."""
        return self.pile == "new" and not self.is_filtered and not self.page.newer

    def _part(self, cursor: str) -> str:
        return f"{self.list_url}?{'&'.join(filter(None, [self.query, cursor]))}" if cursor else ""


def inbox_of(request: MemberRequest, *, at: datetime, beside: Sequence[Find] = ()) -> Inbox:
    """Seven queries, however many finds there are. ``beside``: what is open next to the list, in the same queries."""
    slug = request.organisation.slug
    chosen_pile = request.GET.get("tab", "new")
    chosen_pile = chosen_pile if chosen_pile in PILES else "new"
    form = FindsFilter(request.GET, searches=_searches(), places=_places())
    chosen = form.chosen()
    query = urlencode(({"tab": chosen_pile} if chosen_pile != "new" else {}) | chosen)
    finds = _narrow(pile(chosen_pile, actor=request.actor, at=at), chosen)
    page = page_of(finds, by="found_at", asked=request.GET)
    cards = cards_of(request, [*page.rows, *beside], at=at, query=query)
    sizes = pile_sizes(actor=request.actor, at=at)
    request.shell["nav"]["new_finds"] = sizes["new"]
    return Inbox(
        pile=chosen_pile,
        query=query,
        filter=form,
        is_filtered=bool(chosen),
        sizes=sizes,
        page=page,
        cards=cards[: len(page.rows)],
        beside=cards[len(page.rows) :],
        list_url=reverse("desk:finds", args=[slug]),
        check_api=f"/api/v1/organisations/{slug}/finds?pile=new&limit={PAGE}",
    )


def list_address(request: MemberRequest) -> str:
    """Back to the list that a find's page was opened from."""
    asked = {name: request.GET[name] for name in ("tab", *FILTERS) if request.GET.get(name)}
    path = reverse("desk:finds", args=[request.organisation.slug])
    return f"{path}?{urlencode(asked)}" if asked else path


def _narrow(finds: FindQuerySet, chosen: dict[str, str]) -> FindQuerySet:
    """By search, by place, and by words in what was said: never by who said it."""
    if "search" in chosen:
        finds = finds.filter(matches__search_id=chosen["search"])
    if "place" in chosen:
        finds = finds.filter(source__in=Follow.objects.filter(pk=chosen["place"]).values("source_id"))
    words = chosen.get("q", "").split()
    if words:
        finds = finds.filter(reduce(and_, (_holds(word) for word in words)))
    return finds


def _holds(word: str) -> Q:
    return Q(title__icontains=word) | Q(excerpt__icontains=word)


def _searches() -> list[tuple[str, str]]:
    return [
        (str(key), name) for key, name in Search.objects.current().order_by("name").values_list("id", "name")
    ]


def _places() -> list[tuple[str, str]]:
    follows = Follow.objects.current().order_by("name").values_list("id", "name")
    return [(str(key), name) for key, name in follows]
