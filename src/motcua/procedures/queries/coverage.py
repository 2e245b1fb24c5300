"""Which procedures have an approved process for each of their cases, and which lack one (R9, domain §22)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import msgspec

from motcua.foundation.search import fold, tokens
from motcua.procedures.queries.approved import ApprovedVersion, list_approved_on
from motcua.procedures.queries.versions import PinnedVersion, list_in_force

PAGE = 50


class Coverage(msgspec.Struct, frozen=True, kw_only=True):
    """How many procedures in force have an approved process for each of their cases; `missing` are the codes of the others."""

    covered: int
    procedures: int
    missing: tuple[str, ...]


class CoveredProcedure(msgspec.Struct, frozen=True, kw_only=True):
    """One procedure in force: how many cases it has, how many of them have an approved process, the decision that is the latest."""

    code: str
    name: str
    sector: str
    cases: int
    approved: int
    latest: ApprovedVersion | None

    @property
    def is_covered(self) -> bool:
        """Whether every case has its approved process."""
        return self.approved == self.cases


class CoveragePage(msgspec.Struct, frozen=True, kw_only=True):
    """A page of procedures with the sums over all of them. `after` is the code after which the next page begins, "" at the end."""

    coverage: Coverage
    lines: tuple[CoveredProcedure, ...]
    found: int
    after: str


def count_procedures_with_process(day: date) -> Coverage:
    """The indicator of R9 as its sums: procedures in force with an approved process, procedures in force (domain §22). Two queries."""
    return _sums(_all(day))


def list_coverage(
    day: date, *, text: str = "", is_covered: bool | None = None, sector: str = "", after: str = "", limit: int = PAGE
) -> CoveragePage:
    """Procedures in force by code: those with (or without) a process of each case, of one sector, whose code or name has all words of
    `text`. Two queries: the sums need the whole catalogue anyway.
    """
    everything = _all(day)
    words = tokens(text)
    fitting = [
        line
        for line in everything
        if is_covered in (None, line.is_covered) and sector in ("", line.sector) and all(word in _folded(line) for word in words)
    ]
    rest = [line for line in fitting if line.code > after]
    more = len(rest) > limit
    return CoveragePage(
        coverage=_sums(everything), lines=tuple(rest[:limit]), found=len(fitting), after=rest[limit - 1].code if more else ""
    )


def _all(day: date) -> list[CoveredProcedure]:
    approved = list_approved_on(day)
    return [_line(version, [approved.get((version.procedure_id, case.key)) for case in version.cases]) for version in list_in_force(day)]


def _line(version: PinnedVersion, approved: Sequence[ApprovedVersion | None]) -> CoveredProcedure:
    there = [one for one in approved if one is not None]
    return CoveredProcedure(
        code=version.code,
        name=version.body.short_name or version.name,
        sector=version.sector,
        cases=len(approved),
        approved=len(there),
        latest=max(there, key=lambda one: (one.decision_date, one.no), default=None),
    )


def _folded(line: CoveredProcedure) -> str:
    return f"{line.code} {fold(line.name)}"


def _sums(lines: Sequence[CoveredProcedure]) -> Coverage:
    missing = tuple(line.code for line in lines if not line.is_covered)
    return Coverage(covered=len(lines) - len(missing), procedures=len(lines), missing=missing)
