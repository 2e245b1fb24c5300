"""The statutory form sets. A slip prints with the set in force on the day of the slip, not of the dossier (domain §3.1)."""

from __future__ import annotations

from bisect import bisect_right
from datetime import date
from enum import StrEnum
from functools import lru_cache
from importlib.resources import files

import msgspec

from motcua.law.rulesets.periods import Confidence


class FormPurpose(StrEnum):
    """What a form is for. Numbers change from one circular to the next, purposes do not."""

    RECEIPT = "RECEIPT"
    SUPPLEMENT = "SUPPLEMENT"
    REFUSAL = "REFUSAL"
    APOLOGY = "APOLOGY"
    STOP = "STOP"
    CONTROL = "CONTROL"
    REGISTER = "REGISTER"


class Form(msgspec.Struct, frozen=True):
    """One form of a set: "Mẫu 01". `symbol` is what stands behind the slash of its number; empty where none is known."""

    key: str
    no: str
    purpose: FormPurpose
    title: str
    symbol: str
    symbol_confidence: Confidence


class FormSet(msgspec.Struct, frozen=True):
    """The forms of one circular, in force from `valid_from` until the next set."""

    key: str
    circular: str
    valid_from: date
    confidence: Confidence
    forms: tuple[Form, ...]

    def form(self, purpose: FormPurpose) -> Form | None:
        """The form for a purpose, or None where this circular has none (no stop notice before TT 03/2025)."""
        return next((form for form in self.forms if form.purpose is purpose), None)


class _Source(msgspec.Struct):
    form_sets: tuple[FormSet, ...]


@lru_cache(maxsize=1)
def form_sets() -> tuple[FormSet, ...]:
    """All form sets, oldest first."""
    text = files("motcua.law.rulesets").joinpath("form_sets.json").read_bytes()
    return msgspec.json.decode(text, type=_Source).form_sets


@lru_cache(maxsize=64)
def purpose_of(form_set: str, form: str) -> FormPurpose:
    """What a form of a set is for, by their keys ("TT03_2025", "FORM_05"). Raises LookupError for a form nobody has."""
    found = next((f.purpose for one in form_sets() if one.key == form_set for f in one.forms if f.key == form), None)
    if found is None:
        raise LookupError(f"no form {form} in {form_set}")
    return found


def form_set_at(day: date) -> FormSet:
    """The form set in force on `day`, the day of the slip; the oldest one for days before it."""
    starts = [form_set.valid_from for form_set in form_sets()]
    return form_sets()[max(bisect_right(starts, day) - 1, 0)]
