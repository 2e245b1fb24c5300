"""Lists of procedures as citizens look for them: found by words, by level, by sector, and the most needed ones."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from urllib.parse import urlencode

import msgspec
from django.urls import reverse
from django.utils.translation import gettext

from motcua.procedures.models import GovernmentLevel
from motcua.procedures.queries import FoundProcedure, SectorSum, find_procedures, list_by_level, list_sectors
from motcua.procedures.words import LEVEL_WORDS

MOST_FOUND = 40
MOST_OFFERED = 7
MOST_IN_LIST = 100
MOST_ESSENTIAL = 60
LONGEST_TEXT = 200
LEVELS = {"xa": GovernmentLevel.COMMUNE, "tinh": GovernmentLevel.PROVINCE}
_HABIT = "thủ tục "


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """One procedure in a list. `standing`: "" in force, "ended", "coming"."""

    address: str
    title: str
    code: str
    sector: str
    level: str
    standing: str


class Option(msgspec.Struct, frozen=True):
    """One offer of the type-ahead; choosing it leads to `address`."""

    value: str
    label: str
    note: str
    address: str


class LevelList(msgspec.Struct, frozen=True, kw_only=True):
    """One page of the procedures of a level; `onward` leads to the next one, or is ""."""

    key: str
    name: str
    lines: tuple[Line, ...]
    onward: str


class SectorList(msgspec.Struct, frozen=True):
    """The procedures of one sector."""

    name: str
    lines: tuple[Line, ...]


class Front(msgspec.Struct, frozen=True):
    """What the first page offers: the most needed procedures, the nearest sectors, how many procedures there are in all."""

    first: tuple[Line, ...]
    further: tuple[Line, ...]
    sectors: tuple[SectorSum, ...]
    count: int


def front(day: date, *, shown: int = 8, sectors: int = 8) -> Front:
    """The first page: services of Đề án 06, those of the communes first, and the largest sectors. Two queries."""
    essential = [found for found in find_procedures("", on=day, limit=MOST_ESSENTIAL) if found.essential06]
    essential.sort(key=lambda found: found.government_level != GovernmentLevel.COMMUNE)
    lines = _lines(essential, day)
    sums = list_sectors(on=day)
    largest = sorted(sums, key=lambda one: -one.count)[:sectors]
    return Front(lines[:shown], lines[shown:], tuple(largest), sum(one.count for one in sums))


def search(text: str, day: date) -> tuple[Line, ...]:
    """The procedures that answer to `text`; those no longer or not yet in force come last and say so. At most two queries."""
    lines = _lines(find_procedures(text, limit=MOST_FOUND), day)
    return tuple(sorted(lines, key=lambda line: line.standing != ""))


def offer(text: str, day: date) -> list[Option]:
    """What the type-ahead offers: first the search itself, so that Enter never leads astray, then procedures in force."""
    if not text.strip():
        return []
    all_found = f"{reverse('search')}?{urlencode({'q': text})}"
    found = find_procedures(text, on=day, limit=MOST_OFFERED)
    first = [Option("", gettext("Tìm “{text}”").format(text=text), gettext("xem tất cả kết quả"), all_found)] if found else []
    lines = _lines(found, day)
    return first + [Option(line.code, line.title, f"{line.sector} · {gettext(line.level)}", line.address) for line in lines]


def level_list(key: str, day: date, *, after: str = "") -> LevelList | None:
    """The procedures of level `key` ("xa", "tinh") by code, from after the code `after`; None for another key. One query."""
    level = LEVELS.get(key)
    if level is None:
        return None
    found = list_by_level(level, on=day, after=after, limit=MOST_IN_LIST + 1)
    lines = _lines(found[:MOST_IN_LIST], day)
    query = {"cap": key, "sau": lines[-1].code} if len(found) > MOST_IN_LIST else {}
    return LevelList(key=key, name=LEVEL_WORDS[level], lines=lines, onward=f"{reverse('search')}?{urlencode(query)}" if query else "")


def sector_list(sector_id: int, day: date) -> SectorList | None:
    """The procedures of a sector; None where it has none in force. Two queries."""
    name = next((one.name for one in list_sectors(on=day) if one.id == sector_id), None)
    if name is None:
        return None
    return SectorList(name, _lines(find_procedures("", sector_id=sector_id, on=day, limit=MOST_IN_LIST), day))


def standing(valid_from: date | None, valid_to: date | None, day: date) -> str:
    """ "" in force on the day, "ended" no longer, "coming" not yet."""
    if valid_to is not None and valid_to <= day:
        return "ended"
    return "coming" if valid_from is not None and valid_from > day else ""


def plain_title(name: str) -> str:
    """A name as people say it: "Đăng ký khai sinh" for "Thủ tục đăng ký khai sinh"."""
    short = name[len(_HABIT) :] if name.casefold().startswith(_HABIT) else name
    return short[:1].upper() + short[1:]


def _lines(found: Sequence[FoundProcedure], day: date) -> tuple[Line, ...]:
    return tuple(
        Line(
            address=reverse("procedure", args=[one.code]),
            title=plain_title(one.title),
            code=one.code,
            sector=one.sector,
            level=LEVEL_WORDS[one.government_level],
            standing=standing(one.valid_from, one.valid_to, day),
        )
        for one in found
    )
