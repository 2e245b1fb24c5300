"""Supplements: everything that lacks asked for once, with reasons, and what was brought taken in."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext, gettext_lazy, pgettext_lazy

from motcua.dossiers import commands
from motcua.dossiers.commands import Done, Lacking
from motcua.dossiers.file_view import OpenedFile, PaperLine
from motcua.dossiers.history import PAPER_WORDS
from motcua.law.dossier import commands as law
from motcua.law.dossier.reasons import DATA_EXCEPTION_NAMES, DataException
from motcua.law.dossier.values import DossierPaper, PaperStatus
from motcua.law.refusal import Refusal
from motcua.web.design.fields import Choice
from motcua.web.desk.sent import DeskAct, Sent, chosen, plainly
from motcua.web.desk.shapes import FormField
from motcua.web.opening import number_of

HANDED_IN = (PaperStatus.GIVEN, PaperStatus.SHOWN)


def _ask_supplement(sent: Sent) -> Done | Refusal:
    keys = dict.fromkeys((*sent.told("tick"), *sent.told("exception")))
    lacking = [_lacking(sent, key) for key in keys]
    return sent.do(commands.request_supplement, lacking, sent.text("reason"), override_basis=sent.text("override_basis"))


def _lacking(sent: Sent, key: str) -> Lacking:
    exception = sent.text(f"exception:{key}")
    return Lacking(
        key=key,
        missing=sent.text(f"missing:{key}"),
        remedy=sent.text(f"remedy:{key}"),
        data_exception=DataException(exception) if exception in set(DataException) else None,
        evidence=sent.text(f"evidence:{key}"),
    )


def _answer_supplement(sent: Sent) -> Done | Refusal:
    papers = []
    for key in sent.told("tick"):
        status = chosen(PaperStatus, sent, f"status:{key}")
        if isinstance(status, Refusal):
            return status
        originals, copies = (number_of(sent.text(f"{name}:{key}")) for name in ("originals", "copies"))
        papers.append(DossierPaper(key=key, status=status, originals=originals, copies=copies))
    if not papers:
        return Refusal(code="NO_PAPER", template="Đánh dấu ít nhất một giấy tờ vừa nhận.", field="papers")
    return sent.do(commands.answer_supplement, papers)


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


SUPPLEMENTS: tuple[DeskAct, ...] = (
    DeskAct(
        slug="dung-qua-han-bo-sung",
        command=law.ExpireSupplement,
        run=plainly(commands.expire_supplement),
        prefix="qb-",
        button=gettext_lazy("Dừng vì quá hạn bổ sung"),
        done=gettext_lazy("Đã dừng hồ sơ vì quá thời hạn bổ sung."),
    ),
    DeskAct(
        slug="yeu-cau-bo-sung",
        command=law.RequestSupplement,
        run=_ask_supplement,
        fields=_supplement,
        prefix="bs-",
        button=pgettext_lazy("nút", "Yêu cầu bổ sung"),
        done=gettext_lazy("Đã yêu cầu bổ sung; thời hạn giải quyết tạm dừng nếu hồ sơ đã được tiếp nhận."),
    ),
    DeskAct(
        slug="nhan-bo-sung",
        command=law.AnswerSupplement,
        run=_answer_supplement,
        fields=_answer,
        prefix="nbs-",
        button=pgettext_lazy("nút", "Nhận giấy tờ bổ sung"),
        done=gettext_lazy("Đã nhận giấy tờ bổ sung."),
    ),
)
