"""The words of a scenario as commands: `{"do": "apologise", "appointment_at": …}` becomes what the law decides on."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from motcua.law.content import ContentRef
from motcua.law.dossier import commands as c
from motcua.law.dossier.reasons import HeadConclusion, LateCause
from motcua.law.dossier.values import Conclusion, Delivery, DossierPaper, PaperStatus, PauseReason
from motcua.law.play.scenario import Act, ScenarioError, instant

REF = ContentRef(0, "0" * 64)
PAPER = DossierPaper(key="r1", status=PaperStatus.GIVEN, originals=1)

# Other words people use for the same act.
SAME = {
    "supplement": "request_supplement",
    "supplement_received": "answer_supplement",
    "receive_supplement": "answer_supplement",
    "complete_supplement": "answer_supplement",
    "consult": "ask_opinion",
    "opinion": "answer_opinion",
    "finish": "complete",
    "sign_result": "approve",
    "number": "issue",
    "refuse": "return_not_eligible",
    "return": "return_not_eligible",
    "reject": "refuse_at_door",
    "apologize": "apologise",
    "conclude": "conclude_explanation",
    "expire": "expire_supplement",
}


def command_of(act: Act, agencies: Callable[[str], int]) -> c.Command | str:
    """The command of one written act; the words "submit" and "receive" as they are, since the player makes those itself."""
    word = SAME.get(act.do, act.do)
    if word in ("submit", "receive"):
        return word
    make = _MAKERS.get(word)
    if make is None:
        known = ", ".join(sorted({"submit", "receive", *_MAKERS}))
        raise ScenarioError(f"{act.path}.do", "không có việc “{do}”; các việc: {known}.", do=act.do, known=known)
    return make(act, agencies)


def _when(act: Act, *names: str) -> datetime:
    for name in names:
        if act.words.get(name):
            return instant(act.words[name], f"{act.path}.{name}")
    raise ScenarioError(f"{act.path}.{names[0]}", "thiếu thời điểm này.")


def _one(kind: Any, act: Act, name: str, usual: str) -> Any:
    value = act.words.get(name, usual)
    try:
        return kind(value)
    except ValueError as error:
        raise ScenarioError(f"{act.path}.{name}", "“{value}” không có trong: {known}.", value=value, known=", ".join(kind)) from error


def _whole(act: Act, usual: int, *names: str) -> int:
    for name in names:
        if name in act.words:
            value = act.words[name]
            if isinstance(value, bool) or not isinstance(value, int):
                raise ScenarioError(f"{act.path}.{name}", "“{value}” không phải số nguyên.", value=value)
            return value
    return usual


def _supplement(act: Act, _: Callable[[str], int]) -> c.Command:
    basis = act.words.get("override_basis") or act.words.get("basis") or ""
    return c.RequestSupplement(requirements=("r1",), request=REF, override_basis=str(basis))


def _pause(act: Act, _: Callable[[str], int]) -> c.Command:
    evidence = act.words.get("evidence", "Văn bản kèm theo")
    return c.PauseClock(reason=_one(PauseReason, act, "reason", "FINANCIAL_OBLIGATION"), evidence=str(evidence))


def _opinion(act: Act, agencies: Callable[[str], int]) -> c.Command:
    return c.AskOpinion(agency=agencies(str(act.words.get("agency", "P"))), question=REF, due_at=_when(act, "due_at", "deadline"))


def _apology(act: Act, agencies: Callable[[str], int]) -> c.Command:
    chosen = _when(act, "appointment_at", "new_appointment_at", "new_due_at")
    return c.Apologise(agency=agencies(str(act.words.get("agency", "A"))), reason=REF, appointment_at=chosen)


def _examination(act: Act, _: Callable[[str], int]) -> c.Command:
    return c.RecordExamination(conclusion=_one(Conclusion, act, "conclusion", "ELIGIBLE"), note=REF, step=_whole(act, 0, "step"))


def _forward(act: Act, _: Callable[[str], int]) -> c.Command:
    return c.Forward(holder=3, step=_whole(act, 0, "step"), outcome=str(act.words.get("outcome", "")))


def _conclusion(act: Act, _: Callable[[str], int]) -> c.Command:
    conclusion = _one(HeadConclusion, act, "conclusion", "ACCEPTED")
    return c.ConcludeExplanation(no=_whole(act, 1, "no"), conclusion=conclusion, remark=REF)


def _extension(act: Act, _: Callable[[str], int]) -> c.Command:
    return c.Extend(working_days=_whole(act, 1, "working_days", "amount"), basis=str(act.words.get("basis", "")))


_MAKERS: dict[str, Callable[[Act, Callable[[str], int]], c.Command]] = {
    "refuse_at_door": lambda *_: c.RefuseAtDoor(reason=REF),
    "forward": _forward,
    "assign": lambda act, _: c.Assign(holder=3, step=_whole(act, 0, "step")),
    "record_examination": _examination,
    "submit_for_approval": lambda *_: c.SubmitForApproval(draft=REF),
    "return_for_rework": lambda *_: c.ReturnForRework(reason=REF),
    "approve": lambda *_: c.Approve(),
    "issue": lambda act, _: c.Issue(number=str(act.words.get("number", "1"))),
    "complete": lambda *_: c.Complete(),
    "hand_over": lambda act, _: c.HandOver(receiver=REF, method=_one(Delivery, act, "method", "COUNTER")),
    "request_supplement": _supplement,
    "answer_supplement": lambda *_: c.AnswerSupplement(papers=(PAPER,)),
    "expire_supplement": lambda *_: c.ExpireSupplement(reason=REF),
    "pause": _pause,
    "resume": lambda *_: c.ResumeClock(),
    "ask_opinion": _opinion,
    "answer_opinion": lambda act, _: c.AnswerOpinion(no=_whole(act, 1, "no"), answer=REF),
    "extend": _extension,
    "withdraw": lambda act, _: c.Withdraw(reason=REF, confirmed_by_applicant=bool(act.words.get("confirmed", True))),
    "stop": lambda *_: c.Stop(reason=REF),
    "return_not_eligible": lambda *_: c.ReturnNotEligible(reason=REF),
    "reopen": lambda *_: c.Reopen(reason=REF),
    "apologise": _apology,
    "record_apology_delivery": lambda act, _: c.RecordApologyDelivery(channel=str(act.words.get("channel", "SMS"))),
    "explain": lambda act, _: c.Explain(cause=_one(LateCause, act, "cause", "WORKLOAD"), words=REF),
    "conclude_explanation": _conclusion,
}
