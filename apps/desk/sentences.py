"""What each verb of the audit says after a person's name. A test looks that no verb is without a sentence."""

from typing import Any

from django.utils.translation import gettext_lazy as _

# noun of the verb → what people call the kind
KINDS: dict[str, Any] = {
    "member": _("Colleagues"),
    "invitation": _("Invitations"),
    "team": _("Teams"),
    "token": _("API tokens"),
    "settings": _("Settings"),
    "place": _("Places people name"),
    "source": _("Sources"),
    "look": _("Looks at addresses"),
    "search": _("Searches"),
    "account": _("Listed accounts"),
    "find": _("Finds"),
    "act": _("What we gave and asked"),
    "council": _("The council itself"),
}
SENTENCES: dict[str, Any] = {
    "council.founded": _("founded the council"),
    "settings.changed": _("changed the settings"),
    "member.joined": _("joined the council"),
    "member.role_changed": _("changed the role of a colleague"),
    "member.left": _("left the council"),
    "member.ended": _("ended a colleague's membership"),
    "invitation.sent": _("invited somebody"),
    "invitation.sent_again": _("sent an invitation again"),
    "invitation.taken_back": _("took an invitation back"),
    "invitation.accepted": _("accepted an invitation"),
    "team.created": _("made a team"),
    "team.renamed": _("renamed a team"),
    "team.ended": _("ended a team"),
    "team.member_added": _("added a colleague to a team"),
    "team.member_removed": _("took a colleague out of a team"),
    "token.issued": _("made an API token"),
    "token.revoked": _("ended an API token"),
    "place.added": _("added a place"),
    "place.changed": _("changed the names of a place"),
    "place.ended": _("took a place away"),
    "place.part_added": _("put a place into a set"),
    "place.part_removed": _("took a place out of a set"),
    "source.followed": _("followed a place"),
    "source.unfollowed": _("stopped following a place"),
    "source.renamed": _("gave a place another name"),
    "source.looked_at": _("asked for a place to be looked at"),
    "look.asked": _("looked at an address"),
    "search.written": _("wrote a search"),
    "search.changed": _("changed a search"),
    "search.paused": _("paused a search"),
    "search.resumed": _("let a search run again"),
    "search.ended": _("ended a search"),
    "search.restored": _("brought an earlier version of a search back"),
    "search.locked": _("locked a search"),
    "search.unlocked": _("unlocked a search"),
    "account.listed": _("listed an account of an organisation or a group"),
    "account.unlisted": _("took an account off the list"),
    "find.made": _("picked up a find"),
    "find.captured": _("put in something they saw"),
    "find.taken": _("took a find on"),
    "find.joined": _("joined in with a find"),
    "find.given": _("passed a find on"),
    "find.gave_back": _("gave a find back"),
    "find.passed": _("passed a find on"),
    "find.said": _("said what they did about a find"),
    "find.left": _("left a find be"),
    "find.put_off": _("put a find off"),
    "find.undone": _("undid what became of a find"),
    "find.withdrawn": _("let a find go that is no longer there"),
    "find.forgotten": _("forgot finds whose time was over"),
    "find.erased": _("erased a find because someone asked us to"),
    "act.recorded": _("said what they gave or asked"),
    "act.withdrawn": _("took back what they had said"),
}


def sentence_of(verb: str) -> Any:
    """For a verb that has none yet, the verb itself: an audit leaves nothing out."""
    return SENTENCES.get(verb, verb)
