"""One look at a feed, with the manners that publishers expect."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from apps.common.addresses import canonical
from apps.connectors.contract import NEVER, Look, Manners, Memory, Outcome, Reason, WhoMustAct
from apps.connectors.feeds import pace
from apps.connectors.feeds.hubs import hub_and_topic
from apps.connectors.feeds.items import is_chronicle, passings, text_of, worn_ids
from apps.connectors.feeds.listing import Listing, NotAFeed, Unreadable
from apps.connectors.feeds.reading import read
from apps.connectors.plain import one_line
from apps.net.client import Answer, Hop, WayOutRefused, get
from apps.net.loopback import admitted_pairs

ACCEPT = "application/atom+xml, application/rss+xml, application/feed+json, application/rdf+xml, */*;q=0.5"
SIGHTINGS_OF_A_MOVE = 3
MISSING_FOR = timedelta(days=14)
WHOLE_LOOK_EVERY = timedelta(days=1)
TIRED_AFTER = 6
_MOST_VALIDATOR = 1_024
_PERMANENT = (301, 308)
SLOW_DOWN = frozenset({429, 503})


@dataclass(frozen=True, kw_only=True)
class _Visit:
    """What one poll knows before and while it asks."""

    memory: Memory
    at: datetime
    floor_seconds: int
    conditional: bool


def poll(memory: Memory, *, at: datetime, floor_seconds: int, slow_down: frozenset[int] = SLOW_DOWN) -> Look:
    """Look at the feed that ``memory`` names; whatever it does ends as a Look, never as an exception.

    ``slow_down``: the statuses with which this place asks us to wait.
    """
    visit = _Visit(
        memory=memory,
        at=at,
        floor_seconds=_floor(memory.url, floor_seconds),
        conditional=_may_ask_conditionally(memory, at),
    )
    try:
        answer = get(memory.url, headers=_headers(visit))
    except WayOutRefused as refused:
        return _failed(visit, Reason.UNREACHABLE, refused.message)
    if 200 <= answer.status < 300:
        return _received(visit, answer)
    if answer.status in slow_down:
        return _asked_to_wait(visit, answer)
    return _BY_STATUS.get(answer.status, _broken)(visit, answer)


def permanent_address(hops: tuple[Hop, ...]) -> str:
    """Where the leading permanent redirects point; "" when the first one is temporary or there is none."""
    address = ""
    for hop in hops:
        if hop.status not in _PERMANENT:
            break
        address = hop.location
    return address


def _floor(url: str, seconds: int) -> int:
    # Only our own demonstration and tests may be asked more often than every quarter of an hour.
    ours = urlsplit(url).netloc in admitted_pairs()
    return seconds if ours else max(seconds, pace.ORDINARY_FLOOR)


def _may_ask_conditionally(memory: Memory, at: datetime) -> bool:
    # A real WordPress answers 304 after a post was withdrawn or back-dated: once a day we want to see it all.
    known = bool(memory.etag or memory.last_modified)
    return known and memory.unconditional_at is not None and at - memory.unconditional_at < WHOLE_LOOK_EVERY


def _headers(visit: _Visit) -> dict[str, str]:
    headers = {"accept": ACCEPT}
    if visit.conditional:
        validators = {"if-none-match": visit.memory.etag, "if-modified-since": visit.memory.last_modified}
        headers |= {name: value for name, value in validators.items() if value}
    return headers


def _received(visit: _Visit, answer: Answer) -> Look:
    try:
        listing = read(answer.body, answer.headers.get("content-type", ""))
    except NotAFeed as other:
        return _failed(visit, Reason.NOT_A_FEED, other.sentence, tired_after=3)
    except Unreadable as broken:
        return _failed(visit, Reason.UNREADABLE, broken.sentence, tired_after=3)
    worn = worn_ids(listing, url=answer.url, known=visit.memory.worn_ids)
    items = passings(listing, url=answer.url, at=visit.at, worn_ids=worn)
    memory = replace(
        _well(visit, answer),
        etag=_validator(answer, "etag"),
        last_modified=_validator(answer, "last-modified"),
        unconditional_at=visit.at,
        asked_seconds=pace.asked_seconds(listing, answer.headers),
        gap_seconds=pace.gap_seconds(items, at=visit.at),
        quiet_hours=pace.quiet_hours(listing),
        quiet_days=pace.quiet_days(listing),
        worn_ids=worn,
    )
    look = _calm(visit, memory, Outcome.FRESH)
    hub, topic = hub_and_topic(answer, listing)
    return replace(
        look,
        items=items,
        listed=frozenset(item.identity for item in items),
        complete=listing.complete and is_chronicle(listing, at=visit.at),
        title=title_of(listing),
        home_url=home_of(listing, answer.url),
        hub=hub,
        topic=topic,
    )


def title_of(listing: Listing) -> str:
    """The feed's own title on one line."""
    return one_line(text_of(listing.title), most=200)


def home_of(listing: Listing, url: str) -> str:
    """The page that the feed belongs to."""
    return canonical(listing.home, canonical(listing.base, url) or url) if listing.home else ""


def _unchanged(visit: _Visit, answer: Answer) -> Look:
    if not visit.conditional:
        return _failed(
            visit, Reason.BROKEN, _("This place says that nothing changed, although we asked to see it all.")
        )
    return _calm(visit, _well(visit, answer), Outcome.UNCHANGED)


def _well(visit: _Visit, answer: Answer) -> Memory:
    memory = replace(visit.memory, failures=0, first_missing_at=None)
    moved_to = permanent_address(answer.hops)
    if not moved_to or moved_to == memory.url:
        return replace(memory, moved_to="", moved_times=0)
    times = memory.moved_times + 1 if moved_to == memory.moved_to else 1
    if times >= SIGHTINGS_OF_A_MOVE:
        return replace(memory, url=moved_to, moved_to="", moved_times=0)
    return replace(memory, moved_to=moved_to, moved_times=times)


def _calm(visit: _Visit, memory: Memory, outcome: Outcome) -> Look:
    next_at = pace.after_success(memory, at=visit.at, floor_seconds=visit.floor_seconds)
    manners = Manners(next_at=next_at, reason=Reason.WELL, sentence=_("All is well with this place."))
    moved_to = memory.url if memory.url != visit.memory.url else ""
    return Look(outcome=outcome, memory=memory, manners=manners, moved_to=moved_to)


def _gone(visit: _Visit, _answer: Answer) -> Look:
    sentence = _("This feed has gone for good (410). Follow its new address, or leave it.")
    return _stopped(visit.memory, Reason.GONE, sentence)


def _missing(visit: _Visit, answer: Answer) -> Look:
    since = visit.memory.first_missing_at or visit.at
    memory = replace(visit.memory, first_missing_at=since)
    if visit.at - since >= MISSING_FOR:
        sentence = _(
            "Nothing has been at this address for two weeks (404). Follow its new address, or leave it."
        )
        return _stopped(memory, Reason.MISSING, sentence)
    sentence = _("Nothing is at this address at the moment (404). We look again for two weeks.")
    return _failed(replace(visit, memory=memory), Reason.MISSING, sentence)


def _locked(visit: _Visit, answer: Answer) -> Look:
    memory = replace(visit.memory, failures=visit.memory.failures + 1)
    sentence = _("This place does not let us in (%(status)s). Ask its owner for an open feed, or leave it.")
    manners = Manners(
        next_at=pace.after_a_day(memory, at=visit.at, floor_seconds=visit.floor_seconds),
        reason=Reason.LOCKED,
        sentence=sentence % {"status": answer.status},
        who_must_act="council",
    )
    return Look(outcome=Outcome.ILL, memory=memory, manners=manners)


def _asked_to_wait(visit: _Visit, answer: Answer) -> Look:
    memory = replace(visit.memory, failures=visit.memory.failures + 1)
    until = pace.asked_to_wait_until(answer.headers.get("retry-after", ""), at=visit.at)
    if until is None:
        until = pace.after_failure(memory, at=visit.at, floor_seconds=visit.floor_seconds)
        sentence = _("This place is too busy for us (%(status)s). We wait until %(time)s.")
    else:
        until = max(until, visit.at + timedelta(seconds=visit.floor_seconds))
        sentence = _("They asked us (%(status)s) to wait until %(time)s.")
    words = sentence % {"status": answer.status, "time": _clock(until, visit.at)}
    who: WhoMustAct = "council" if memory.failures >= 2 * TIRED_AFTER else "nobody"
    manners = Manners(next_at=until, reason=Reason.ASKED_TO_WAIT, sentence=words, who_must_act=who)
    return Look(outcome=Outcome.WAITING, memory=memory, manners=manners)


def _broken(visit: _Visit, answer: Answer) -> Look:
    sentence = _("This place answers with an error (%(status)s).") % {"status": answer.status}
    return _failed(visit, Reason.BROKEN, sentence)


_BY_STATUS: dict[int, Callable[[_Visit, Answer], Look]] = {
    304: _unchanged,
    401: _locked,
    403: _locked,
    404: _missing,
    407: _locked,
    410: _gone,
    451: _locked,
}


def _failed(visit: _Visit, reason: Reason, why: str, *, tired_after: int = TIRED_AFTER) -> Look:
    memory = replace(visit.memory, failures=visit.memory.failures + 1)
    next_at = pace.after_failure(memory, at=visit.at, floor_seconds=visit.floor_seconds)
    who: WhoMustAct = "council" if memory.failures >= tired_after else "nobody"
    again = _("Next look: %(time)s.") % {"time": _clock(next_at, visit.at)}
    manners = Manners(next_at=next_at, reason=reason, sentence=f"{why} {again}", who_must_act=who)
    return Look(outcome=Outcome.ILL, memory=memory, manners=manners)


def _stopped(memory: Memory, reason: Reason, sentence: str) -> Look:
    manners = Manners(next_at=NEVER, reason=reason, sentence=sentence, who_must_act="council")
    return Look(outcome=Outcome.STOPPED, memory=memory, manners=manners)


def _validator(answer: Answer, name: str) -> str:
    value = answer.headers.get(name, "")
    return value if len(value) <= _MOST_VALIDATOR else ""


def _clock(moment: datetime, at: datetime) -> str:
    there, here = localtime(moment), localtime(at)
    return date_format(there, "H:i" if there.date() == here.date() else "j F, H:i")
