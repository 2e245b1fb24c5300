"""A dossier followed with the receipt: by form, by the QR code's address, and the receipt itself again.

The forms carry no CSRF token: they change nothing, and browsers that are told to send no referrer send no origin either.
"""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters

from motcua.law.refusal import Refusal
from motcua.web.access import PUBLIC, PageRequest, caller, page
from motcua.web.public.answers import between_us
from motcua.web.public.following import Followed, follow, open_receipt
from motcua.web.refusals import shown

PDF = "application/pdf"


@csrf_exempt
@sensitive_post_parameters("khoa")
@page(access=PUBLIC)
def look_up(request: PageRequest) -> HttpResponse:
    """The dossier of a receipt: fields `ma` and `khoa`, posted by the form or in the address of the QR code."""
    typed = request.POST if request.method == "POST" else request.GET
    values = {name: typed.get(name, "")[:100] for name in ("ma", "khoa")}
    if request.method == "POST" or values["khoa"]:
        found = follow(values["ma"], values["khoa"], caller(request), request.at)
        if isinstance(found, Followed):
            return between_us(render(request, "public/dossier.html", {"dossier": found, "line": found.line, "values": values}))
        return _refused(request, found, values)
    return between_us(render(request, "public/look_up.html", {"values": values}))


@page(access=PUBLIC, methods=("GET",))
def receipt(request: PageRequest) -> HttpResponse:
    """The receipt as PDF, by the same code and secret."""
    values = {name: request.GET.get(name, "")[:100] for name in ("ma", "khoa")}
    found = open_receipt(values["ma"], values["khoa"], caller(request), request.at)
    if isinstance(found, Refusal):
        return _refused(request, found, values)
    if found is None:
        return between_us(render(request, "public/no_receipt.html", {"values": values}, status=404))
    with found:
        response = HttpResponse(found.read(), content_type=PDF)
    response["Content-Disposition"] = content_disposition_header(as_attachment=False, filename=f"giay-hen-{values['ma'].strip()}.pdf") or ""
    return between_us(response)


def _refused(request: PageRequest, refusal: Refusal, values: dict[str, str]) -> HttpResponse:
    """The form again with what was typed, and one sentence that does not tell which of the two was wrong."""
    status = 429 if refusal.code == "TOO_MANY_TRIES" else 422
    return between_us(render(request, "public/look_up.html", {"values": values, "refusal": shown(refusal)}, status=status))
