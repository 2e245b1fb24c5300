"""The acts of the desk: each by its own address, with the command that does it and how it reads what was typed."""

from __future__ import annotations

from django.utils.translation import gettext_lazy, pgettext_lazy

from motcua.dossiers import commands
from motcua.dossiers.commands import Done
from motcua.law.dossier import commands as law
from motcua.law.dossier.refusals import refuse
from motcua.law.dossier.values import Conclusion, Delivery
from motcua.law.refusal import Refusal
from motcua.web.desk.archive import ARCHIVE_ACTS
from motcua.web.desk.further import FURTHER
from motcua.web.desk.lateness import LATE_ACTS
from motcua.web.desk.opinions import OPINION_ACTS
from motcua.web.desk.sent import DeskAct, Sent, chosen
from motcua.web.opening import number_of


def _receive(sent: Sent) -> Done | Refusal:
    return commands.receive(sent.actor, sent.dossier_id, at=sent.at, seen=sent.seen, key=sent.key)


def _refuse(sent: Sent) -> Done | Refusal:
    return commands.refuse_at_door(sent.actor, sent.dossier_id, sent.text("reason"), at=sent.at, seen=sent.seen, key=sent.key)


def _take(sent: Sent) -> Done | Refusal:
    return commands.take(sent.actor, sent.dossier_id, step=_step(sent), at=sent.at, seen=sent.seen, key=sent.key)


def _step(sent: Sent) -> int:
    """The branch that is meant, 0 where the form had nothing to choose."""
    return number_of(sent.text("step"))


def _assign(sent: Sent) -> Done | Refusal:
    holder = number_of(sent.text("holder"))
    if not holder:
        return refuse("MUST_BE_ASSIGNED", field="holder")
    return commands.assign(sent.actor, sent.dossier_id, holder, step=_step(sent), at=sent.at, seen=sent.seen, key=sent.key)


def _forward(sent: Sent) -> Done | Refusal:
    outcome = sent.text("outcome")
    return commands.forward(sent.actor, sent.dossier_id, step=_step(sent), outcome=outcome, at=sent.at, seen=sent.seen, key=sent.key)


def _examine(sent: Sent) -> Done | Refusal:
    conclusion = chosen(Conclusion, sent, "conclusion")
    if isinstance(conclusion, Refusal):
        return conclusion
    note, step = sent.text("note"), _step(sent)
    return commands.record_examination(sent.actor, sent.dossier_id, conclusion, note, step=step, at=sent.at, seen=sent.seen, key=sent.key)


def _submit(sent: Sent) -> Done | Refusal:
    return commands.submit_for_approval(sent.actor, sent.dossier_id, sent.text("draft"), at=sent.at, seen=sent.seen, key=sent.key)


def _approve(sent: Sent) -> Done | Refusal:
    return commands.approve(sent.actor, sent.dossier_id, at=sent.at, seen=sent.seen, key=sent.key)


def _return(sent: Sent) -> Done | Refusal:
    return commands.return_for_rework(sent.actor, sent.dossier_id, sent.text("reason"), at=sent.at, seen=sent.seen, key=sent.key)


def _issue(sent: Sent) -> Done | Refusal:
    return commands.issue(sent.actor, sent.dossier_id, sent.text("number"), at=sent.at, seen=sent.seen, key=sent.key)


def _complete(sent: Sent) -> Done | Refusal:
    return commands.complete(sent.actor, sent.dossier_id, at=sent.at, seen=sent.seen, key=sent.key)


def _hand_over(sent: Sent) -> Done | Refusal:
    method = chosen(Delivery, sent, "method")
    if isinstance(method, Refusal):
        return method
    return commands.hand_over(sent.actor, sent.dossier_id, sent.text("receiver"), method, at=sent.at, seen=sent.seen, key=sent.key)


TAKE = DeskAct(
    slug="nhan-viec", command=law.Assign, run=_take, button=gettext_lazy("Nhận việc"), done=gettext_lazy("Đã nhận việc thụ lý hồ sơ.")
)
ACTS: tuple[DeskAct, ...] = (
    DeskAct(
        slug="tiep-nhan",
        command=law.Receive,
        run=_receive,
        button=gettext_lazy("Tiếp nhận hồ sơ"),
        done=gettext_lazy("Đã tiếp nhận hồ sơ và cấp mã."),
    ),
    DeskAct(
        slug="tu-choi",
        command=law.RefuseAtDoor,
        run=_refuse,
        button=pgettext_lazy("nút", "Từ chối tiếp nhận"),
        done=gettext_lazy("Đã từ chối tiếp nhận. Lý do đã được ghi."),
    ),
    DeskAct(
        slug="phan-cong",
        command=law.Assign,
        run=_assign,
        button=gettext_lazy("Phân công"),
        done=gettext_lazy("Đã phân công hồ sơ."),
    ),
    DeskAct(
        slug="chuyen-buoc",
        command=law.Forward,
        run=_forward,
        button=gettext_lazy("Chuyển bước"),
        done=gettext_lazy("Đã chuyển hồ sơ sang bước tiếp theo."),
    ),
    DeskAct(
        slug="tham-tra",
        command=law.RecordExamination,
        run=_examine,
        button=gettext_lazy("Ghi kết quả thẩm tra"),
        done=gettext_lazy("Đã ghi kết quả thẩm tra."),
    ),
    DeskAct(
        slug="trinh-ky", command=law.SubmitForApproval, run=_submit, button=gettext_lazy("Trình ký"), done=gettext_lazy("Đã trình ký.")
    ),
    DeskAct(
        slug="ky-duyet",
        command=law.Approve,
        run=_approve,
        button=pgettext_lazy("nút", "Ký duyệt"),
        done=gettext_lazy("Đã ký duyệt kết quả."),
    ),
    DeskAct(
        slug="tra-lai",
        command=law.ReturnForRework,
        run=_return,
        button=pgettext_lazy("nút", "Trả lại để làm lại"),
        done=gettext_lazy("Đã trả lại kèm lý do."),
    ),
    DeskAct(
        slug="vao-so",
        command=law.Issue,
        run=_issue,
        button=gettext_lazy("Vào sổ, đóng dấu"),
        done=gettext_lazy("Đã vào sổ và đóng dấu kết quả."),
    ),
    DeskAct(
        slug="ket-thuc",
        command=law.Complete,
        run=_complete,
        button=gettext_lazy("Chuyển kết quả về Bộ phận Một cửa"),
        done=gettext_lazy("Đã kết thúc xử lý; kết quả đã về Bộ phận Một cửa."),
    ),
    DeskAct(
        slug="tra-ket-qua",
        command=law.HandOver,
        run=_hand_over,
        button=gettext_lazy("Trả kết quả"),
        done=gettext_lazy("Đã trả kết quả."),
    ),
    TAKE,
    *ARCHIVE_ACTS,
    *FURTHER,
    *OPINION_ACTS,
    *LATE_ACTS,
)
BY_SLUG: dict[str, DeskAct] = {act.slug: act for act in ACTS}
BY_COMMAND: dict[type[law.Command], DeskAct] = {act.command: act for act in ACTS if act is not TAKE}
