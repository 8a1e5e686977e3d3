"""What every address answers to whom: the one table that the matrix holds the doors to.

A council's route names, for each method, the letters of those who may: ``o`` owner, ``e`` editor, ``c`` colleague,
``r`` reader, all signed in; ``T`` a token of the owner with every scope, ``N`` one that may only read finds, ``I`` an
integration's. Whoever is not named is refused; whoever is not of this council finds nothing at all.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from apps.common.clock import day_of, now
from apps.organisations.calendar import weekdays_from

Body = Callable[[Any], dict[str, Any]]

OWNER, EDITORS, COLLEAGUES, MEMBERS = "o", "oe", "oec", "oecr"


@dataclass(frozen=True)
class Way:
    """One method: who may, and what is sent by somebody who means it. ``body`` is given our council."""

    who: str
    body: Body = field(default=lambda ours: {})


def gets(who: str) -> dict[str, Way]:
    return {"GET": Way(who)}


def posts(who: str, body: Body | None = None) -> dict[str, Way]:
    return {"POST": Way(who, body) if body else Way(who)}


def page(reads: str, writes: str, body: Body) -> dict[str, Way]:
    return gets(reads) | posts(writes, body)


def colleague(ours: Any) -> str:
    return str(ours.people["e"].member.pk)


def next_weekday() -> str:
    """Also when the tests run on a Saturday."""
    return weekdays_from(day_of(now()), 1)[0].isoformat()


def said(ours: Any) -> dict[str, Any]:
    return {"kind": "well_done", "way": "give"}


def a_search(ours: Any) -> dict[str, Any]:
    return {"name": "Another", "query": "marrows", "purpose": "celebrate", "team_id": "council"}


def settings(ours: Any) -> dict[str, Any]:
    asked = {"contact_name": "The library", "contact_email": "hello@marlowe.example"}
    return {"name": "Marlowe", "purpose": "To join in.", "keep_days": 90} | asked


def a_token(ours: Any) -> dict[str, Any]:
    return {"name": "Mine", "kind": "personal", "scopes": ["finds:read"], "days": 30}


def an_account(ours: Any) -> dict[str, Any]:
    return {"handle": "parksfriends", "name": "Friends of the parks", "kind": "ours"}


def a_place(ours: Any) -> dict[str, Any]:
    return {"name": "Netherby Green", "kind": "ward"}


def a_part(name: str) -> Body:
    return lambda ours: {name: str(ours.spare_place.pk)}


def a_secret_place(ours: Any) -> dict[str, Any]:
    return {"look": str(ours.id_for("look_id")), "place": 1}


def a_list(ours: Any) -> dict[str, Any]:
    return {"opml": '<opml><body><outline xmlUrl="https://another.example/feed"/></body></opml>'}


def naming(**body: Any) -> Body:
    return lambda ours: body


DESK: dict[str, dict[str, Way]] = {
    "today": gets(MEMBERS),
    "home_settings": page(MEMBERS, MEMBERS, naming(how_often="daily", place="")),
    "saw": page(COLLEAGUES, COLLEAGUES, naming(words="Marrows for all", place="The baker’s window")),
    "first_places": page(EDITORS, EDITORS, naming(wards="Netherby Green")),
    "first_sources": gets(EDITORS),
    "first_searches": gets(EDITORS),
    "first_colleague": page(OWNER, OWNER, naming(email="new@people.example", role="owner")),
    "first_practice": page(COLLEAGUES, COLLEAGUES, said),
    "first_close": posts(MEMBERS),
    "finds": gets(MEMBERS),
    "find": gets(MEMBERS),
    "find_answer": posts(COLLEAGUES, naming(answer="join_in")),
    "find_pass_on": page(COLLEAGUES, COLLEAGUES, lambda ours: {"to": f"to:{colleague(ours)}"}),
    "find_said": posts(COLLEAGUES, said),
    "find_give_back": posts(COLLEAGUES),
    "find_undo": posts(COLLEAGUES),
    "find_erase": page(OWNER, OWNER, naming(leave_author_alone="on")),
    "many": posts(COLLEAGUES, lambda ours: {"what": "leave_be", "find": str(ours.id_for("find_id"))}),
    "batch": gets(MEMBERS),
    "batch_undo": posts(COLLEAGUES),
    "finds_order": posts(MEMBERS, naming(order="joy")),
    "finds_merge": posts(COLLEAGUES, lambda ours: {"find": str(ours.id_for("find_id"))}),
    "find_split": posts(COLLEAGUES),
    "find_tag": posts(COLLEAGUES, naming(name="Growing")),
    "find_untag": posts(COLLEAGUES, lambda ours: {"tag": str(ours.id_for("tag_id"))}),
    "views": page(MEMBERS, MEMBERS, naming(name="Mine")),
    "view": posts(MEMBERS, naming(do="first")),
    "activity": gets(MEMBERS),
    "activity_undo": posts(COLLEAGUES),
    "tags": page(MEMBERS, EDITORS, naming(name="Growing")),
    "tag": posts(EDITORS, naming(do="rename", name="Growing")),
    "joy": page(MEMBERS, EDITORS, naming(way="more", phrase="marrows")),
    "joy_rule": posts(EDITORS, naming(do="off")),
    "acts": gets(MEMBERS),
    "act_new": page(COLLEAGUES, COLLEAGUES, lambda ours: said(ours) | {"place": "The café"}),
    "act_take_back": posts(OWNER),
    "people": gets(MEMBERS),
    "leave": gets(MEMBERS),
    "teams": page(MEMBERS, OWNER, naming(name="Rangers")),
    "team": page(MEMBERS, OWNER, naming(name="Rangers")),
    "team_add": posts(OWNER, lambda ours: {"member": colleague(ours)}),
    "team_remove": posts(OWNER),
    "team_end": posts(OWNER),
    "hosts": page(MEMBERS, COLLEAGUES, lambda ours: {"monday": colleague(ours)}),
    "host_swap": posts(COLLEAGUES, lambda ours: {"day": next_weekday(), "host": colleague(ours)}),
    "host_as_usual": posts(COLLEAGUES),
    "invitations": page(OWNER, OWNER, naming(email="new@people.example", role="reader")),
    "invitation_again": posts(OWNER),
    "invitation_back": posts(OWNER),
    "join_requests": gets(OWNER),
    "join_request_let_in": posts(OWNER, naming(role="reader")),
    "join_request_decline": posts(OWNER, naming(words="Not this time.")),
    "person": page(MEMBERS, OWNER, naming(role="reader")),
    "person_end": posts("oc"),  # the colleague in the address may go of their own accord
    "settings": page(MEMBERS, OWNER, settings),
    "tokens": page(MEMBERS, COLLEAGUES, a_token),
    "token_revoke": posts(OWNER),
    "audit": gets(OWNER),
    "sources": page(MEMBERS, EDITORS, naming(address="https://another.example/")),
    "source_health": gets(MEMBERS),
    "source": page(MEMBERS, EDITORS, naming(name="Their blog")),
    "source_look": posts(EDITORS),
    "source_stop": posts(EDITORS),
    "source_again": posts(EDITORS),
    "private_source": page(MEMBERS, EDITORS, naming(name="Their alert")),
    "private_source_look": posts(EDITORS),
    "private_source_stop": posts(EDITORS),
    "place_lists": page(MEMBERS, EDITORS, a_list),
    "place_list": gets(MEMBERS),
    "place_list_call_off": posts(EDITORS),
    "place_lists_out": gets(MEMBERS),
    "suggestion_look": posts(EDITORS),
    "suggestion_decline": posts(EDITORS),
    "look": page(MEMBERS, EDITORS, naming(place="0", name="Their blog")),
    "searches": gets(MEMBERS),
    "search_doctor": gets(MEMBERS),
    "would_match": page(MEMBERS, MEMBERS, naming(query="marrows", sample="Forty marrows")),
    "search_new": page(EDITORS, EDITORS, a_search),
    "search": gets(MEMBERS),
    "search_edit": page(EDITORS, EDITORS, a_search),
    "search_starters": page(EDITORS, EDITORS, naming(starters="litter-picks")),
    "search_copy": page(EDITORS, EDITORS, a_search),
    "search_pause": posts(EDITORS),
    "search_resume": posts(EDITORS),
    "search_end": posts(EDITORS),
    "places": page(MEMBERS, EDITORS, a_place),
    "places_bring_in": page(EDITORS, EDITORS, naming(text="Netherby Green", kind="ward", do="1")),
    "places_download": gets(MEMBERS),
    "place": page(EDITORS, EDITORS, a_place),
    "place_end": posts(EDITORS),
    "place_put_in": posts(EDITORS, a_part("part")),
    "place_take_out": posts(EDITORS),
    "search_lock": posts(EDITORS),
    "search_unlock": posts(EDITORS),
    "search_version": gets(MEMBERS),
    "search_restore": posts(EDITORS),
    "listed": page(MEMBERS, EDITORS, an_account),
    "listed_approve": posts("e"),  # the owner put it on the list: a second person approves
    "listed_remove": posts(EDITORS),
    "search_review": page(MEMBERS, OWNER, naming()),
}
# Somebody's own thing that others of the same council do not learn of: not there instead of not allowed.
HIDDEN = {("token_revoke", "e"), ("token_revoke", "c"), ("token_revoke", "r")}


def patches(who: str, **body: Any) -> dict[str, Way]:
    return {"PATCH": Way(who, lambda ours: body)}


def deletes(who: str) -> dict[str, Way]:
    return {"DELETE": Way(who)}


def api_search(ours: Any) -> dict[str, Any]:
    return {"name": "Another", "query": "marrows"}


def api_token(ours: Any) -> dict[str, Any]:
    return {"name": "Mine", "scopes": ["finds:read"]}


ANYONE_OF_FINDS = MEMBERS + "TNI"
READING = MEMBERS + "TI"
API: dict[str, dict[str, Way]] = {
    "organisation": gets(ANYONE_OF_FINDS) | patches("oT", keep_days=90),
    "roles": gets(ANYONE_OF_FINDS),
    "balance": gets(READING),
    "changes": gets(ANYONE_OF_FINDS),
    "audit-events": gets("oT"),
    "members": gets(READING),
    "member": gets(READING) | patches("oT", role="reader") | deletes("ocT"),
    "teams": gets(READING) | posts("oT", naming(name="Rangers")),
    "team": gets(READING) | patches("oT", name="Rangers") | deletes("oT"),
    "team-members": posts("oT", lambda ours: {"member": colleague(ours)}),
    "team-member": deletes("oT"),
    "invitations": gets("oT") | posts("oT", naming(email="new@people.example", role="reader")),
    "invitation": gets("oT") | deletes("oT"),
    "invitation-resend": posts("oT"),
    "join-requests": gets("oT"),
    "join-request": gets("oT"),
    "join-request-let-in": posts("oT", naming(role="reader")),
    "join-request-decline": posts("oT", naming(words="Not this time.")),
    "first-steps": gets(ANYONE_OF_FINDS),
    "first-steps-close": posts(MEMBERS + "TN"),
    "practice": posts("oecT", said),
    "tokens": gets(ANYONE_OF_FINDS) | posts(COLLEAGUES, api_token),
    "token": gets("oTN") | deletes("oT"),
    "places": gets(READING) | posts("oeT", a_place),
    "place": gets(READING) | patches("oeT", name="Netherby Green") | deletes("oeT"),
    "place-parts": posts("oeT", a_part("place")),
    "place-part": deletes("oeT"),
    "place-list": posts("oeT", naming(text="Netherby Green", kind="ward")),
    "place-list-preview": posts("oeT", naming(text="Netherby Green", kind="ward")),
    "looks": posts("oeTI", naming(address="https://another.example/")),
    "look": gets(READING),
    "sources": gets(READING) | posts("oeTI", lambda ours: {"look": str(ours.id_for("look_id")), "place": 0}),
    "sources-health": gets(READING),
    "source": gets(READING) | patches("oeTI", name="Their blog") | deletes("oeTI"),
    "source-look-now": posts("oeTI"),
    "source-opml": gets(READING),
    "private-sources": gets(READING) | posts("oeTI", a_secret_place),
    "private-source": gets(READING) | patches("oeTI", name="Their alert") | deletes("oeTI"),
    "private-source-look-now": posts("oeTI"),
    "source-lists": gets(READING) | posts("oeTI", a_list),
    "source-list": gets(READING) | deletes("oeTI"),
    "source-list-places": gets(READING),
    "source-suggestions": gets(READING),
    "source-suggestion": gets(READING) | deletes("oeTI"),
    "source-suggestion-look": posts("oeTI"),
    "searches": gets(READING) | posts("oeT", api_search),
    "search-preview": posts(READING, naming(query="marrows")),
    "search-starters": gets(READING),
    "search-start": posts("oeT", naming(starters=["litter-picks"])),
    "search-copy": posts("oeT"),
    "search-reading": posts(READING, naming(query="marrows")),
    "search-doctor": gets(READING),
    "search-would-match": posts(READING, naming(query="marrows", sample="Forty marrows")),
    "search": gets(READING) | patches("oeT", name="Another") | deletes("oeT"),
    "search-versions": gets(READING),
    "search-version": gets(READING),
    "search-pause": posts("oeT"),
    "search-resume": posts("oeT"),
    "search-restore": posts("oeT"),
    "search-lock": posts("oeT") | deletes("oeT"),
    "listed-accounts": gets(READING) | posts("oeT", an_account),
    "listed-account": gets(READING) | deletes("oeT"),
    "home": gets(ANYONE_OF_FINDS) | {"PATCH": Way("oecrTN", naming(letters="daily"))},
    "hosts": gets(READING) | {"PATCH": Way("oecT", lambda ours: {"monday": colleague(ours)})},
    "host-swaps": posts("oecT", lambda ours: {"day": next_weekday(), "host": colleague(ours)}),
    "host-swap": gets(READING) | deletes("oecT"),
    "finds": gets(ANYONE_OF_FINDS) | posts("oecTI", naming(words="Marrows for all", place="A window")),
    "listed-account-approve": posts("e"),
    "search-reviews": gets(READING) | posts("oT", naming(keep=[])),
    "search-review": gets(READING),
    "find": gets(ANYONE_OF_FINDS),
    "find-presence": gets(ANYONE_OF_FINDS) | posts("oecrTN") | deletes("oecrTN"),
    "find-join-in": posts("oecT"),
    "find-said-it": posts("oecT", said),
    "find-pass-on": posts("oecT", lambda ours: {"to": colleague(ours)}),
    "find-leave-be": posts("oecT"),
    "find-later": posts("oecT"),
    "find-give-back": posts("oecT"),
    "find-undo": posts("oecT"),
    "find-erase": posts("oT"),
    "find-split": posts("oecT"),
    "finds-merge": posts("oecT", lambda ours: {"finds": [str(ours.id_for("find_id"))]}),
    "find-tags": posts("oecT", naming(name="Growing")),
    "find-tag": deletes("oecT"),
    "tags": gets(ANYONE_OF_FINDS) | posts("oeT", naming(name="Growing")),
    "tag": gets(ANYONE_OF_FINDS) | patches("oeT", name="Growing") | deletes("oeT"),
    "tag-merge": posts("oeT", lambda ours: {"into": str(ours.id_for("tag_id"))}),
    "views": gets(ANYONE_OF_FINDS) | posts(MEMBERS + "TN", naming(name="Mine", wanted={"q": "marrows"})),
    "view": gets(ANYONE_OF_FINDS) | patches("oeT", name="Mine") | deletes("oeT"),
    "habit": gets(ANYONE_OF_FINDS) | patches(MEMBERS + "TN", order="joy"),
    "batches": gets(ANYONE_OF_FINDS)
    | posts("oecT", lambda ours: {"what": "leave_be", "finds": [str(ours.id_for("find_id"))]}),
    "batch": gets(ANYONE_OF_FINDS),
    "batch-undo": posts("oecT"),
    "activity": gets(ANYONE_OF_FINDS),
    "joy-rules": gets(ANYONE_OF_FINDS) | posts("oeT", naming(phrase="marrows", way="more")),
    "joy-preview": posts(ANYONE_OF_FINDS, naming(phrase="marrows")),
    "joy-rule": gets(ANYONE_OF_FINDS) | patches("oeT", is_on=False) | deletes("oeT"),
    "acts": gets(READING) | posts("oecT", said),
    "act": gets(READING) | deletes("oT"),
}
# The token in the address is its maker's: others are not told that it exists.
HIDDEN_API = {("token", letter) for letter in "ecrI"}

# Everything that belongs to no council. SELF: about whoever is signed in. ALL: the same for everybody.
SELF, ALL = "self", "all"
OUTSIDE: dict[str, dict[str, str]] = {
    "api:index": {"GET": SELF},
    "api:me": {"GET": SELF, "PATCH": SELF},
    "api:organisations": {"GET": SELF, "POST": SELF},
    "api:uk-councils": {"GET": SELF},
    "api:own-join-requests": {"GET": SELF, "POST": SELF},
    "api:own-join-request": {"DELETE": SELF},
    "api:invitation-accept": {"POST": SELF},
    "api:docs": {"GET": ALL},
    "api:openapi-json": {"GET": ALL},
    "api:openapi-yaml": {"GET": ALL},
    "api:public-organisations": {"GET": ALL},
    "api:public-notice": {"GET": ALL},
    "api:public-balance": {"GET": ALL},
    "api:websub": {"GET": ALL, "POST": ALL},
    "api:nothing": {"GET": ALL, "POST": ALL, "PUT": ALL, "PATCH": ALL, "DELETE": ALL},
    "desk:councils": {"GET": SELF},
    "welcome": {"GET": SELF},
    "welcome_invent": {"GET": SELF, "POST": SELF},
    "welcome_council": {"GET": SELF, "POST": SELF},
    "welcome_take_back": {"POST": SELF},
    "desk:saw_somewhere": {"GET": SELF},
    "account_invitation_letter": {"GET": ALL},
    "account_invitation": {"GET": ALL, "POST": ALL},
    "account_profile": {"GET": SELF, "POST": SELF},
    "account_security": {"GET": SELF},
    "showcase:first": {"GET": ALL},
    "showcase:come_in": {"POST": ALL},
    "showcase:council": {"GET": ALL},
    "showcase:listening": {"GET": ALL},
    "showcase:manifest": {"GET": ALL},
    "showcase:stop_letters": {"GET": ALL, "POST": ALL},
    "showcase:reader": {"GET": ALL},
    "showcase:accessibility": {"GET": ALL},
    "showcase:privacy": {"GET": ALL},
    "showcase:styleguide": {"GET": ALL},
    # allauth's own: about the person at the door and nobody else.
    "account_login": {"GET": ALL, "POST": ALL},
    "account_logout": {"GET": ALL, "POST": ALL},
    "account_inactive": {"GET": ALL},
    "account_signup": {"GET": ALL, "POST": ALL},
    "account_reauthenticate": {"GET": SELF, "POST": SELF},
    "account_email": {"GET": SELF, "POST": SELF},
    "account_email_verification_sent": {"GET": ALL, "POST": ALL},
    "account_change_password": {"GET": SELF, "POST": SELF},
    "account_set_password": {"GET": SELF, "POST": SELF},
    "account_reset_password": {"GET": ALL, "POST": ALL},
    "account_reset_password_done": {"GET": ALL},
    "account_reset_password_from_key": {"GET": ALL, "POST": ALL},
    "account_reset_password_from_key_done": {"GET": ALL},
    "account_confirm_login_code": {"GET": ALL, "POST": ALL},
    "account_request_login_code": {"GET": ALL, "POST": ALL},
    "mfa_index": {"GET": SELF},
    "mfa_authenticate": {"GET": ALL, "POST": ALL},
    "mfa_reauthenticate": {"GET": SELF, "POST": SELF},
    "mfa_activate_totp": {"GET": SELF, "POST": SELF},
    "mfa_deactivate_totp": {"GET": SELF, "POST": SELF},
    "mfa_view_recovery_codes": {"GET": SELF},
    "mfa_generate_recovery_codes": {"GET": SELF, "POST": SELF},
    "mfa_download_recovery_codes": {"GET": SELF},
    "mfa_list_webauthn": {"GET": SELF},
    "mfa_add_webauthn": {"GET": SELF, "POST": SELF},
    "mfa_reauthenticate_webauthn": {"GET": SELF, "POST": SELF},
    "mfa_remove_webauthn": {"GET": SELF, "POST": SELF},
    "mfa_edit_webauthn": {"GET": SELF, "POST": SELF},
    "mfa_login_webauthn": {"GET": ALL, "POST": ALL},
    "usersessions_list": {"GET": SELF, "POST": SELF},
}
HEALTH = ("/healthz/live", "/healthz/ready", "/healthz/work")
