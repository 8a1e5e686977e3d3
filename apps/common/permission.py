"""What a person or a token may be allowed to do. Roles are sets of these; so are a token's scopes."""

from enum import StrEnum
from typing import Any

from django.utils.translation import gettext_lazy as _


class Permission(StrEnum):
    """One word for pages, API scopes and policies alike."""

    FINDS_READ = "finds:read"
    FINDS_JOIN = "finds:join"
    FINDS_PUSH = "finds:push"
    ACTS_READ = "acts:read"
    ACTS_WRITE = "acts:write"
    SEARCHES_READ = "searches:read"
    SEARCHES_WRITE = "searches:write"
    SEARCHES_KEEP = "searches:keep"
    SOURCES_READ = "sources:read"
    SOURCES_WRITE = "sources:write"
    PEOPLE_READ = "people:read"
    PEOPLE_WRITE = "people:write"
    TOKENS_WRITE = "tokens:write"
    INTEGRATIONS_WRITE = "integrations:write"
    SETTINGS_WRITE = "settings:write"
    AUDIT_READ = "audit:read"
    ERASE = "finds:erase"

    @property
    def sentence(self) -> Any:
        """What it lets a person do, after “may”."""
        return SENTENCES[self]


SENTENCES = {
    Permission.FINDS_READ: _("see what we found"),
    Permission.FINDS_JOIN: _("join in, pass on, leave be and put off"),
    Permission.FINDS_PUSH: _("put in what they saw themselves"),
    Permission.ACTS_READ: _("see what we gave and asked"),
    Permission.ACTS_WRITE: _("say what they gave and asked"),
    Permission.SEARCHES_READ: _("see our searches"),
    Permission.SEARCHES_WRITE: _("write and pause searches"),
    Permission.SEARCHES_KEEP: _("change searches that a colleague locked"),
    Permission.SOURCES_READ: _("see the places we follow"),
    Permission.SOURCES_WRITE: _("follow places and stop following them"),
    Permission.PEOPLE_READ: _("see colleagues and teams"),
    Permission.PEOPLE_WRITE: _("invite colleagues and change what they may do"),
    Permission.TOKENS_WRITE: _("make API tokens of their own"),
    Permission.INTEGRATIONS_WRITE: _("make API tokens for other systems"),
    Permission.SETTINGS_WRITE: _("change the council's settings and public notice"),
    Permission.AUDIT_READ: _("see who did what"),
    Permission.ERASE: _("erase a find because someone asked us to"),
}
