"""What the launcher tells people: who can sign in, and a key that only reads."""

import json
from datetime import datetime
from pathlib import Path
from typing import Any

from apps.demonstration.cast import COUNCILS, PASSWORD
from apps.demonstration.founding import Loaded, place_of
from apps.organisations.actions import check_token, issue_token
from apps.organisations.roles import READER, Role
from apps.organisations.scope import council as in_council

NAME = "The line that ./dev up prints"
DAYS = 365


def write_welcome(file: Path, loaded: Loaded, *, at: datetime) -> None:
    """``{"sign_ins": [{"who", "email", "password"}], "token", "curl_path"}``; a key that still works stays."""
    token = _kept_token(file, at) or _new_token(loaded, at)
    told = {
        "sign_ins": sign_ins(),
        "token": token,
        "curl_path": f"/api/v1/organisations/{loaded.story.slug}/finds",
    }
    file.write_text(json.dumps(told, ensure_ascii=False, indent=1), encoding="utf-8")
    file.chmod(0o600)


def sign_ins() -> list[dict[str, str]]:
    """Everybody who still has a place in a council of the demonstration."""
    return [
        {
            "who": f"{person.name}, {Role(person.role).label.lower()}, {council.name}",
            "email": council.address_of(person),
            "password": PASSWORD,
        }
        for council in COUNCILS
        for person in council.people
        if place_of(council, person)
    ]


def _kept_token(file: Path, at: datetime) -> str:
    try:
        told: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return ""
    token = str(told.get("token", ""))
    return token if check_token(token, at) else ""


def _new_token(loaded: Loaded, at: datetime) -> str:
    """The owner’s own, cut down to what a reader may do."""
    scopes = sorted(permission.value for permission in READER)
    with in_council(loaded.organisation.id):
        return issue_token(actor=loaded.owner, name=NAME, scopes=scopes, days=DAYS, at=at).secret
