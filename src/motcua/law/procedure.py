"""What the law says of one procedure: its cases with terms, requirements, fees and steps (domain §4).

A dossier pins one version of its procedure; these are the parts of that version which `decide` reads.
"""

from __future__ import annotations

from enum import StrEnum

import msgspec

from motcua.law.roles import Role


class TermUnit(StrEnum):
    """How a legal processing time is counted (domain §8.4)."""

    WORKING_DAYS = "WORKING_DAYS"
    HOURS = "HOURS"
    CALENDAR_DAYS = "CALENDAR_DAYS"
    MONTHS = "MONTHS"
    SAME_DAY_15H = "SAME_DAY_15H"
    FIXED_DATE = "FIXED_DATE"


class Term(msgspec.Struct, frozen=True):
    """A processing time: `amount` of `unit`; for FIXED_DATE the last day is `fixed_date` (ISO)."""

    amount: int
    unit: TermUnit
    note: str = ""
    fixed_date: str = ""


MINUTES_PER_DAY = 8 * 60


def legal_minutes(term: Term) -> int | None:
    """The working minutes a process may take at most within `term`; None where the law sets no span (MONTHS, FIXED_DATE).

    Eight hours a working day (domain §8.3); calendar days are split into steps in the same way.
    """
    if term.unit is TermUnit.HOURS:
        return term.amount * 60
    if term.unit in (TermUnit.WORKING_DAYS, TermUnit.CALENDAR_DAYS, TermUnit.SAME_DAY_15H):
        return max(term.amount, 1) * MINUTES_PER_DAY
    return None


class ClockOnSupplement(StrEnum):
    """What the clock does when a supplement arrives (domain §2.3)."""

    RESUME = "RESUME"
    RESTART = "RESTART"


class Requirement(msgspec.Struct, frozen=True, kw_only=True):
    """One required paper or e-form of a case (thành phần hồ sơ). `key` is unique within the case and never reused."""

    key: str
    name: str
    kind: str
    code: str = ""
    originals: int = 0
    copies: int = 0
    required: bool = True
    replaced_by_data: str = ""
    reuse_result_of: str = ""


class Fee(msgspec.Struct, frozen=True, kw_only=True):
    """A fee (PHI) or charge (LE_PHI) in whole đồng; None where the amount is set elsewhere."""

    kind: str
    amount_vnd: int | None = None
    online_amount_vnd: int | None = None
    note: str = ""
    exemptions: tuple[str, ...] = ()


class Step(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One step of the electronic process: the post that does it, in which kind of unit, in how many working minutes.

    It begins when every step of `after` is done; empty means the step before it in number (see `law.process`). `outcomes` are
    the ways it can end, in words. What is not said is not written, so that a plain step keeps the text and hash it always had.
    """

    no: int
    name: str
    role: Role
    unit_kind: str
    minutes: int
    after: tuple[int, ...] = ()
    outcomes: tuple[str, ...] = ()


class ProcedureCase(msgspec.Struct, frozen=True, kw_only=True):
    """One case (trường hợp) of a procedure version, with its own requirements, term, fees and process."""

    key: str
    name: str
    term: Term
    requirements: tuple[Requirement, ...] = ()
    fees: tuple[Fee, ...] = ()
    steps: tuple[Step, ...] = ()
    clock_on_supplement: ClockOnSupplement = ClockOnSupplement.RESUME
    supplement_window_days: int = 30
