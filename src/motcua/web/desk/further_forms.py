"""The fields of the acts besides the straight way."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext

from motcua.dossiers.file_view import OpenedFile, PaperLine
from motcua.dossiers.history import PAPER_WORDS, PAUSE_WORDS
from motcua.law.dossier.reasons import CONFIRMATION_NAMES, DATA_EXCEPTION_NAMES, WITHDRAWAL_CAUSE_NAMES
from motcua.law.dossier.values import PaperStatus, PauseReason
from motcua.web.design.fields import Choice
from motcua.web.desk.shapes import FieldsOf, FormField

HANDED_IN = (PaperStatus.GIVEN, PaperStatus.SHOWN)


def _supplement(opened: OpenedFile, _at: datetime) -> tuple[FormField, ...]:
    archived = {paper.key: paper.source for paper in opened.archived}
    lines = tuple(_lack(line, archived.get(line.requirement.key, "")) for line in opened.file.papers)
    hint = gettext("Đánh dấu mọi giấy tờ còn thiếu hoặc sai; người nộp bổ sung một lần là đủ.")
    reason = FormField(name="reason", label=gettext("Lý do yêu cầu bổ sung"), kind="textarea", rows=2)
    papers = FormField(name="requirements", label=gettext("Giấy tờ cần bổ sung"), kind="group", hint=hint, inside=lines)
    return (papers, reason, *_second_time(opened))


def _second_time(opened: OpenedFile) -> tuple[FormField, ...]:
    """From the second time on: the basis, which the head of the unit answers for."""
    state = opened.file.state
    if not any(asked.after_reception == (state.received_at is not None) for asked in state.supplements):
        return ()
    hint = gettext("Hồ sơ đã được yêu cầu bổ sung. Lần thứ hai cần lãnh đạo phòng duyệt và nêu căn cứ.")
    label = gettext("Căn cứ yêu cầu lần thứ hai")
    return (FormField(name="override_basis", label=label, hint=hint, is_optional=not opened.may_override),)


def _lack(line: PaperLine, archived: str) -> FormField:
    key, name = line.requirement.key, line.requirement.name
    inside = (
        FormField(name=f"missing:{key}", label=gettext("Thiếu gì, sai chỗ nào"), kind="textarea", rows=2),
        FormField(name=f"remedy:{key}", label=gettext("Cách khắc phục"), kind="textarea", rows=2),
    )
    source = line.requirement.replaced_by_data
    if source:
        hint = gettext("Đã có trong {source}; cơ quan tự khai thác.").format(source=source)
        return FormField(name=f"data:{key}", label=name, kind="data", hint=hint, inside=(*_exception(key), *inside))
    if archived:
        hint = gettext("Đã có trong kho của người nộp ({source}); dùng lại, không yêu cầu nộp.").format(source=archived)
        return FormField(name=f"data:{key}", label=name, kind="data", hint=hint, inside=(*_exception(key), *inside))
    hint = gettext(PAPER_WORDS[line.paper.status]) if line.paper else gettext("Chưa có")
    return FormField(name=f"tick:{key}", label=name, kind="line", hint=hint, inside=inside)


def _exception(key: str) -> tuple[FormField, ...]:
    options = tuple(Choice(reason.value, gettext(name)) for reason, name in DATA_EXCEPTION_NAMES.items())
    none = gettext("Không yêu cầu giấy tờ này")
    return (
        FormField(name=f"exception:{key}", label=gettext("Chỉ yêu cầu khi"), kind="select", options=options, placeholder=none),
        FormField(name=f"evidence:{key}", label=gettext("Căn cứ: biên bản sự cố hoặc chỗ dữ liệu sai")),
    )


def _answer(opened: OpenedFile, _at: datetime) -> tuple[FormField, ...]:
    asked = opened.file.state.supplements[-1].requirements
    lines = tuple(_received(line) for line in opened.file.papers if line.requirement.key in asked)
    return (FormField(name="papers", label=gettext("Giấy tờ vừa nhận"), kind="group", inside=lines),)


def _received(line: PaperLine) -> FormField:
    required = line.requirement
    options = tuple(Choice(status.value, gettext(PAPER_WORDS[status])) for status in HANDED_IN)
    counts = (("originals", gettext("Số bản chính"), required.originals), ("copies", gettext("Số bản sao"), required.copies))
    inside = (
        FormField(name=f"status:{required.key}", label=gettext("Cách nộp"), kind="select", value=PaperStatus.GIVEN, options=options),
        *(
            FormField(name=f"{name}:{required.key}", label=label, kind="number", value=str(count), width="short")
            for name, label, count in counts
        ),
    )
    return FormField(name=f"tick:{required.key}", label=required.name, kind="line", inside=inside)


def _withdrawal(_opened: OpenedFile, _at: datetime) -> tuple[FormField, ...]:
    causes = tuple(Choice(cause.value, gettext(name)) for cause, name in WITHDRAWAL_CAUSE_NAMES.items())
    ways = tuple(Choice(way.value, gettext(name)) for way, name in CONFIRMATION_NAMES.items())
    hint = gettext("Số giao dịch OTP hoặc VNeID, hoặc số, ngày của giấy đã ký.")
    return (
        FormField(name="cause", label=gettext("Vì sao rút"), kind="select", options=causes, placeholder=gettext("Chọn")),
        FormField(name="reason", label=gettext("Lý do, theo lời người nộp"), kind="textarea", rows=2),
        FormField(name="confirmation", label=gettext("Người nộp tự xác nhận bằng"), kind="radio", options=ways),
        FormField(name="evidence", label=gettext("Chứng cứ xác nhận"), hint=hint),
    )


def _reason(_opened: OpenedFile, _at: datetime) -> tuple[FormField, ...]:
    hint = gettext("Ghi bằng lời để người nhận hiểu và làm theo được.")
    return (FormField(name="reason", label=gettext("Lý do"), kind="textarea", hint=hint, rows=3),)


def _pause(_opened: OpenedFile, _at: datetime) -> tuple[FormField, ...]:
    options = tuple(
        Choice(reason.value, gettext(words).capitalize()) for reason, words in PAUSE_WORDS.items() if reason is not PauseReason.SUPPLEMENT
    )
    return (
        FormField(name="reason", label=gettext("Lý do tạm dừng"), kind="radio", options=options),
        FormField(name="evidence", label=gettext("Số, ngày của văn bản làm căn cứ")),
    )


def _extension(_opened: OpenedFile, _at: datetime) -> tuple[FormField, ...]:
    hint = gettext("Điều, khoản của văn bản cho phép gia hạn.")
    return (
        FormField(name="working_days", label=gettext("Số ngày làm việc gia hạn"), kind="number", width="short"),
        FormField(name="basis", label=gettext("Căn cứ gia hạn"), hint=hint),
    )


FURTHER_FIELDS: dict[str, FieldsOf] = {
    "yeu-cau-bo-sung": _supplement,
    "nhan-bo-sung": _answer,
    "rut-ho-so": _withdrawal,
    "dung-giai-quyet": _reason,
    "khong-du-dieu-kien": _reason,
    "tam-dung": _pause,
    "gia-han": _extension,
}
