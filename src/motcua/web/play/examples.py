"""Courses of events to learn from: one for each way a dossier can stand to its time (domain §18, Annex A), and one with branches (§23).

In all of them a dossier is received on Monday 02/03/2026 at nine and its term is five working days.
"""

from __future__ import annotations

from typing import Any

import msgspec
from django.utils.translation import gettext_lazy

RECEIVED = {"at": "2026-03-02T09:00", "do": "receive"}


class Example(msgspec.Struct, frozen=True):
    """One example: what happens in it, what it teaches, and the scenario as `motcua play` takes it."""

    no: int
    title: Any
    lesson: Any
    body: dict[str, Any]


def _at(at: str, do: str, **words: Any) -> dict[str, Any]:
    return {"at": at, "do": do, **words}


def _body(*events: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"unit": "WORKING_DAYS", "amount": 5, "commands": [RECEIVED, *events], **more}


def _step(name: str, agency: str, role: str, hours: int, **more: Any) -> dict[str, Any]:
    return {"name": name, "agency": agency, "role": role, "hours": hours, **more}


_WARD = "UBND phường"
_DONE_LATE = _at("2026-03-12T10:00", "complete")
_ASKED = _at("2026-03-04T09:00", "request_supplement")
_BROUGHT = _at("2026-03-11T09:00", "answer_supplement")

EXAMPLES = (
    Example(
        1,
        gettext_lazy("Xong sớm, người nộp đến nhận muộn"),
        gettext_lazy("Trước hạn. Ngày đến nhận không làm hồ sơ trễ."),
        _body(_at("2026-03-05T15:00", "complete"), _at("2026-03-20T10:00", "hand_over")),
    ),
    Example(
        2,
        gettext_lazy("Xong phút cuối của ngày hạn"),
        gettext_lazy("Đúng hạn."),
        _body(_at("2026-03-09T16:59", "complete")),
    ),
    Example(
        3,
        gettext_lazy("Xong buổi tối của ngày hạn"),
        gettext_lazy("Quá hạn: so từng phút với giờ hẹn, không chỉ so ngày."),
        _body(_at("2026-03-09T18:30", "complete")),
    ),
    Example(
        4,
        gettext_lazy("Xin lỗi, hẹn lại, xong trước ngày hẹn lại"),
        gettext_lazy("Quá hạn 3 ngày làm việc. Hẹn lại không xóa được trễ."),
        _body(_at("2026-03-06T09:00", "apologise", appointment_at="2026-03-13T17:00"), _DONE_LATE),
    ),
    Example(5, gettext_lazy("Trễ mà không xin lỗi"), gettext_lazy("Quá hạn, còn nợ thư xin lỗi và giải trình."), _body(_DONE_LATE)),
    Example(
        6,
        gettext_lazy("Chờ bổ sung năm ngày, tính tiếp"),
        gettext_lazy("Hạn theo luật lùi đến 16/03; xong 13/03 là trước hạn."),
        _body(_ASKED, _BROUGHT, _at("2026-03-13T10:00", "complete")),
    ),
    Example(
        7,
        gettext_lazy("Chờ bổ sung năm ngày, tính lại từ đầu"),
        gettext_lazy("Hạn theo luật lùi đến 18/03."),
        _body(_ASKED, _BROUGHT, _at("2026-03-13T10:00", "complete"), clock_on_supplement="RESTART"),
    ),
    Example(
        8,
        gettext_lazy("Người nộp không quay lại bổ sung"),
        gettext_lazy("Không trễ: đồng hồ dừng từ 04/03."),
        _body(_ASKED, as_of="2026-03-14T17:00"),
    ),
    Example(
        9,
        gettext_lazy("Yêu cầu bổ sung hai lần"),
        gettext_lazy("Xong nhanh vẫn bị chỉ số tính quá hạn."),
        _body(
            _at("2026-03-02T10:00", "request_supplement"),
            _at("2026-03-03T09:00", "answer_supplement"),
            _at("2026-03-03T10:00", "request_supplement", override_basis="Quy định riêng của thủ tục"),
            _at("2026-03-03T15:00", "answer_supplement"),
            _at("2026-03-04T10:00", "complete"),
        ),
    ),
    Example(
        10,
        gettext_lazy("Rút hồ sơ khi còn hạn"),
        gettext_lazy("Kết thúc trong hạn, đếm riêng là hồ sơ rút."),
        _body(_at("2026-03-06T09:00", "withdraw")),
    ),
    Example(
        11,
        gettext_lazy("Rút hồ sơ khi đã quá hạn"),
        gettext_lazy("Quá hạn. Rút hồ sơ không xóa được trễ."),
        _body(_at("2026-03-11T09:00", "withdraw")),
    ),
    Example(
        12,
        gettext_lazy("Dừng giải quyết trong ngày hạn"),
        gettext_lazy("Đúng hạn nếu có lý do bằng văn bản."),
        _body(_at("2026-03-09T10:00", "stop")),
    ),
    Example(
        13,
        gettext_lazy("Cuối tháng vẫn chưa xong"),
        gettext_lazy("Quá hạn từ 17 giờ ngày 09/03, tính ngay dù chưa kết thúc."),
        _body(as_of="2026-03-31T17:00"),
    ),
    Example(
        14,
        gettext_lazy("Từ chối tiếp nhận"),
        gettext_lazy("Không phải hồ sơ đã giải quyết nên không xét hạn."),
        {"unit": "WORKING_DAYS", "amount": 5, "commands": [_at("2026-03-02T09:00", "refuse_at_door")]},
    ),
    Example(
        15,
        gettext_lazy("Liên thông hai cơ quan, cơ quan đầu để trễ"),
        gettext_lazy("Hồ sơ quá hạn 1 ngày; xã trễ 2 ngày, sở trong hạn của mình."),
        _body(
            _at("2026-03-06T10:00", "forward"),
            _at("2026-03-10T10:00", "complete"),
            process=[{"agency": "Xã", "working_days": 2}, {"agency": "Sở", "working_days": 3}],
        ),
    ),
    Example(
        16,
        gettext_lazy("Cơ quan được hỏi ý kiến trả lời muộn"),
        gettext_lazy("Hồ sơ đúng hạn; cơ quan được hỏi trễ, nêu riêng."),
        _body(
            _at("2026-03-03T09:00", "ask_opinion", due_at="2026-03-05T17:00", agency="Cơ quan phối hợp"),
            _at("2026-03-09T15:00", "complete"),
            as_of="2026-03-10T17:00",
        ),
    ),
    Example(
        17,
        gettext_lazy("Liên thông khai sinh, thường trú, thẻ BHYT: một nhánh để trễ"),
        gettext_lazy("Hai nhánh chạy song song. Công an trong hạn, bảo hiểm trễ 3 ngày và giải trình; phường xin lỗi."),
        _body(
            _at("2026-03-02T14:00", "record_examination", step=2),
            _at("2026-03-02T15:00", "forward", step=2),
            _at("2026-03-03T10:00", "record_examination", step=3),
            _at("2026-03-03T11:00", "forward", step=3),
            _at("2026-03-06T15:00", "forward", step=4, outcome="Đã cấp"),
            _at("2026-03-10T10:00", "complete"),
            process=[
                _step("Tiếp nhận", _WARD, "RECEPTION", 4),
                _step("Thẩm tra khai sinh", _WARD, "CASE_OFFICER", 8),
                _step("Đăng ký thường trú", "Công an phường", "CASE_OFFICER", 8, after=[2]),
                _step("Cấp thẻ BHYT", "Bảo hiểm xã hội", "CASE_OFFICER", 8, after=[2], outcomes=["Đã cấp", "Không cấp"]),
                _step("Trình ký", _WARD, "UNIT_HEAD", 4, after=[3, 4]),
                _step("Ký duyệt", _WARD, "APPROVER", 2),
                _step("Vào sổ, phát hành", _WARD, "CLERK", 2),
            ],
        ),
    ),
)
