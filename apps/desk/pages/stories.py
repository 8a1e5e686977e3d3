"""Which finds tell one story, and the words that colleagues put on them."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from apps.common.clock import now
from apps.common.refusals import NotThere, Refusal, require
from apps.desk.pages.found import address
from apps.desk.pages.inbox import list_address
from apps.desk.requests import MemberRequest, member_page
from apps.desk.shell import offer_undo, tell
from apps.discoveries.actions.stories import merge_stories, split_story
from apps.discoveries.actions.tags import tag_find, untag_find
from apps.discoveries.models import Find, Tag
from apps.discoveries.policies import can_decide, can_decide_any


@member_page(nav="finds")
@require_POST
def split(request: MemberRequest, find_id: UUID) -> HttpResponse:
    """Not the same story."""
    find = the_find(find_id)
    require(can_decide(request.actor, find))
    if tell(request, split_story, find=find):
        offer_undo(request, address("find_undo", request, find), _("It stands alone now."))
    return redirect(address("find", request, find, request.GET.urlencode()))


@member_page(nav="finds")
@require_POST
def merge(request: MemberRequest) -> HttpResponse:
    """The ticked finds are one story."""
    require(can_decide_any(request.actor))
    chosen = [_id(row) for row in request.POST.getlist("find")]
    finds = list(Find.objects.filter(pk__in=[row for row in chosen if row]))
    try:
        decision = merge_stories(actor=request.actor, finds=finds, at=now())
    except NotThere:
        raise
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        offer_undo(request, address("find_undo", request, decision.find), _("They are one story now."))
    return redirect(list_address(request))


@member_page(nav="finds")
@require_POST
def tag(request: MemberRequest, find_id: UUID) -> HttpResponse:
    find = the_find(find_id)
    require(can_decide(request.actor, find))
    tell(request, tag_find, find=find, name=request.POST.get("name", ""))
    return redirect(address("find", request, find, request.GET.urlencode()))


@member_page(nav="finds")
@require_POST
def untag(request: MemberRequest, find_id: UUID) -> HttpResponse:
    find = the_find(find_id)
    require(can_decide(request.actor, find))
    row = _id(request.POST.get("tag", ""))
    worn: Tag | None = Tag.objects.current().filter(pk=row).first() if row else None
    if worn is None:
        messages.error(request, _("This find does not have that tag."))
    else:
        tell(request, untag_find, find=find, tag=worn)
    return redirect(address("find", request, find, request.GET.urlencode()))


def the_find(find_id: UUID) -> Find:
    """Raises NotThere."""
    find: Find | None = Find.objects.filter(pk=find_id).first()
    if find is None:
        raise NotThere
    return find


def _id(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
