"""The acts besides the straight way: supplement, clock, opinions, other ends, lateness. Read here, decided in the law."""

from __future__ import annotations

from django.utils.translation import gettext_lazy, pgettext_lazy

from motcua.dossiers import commands
from motcua.dossiers.commands import Done, Lacking
from motcua.law.dossier import commands as law
from motcua.law.dossier.reasons import Confirmation, DataException, WithdrawalCause
from motcua.law.dossier.values import DossierPaper, PaperStatus, PauseReason
from motcua.law.refusal import Refusal
from motcua.web.desk.sent import DeskAct, Sent, chosen
from motcua.web.opening import number_of


def _ask_supplement(sent: Sent) -> Done | Refusal:
    keys = dict.fromkeys((*sent.told("tick"), *sent.told("exception")))
    return commands.request_supplement(
        sent.actor,
        sent.dossier_id,
        [_lacking(sent, key) for key in keys],
        sent.text("reason"),
        override_basis=sent.text("override_basis"),
        at=sent.at,
        seen=sent.seen,
        key=sent.key,
    )


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
    return commands.answer_supplement(sent.actor, sent.dossier_id, papers, at=sent.at, seen=sent.seen, key=sent.key)


def _withdraw(sent: Sent) -> Done | Refusal:
    cause = chosen(WithdrawalCause, sent, "cause")
    if isinstance(cause, Refusal):
        return cause
    named = sent.text("confirmation")
    confirmation = Confirmation(named) if named in set(Confirmation) else None
    reason, evidence = sent.text("reason"), sent.text("evidence")
    return commands.withdraw(sent.actor, sent.dossier_id, cause, reason, confirmation, evidence, at=sent.at, seen=sent.seen, key=sent.key)


def _stop(sent: Sent) -> Done | Refusal:
    return commands.stop(sent.actor, sent.dossier_id, sent.text("reason"), at=sent.at, seen=sent.seen, key=sent.key)


def _not_eligible(sent: Sent) -> Done | Refusal:
    return commands.return_not_eligible(sent.actor, sent.dossier_id, sent.text("reason"), at=sent.at, seen=sent.seen, key=sent.key)


def _pause(sent: Sent) -> Done | Refusal:
    reason = chosen(PauseReason, sent, "reason")
    if isinstance(reason, Refusal):
        return reason
    return commands.pause_clock(sent.actor, sent.dossier_id, reason, sent.text("evidence"), at=sent.at, seen=sent.seen, key=sent.key)


def _resume(sent: Sent) -> Done | Refusal:
    return commands.resume_clock(sent.actor, sent.dossier_id, at=sent.at, seen=sent.seen, key=sent.key)


def _extend(sent: Sent) -> Done | Refusal:
    days = number_of(sent.text("working_days"))
    return commands.extend_term(sent.actor, sent.dossier_id, days, sent.text("basis"), at=sent.at, seen=sent.seen, key=sent.key)


FURTHER: tuple[DeskAct, ...] = (
    DeskAct(
        slug="yeu-cau-bo-sung",
        command=law.RequestSupplement,
        run=_ask_supplement,
        prefix="bs-",
        button=pgettext_lazy("nút", "Yêu cầu bổ sung"),
        done=gettext_lazy("Đã yêu cầu bổ sung; thời hạn giải quyết tạm dừng nếu hồ sơ đã được tiếp nhận."),
    ),
    DeskAct(
        slug="nhan-bo-sung",
        command=law.AnswerSupplement,
        run=_answer_supplement,
        prefix="nbs-",
        button=pgettext_lazy("nút", "Nhận giấy tờ bổ sung"),
        done=gettext_lazy("Đã nhận giấy tờ bổ sung."),
    ),
    DeskAct(
        slug="rut-ho-so",
        command=law.Withdraw,
        run=_withdraw,
        prefix="rut-",
        places={"confirmed_by_applicant": "confirmation"},
        button=pgettext_lazy("nút", "Rút hồ sơ"),
        done=gettext_lazy("Đã ghi việc người nộp rút hồ sơ."),
    ),
    DeskAct(
        slug="dung-giai-quyet",
        command=law.Stop,
        run=_stop,
        prefix="dung-",
        button=pgettext_lazy("nút", "Dừng giải quyết"),
        done=gettext_lazy("Đã dừng giải quyết hồ sơ kèm lý do."),
    ),
    DeskAct(
        slug="khong-du-dieu-kien",
        command=law.ReturnNotEligible,
        run=_not_eligible,
        prefix="kdk-",
        button=pgettext_lazy("nút", "Trả lại, không đủ điều kiện"),
        done=gettext_lazy("Đã trả lại hồ sơ không đủ điều kiện kèm lý do."),
    ),
    DeskAct(
        slug="tam-dung",
        command=law.PauseClock,
        run=_pause,
        prefix="td-",
        button=gettext_lazy("Tạm dừng tính thời hạn"),
        done=gettext_lazy("Đã tạm dừng tính thời hạn."),
    ),
    DeskAct(
        slug="tinh-tiep",
        command=law.ResumeClock,
        run=_resume,
        prefix="tt-",
        button=pgettext_lazy("nút", "Tính tiếp thời hạn"),
        done=gettext_lazy("Thời hạn được tính tiếp; hạn trả lùi đúng bằng thời gian đã dừng."),
    ),
    DeskAct(
        slug="gia-han",
        command=law.Extend,
        run=_extend,
        prefix="gh-",
        button=pgettext_lazy("nút", "Gia hạn"),
        done=gettext_lazy("Đã gia hạn theo căn cứ đã ghi."),
    ),
)
