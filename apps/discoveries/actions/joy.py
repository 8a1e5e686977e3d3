"""Teaching what to look for first, in the open: rules that anybody can read, switch off and remove."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from apps.audit import actions as audit
from apps.common.actor import Actor
from apps.common.refusals import Conflict, Invalid, NotThere, require
from apps.discoveries.actions.readings import read_all_again
from apps.discoveries.models import JoyRule
from apps.discoveries.naming import refuse_names, tidy
from apps.discoveries.policies import can_teach
from apps.discoveries.taste import Taste, readable_phrase

MOST_RULES = 100


class TooManyRules(Conflict):
    code = "too_many_rules"
    message = _("These are more rules than anybody could keep in mind. Remove some first.")


@transaction.atomic
def teach_joy(*, actor: Actor, taste: Taste, way: str, at: datetime) -> JoyRule:
    """More like this, or less. What is taught already is taught anew.

    Raises NotAllowed, Invalid, NamesAPerson, NotThere, TooManyRules.
    """
    require(can_teach(actor))
    if way not in JoyRule.Way.values:
        raise Invalid(_("Choose more or less."), field="way")
    if taste.phrase:
        refuse_names(tidy(taste.phrase), field="phrase")
        readable_phrase(taste.phrase)
    rules = list(JoyRule.objects.standing().select_for_update(of=("self",)))
    for same in (rule for rule in rules if taste.is_of(rule)):
        _change(same, removed_at=at)
    if len(rules) >= MOST_RULES:
        raise TooManyRules
    rule: JoyRule = JoyRule.objects.create(
        organisation_id=actor.organisation_id,
        way=way,
        made_by_id=actor.person,
        made_at=at,
        **taste.as_fields(),
    )
    return _told(actor, "joy.taught", rule, at, audit.Change.CREATED)


@transaction.atomic
def switch_joy_rule(*, actor: Actor, rule: JoyRule, is_on: bool, at: datetime) -> JoyRule:
    """Let a rule rest, or work again. Raises NotAllowed, NotThere."""
    require(can_teach(actor))
    rule = _standing(rule)
    if (rule.off_at is None) == is_on:
        return rule
    _change(rule, off_at=None if is_on else at)
    return _told(actor, "joy.switched_on" if is_on else "joy.switched_off", rule, at, audit.Change.CHANGED)


@transaction.atomic
def remove_joy_rule(*, actor: Actor, rule: JoyRule, at: datetime) -> JoyRule:
    """As if it had never been taught. Raises NotAllowed, NotThere."""
    require(can_teach(actor))
    rule = _standing(rule)
    _change(rule, removed_at=at)
    return _told(actor, "joy.unlearnt", rule, at, audit.Change.CHANGED)


def _standing(rule: JoyRule) -> JoyRule:
    found: JoyRule | None = (
        JoyRule.objects.standing().filter(pk=rule.pk).select_for_update(of=("self",)).first()
    )
    if found is None:
        raise NotThere(_("This rule was removed already."))
    return found


def _change(rule: JoyRule, **to: datetime | None) -> None:
    for field, value in to.items():
        setattr(rule, field, value)
    rule.changes += 1
    rule.save(update_fields=[*to, "changes"])


def _told(actor: Actor, verb: str, rule: JoyRule, at: datetime, change: str) -> JoyRule:
    audit.record(actor, verb, rule, at=at, change=change, fields=["way"])
    read_all_again(organisation_id=actor.organisation_id, at=at)
    return rule
