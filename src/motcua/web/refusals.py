"""How a page says no: the refusal's sentence in the reader's language, at its field, with everything typed still in the form."""

from __future__ import annotations

from typing import Any

import msgspec
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext, ngettext

from motcua.law.refusal import Refusal
from motcua.law.sentence import Sentence

NOT_ALLOWED = "NOT_ALLOWED"


class Shown(msgspec.Struct, frozen=True):
    """A refusal as a template shows it: the main sentence with its legal basis, and one sentence for each field."""

    code: str
    sentence: str
    legal_basis: str
    fields: dict[str, str]


def sentence(said: Refusal | Sentence) -> str:
    """What is said, in the reader's language; where there is no translation yet, in Vietnamese."""
    return _template(said).format(**{place: _word(value) for place, value in said.params.items()})


def _template(said: Refusal | Sentence) -> str:
    if isinstance(said, Sentence) and said.count is not None:
        return ngettext(said.template, said.template, said.count)
    return gettext(said.template) if said.template else ""


def _word(value: Any) -> Any:
    """Words of our own tables (a role, a status) are translated too; names and numbers stay what they are."""
    if isinstance(value, Refusal | Sentence):
        return sentence(value)
    return gettext(value) if isinstance(value, str) and value else value


def shown(refusal: Refusal) -> Shown:
    """The refusal, ready for a template. Two refusals of one field are said one after the other."""
    fields: dict[str, str] = {}
    for part in (refusal, *refusal.details) if refusal.field else refusal.details:
        fields[part.field] = f"{fields[part.field]} {sentence(part)}" if part.field in fields else sentence(part)
    return Shown(refusal.code, sentence(refusal), refusal.legal_basis, fields)


def refused(request: HttpRequest, refusal: Refusal, form: str, context: dict[str, Any]) -> HttpResponse:
    """The page `form` again, with `refusal` (see `Shown`) and `values`, what was sent. 422, or 403 where the actor may not do it."""
    status = 403 if refusal.code == NOT_ALLOWED else 422
    return render(request, form, {**context, "refusal": shown(refusal), "values": request.POST}, status=status)
