"""The matrix itself: each address, each method, each caller, and what is wrong with the answers."""

import re
from dataclasses import dataclass
from urllib.parse import urlsplit
from uuid import uuid4

from django.urls import resolve, reverse

from tests.guards.routes import API, DESK, HIDDEN, HIDDEN_API, Way
from tests.guards.stage import FOREIGN, MISSING, OURS, SUSPENDED

INSIDE = {
    "o": "session o",
    "e": "session e",
    "c": "session c",
    "r": "session r",
    "T": "token o",
    "N": "token narrow",
    "I": "token integration",
}
OUTSIDE = ("foreign owner", "left", "suspended")
METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")
# What an owner does here without a trace, and why.
QUIET = {
    "search-preview": "it only looks",
    "search-would-match": "it only looks",
    "would_match": "it only looks",
    "search-reading": "it only reads",
    "find-presence": "who looked is not written down",
    "place-list-preview": "it only looks",
    "search-lock": "nobody locked the search of the stage",
    "search_unlock": "nobody locked the search of the stage",
    "first_close": "a person's own preference",
    "first-steps-close": "a person's own preference",
    "joy-preview": "it only looks",
    "find_split": "the find of the stage stands alone",
    "finds_merge": "one find is one story",
    "habit": "how one likes a page is nobody's business",
    "finds_order": "how one likes a page is nobody's business",
    "view": "its owner alone changes a view, and pages keep habits",
    "views": "the address asks for everything",
    "activity_undo": "the decision of the stage left nothing in anybody's hands",
    "batch_undo": "the batch of the stage is long undone",
    "batch-undo": "the batch of the stage is long undone",
    "find-split": "the find of the stage stands alone",
    "finds-merge": "one find is one story",
    "tag-merge": "the stage has one tag",
    "find-undo": "the decision of the stage left nothing in anybody's hands",
    "find_undo": "the decision of the stage left nothing in anybody's hands",
    "find-give-back": "nobody holds the find of the stage",
    "find_give_back": "nobody holds the find of the stage",
}
SHIFTING = re.compile(rb"t=\d+")


@dataclass(frozen=True)
class Doorway:
    """One address of a council, with what the table says about it."""

    address: object

    @property
    def is_api(self):
        return self.address.name.startswith("api:")

    @property
    def name(self):
        return self.address.name.partition(":")[2]

    @property
    def ways(self) -> dict[str, Way]:
        return (API if self.is_api else DESK)[self.name]

    def path(self, slug, ids):
        values = {"org" if self.is_api else "slug": slug} | ids
        return self.address.to(**values)

    def ids_of(self, council):
        return {name: council.id_for(name) for name in self.address.ids}

    def letters(self):
        return "oecrTNI" if self.is_api else "oecr"

    def hides(self, letter):
        return (self.name, letter) in (HIDDEN_API if self.is_api else HIDDEN)


def faults_inside(stage, door):
    """Each member and key of the council itself, on each method that the table declares."""
    path = door.path(OURS, door.ids_of(stage.ours))
    return [
        f"{letter} {method} {path}: {fault}"
        for method, way in door.ways.items()
        for letter in door.letters()
        if (fault := fault_inside(ask(stage, door, INSIDE[letter], method, path), door, method, way, letter))
    ]


def ask(stage, door, caller, method, path):
    way = door.ways.get(method)
    body = way.body(stage.ours) if way and method in {"POST", "PATCH"} else None
    return stage.callers[caller].ask(method, path, body, is_json=door.is_api)


def fault_inside(answer, door, method, way, letter):
    if letter in way.who:
        return fault_of_welcome(answer, door, method, letter)
    if door.hides(letter):
        return "" if answer.status == 404 else f"{answer.status} where it should not be there"
    if answer.written:
        return f"{answer.status}, and something was done that they may not do"
    if door.is_api or method == "GET":
        return "" if answer.status == 403 else f"{answer.status} instead of 403"
    return "" if answer.status in {200, 302, 403, 422} else f"{answer.status} instead of a refusal"


def fault_of_welcome(answer, door, method, letter):
    if answer.status >= 500 or answer.status in {401, 403, 404, 405}:
        return f"{answer.status} to somebody who may"
    is_idle = letter == "o" and method != "GET" and not answer.written and door.name not in QUIET
    return f"{answer.status}, and nothing was done: the refusals prove nothing" if is_idle else ""


def faults_of_other_methods(stage, door):
    """A method that is not declared does nothing, whoever asks."""
    path = door.path(OURS, door.ids_of(stage.ours))
    faults = []
    for method in METHODS if door.is_api else ("POST", "DELETE"):
        if method in door.ways:
            continue
        answer = ask(stage, door, "session o", method, path)
        wanted = answer.status == 405 if door.is_api else answer.status < 500
        if answer.written or not wanted:
            faults.append(f"{method} {path}: {answer.status}, wrote {answer.written}")
    return faults


def faults_outside(stage, door):
    """For people of other councils the address answers as if there were no such council."""
    ids = door.ids_of(stage.ours)
    callers = [*OUTSIDE, "token foreign"] if door.is_api else OUTSIDE
    faults = []
    for method in door.ways:
        for caller in callers:
            here = ask(stage, door, caller, method, door.path(OURS, ids))
            nowhere = ask(stage, door, caller, method, door.path(MISSING, ids))
            faults += fault_of_absence(f"{caller} {method} {door.address.name}", here, nowhere)
    return faults + faults_of_strangers(stage, door, ids)


def faults_of_strangers(stage, door, ids):
    """Who shows no key, or one that no longer opens, is asked for one before anything is looked up."""
    wanted = 401 if door.is_api else 302
    callers = ["anonymous", "token suspended", "token left"] if door.is_api else ["anonymous"]
    faults = []
    for method in door.ways:
        for caller in callers:
            here = ask(stage, door, caller, method, door.path(OURS, ids))
            nowhere = ask(stage, door, caller, method, door.path(MISSING, ids))
            if here.status != wanted or here.written or canonical(here) != canonical(nowhere):
                faults.append(f"{caller} {method} {door.address.name}: {here.status}, {nowhere.status}")
    return faults


def faults_of_foreign_ids(stage, door):
    """Our owner, with another council's slug, or with another council's row in our own address."""
    callers = ["session o", "token o"] if door.is_api else ["session o"]
    faults = []
    for method in door.ways:
        for caller in callers:
            for what, foreign, missing in foreign_paths(stage, door):
                label = f"{caller} {method} {door.address.name} with {what}"
                there = ask(stage, door, caller, method, foreign)
                nowhere = ask(stage, door, caller, method, missing)
                faults += fault_of_absence(label, there, nowhere)
    return faults


def foreign_paths(stage, door):
    """What is foreign about it, the address, and the same address with something that nobody has."""
    ours, theirs = door.ids_of(stage.ours), door.ids_of(stage.foreign)
    yield "a foreign slug and our ids", door.path(FOREIGN, ours), door.path(MISSING, ours)
    yield "a foreign slug and their ids", door.path(FOREIGN, theirs), door.path(MISSING, theirs)
    for name in door.address.ids:
        nobodys = {**ours, name: uuid4()}
        yield f"a foreign {name}", door.path(OURS, {**ours, name: theirs[name]}), door.path(OURS, nobodys)


def fault_of_absence(label, answer, nowhere):
    if answer.status != 404 or answer.written:
        return [f"{label}: {answer.status} instead of 404, wrote {answer.written}"]
    if canonical(answer) != canonical(nowhere):
        return [f"{label}: not the same as one that is missing ({nowhere.status})"]
    return []


IDS = re.compile(rb"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
SLUGS = re.compile(f"{OURS}|{FOREIGN}|{SUSPENDED}|{MISSING}".encode())


def canonical(answer):
    """Without the address that was asked for, and without the seconds that went by."""
    headers = {
        name: SHIFTING.sub(b"t", value.encode())
        for name, value in answer.headers.items()
        if name != "Expires"
    }
    headers = {name: SLUGS.sub(b"slug", IDS.sub(b"id", value)) for name, value in headers.items()}
    return answer.status, SLUGS.sub(b"slug", IDS.sub(b"id", answer.content)), headers


TEMPLATES = re.compile(r"<template\b.*?</template>", re.DOTALL)
FORMS = re.compile(r"<form\b[^>]*>", re.IGNORECASE)
ACTION = re.compile(r"""\b(?:form)?action="([^"]*)\"""")


def faults_of_forms(stage, door):
    """Forms on a page that would lead somebody into a refusal."""
    path = door.path(OURS, door.ids_of(stage.ours))
    faults = []
    for letter in "oecr":
        if letter not in door.ways["GET"].who:
            continue
        page = ask(stage, door, INSIDE[letter], "GET", path).text
        faults += [
            f"{letter} {path}: a form to {target}"
            for target in posted_to(page, path)
            if not may_post(letter, target) and target != leaving(stage, letter)
        ]
    return faults


def posted_to(page, path):
    """Where the forms of a page send what is typed into them; templates for scripts are no forms yet."""
    page = TEMPLATES.sub("", page)
    forms = [form for form in FORMS.findall(page) if 'method="post"' in form.lower()]
    buttons = re.findall(r"<button\b[^>]*formaction=[^>]*>", page)
    for one in forms + buttons:
        action = ACTION.search(one)
        yield (urlsplit(action[1]).path if action else "") or path


def may_post(letter, target):
    match = resolve(target)
    if "desk" not in match.app_names or match.url_name not in DESK:
        return True
    way = DESK[match.url_name].get("POST")
    return way is not None and letter in way.who


def leaving(stage, letter):
    """The one thing about people that everybody may do: go."""
    return reverse("desk:person_end", args=[OURS, stage.ours.people[letter].member.pk])


VALUES = {
    "slug": OURS,
    "token": "no-such-letter",
    "uidb36": "1",
    "key": "no-such-key",
    "pk": 1,
    "gss": "E07000032",
}
VALUES["request_id"] = uuid4()
STRANGERS = ("anonymous", "foreign owner", "left", "suspended", "session r", "session o")


def faults_beside_councils(stage, address, ways):
    """What belongs to no council: about whoever asks and nobody else, or the same for everybody."""
    faults = []
    path = address.to(**{name: VALUES[name] for name in address.parameters})
    for method, whom in ways.items():
        for caller in STRANGERS:
            body = None if method == "GET" else {}
            answer = stage.callers[caller].ask(method, path, body, is_json=path.startswith("/api/"))
            refused = answer.status in {302, 401}
            if answer.status >= 500 or answer.status == 405 or answer.written:
                faults.append(f"{caller} {method} {path}: {answer.status}, wrote {answer.written}")
            if whom == "self" and caller == "anonymous" and not refused:
                faults.append(f"anybody {method} {path}: {answer.status} without a name")
    return faults
