"""What stands first in “joy first”: what we look for by ourselves, and everything that was taught, each with a way out."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from apps.common.clock import now
from apps.common.refusals import Invalid, NotThere, require
from apps.desk.forms.joy import TasteForm
from apps.desk.requests import MemberRequest, member_page
from apps.desk.shell import tell
from apps.discoveries.actions.joy import remove_joy_rule, switch_joy_rule, teach_joy
from apps.discoveries.joys import LOOKS
from apps.discoveries.models import Follow, JoyRule
from apps.discoveries.policies import can_teach
from apps.discoveries.taste import examples_of, taste_of
from apps.searches.models import Search

EXAMPLES = 3


@member_page(nav="finds")
def joy(request: MemberRequest) -> HttpResponse:
    """Pressing “Show what it moves” teaches nothing yet."""
    may_teach = can_teach(request.actor)
    form = TasteForm(
        request.POST if request.method == "POST" else None,
        places=Follow.objects.current().for_display(),
        searches=Search.objects.current().order_by("name"),
        initial={"phrase": request.GET.get("phrase", "")[:80]},
    )
    trial: Any = None
    if request.method == "POST":
        require(may_teach)
        if request.POST.get("do") == "look":
            trial = _trial(form)
        elif form.run(teach_joy, actor=request.actor, at=now()):
            messages.success(request, _("Taught. Finds are in their new order."))
            return redirect("desk:joy", request.organisation.slug)
    rules = list(JoyRule.objects.standing().select_related("made_by__user", "follow", "search"))
    context = {
        "looks": LOOKS,
        "rules": [_shown(rule) for rule in rules],
        "form": form,
        "trial": trial,
        "may_teach": may_teach,
    }
    return render(request, "joy/list.html", context, status=422 if form.errors else 200)


@member_page(nav="finds")
@require_POST
def change(request: MemberRequest, rule_id: UUID) -> HttpResponse:
    """Let it rest, let it work again, or remove it."""
    rule = JoyRule.objects.standing().filter(pk=rule_id).first()
    if rule is None:
        raise NotThere
    require(can_teach(request.actor))
    do = request.POST.get("do", "")
    if do in {"on", "off"}:
        tell(request, switch_joy_rule, rule=rule, is_on=do == "on")
    elif do == "remove":
        tell(request, remove_joy_rule, rule=rule)
    return redirect("desk:joy", request.organisation.slug)


def _trial(form: TasteForm) -> Any:
    if not form.is_valid():
        return None
    try:
        finds, count = examples_of(form.taste(), most=EXAMPLES)
    except Invalid as refusal:
        form.add_error("phrase", refusal.message)
        return None
    return {"finds": finds, "count": count}


def _shown(rule: JoyRule) -> dict[str, Any]:
    """A rule with what it moves now. What can no longer be read moves nothing."""
    try:
        finds, count = examples_of(taste_of(rule), most=EXAMPLES)
    except Invalid:
        finds, count = [], 0
    return {"rule": rule, "what": rule.phrase or rule.follow or rule.search, "finds": finds, "count": count}
