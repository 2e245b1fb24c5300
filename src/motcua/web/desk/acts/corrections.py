"""Corrections: a wrong entry is asked to be mended by one officer and decided on by another. Both stay to be seen."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext, gettext_lazy, pgettext_lazy

from motcua.dossiers import commands
from motcua.dossiers.commands import Done
from motcua.dossiers.commands.corrections import readable
from motcua.dossiers.file_view import DossierFile, OpenedFile
from motcua.dossiers.history import ERASED, PAPER_WORDS
from motcua.law.applicant import Applicant, ApplicantKind
from motcua.law.dossier import commands as law
from motcua.law.dossier.decide.corrections import ENTRY_NAMES, PAPERS
from motcua.law.dossier.values import Correction, DossierPaper, PaperStatus
from motcua.law.refusal import Refusal
from motcua.web.design.fields import Choice
from motcua.web.desk.mended import entry_of
from motcua.web.desk.sent import DeskAct, Sent, by_number, chosen
from motcua.web.desk.shapes import FormField, reason
from motcua.web.opening import number_of

PERSONAL = {"personal_id", "birth_date", "sex"}
CORPORATE = {"tax_code", "representative"}
"""What only a person, what only an organisation has."""
ENTERED = (PaperStatus.GIVEN, PaperStatus.SHOWN)


def _ask(sent: Sent) -> Done | Refusal:
    return sent.do(commands.request_correction, sent.text("field"), sent.text("value"), sent.text("reason"))


def _ask_for_paper(sent: Sent) -> Done | Refusal:
    status = chosen(PaperStatus, sent, "status")
    if isinstance(status, Refusal):
        return status
    originals, copies = (number_of(sent.text(name)) for name in ("originals", "copies"))
    paper = DossierPaper(key=sent.text("paper"), status=status, originals=originals, copies=copies)
    return sent.do(commands.request_correction, PAPERS, paper, sent.text("reason"))


def _entry(opened: OpenedFile, _at: datetime) -> tuple[FormField, ...]:
    applicant = opened.file.applicant
    options = tuple(Choice(name, _stands(name, applicant)) for name in _entries(applicant)) if applicant else ()
    return (
        FormField(name="field", label=gettext("Mục ghi sai"), kind="select", options=options, placeholder=gettext("Chọn")),
        FormField(name="value", label=gettext("Nội dung đúng"), hint=gettext("Ngày viết ngày/tháng/năm. Để trống nếu phải bỏ mục này.")),
        *reason(gettext("Lý do đính chính")),
    )


def _entries(applicant: Applicant) -> list[str]:
    others = PERSONAL if applicant.kind is ApplicantKind.ORGANISATION else CORPORATE
    return [name for name in ENTRY_NAMES if name != PAPERS and name not in others]


def _stands(name: str, applicant: Applicant) -> str:
    return f"{gettext(ENTRY_NAMES[name])}: {readable(name, applicant) or '–'}"


def _paper(opened: OpenedFile, _at: datetime) -> tuple[FormField, ...]:
    papers = tuple(
        Choice(line.requirement.key, line.requirement.name, gettext(PAPER_WORDS[line.paper.status]) if line.paper else gettext("Chưa có"))
        for line in opened.file.papers
    )
    entered = tuple(Choice(status.value, gettext(PAPER_WORDS[status])) for status in ENTERED)
    return (
        FormField(name="paper", label=gettext("Giấy tờ ghi sai"), kind="radio", options=papers),
        FormField(name="status", label=gettext("Ghi đúng là"), kind="select", options=entered, placeholder=gettext("Chọn")),
        FormField(name="originals", label=gettext("Số bản chính"), kind="number", value="0", width="short"),
        FormField(name="copies", label=gettext("Số bản sao"), kind="number", value="0", width="short"),
        *reason(gettext("Lý do đính chính giấy tờ")),
    )


def _to_decide(opened: OpenedFile, _at: datetime) -> tuple[FormField, ...]:
    waiting = [one for one in opened.file.state.corrections if one.no in opened.to_decide]
    options = tuple(_choice(one, opened.file) for one in waiting)
    value = options[0].value if len(options) == 1 else ""
    return (FormField(name="no", label=gettext("Đề nghị đính chính"), kind="radio", value=value, options=options),)


def _choice(one: Correction, file: DossierFile) -> Choice:
    words = file.correction(one.words)
    if words is None:
        return Choice(str(one.no), entry_of(one, file), gettext(ERASED))
    return Choice(str(one.no), f"{entry_of(one, file)}: {words.before or '–'} → {words.after or '–'}", words.reason)


CORRECTIONS: tuple[DeskAct, ...] = (
    DeskAct(
        slug="duyet-dinh-chinh",
        command=law.ApproveCorrection,
        run=by_number(commands.approve_correction),
        fields=_to_decide,
        prefix="dd-",
        button=pgettext_lazy("nút", "Duyệt đính chính"),
        done=gettext_lazy("Đã duyệt đính chính. Nội dung cũ vẫn xem được trong hồ sơ."),
    ),
    DeskAct(
        slug="khong-duyet-dinh-chinh",
        command=law.RejectCorrection,
        run=by_number(commands.reject_correction, "reason"),
        fields=lambda opened, at: (*_to_decide(opened, at), *reason(gettext("Lý do không duyệt"))),
        prefix="kd-",
        button=pgettext_lazy("nút", "Không duyệt đính chính"),
        done=gettext_lazy("Đã ghi việc không duyệt đính chính kèm lý do."),
    ),
    DeskAct(
        slug="dinh-chinh",
        command=law.RequestCorrection,
        run=_ask,
        fields=_entry,
        prefix="dc-",
        button=gettext_lazy("Đề nghị đính chính thông tin người nộp"),
        done=gettext_lazy("Đã gửi đề nghị đính chính; người khác duyệt thì nội dung mới có hiệu lực."),
    ),
    DeskAct(
        slug="dinh-chinh-giay-to",
        command=law.RequestCorrection,
        run=_ask_for_paper,
        fields=_paper,
        prefix="dg-",
        places={"papers": "paper", "value": "status"},
        button=gettext_lazy("Đề nghị đính chính giấy tờ"),
        done=gettext_lazy("Đã gửi đề nghị đính chính giấy tờ; người khác duyệt thì có hiệu lực."),
    ),
)
