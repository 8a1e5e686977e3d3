"""How a search came to be, and bringing back how it once stood."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from apps.common.clock import now
from apps.common.refusals import NotAllowed, Refusal
from apps.desk.requests import MemberRequest, member_page
from apps.discoveries.actions.searches import restore_search
from apps.searches.models import SearchVersion


@require_POST
@member_page(nav="searches")
def restore(request: MemberRequest, search_id: UUID, version_id: UUID) -> HttpResponse:
    version = get_object_or_404(
        SearchVersion.objects.select_related("search"), pk=version_id, search_id=search_id
    )
    read = request.POST.get("based_on", "")
    based_on = int(read) if read.isdecimal() else None
    try:
        restored = restore_search(actor=request.actor, version=version, based_on=based_on, at=now())
    except NotAllowed:
        raise
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        said = _("Version %(number)s of “%(name)s” is back, as version %(newest)s.")
        facts = {"number": version.number, "name": restored.name, "newest": restored.version}
        messages.success(request, said % facts)
    return redirect("desk:search", request.organisation.slug, search_id)
