"""The address that hubs know: they ask whether it was us who subscribed, and bring news. Nobody signs in here."""

from http import HTTPStatus

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.utils.decorators import method_decorator
from django.views import View
from django.views.decorators.csrf import csrf_exempt

from apps.api import throttling
from apps.common.clock import now
from apps.discoveries.actions.subscriptions import confirm, receive


@method_decorator(csrf_exempt, name="dispatch")
class Callback(View):
    """As the WebSub recommendation wants it (sections 5.3 and 7): always quick, a wrong signature is not told."""

    def get(self, request: HttpRequest, token: str) -> HttpResponse:
        challenge = confirm(token=token, asked=request.GET.dict(), at=now())
        if challenge is None:
            return _bare(HTTPStatus.NOT_FOUND)
        return HttpResponse(challenge, content_type="text/plain; charset=utf-8")

    def post(self, request: HttpRequest, token: str) -> HttpResponse:
        takes = throttling.take_for_address(request, throttling.PUBLIC, at=now())
        if not all(taken.left.granted for taken in takes):
            return _bare(HTTPStatus.TOO_MANY_REQUESTS)
        try:
            body = request.body
        except RequestDataTooBig:
            return _bare(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
        is_known = receive(
            token=token,
            body=body,
            content_type=request.headers.get("Content-Type", ""),
            signature=request.headers.get("X-Hub-Signature", ""),
            at=now(),
        )
        return _bare(HTTPStatus.ACCEPTED if is_known else HTTPStatus.GONE)


def _bare(status: HTTPStatus) -> HttpResponse:
    return HttpResponse(status=status, content_type="text/plain; charset=utf-8")
