"""Finding a procedure as people look for it: a few letters, without diacritics, by name, result, sector or code."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

import msgspec
from django.db.models import Count, Q, QuerySet
from django.db.models.functions import Length

from motcua.foundation.search import alphabetical, tokens
from motcua.procedures.models import Procedure

MOST_CANDIDATES = 400
LONGEST_QUERY = 200
SAID_BY_HABIT = frozenset({"lam", "xin", "muon", "toi", "can", "cho", "thu", "tuc", "ve", "tai", "o", "the", "nao", "nhu"})
"""Words that people put around what they look for ("tôi muốn làm thủ tục …"); alone they do count."""
_CODE = re.compile(r"[1-6]\.[0-9]{0,6}")
_COLUMNS = (
    *("id", "code", "name", "short_name", "folded", "sector__name", "government_level", "online_service"),
    *("internal", "essential06", "valid_from", "valid_to", "current_version_id"),
)


class FoundProcedure(msgspec.Struct, frozen=True, kw_only=True):
    """One line of a list of procedures. `version_id` is the latest; ask `version_in_force` before pinning."""

    id: int
    code: str
    name: str
    short_name: str
    sector: str
    government_level: str
    online_service: str
    internal: bool
    essential06: bool
    valid_from: date | None
    valid_to: date | None
    version_id: int

    @property
    def title(self) -> str:
        """The name people use."""
        return self.short_name or self.name


class SectorSum(msgspec.Struct, frozen=True):
    """A sector and how many procedures in force it has."""

    id: int
    name: str
    count: int


def find_procedures(
    text: str, *, level: str | None = None, sector_id: int | None = None, on: date | None = None, internal: bool = False, limit: int = 20
) -> list[FoundProcedure]:
    """Procedures that answer to `text`, best first: code, beginning of the name, all words, most words.

    `on` leaves out what is not in force that day; `internal` lets procedures between state bodies in. At most two queries: the
    second, looser one runs only when no procedure has all the words. An empty text lists by essential service and name.
    """
    text = text.strip()[:LONGEST_QUERY]
    base = _in_scope(level, sector_id, on, internal=internal)
    if _CODE.fullmatch(text):
        return _listed(base.filter(code__startswith=text).order_by("code"), limit)
    words = tokens(text)
    words = [word for word in words if word not in SAID_BY_HABIT] or words
    if not words:
        return [] if text else _listed(base.order_by("-essential06", "folded"), limit)
    found = _ranked(base.filter(*(Q(folded__contains=f" {word}") for word in words)), words, limit)
    return found or _ranked(base.filter(_any_of(words)), words, limit)


def list_sectors(*, level: str | None = None, on: date | None = None) -> list[SectorSum]:
    """Sectors with their number of procedures, by name; internal procedures are not counted. One query."""
    sums = _in_scope(level, None, on, internal=False).values("sector_id", "sector__name").annotate(count=Count("id")).order_by()
    found = [SectorSum(row["sector_id"], row["sector__name"], row["count"]) for row in sums]
    return sorted(found, key=lambda sector: alphabetical(sector.name))


def list_by_level(level: str, *, on: date | None = None, after: str = "", limit: int = 100) -> list[FoundProcedure]:
    """The procedures of a government level by code, keyset paged: `after` is the last code of the page before. One query."""
    return _listed(_in_scope(level, None, on, internal=False).filter(code__gt=after).order_by("code"), limit)


def _in_scope(level: str | None, sector_id: int | None, on: date | None, *, internal: bool) -> QuerySet[Procedure]:
    found = Procedure.objects.all()
    if level is not None:
        found = found.filter(government_level=level)
    if sector_id is not None:
        found = found.filter(sector_id=sector_id)
    if not internal:
        found = found.filter(internal=False)
    if on is not None:
        found = found.filter(Q(valid_from=None) | Q(valid_from__lte=on), Q(valid_to=None) | Q(valid_to__gt=on))
    return found


def _any_of(words: Sequence[str]) -> Q:
    condition = Q()
    for word in words:
        condition |= Q(folded__contains=f" {word}")
    return condition


def _listed(found: QuerySet[Procedure], limit: int) -> list[FoundProcedure]:
    return [_line(row) for row in found.values(*_COLUMNS)[:limit]]


def _ranked(found: QuerySet[Procedure], words: Sequence[str], limit: int) -> list[FoundProcedure]:
    rows = list(found.order_by("-essential06", Length("name"), "id").values(*_COLUMNS)[:MOST_CANDIDATES])
    rows.sort(key=lambda row: _rank(row, words))
    return [_line(row) for row in rows[:limit]]


def _rank(row: dict[str, object], words: Sequence[str]) -> tuple[object, ...]:
    """Smaller is better: more of the words, a name or result that begins so, the words together, whole words, essential, short."""
    phrase = " " + " ".join(words)
    folded = f"{row['folded']} "
    return (
        -sum(1 for word in words if f" {word}" in folded),
        f"|{phrase}" not in folded,
        phrase not in folded,
        -sum(1 for word in words if f" {word} " in folded),
        not row["essential06"],
        len(str(row["short_name"] or row["name"])),
        str(row["code"]),
    )


def _line(row: dict[str, object]) -> FoundProcedure:
    fields = {key: row[key] for key in FoundProcedure.__struct_fields__ if key in row}
    return msgspec.convert({**fields, "sector": row["sector__name"], "version_id": row["current_version_id"]}, FoundProcedure)
