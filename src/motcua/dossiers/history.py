"""What happened to a dossier, in sentences: for officers every event, for citizens what concerns them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any

import msgspec

from motcua.dossiers.words import read_words
from motcua.foundation.contents import StreamContentRow
from motcua.law.content import ContentRef
from motcua.law.dossier import events as e
from motcua.law.dossier.duties import DUTY_NAMES
from motcua.law.dossier.values import BY_HAND, Conclusion, PaperStatus, PauseReason
from motcua.law.roles import ROLE_NAMES
from motcua.law.rulesets import form_sets
from motcua.law.sentence import Sentence

PAUSE_WORDS = {
    PauseReason.SUPPLEMENT: "chờ bổ sung giấy tờ",
    PauseReason.FINANCIAL_OBLIGATION: "chờ thực hiện nghĩa vụ tài chính",
    PauseReason.FORCE_MAJEURE: "bất khả kháng",
    PauseReason.LEGAL_PROCEEDING: "tố tụng, thanh tra",
}
PAPER_WORDS = {
    PaperStatus.GIVEN: "Đã nộp",
    PaperStatus.SHOWN: "Đã xuất trình",
    PaperStatus.REUSED: "Tái sử dụng từ kho",
    PaperStatus.FROM_DATA: "Khai thác từ cơ sở dữ liệu",
}


class Happening(msgspec.Struct, frozen=True, kw_only=True):
    """One line of a history: when, by whom (journal name), what, and the words that were kept beside it."""

    seq: int
    at: datetime
    by: str
    what: Sentence
    words: str = ""


Contents = Mapping[int, StreamContentRow]
ERASED = "(nội dung đã xóa theo quyết định)"


def words_of(ref: ContentRef | None, contents: Contents) -> str:
    """The words of a content record that holds one text; a remark where the law has had it erased."""
    record = contents.get(ref.id) if ref else None
    if record is None:
        return ""
    return read_words(record.kind, record.body) if record.body is not None else ERASED


def happenings(stamped: Sequence[tuple[e.Event, datetime, str]], contents: Contents, units: Mapping[int, str]) -> list[Happening]:
    """Every event as a line, oldest first. `units` gives names by id."""
    lines = []
    for seq, (event, at, by) in enumerate(stamped, 1):
        what, ref = describe(event, units)
        lines.append(Happening(seq=seq, at=at, by=by, what=what, words=words_of(ref, contents)))
    return lines


Units = Mapping[int, str]


def describe(event: e.Event, units: Units) -> tuple[Sentence, ContentRef | None]:
    """What one event says, as a sentence with places, and where its words lie."""
    tell = _TOLD.get(type(event))
    return (tell(event, units) if tell else Sentence(_PLAIN[type(event)])), _ref(event)


def _slip(event: e.SlipIssued | e.SlipVoided) -> dict[str, str]:
    return {"title": title_of(event.form_set, event.form), "number": event.number}


def _examined(event: e.Examined, _: Units) -> Sentence:
    return Sentence("Thẩm tra: đủ điều kiện" if event.conclusion is Conclusion.ELIGIBLE else "Thẩm tra: không đủ điều kiện")


def _reminded(event: e.DutyReminded, _: Units) -> Sentence:
    if event.level == BY_HAND:
        return Sentence("Nhắc việc quá hạn: {duty}", {"duty": DUTY_NAMES[event.kind]})
    return Sentence("Báo {head} việc quá hạn: {duty}", {"head": ROLE_NAMES[event.role], "duty": DUTY_NAMES[event.kind]})


_TOLD: dict[type[e.Event], Callable[[Any, Units], Sentence]] = {
    e.StepEntered: lambda event, units: Sentence("Chuyển đến bước {no}: {unit}", {"no": event.no, "unit": units.get(event.unit, "")}),
    e.StepLeft: lambda event, _: Sentence("Xong bước {no}, chờ các nhánh khác", {"no": event.no}),
    e.Received: lambda event, _: Sentence("Tiếp nhận, cấp mã {code}", {"code": event.code}),
    e.Numbered: lambda event, _: Sentence("Vào sổ, đóng dấu kết quả số {number}", {"number": event.number}),
    e.SlipIssued: lambda event, _: Sentence("Cấp “{title}” số {number}", _slip(event)),
    e.SlipVoided: lambda event, _: Sentence("Hủy “{title}” số {number}", _slip(event)),
    e.ClockPaused: lambda event, _: Sentence("Tạm dừng tính thời hạn: {reason}", {"reason": PAUSE_WORDS[event.reason]}),
    e.Examined: _examined,
    e.DutyReminded: _reminded,
    e.PaperReused: lambda event, _: Sentence("Dùng lại giấy tờ trong kho: {source}", {"source": event.paper.source}),
}


def title_of(form_set: str, form: str) -> str:
    """The title of a slip's form, as its circular prints it."""
    forms = next((found.forms for found in form_sets() if found.key == form_set), ())
    return next((found.title for found in forms if found.key == form), form)


def _ref(event: e.Event) -> ContentRef | None:
    for name in ("reason", "request", "question", "answer", "draft", "receiver", "words", "remark", "note"):
        found = getattr(event, name, None)
        if isinstance(found, ContentRef):
            return found
    return None


_PLAIN: dict[type[e.Event], str] = {
    e.Submitted: "Nộp hồ sơ",
    e.Rejected: "Từ chối tiếp nhận",
    e.Assigned: "Phân công thụ lý",
    e.ResultDrafted: "Soạn dự thảo kết quả",
    e.ReturnedForRework: "Trả lại để làm lại",
    e.Approved: "Ký duyệt",
    e.Completed: "Xử lý xong, chuyển kết quả về Bộ phận Một cửa",
    e.HandedOver: "Trả kết quả",
    e.SupplementRequested: "Yêu cầu bổ sung giấy tờ",
    e.SupplementAnswered: "Nhận giấy tờ bổ sung",
    e.ClockResumed: "Tính tiếp thời hạn",
    e.OpinionAsked: "Lấy ý kiến",
    e.OpinionAnswered: "Nhận ý kiến trả lời",
    e.OpinionReminded: "Nhắc trả lời ý kiến",
    e.Withdrawn: "Rút hồ sơ theo yêu cầu của người nộp",
    e.Stopped: "Dừng giải quyết",
    e.NotEligible: "Trả lại hồ sơ không đủ điều kiện",
    e.Reopened: "Mở lại hồ sơ",
    e.TermExtended: "Gia hạn theo quy định",
    e.Apologised: "Xin lỗi và hẹn lại ngày trả kết quả",
    e.ApologyDelivered: "Thư xin lỗi đã đến người nộp",
    e.Explained: "Giải trình với người đứng đầu",
    e.ExplanationConcluded: "Người đứng đầu kết luận giải trình",
    e.CorrectionRequested: "Đề nghị đính chính",
    e.CorrectionApproved: "Duyệt đính chính",
    e.CorrectionRejected: "Không duyệt đính chính",
    e.SlipFileRecorded: "Lưu bản in của phiếu",
}
