"""A dossier followed by whoever holds its receipt: the gate of code and secret, and everything its page shows."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import BinaryIO, TypeVar

import msgspec

from motcua.agencies.models import Agency
from motcua.agencies.queries import Tree, calendar_of, tree
from motcua.dossiers.file_view import DossierFile, look_up
from motcua.dossiers.saving import KIND
from motcua.dossiers.slip_kinds import slips_for
from motcua.dossiers.timeline import Places, TimeLine, time_line
from motcua.foundation import files
from motcua.foundation.access import NOBODY, Act, trace
from motcua.foundation.chain import Stream
from motcua.law.calendar import VN, WEEKDAY_NAMES, OutsideCalendarError, Window, business_date
from motcua.law.refusal import Refusal
from motcua.law.rulesets import FormPurpose
from motcua.web.public import tries

LONGEST = 64
WHY_PAGE, WHY_RECEIPT = "tra cứu bằng giấy hẹn", "mở lại giấy hẹn khi tra cứu"
CODE_MISSING = Refusal(code="CODE_MISSING", template="Nhập mã hồ sơ in trên giấy tiếp nhận.", field="ma")
SECRET_MISSING = Refusal(code="SECRET_MISSING", template="Nhập mã tra cứu in cạnh mã QR trên giấy tiếp nhận.", field="khoa")
WRONG = Refusal(
    code="NOT_FOUND",
    template="Không tìm thấy hồ sơ có mã hồ sơ và mã tra cứu này. Xem lại cả hai mã in trên giấy tiếp nhận hồ sơ rồi nhập lại.",
)
_COMMUNES = ("xã ", "phường ", "đặc khu ")
T = TypeVar("T")


class Opening(msgspec.Struct, frozen=True):
    """The day on which the counter is open next, with its hours in words ("07:30–11:30"); `is_today` when it is today."""

    day: date
    weekday: str
    hours: tuple[str, ...]
    is_today: bool


class Followed(msgspec.Struct, frozen=True, kw_only=True):
    """What the page of one dossier shows. `door` is the agency whose counter received it."""

    file: DossierFile
    line: TimeLine
    competent: str
    door: Agency | None
    opening: Opening | None
    has_receipt: bool


def follow(code: str, secret: str, address: str, at: datetime) -> Followed | Refusal:
    """The dossier of this receipt as its holder may see it; `address` is the network address that asks. Leaves a trace."""
    return _opened(code, secret, address, at, WHY_PAGE, _followed)


def open_receipt(code: str, secret: str, address: str, at: datetime) -> BinaryIO | Refusal | None:
    """The stored PDF of the receipt for whoever holds the receipt's secret; None where there is none yet. Leaves a trace."""
    return _opened(code, secret, address, at, WHY_RECEIPT, lambda file, _: _receipt(file))


def _opened(code: str, secret: str, address: str, at: datetime, why: str, show: Callable[[DossierFile, datetime], T]) -> T | Refusal:
    code, secret = code.strip(), secret.strip()
    if not code or not secret:
        missing = [refusal for typed, refusal in ((code, CODE_MISSING), (secret, SECRET_MISSING)) if not typed]
        return msgspec.structs.replace(missing[0], details=tuple(missing[1:]))
    until = tries.waits_until(address, at)
    if until is not None:
        return _wait(until, at)
    file = look_up(code, secret, at=at) if max(len(code), len(secret)) <= LONGEST else None
    if file is None:
        tries.failed(address, at)
        return WRONG
    trace(NOBODY, Act.VIEW, [Stream(KIND, file.id)], why, at=at)
    return show(file, at)


def _wait(until: datetime, at: datetime) -> Refusal:
    minutes = -(-int((until - at).total_seconds()) // 60) or 1
    return Refusal(
        code="TOO_MANY_TRIES",
        template="Đã nhập sai nhiều lần từ địa chỉ mạng này. Đợi {minutes} phút, đến {time}, rồi thử lại, hoặc hỏi tại nơi đã nộp hồ sơ.",
        params={"minutes": minutes, "time": f"{until.astimezone(VN):%H:%M}"},
    )


def _followed(file: DossierFile, at: datetime) -> Followed:
    known, state = tree(), file.state
    line = time_line(file, _places(known))
    competent = known.agencies.get(state.competent_agency)
    needs_hours = line.need is not None and line.need.at_counter
    return Followed(
        file=file,
        line=line,
        competent=competent.name if competent else "",
        door=known.agencies.get(state.receiving_agency),
        opening=_opening(state.receiving_agency, at) if needs_hours else None,
        has_receipt=_receipt_file(file) != "",
    )


def _places(known: Tree) -> Places:
    agencies = {agency.id: agency.short_name or agency.name for agency in known.agencies.values()}
    units = {unit.id: _unit_name(unit.name, agencies.get(unit.agency_id, "")) for unit in known.units.values()}
    return Places(units, {agency.id: agency.name for agency in known.agencies.values()})


def _unit_name(unit: str, agency: str) -> str:
    """A citizen does not know whose office it is: the agency is said with it, once."""
    if not agency or agency.casefold() in unit.casefold():
        return unit
    return f"{unit} {agency[:1].lower()}{agency[1:]}" if agency.casefold().startswith(_COMMUNES) else f"{unit}, {agency}"


def _opening(agency_id: int, at: datetime) -> Opening | None:
    """When the counter is open next: today as long as it still opens. One query."""
    calendar = calendar_of(agency_id)
    try:
        day = business_date(calendar.next_reception(at))
    except OutsideCalendarError:
        return None
    hours = tuple(_hours(part) for part in calendar.reception_windows(day))
    return Opening(day, WEEKDAY_NAMES[day.weekday()], hours, day == business_date(at))


def _hours(part: Window) -> str:
    return f"{part.opens // 60:02d}:{part.opens % 60:02d}–{part.closes // 60:02d}:{part.closes % 60:02d}"


def _receipt_file(file: DossierFile) -> str:
    return next((slip.file for slip in slips_for(file.state, FormPurpose.RECEIPT) if slip.file), "")


def _receipt(file: DossierFile) -> BinaryIO | None:
    stored = _receipt_file(file)
    return files.open(stored) if stored else None
