"""The council's own words for its finds, kept in order."""

from uuid import UUID

from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from apps.common.refusals import NotThere, require
from apps.desk.requests import MemberRequest, member_page
from apps.desk.shell import tell
from apps.discoveries.actions.tags import end_tag, make_tag, merge_tag, rename_tag
from apps.discoveries.models import Tag
from apps.discoveries.policies import can_keep_tags


@member_page(nav="finds")
def tags(request: MemberRequest) -> HttpResponse:
    may_keep = can_keep_tags(request.actor)
    if request.method == "POST":
        require(may_keep)
        tell(request, make_tag, name=request.POST.get("name", ""))
        return redirect("desk:tags", request.organisation.slug)
    rows = Tag.objects.current().annotate(size=Count("finds"))
    return render(request, "tags/list.html", {"tags": rows, "may_keep": may_keep})


@member_page(nav="finds")
@require_POST
def change(request: MemberRequest, tag_id: UUID) -> HttpResponse:
    """Another name, merged into another, or ended."""
    tag = _the_tag(tag_id)
    require(can_keep_tags(request.actor))
    do = request.POST.get("do", "")
    if do == "rename":
        tell(request, rename_tag, tag=tag, name=request.POST.get("name", ""))
    elif do == "merge":
        tell(request, merge_tag, tag=tag, into=_the_tag(request.POST.get("into", "")))
    elif do == "end":
        tell(request, end_tag, tag=tag)
    return redirect("desk:tags", request.organisation.slug)


def _the_tag(tag_id: UUID | str) -> Tag:
    """Raises NotThere."""
    try:
        found: Tag | None = Tag.objects.current().filter(pk=UUID(str(tag_id))).first()
    except ValueError:
        found = None
    if found is None:
        raise NotThere
    return found
