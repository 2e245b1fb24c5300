"""The control slip that goes with a dossier through every hand (Phiếu kiểm soát quá trình giải quyết hồ sơ; domain §3.2).

FORM_05 of TT 01/2018, FORM_06 of TT 03/2025. One row per hand-over, each with two signature columns.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

import msgspec

from motcua.papers import wording
from motcua.papers.letterhead import Letterhead, Matter, applicant_fields, code_line, field, header, issued_under, shown


class HandOver(msgspec.Struct, frozen=True, kw_only=True):
    """The dossier passes from one agency, unit or person to the next. Names of units in full, of officers as they sign."""

    giver: str
    giver_name: str
    given_at: datetime | None
    """None while the giver still has it; there is no receiver then."""
    receiver: str = ""
    receiver_name: str = ""
    received_at: datetime | None = None
    """None while nobody has taken it."""
    outcome: str = ""
    """How the giver's part ended: `trước hạn`, `đúng hạn`, `quá hạn`; empty where it had none."""
    note: str = ""


class ControlSlip(msgspec.Struct, frozen=True, kw_only=True):
    """Every value of one control slip, hand-overs in their order."""

    form_set: str
    letterhead: Letterhead
    matter: Matter
    one_stop_unit: str
    received_at: datetime
    appointment_at: datetime
    hand_overs: tuple[HandOver, ...]
    tracked_at: datetime | None = None
    """The instant of a tracking copy, which is no slip yet and has no number; None on the slip itself."""


class ControlWording(msgspec.Struct, frozen=True, kw_only=True):
    """What one circular prints on its control slip."""

    form_no: str
    title: str = "PHIẾU KIỂM SOÁT QUÁ TRÌNH GIẢI QUYẾT HỒ SƠ"


WORDINGS = {"TT01_2018": ControlWording(form_no="05"), "TT03_2025": ControlWording(form_no="06")}


def control_page(slip: ControlSlip) -> dict[str, Any]:
    """Return what templates/control.typ prints."""
    words = WORDINGS[slip.form_set]
    return {
        "title": words.title,
        "issued_under": issued_under(slip.form_set, words.form_no),
        "header": header(slip.letterhead),
        **code_line(slip.matter.dossier_code),
        "tracking": f"Bản theo dõi, lập lúc {wording.instant_in_words(slip.tracked_at)}; chưa cấp số." if slip.tracked_at else "",
        "applicant": shown(_applicant(slip)),
        "rows": [_row(hand_over) for hand_over in slip.hand_overs],
    }


def _applicant(slip: ControlSlip) -> list[list[dict[str, Any]]]:
    return [
        [field("Cơ quan, bộ phận tiếp nhận", slip.one_stop_unit)],
        *applicant_fields(slip.matter, "Hồ sơ của"),
        [field("Thời gian nhận hồ sơ", wording.instant_in_words(slip.received_at))],
        [field("Thời gian hẹn trả kết quả", wording.instant_in_words(slip.appointment_at), strong=True)],
    ]


def _row(hand_over: HandOver) -> dict[str, str]:
    return {
        "giver": hand_over.giver,
        "receiver": hand_over.receiver,
        "given": wording.instant_in_table(hand_over.given_at) if hand_over.given_at else "",
        "received": wording.instant_in_table(hand_over.received_at) if hand_over.received_at else "chưa nhận",
        "giver_name": hand_over.giver_name,
        "receiver_name": hand_over.receiver_name,
        "outcome": hand_over.outcome,
        "note": hand_over.note,
    }
