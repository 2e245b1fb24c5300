"""What was typed into a refused act, back at its fields."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from motcua.law.procedure import ProcedureCase
from motcua.law.refusal import Refusal
from motcua.web.desk.shapes import ActForm
from motcua.web.refusals import Shown

HIDDEN = frozenset({"csrfmiddlewaretoken", "khoa", "seen", "noi", "tim"})


class Refused(msgspec.Struct, frozen=True, kw_only=True):
    """A refused act: which one, what was said, what was typed."""

    slug: str
    shown: Shown
    typed: Mapping[str, str]


def with_typed(forms: tuple[ActForm, ...], refused: Refused | None) -> tuple[ActForm, ...]:
    """The forms, the refused one with what was typed and what is wrong at each field."""
    if refused is None:
        return forms
    return tuple(_kept(form, refused) if form.slug == refused.slug else form for form in forms)


def _kept(form: ActForm, refused: Refused) -> ActForm:
    fields = tuple(one.kept(refused.typed, refused.shown.fields) for one in form.fields)
    return msgspec.structs.replace(form, fields=fields, is_refused=True)


def homeless(forms: tuple[ActForm, ...], refused: Refused | None) -> tuple[str, ...]:
    """What was typed for an act that is not offered any more, so that nothing is lost."""
    if refused is None or any(form.slug == refused.slug for form in forms):
        return ()
    return tuple(words for name, words in refused.typed.items() if name not in HIDDEN and words.strip())


def named(refusal: Refusal, case: ProcedureCase) -> Refusal:
    """The refusal with the name of the required paper where it says its key."""
    name = next((one.name for one in case.requirements if one.key == refusal.params.get("key")), "")
    return msgspec.structs.replace(refusal, params={**refusal.params, "key": name}) if name else refusal
