"""The list of finds: which pile, which filters, in which order, which part of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _g
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from apps.assignments.hands import MOST_COUNTED, PILES
from apps.desk.forms.finds import LANGUAGES, FindsFilter
from apps.desk.pages.found import FindCard, cards_of
from apps.desk.paging import PAGE, Page, page_of
from apps.desk.requests import MemberRequest
from apps.discoveries.models import Find, Joy
from apps.discoveries.policies import can_decide_any
from apps.discoveries.querysets import FindQuerySet
from apps.discoveries.seeking import OfAPerson
from apps.inbox.around import Around, KnownView, around
from apps.inbox.models import Order
from apps.inbox.wanted import FOUND, Wanted, finds_wanted, wanted_from

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
# What an address calls what a filter asks for.
ASKED = {
    "q": "q",
    "search": "search",
    "place": "source",
    "near": "near",
    "tag": "tag",
    "joy": "joy",
    "language": "language",
    "found": "found",
}
KEPT = ("tab", *ASKED, "order", "view")
CHIPS = {
    "q": _("“%(name)s”"),
    "search": _("Found by %(name)s"),
    "source": _("In %(name)s"),
    "near": _("Near %(name)s"),
    "tag": _("Tag: %(name)s"),
    "joy": _("%(name)s"),
    "language": _("In %(name)s"),
    "found": _("Found: %(name)s"),
}


@dataclass(frozen=True, kw_only=True)
class Inbox:
    """One page of one pile. ``query``: what was asked for, without the part; ``sizes`` count whole piles."""

    pile: str
    query: str
    filter: FindsFilter
    chips: Sequence[tuple[str, str]]
    problem: str
    order: str
    stands: Around
    view: KnownView | None
    page: Page
    cards: Sequence[FindCard]
    beside: Sequence[FindCard]
    list_url: str
    check_api: str
    asked_at: datetime
    may_choose: bool
    all_chosen: int

    @property
    def is_filtered(self) -> bool:
        return bool(self.chips)

    @property
    def sizes(self) -> Mapping[str, int]:
        return self.stands.sizes

    @property
    def since(self) -> str:
        """When the newest find on this page was found; what came after it is news."""
        return max(row.found_at for row in self.page.rows).isoformat() if self.page.rows else ""

    @property
    def heading(self) -> Any:
        size = self.sizes[self.pile]
        said = HEADINGS[self.pile] % {"size": size}
        return _g("More than %(heading)s") % {"heading": said} if size >= MOST_COUNTED else said

    @property
    def tabs(self) -> list[tuple[Any, str, int, bool]]:
        """A pile that is always empty for those who work alone is shown only when something lies in it."""
        return [
            (label, f"?tab={name}", self.sizes[name], name == self.pile)
            for name, label in TABS.items()
            if name != "others" or self.sizes[name] or self.pile == name
        ]

    @property
    def orders(self) -> list[tuple[str, Any, bool]]:
        return [(order.value, order.label, order.value == self.order) for order in Order]

    @property
    def views(self) -> list[tuple[str, str, bool]]:
        """Name, address, and whether it is the one that is shown."""
        return [
            (view.name, f"?{query_of(view.wanted, view=view)}", view == self.view)
            for view in self.stands.views
        ]

    @property
    def all_url(self) -> str:
        return f"{self.list_url}?{'&'.join(filter(None, [self.query, 'all=1']))}"

    @property
    def newer_url(self) -> str:
        return self._part(self.page.newer)

    @property
    def older_url(self) -> str:
        return self._part(self.page.older)

    @property
    def newest_url(self) -> str:
        """This list again, from its top."""
        return f"{self.list_url}?{self.query}" if self.query else self.list_url

    @property
    def is_first(self) -> bool:
        """The newest, of everything or of what was asked for: where something new would stand on top."""
        is_top = self.pile == "new" and not self.page.newer and not self.problem
        return is_top and self.order == Order.NEWEST

    def _part(self, cursor: str) -> str:
        return f"{self.list_url}?{'&'.join(filter(None, [self.query, cursor]))}" if cursor else ""


def inbox_of(request: MemberRequest, *, at: datetime, beside: Sequence[Find] = ()) -> Inbox:
    """As many queries however many finds there are. ``beside``: what is open next to the list, in the same queries."""
    slug = request.organisation.slug
    stands = around(actor=request.actor, at=at)
    view = _view(request, stands)
    form = FindsFilter(_given(request, view), names=stands.names)
    wanted = wanted_of(form, view, request)
    order = request.GET.get("order", "")
    order = order if order in Order.values else stands.order
    query = query_of(wanted, view=view, order=order if "order" in request.GET else "")
    finds, problem = _finds(request, wanted, at)
    page = page_of(finds, by="found_at", rank="joy_rank" if order == Order.JOY else "", asked=request.GET)
    cards = cards_of(request, [*page.rows, *beside], at=at, query=query)
    request.shell["nav"]["new_finds"] = stands.sizes["new"]
    return Inbox(
        pile=wanted.pile,
        query=query,
        filter=form,
        chips=_chips(wanted, stands),
        problem=problem,
        order=order,
        stands=stands,
        view=view,
        page=page,
        cards=cards[: len(page.rows)],
        beside=cards[len(page.rows) :],
        list_url=reverse("desk:finds", args=[slug]),
        check_api=_check_api(slug, wanted),
        asked_at=at,
        may_choose=can_decide_any(request.actor),
        all_chosen=finds[:MOST_COUNTED].count() if request.GET.get("all") else 0,
    )


def _check_api(slug: str, wanted: Wanted) -> str:
    """Where the page asks for what is new: the API reads the same filter, so one place decides what belongs."""
    asked = wanted.kept() | {"pile": "new", "limit": PAGE}
    return f"/api/v1/organisations/{slug}/finds?{urlencode(asked)}"


def query_of(wanted: Wanted, *, view: KnownView | None = None, order: str = "") -> str:
    """The address of a filter, after its question mark."""
    kept = wanted.kept()
    asked = {"tab": wanted.pile} if wanted.pile not in {"", "new"} else {}
    asked |= {name: kept[what] for name, what in ASKED.items() if what in kept}
    if view is not None:
        asked["view"] = str(view.id)
    return urlencode(asked | ({"order": order} if order else {}))


def list_address(request: MemberRequest) -> str:
    """Back to the list that a find's page was opened from."""
    asked = {name: request.GET[name] for name in KEPT if request.GET.get(name)}
    path = reverse("desk:finds", args=[request.organisation.slug])
    return f"{path}?{urlencode(asked)}" if asked else path


def wanted_of(form: FindsFilter, view: KnownView | None, request: MemberRequest) -> Wanted:
    chosen = form.chosen()
    tab = request.GET.get("tab") or (view.wanted.pile if view else "") or "new"
    asked = {what: chosen[name] for name, what in ASKED.items() if name in chosen}
    return wanted_from(asked | {"pile": tab if tab in PILES else "new"})


def _view(request: MemberRequest, stands: Around) -> KnownView | None:
    """The one in the address, or without any question the one that this person's inbox opens with."""
    asked = request.GET.get("view", "")
    if not request.GET and request.resolver_match and request.resolver_match.url_name == "finds":
        return stands.view(stands.opens_with)
    return next((view for view in stands.views if str(view.id) == asked), None)


def _given(request: MemberRequest, view: KnownView | None) -> Any:
    if request.GET or view is None:
        return request.GET
    kept = view.wanted.kept()
    return {name: kept[what] for name, what in ASKED.items() if what in kept}


def _finds(request: MemberRequest, wanted: Wanted, at: datetime) -> tuple[FindQuerySet, str]:
    try:
        return finds_wanted(wanted, actor=request.actor, at=at), ""
    except OfAPerson as refusal:
        nothing: FindQuerySet = Find.objects.none()
        return nothing, str(refusal)


def _chips(wanted: Wanted, stands: Around) -> list[tuple[str, str]]:
    """What narrows the list, each with the address of the list without it."""
    kept = wanted.kept()
    return [
        (str(CHIPS[what]) % {"name": _said(what, wanted, stands)}, f"?{_without(wanted, what)}")
        for what in CHIPS
        if what in kept
    ]


def _without(wanted: Wanted, what: str) -> str:
    kept = {name: value for name, value in wanted.kept().items() if name != what}
    return query_of(wanted_from(kept)) or "tab=new"


def _said(what: str, wanted: Wanted, stands: Around) -> str:
    value = getattr(wanted, what)
    if what in stands.names:
        return stands.name_of(what, value)
    labels: dict[str, Any] = {"joy": dict(Joy.choices), "found": FOUND, "language": dict(LANGUAGES)}
    return str(labels.get(what, {}).get(value, value))
