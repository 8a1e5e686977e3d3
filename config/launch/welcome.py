"""What ``up`` says when the first page can be opened."""

import hashlib
import json
import shlex
from typing import Any

from config.launch.checkout import Checkout
from config.launch.environment import Ports


def welcome(checkout: Checkout, address: str) -> str:
    """The address, who can sign in, and one line to paste; load_demonstration wrote the last two down."""
    lines = ["", f"Good Company is at {address}", ""]
    told = _told(checkout)
    sign_ins = told.get("sign_ins", [])
    width = max((len(each["who"]) for each in sign_ins), default=0)
    lines += [f"  {each['who']:<{width}}   {each['email']}   {each['password']}" for each in sign_ins]
    if "token" in told:
        bearer = shlex.quote(f"Authorization: Bearer {told['token']}")
        lines += ["", f"curl -H {bearer} {shlex.quote(address + told['curl_path'])}"]
    return "\n".join([*lines, "", "Ctrl-C ends it."])


def demonstration_mark(checkout: Checkout, ports: Ports, database: str) -> str | None:
    """What the demonstration is made of; None if that is already loaded."""
    digest = hashlib.sha256(f"{ports.neighbourhood} {database}".encode())
    for path in sorted((checkout.root / "apps" / "demonstration").rglob("*.*")):
        if "__pycache__" not in path.parts and path.is_file():
            digest.update(path.read_bytes())
    mark = digest.hexdigest()
    loaded = checkout.var / "demonstration.mark"
    if loaded.exists() and loaded.read_text() == mark and (checkout.var / "welcome.json").exists():
        return None
    return mark


def _told(checkout: Checkout) -> dict[str, Any]:
    try:
        told: dict[str, Any] = json.loads((checkout.var / "welcome.json").read_text())
    except (FileNotFoundError, ValueError):
        return {}
    return told
