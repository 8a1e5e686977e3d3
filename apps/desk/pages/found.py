"""A find as the templates want it: what was said, where it stands, and what may be done with it."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from apps.assignments.hands import hands_of
from apps.assignments.models import Assignment
from apps.desk.requests import MemberRequest
from apps.discoveries.actions.triage import LEAVE_REASONS
from apps.discoveries.excerpts import Segments
from apps.discoveries.models import Decision, Find, Joy, JoyRule
from apps.discoveries.policies import can_decide
from apps.discoveries.showing import Reason, ShownFind, TagName, shown_all
from apps.ledger.models import Act

FIRST_SENTENCE = re.compile(r".{12,140}?[.!?…]+(?=\s)", re.DOTALL)


@dataclass(frozen=True, kw_only=True)
class FindCard:
    """What ``components/find_card.html`` shows."""

    id: UUID
    segments: Segments
    more_segments: Segments
    place: str
    author: str
    at: datetime
    url: str
    page_url: str
    why: str
    copies: int
    state: str
    is_open: bool
    answer_url: str
    answer_api: str
    reasons: Sequence[Reason]
    copy_places: Sequence[str]
    tags: Sequence[tuple[Any, str]]
    own_tags: Sequence[TagName]
    moved: Sequence[tuple[Any, str]]


def cards_of(
    request: MemberRequest, finds: Sequence[Find], *, at: datetime, query: str = ""
) -> list[FindCard]:
    """``query``: what the list was asked for, so that answers lead back to it. Three queries, however many finds."""
    hands = hands_of(finds)
    return [_card(request, shown, hands.get(shown.find.id), at, query) for shown in shown_all(finds)]


def _card(
    request: MemberRequest, shown: ShownFind, held: Assignment | None, at: datetime, query: str
) -> FindCard:
    find = shown.find
    slug = request.organisation.slug
    quoted, more = shown.title_segments, shown.excerpt_segments
    if not quoted:
        quoted, more = split_opening(more)
    return FindCard(
        id=find.id,
        segments=quoted,
        more_segments=more,
        place=find.place,
        author=find.author,
        at=find.published_at or find.first_seen,
        url=web_address(find.url),
        page_url=address("find", request, find, query),
        why=_why(shown),
        copies=len(shown.copies),
        state=_state(find, held, request.member.id, at),
        is_open=find.is_open and can_decide(request.actor, find),
        answer_url=address("find_answer", request, find, query),
        answer_api=f"/api/v1/organisations/{slug}/finds/{find.id}/{{answer}}",
        reasons=shown.why,
        copy_places=shown.copies,
        tags=_tags(shown),
        own_tags=shown.tags,
        moved=[_moved(rule) for rule in shown.moved_by],
    )


TONES = {Joy.THANKS: "rose", Joy.ACHIEVEMENT: "sun", Joy.OFFER: "leaf", Joy.QUESTION: "sky"}


def _tags(shown: ShownFind) -> list[tuple[Any, str]]:
    """Its joy, what was taught about it, and the council's own words: each with a tone."""
    find = shown.find
    joy = [(find.get_joy_display(), TONES[Joy(find.joy)])] if find.joy else []
    own = [(f"#{tag.name}", "") for tag in shown.tags]
    return [*joy, *(_moved(rule) for rule in shown.moved_by), *own]


def _moved(rule: JoyRule) -> tuple[Any, str]:
    what = rule.phrase or (rule.follow.name if rule.follow else rule.search.name if rule.search else "")
    said = _("more like “%(what)s”") if rule.way == JoyRule.Way.MORE else _("less like “%(what)s”")
    return said % {"what": what}, "sun" if rule.way == JoyRule.Way.MORE else ""


def split_opening(words: Segments) -> tuple[Segments, Segments]:
    """Of words without a title: the first sentence if it is short, and the rest."""
    end = FIRST_SENTENCE.match("".join(text for text, _is_marked in words))
    if end is None:
        return words, []
    opening, rest, at = [], [], 0
    for text, is_marked in words:
        cut = max(0, end.end() - at)
        opening.append((text[:cut], is_marked))
        rest.append((text[cut:], is_marked))
        at += len(text)
    return [part for part in opening if part[0]], [part for part in rest if part[0]]


def address(name: str, request: MemberRequest, find: Find, query: str = "") -> str:
    """Of one of a find's pages, remembering the list that the person came from."""
    path = reverse(f"desk:{name}", args=[request.organisation.slug, find.id])
    return f"{path}?{query}" if query else path


def web_address(url: str) -> str:
    """An address that may be opened, or nothing."""
    return url if urlsplit(url).scheme in {"http", "https"} else ""


def _why(shown: ShownFind) -> str:
    names = list(dict.fromkeys(reason.name for reason in shown.why))
    if not names and shown.find.is_captured:
        return _("seen by %(who)s") % {"who": shown.captured_by.user if shown.captured_by else _("a program")}
    return _("found by “%(searches)s”") % {"searches": "”, “".join(names)} if names else ""


def _state(find: Find, held: Assignment | None, member_id: UUID, at: datetime) -> str:
    if find.state == Find.State.TAKEN and held is not None:
        return whose(held, member_id)
    if find.state == Find.State.LATER and find.later_until and find.later_until > at:
        return _("Comes back %(day)s") % {"day": date_format(localtime(find.later_until), "j F, H:i")}
    if find.state == Find.State.LEFT:
        return str(LEAVE_REASONS.get(find.leave_reason, _("Left be")))
    return str(find.get_state_display()) if find.state in {Find.State.DONE, Find.State.GONE} else ""


def whose(held: Assignment, member_id: UUID) -> str:
    """In whose hands, in one sentence."""
    if held.to_id == member_id:
        return _("You have this one")
    if held.to is not None:
        return _("%(who)s is joining in") % {"who": held.to.user}
    return _("Waiting for %(team)s") % {"team": held.team}


@dataclass(frozen=True, kw_only=True)
class Step:
    """One decision about a find: “Bob passed it on to Parks”, its note, and whether it was taken back."""

    who: str
    what: str
    note: str
    at: datetime
    is_undone: bool
    is_latest: bool


def history_of(find: Find) -> list[Step]:
    """Newest first."""
    decisions = list(find.decisions.select_related("by__user").order_by("-at", "-id"))
    given = {
        (held.by_id, held.given_at): held for held in find.assignments.select_related("to__user", "team")
    }
    latest = next((decision.id for decision in decisions if decision.undone_at is None), None)
    return [_step(decision, given, is_latest=decision.id == latest) for decision in decisions]


def _step(decision: Decision, given: Mapping[Any, Assignment], *, is_latest: bool) -> Step:
    held = given.get((decision.by_id, decision.at))
    what, note = str(decision.get_verb_display()), ""
    if held is not None and decision.verb == Decision.Verb.PASSED:
        receiver = held.to.user if held.to else held.team
        what, note = _("passed it on to %(receiver)s") % {"receiver": receiver}, held.note
    return Step(
        who=str(decision.by.user),
        what=what,
        note=note,
        at=decision.at,
        is_undone=decision.undone_at is not None,
        is_latest=is_latest,
    )


def acts_on(find: Find) -> list[tuple[str, datetime]]:
    """What colleagues said there, in sentences."""
    acts = Act.objects.standing().filter(find=find).newest_first().for_display()
    return [(_said(act), act.at) for act in acts]


def _said(act: Act) -> str:
    facts = {"who": act.by.user, "what": act.get_kind_display(), "words": act.words}
    return _("%(who)s: %(what)s, “%(words)s”") % facts if act.words else _("%(who)s: %(what)s") % facts
