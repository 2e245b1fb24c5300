"""Rulesets: what the law and settled practice say in one period, each value with how sure it is and where it comes from."""

from __future__ import annotations

from bisect import bisect_right
from datetime import date, time
from enum import StrEnum
from functools import lru_cache
from importlib.resources import files
from typing import Any

import msgspec

from motcua.law.procedure import ClockOnSupplement


class Confidence(StrEnum):
    """How sure a value is: known, probable, unsure (shown to the administrator as such)."""

    KNOWN = "K"
    PROBABLE = "P"
    UNSURE = "U"


class AfterCutoff(StrEnum):
    """Which day is day 0 of a term in working days when the dossier was received after the transfer cut-off of 15:00."""

    SAME_DAY0 = "SAME_DAY0"
    NEXT_DAY0 = "NEXT_DAY0"


class Compare(StrEnum):
    """Whether an end is held against its due date by the day or by the instant."""

    DATE = "DATE"
    INSTANT = "INSTANT"


class EarlyMargin(StrEnum):
    """From when on an end is early and not merely on time."""

    EARLIER_DATE = "EARLIER_DATE"
    WORKING_DAY = "WORKING_DAY"
    INSTANT = "INSTANT"


class ApologyBy(StrEnum):
    """Who apologises for an interlinked dossier: the agency competent for its result, or the only one that was late."""

    RESULT_AGENCY = "RESULT_AGENCY"
    LATE_AGENCY = "LATE_AGENCY"


class Provenance(msgspec.Struct, frozen=True):
    """Where a value comes from."""

    confidence: Confidence
    source: str
    note: str = ""


class Ruleset(msgspec.Struct, frozen=True, kw_only=True):
    """The values in force from `valid_from` until the next ruleset begins. `sources` names the source of each, by field."""

    key: str
    valid_from: date
    one_stop_decree: str
    amended_by: tuple[str, ...]
    form_set: str
    online_decree: str
    government_levels: tuple[str, ...]
    control_authority: str
    portal_operator: str
    hours_per_day: int
    transfer_cutoff: time
    after_cutoff: AfterCutoff
    compare: Compare
    early_margin: EarlyMargin
    soon_working_days: int
    warn_percentages: tuple[int, ...]
    clock_on_supplement: ClockOnSupplement
    supplements_after_acceptance: int
    supplements_in_total: int
    supplement_window_days: int
    pause_reasons: tuple[str, ...]
    extensions: int
    apology_days_before_due: int
    apology_by: ApologyBy
    explanation_working_days: int
    consultation_working_days: int
    online_answer_hours: int
    sources: dict[str, Provenance]


class _Period(msgspec.Struct):
    key: str
    valid_from: date
    values: dict[str, Any]
    sources: dict[str, Any]


class _Source(msgspec.Struct):
    periods: list[_Period]


@lru_cache(maxsize=1)
def rulesets() -> tuple[Ruleset, ...]:
    """All rulesets, oldest first. Each period of the data file only says what differs from the one before."""
    text = files("motcua.law.rulesets").joinpath("rulesets.json").read_bytes()
    values: dict[str, Any] = {}
    sources: dict[str, Any] = {}
    built = []
    for period in msgspec.json.decode(text, type=_Source).periods:
        values |= period.values
        sources |= period.sources
        whole = {**values, "key": period.key, "valid_from": period.valid_from, "sources": dict(sources)}
        # The cut-off is written "15:00", as people write it; a time of day wants its seconds.
        whole["transfer_cutoff"] = f"{values['transfer_cutoff']}:00"
        built.append(msgspec.convert(whole, Ruleset))
    return tuple(built)


@lru_cache(maxsize=1)
def _starts() -> tuple[date, ...]:
    return tuple(ruleset.valid_from for ruleset in rulesets())


def ruleset_at(day: date) -> Ruleset:
    """The ruleset in force on `day`, the reception day of a dossier.

    Days before 21/6/2018 get the oldest ruleset: such dossiers are imported history, and none of their dates changes any more.
    """
    return rulesets()[max(bisect_right(_starts(), day) - 1, 0)]


def ruleset_by_key(key: str) -> Ruleset:
    """The ruleset a dossier was received under, by the key it keeps. KeyError for a key that never was."""
    for ruleset in rulesets():
        if ruleset.key == key:
            return ruleset
    raise KeyError(key)
