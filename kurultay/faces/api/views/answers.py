"""What every address of the API does alike: reading methods alone, stamps, problem details, other sites' browsers."""

from collections.abc import Callable
from functools import wraps
from hashlib import sha256
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.views.decorators.csrf import csrf_exempt

import kurultay
from kurultay.kit import clock
from kurultay.kit.acting.stamps import stamp
from kurultay.kit.pages.policy import RECORD, page, reader_of

from .problems import Refusal, answer, not_done

METHODS = "GET, HEAD, OPTIONS"


def etag_of(request: HttpRequest) -> str:
    """A word for the answer: this address, asked today, of what this reader may see as it stands now."""
    request.stamp = stamp()  # type: ignore[attr-defined]
    asked = (kurultay.__version__, request.build_absolute_uri(), clock.today().isoformat(), request.stamp)  # type: ignore[attr-defined]
    return f'"{sha256(repr(asked).encode()).hexdigest()[:32]}"'


def open_to_programs(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """An address of the API: its policy, its methods, and what holds of every answer."""

    @wraps(view)
    def answering(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        response = _answer(view, request, *args, **kwargs)
        patch_vary_headers(response, ["Cookie", "Authorization"])
        response.headers.setdefault("Cache-Control", "no-cache")
        if reader_of(request).kind == "public":  # a browser elsewhere reads what anybody may, and as nobody else
            response.headers["Access-Control-Allow-Origin"] = "*"
            response.headers["Access-Control-Expose-Headers"] = "ETag"
        return response

    # Nothing is written here, so another method is told that it is none, whoever asks.
    return csrf_exempt(page(RECORD)(answering))  # type: ignore[arg-type,return-value]


def _answer(view: Callable[..., HttpResponseBase], request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
    asked = request.method
    if asked == "OPTIONS":
        return HttpResponse(
            status=HTTPStatus.NO_CONTENT,
            headers={
                "Allow": METHODS,
                "Access-Control-Allow-Methods": "GET, HEAD",
                "Access-Control-Allow-Headers": "If-None-Match, Accept",
            },
        )
    if asked not in ("GET", "HEAD"):
        return answer(not_done(METHODS), Allow=METHODS)
    etag = etag_of(request)
    unchanged = get_conditional_response(request, etag=etag)  # type: ignore[arg-type]
    if unchanged is not None:
        unchanged.headers["ETag"] = etag
        return unchanged
    request.method = "GET"  # what is asked with HEAD is answered without its body by the server
    try:
        response = view(request, *args, **kwargs)
    except Refusal as refusal:
        return answer(refusal)
    finally:
        request.method = asked
    if response.status_code == HTTPStatus.OK:
        response.headers["ETag"] = etag
    return response
