"""The straight way: received or refused, given out, examined, drafted, signed, numbered, ended, handed over."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext, gettext_lazy, pgettext_lazy

from motcua.dossiers import commands
from motcua.dossiers.commands import Done
from motcua.dossiers.file_view import OpenedFile
from motcua.dossiers.loads import list_loads
from motcua.law.dossier import commands as law
from motcua.law.dossier.refusals import refuse
from motcua.law.dossier.values import Conclusion, Delivery
from motcua.law.refusal import Refusal
from motcua.law.roles import Role
from motcua.web.design.fields import Choice
from motcua.web.desk.branches import branch_fields, outcome_fields, run_shown, ways_on
from motcua.web.desk.holders import holder_choice
from motcua.web.desk.sent import DeskAct, Sent, chosen, in_words, plainly
from motcua.web.desk.shapes import FormField, reason
from motcua.web.opening import number_of

CONCLUSIONS = {
    Conclusion.ELIGIBLE: gettext_lazy("Đủ điều kiện"),
    Conclusion.NOT_ELIGIBLE: gettext_lazy("Không đủ điều kiện"),
}
METHODS = {
    Delivery.COUNTER: gettext_lazy("Tại Bộ phận Một cửa"),
    Delivery.POST: gettext_lazy("Qua bưu chính công ích"),
    Delivery.ONLINE: gettext_lazy("Bản điện tử"),
}


def _step(sent: Sent) -> int:
    """The branch that is meant, 0 where the form had nothing to choose."""
    return number_of(sent.text("step"))


def _assign(sent: Sent) -> Done | Refusal:
    holder = number_of(sent.text("holder"))
    return sent.do(commands.assign, holder, step=_step(sent)) if holder else refuse("MUST_BE_ASSIGNED", field="holder")


def _examine(sent: Sent) -> Done | Refusal:
    conclusion = chosen(Conclusion, sent, "conclusion")
    if isinstance(conclusion, Refusal):
        return conclusion
    return sent.do(commands.record_examination, conclusion, sent.text("note"), step=_step(sent))


def _hand_over(sent: Sent) -> Done | Refusal:
    method = chosen(Delivery, sent, "method")
    return method if isinstance(method, Refusal) else sent.do(commands.hand_over, sent.text("receiver"), method)


def _holders(opened: OpenedFile, at: datetime) -> tuple[FormField, ...]:
    run = run_shown(opened)
    step = opened.file.state.planned(run.no) if run else None
    if step is not None and step.role is not Role.CASE_OFFICER:
        step = next(iter(ways_on(opened)), None)
    loads = list_loads(step.unit, Role.CASE_OFFICER, at) if step else []
    options = tuple(holder_choice(load) for load in loads)
    hint = gettext("Số hồ sơ đang giữ ghi bên cạnh tên.")
    label, choose = gettext("Cán bộ thụ lý"), gettext("Chọn")
    holder = FormField(name="holder", label=label, kind="select", hint=hint, options=options, placeholder=choose, key="1")
    return (*branch_fields(opened), holder)


def _conclusion(opened: OpenedFile, _at: datetime) -> tuple[FormField, ...]:
    options = tuple(Choice(conclusion.value, str(words)) for conclusion, words in CONCLUSIONS.items())
    hint = gettext("Đã kiểm tra gì, thấy gì.")
    return (
        *branch_fields(opened),
        FormField(name="conclusion", label=gettext("Kết luận"), kind="radio", options=options),
        FormField(name="note", label=gettext("Nội dung thẩm tra"), kind="textarea", hint=hint, rows=3, key="1"),
    )


def _draft(opened: OpenedFile, _at: datetime) -> tuple[FormField, ...]:
    result = opened.file.state.result
    written = opened.file.words(result.draft) if result else ""
    hint = gettext("Người ký đọc đúng những lời này.")
    return (FormField(name="draft", label=gettext("Dự thảo kết quả"), kind="textarea", value=written, hint=hint, rows=5, key="1"),)


def _number(_opened: OpenedFile, _at: datetime) -> tuple[FormField, ...]:
    hint = gettext("Để trống thì lấy số tiếp theo của sổ năm nay.")
    return (FormField(name="number", label=gettext("Số văn bản"), hint=hint, width="medium", is_optional=True, key="1"),)


def _receiver(opened: OpenedFile, _at: datetime) -> tuple[FormField, ...]:
    file = opened.file
    person = file.submitter or file.applicant
    options = tuple(Choice(method.value, str(words)) for method, words in METHODS.items())
    return (
        FormField(name="receiver", label=gettext("Người nhận kết quả"), value=person.full_name if person else "", key="1"),
        FormField(name="method", label=gettext("Cách trả"), kind="radio", value=file.state.delivery.value, options=options),
    )


TAKE = DeskAct(
    slug="nhan-viec",
    command=law.Assign,
    run=lambda sent: sent.do(commands.take, step=_step(sent)),
    fields=lambda opened, _at: branch_fields(opened),
    button=gettext_lazy("Nhận việc"),
    done=gettext_lazy("Đã nhận việc thụ lý hồ sơ."),
)
STRAIGHT: tuple[DeskAct, ...] = (
    DeskAct(
        slug="tiep-nhan",
        command=law.Receive,
        run=plainly(commands.receive),
        button=gettext_lazy("Tiếp nhận hồ sơ"),
        done=gettext_lazy("Đã tiếp nhận hồ sơ và cấp mã."),
    ),
    DeskAct(
        slug="tu-choi",
        command=law.RefuseAtDoor,
        run=in_words(commands.refuse_at_door, "reason"),
        fields=lambda _opened, _at: reason(gettext("Lý do từ chối")),
        button=pgettext_lazy("nút", "Từ chối tiếp nhận"),
        done=gettext_lazy("Đã từ chối tiếp nhận. Lý do đã được ghi."),
    ),
    DeskAct(
        slug="phan-cong",
        command=law.Assign,
        run=_assign,
        fields=_holders,
        button=gettext_lazy("Phân công"),
        done=gettext_lazy("Đã phân công hồ sơ."),
    ),
    DeskAct(
        slug="chuyen-buoc",
        command=law.Forward,
        run=lambda sent: sent.do(commands.forward, step=_step(sent), outcome=sent.text("outcome")),
        fields=lambda opened, _at: (*branch_fields(opened), *outcome_fields(opened)),
        button=gettext_lazy("Chuyển bước"),
        done=gettext_lazy("Đã chuyển hồ sơ sang bước tiếp theo."),
    ),
    DeskAct(
        slug="tham-tra",
        command=law.RecordExamination,
        run=_examine,
        fields=_conclusion,
        button=gettext_lazy("Ghi kết quả thẩm tra"),
        done=gettext_lazy("Đã ghi kết quả thẩm tra."),
    ),
    DeskAct(
        slug="trinh-ky",
        command=law.SubmitForApproval,
        run=in_words(commands.submit_for_approval, "draft"),
        fields=_draft,
        button=gettext_lazy("Trình ký"),
        done=gettext_lazy("Đã trình ký."),
    ),
    DeskAct(
        slug="ky-duyet",
        command=law.Approve,
        run=plainly(commands.approve),
        button=pgettext_lazy("nút", "Ký duyệt"),
        done=gettext_lazy("Đã ký duyệt kết quả."),
    ),
    DeskAct(
        slug="tra-lai",
        command=law.ReturnForRework,
        run=in_words(commands.return_for_rework, "reason"),
        fields=lambda _opened, _at: reason(gettext("Lý do trả lại")),
        button=pgettext_lazy("nút", "Trả lại để làm lại"),
        done=gettext_lazy("Đã trả lại kèm lý do."),
    ),
    DeskAct(
        slug="vao-so",
        command=law.Issue,
        run=in_words(commands.issue, "number"),
        fields=_number,
        button=gettext_lazy("Vào sổ, đóng dấu"),
        done=gettext_lazy("Đã vào sổ và đóng dấu kết quả."),
    ),
    DeskAct(
        slug="ket-thuc",
        command=law.Complete,
        run=plainly(commands.complete),
        button=gettext_lazy("Chuyển kết quả về Bộ phận Một cửa"),
        done=gettext_lazy("Đã kết thúc xử lý; kết quả đã về Bộ phận Một cửa."),
    ),
    DeskAct(
        slug="tra-ket-qua",
        command=law.HandOver,
        run=_hand_over,
        fields=_receiver,
        button=gettext_lazy("Trả kết quả"),
        done=gettext_lazy("Đã trả kết quả."),
    ),
)
