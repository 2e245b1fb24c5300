"""The turns by which a dossier leaves the straight way: a paper lacks, money is owed, an opinion is asked, somebody gives up.

Each is played by the command and the person that owe it, once the case officer holds the dossier.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Protocol

from motcua.agencies.queries import actor_of, officers_of_unit, tree
from motcua.agencies.unit_kinds import UnitKind
from motcua.dossiers import commands
from motcua.dossiers.commands import Asked, Done, Lacking
from motcua.foundation.access import Actor
from motcua.law.dossier.reasons import Confirmation, WithdrawalCause
from motcua.law.dossier.state import DossierState
from motcua.law.dossier.values import DossierPaper, PaperStatus, PauseReason, Status
from motcua.law.refusal import Refusal
from motcua.law.roles import Role
from motcua.procedures.queries import get_version

AT_DESK = frozenset({Status.ASSIGNED, Status.APPRAISING})


class People(Protocol):
    """Who is there to act."""

    def somebody(self, unit: int, role: Role, at: datetime) -> Actor:
        """One officer of the unit with this post."""

    def door(self, agency: int, at: datetime) -> Actor:
        """Somebody at the counter of the agency."""


Turn = Callable[[People, int, DossierState, datetime], Done | Refusal]


def holder_of(state: DossierState, at: datetime) -> Actor:
    """The case officer who has the dossier. Raises LookupError when nobody has."""
    run = state.run
    if run is None or run.holder is None:
        raise LookupError(f"nobody holds dossier {state.code}")
    return actor_of(run.holder, at)


def approver_of(people: People, state: DossierState, at: datetime) -> Actor:
    """Who signs for the agency that decides."""
    step = next(step for step in state.plan if step.role is Role.APPROVER)
    return people.somebody(step.unit, Role.APPROVER, at)


def _askable(state: DossierState) -> str:
    """A required paper that no database holds, so that it may be asked for."""
    case = get_version(state.procedure_version).case(state.case_key)
    found = [r.key for r in case.requirements if not r.replaced_by_data and r.kind != "SHOW_ONLY"] if case else []
    return found[0] if found else ""


def supplement(people: People, no: int, state: DossierState, at: datetime) -> Done | Refusal:
    """A paper is not in order."""
    line = Lacking(key=_askable(state), missing="Thiếu chữ ký của người khai ở trang cuối.", remedy="Ký và ghi rõ họ tên rồi nộp lại.")
    return commands.request_supplement(holder_of(state, at), no, [line], "Giấy tờ chưa đủ điều kiện để giải quyết.", at=at)


def answered(people: People, no: int, state: DossierState, at: datetime) -> Done | Refusal:
    """The applicant brings it."""
    key = state.supplements[-1].requirements[0]
    paper = DossierPaper(key=key, status=PaperStatus.GIVEN, originals=1)
    return commands.answer_supplement(people.door(state.receiving_agency, at), no, [paper], at=at)


def owes_money(people: People, no: int, state: DossierState, at: datetime) -> Done | Refusal:
    """The tax notice is out; its time does not count."""
    notice = f"Thông báo nộp tiền số {no % 900 + 100}/TB-THUE"
    return commands.pause_clock(holder_of(state, at), no, PauseReason.FINANCIAL_OBLIGATION, notice, at=at)


def paid(people: People, no: int, state: DossierState, at: datetime) -> Done | Refusal:
    """The money is there."""
    return commands.resume_clock(holder_of(state, at), no, at=at)


def opinion(people: People, no: int, state: DossierState, at: datetime) -> Done | Refusal:
    """A department is asked; the clock runs on."""
    asked = next(agency for agency in tree().agencies.values() if agency.slug == "STP")
    question = "Đề nghị cho ý kiến về điều kiện giải quyết hồ sơ theo chức năng quản lý."
    return commands.ask_opinions(holder_of(state, at), no, [Asked(agency=asked.id, question=question)], at=at)


def opinion_given(people: People, no: int, state: DossierState, at: datetime) -> Done | Refusal:
    """The department answers."""
    waiting = state.opinions[-1]
    officer = officers_of_unit(waiting.unit, Role.CASE_OFFICER, at)[0]
    return commands.answer_opinion(actor_of(officer.id, at), no, waiting.no, "Thống nhất với đề xuất giải quyết.", at=at)


def withdrawn(people: People, no: int, state: DossierState, at: datetime) -> Done | Refusal:
    """The applicant has changed the mind and signs for it."""
    door = people.door(state.receiving_agency, at)
    reason, paper = "Người nộp chưa có nhu cầu giải quyết tiếp.", "Đơn xin rút hồ sơ có chữ ký của người nộp"
    return commands.withdraw(door, no, next(iter(WithdrawalCause)), reason, Confirmation.SIGNED_PAPER, paper, at=at)


def stopped(people: People, no: int, state: DossierState, at: datetime) -> Done | Refusal:
    """The agency stops, in writing."""
    reason = "Đối tượng của yêu cầu không còn; chưa có quyết định về kết quả giải quyết."
    return commands.stop(approver_of(people, state, at), no, reason, at=at)


def not_eligible(people: People, no: int, state: DossierState, at: datetime) -> Done | Refusal:
    """Refused on the merits, in writing."""
    reason = "Không đủ điều kiện theo quy định của thủ tục; lý do và căn cứ được ghi tại văn bản kèm theo."
    return commands.return_not_eligible(approver_of(people, state, at), no, reason, at=at)


# What happens first, and what follows after a while where something follows.
TURNS: dict[str, tuple[Turn, Turn | None]] = {
    "supplement": (supplement, answered),
    "payment": (owes_money, paid),
    "unpaid": (owes_money, None),
    "opinion": (opinion, opinion_given),
    "withdrawn": (withdrawn, None),
    "stopped": (stopped, None),
    "not_eligible": (not_eligible, None),
}
FIRST_TURNS = frozenset(first for first, _ in TURNS.values())


def centre_of(agency: int) -> int:
    """The one-stop unit of an agency."""
    return next(unit.id for unit in tree().units_of(agency) if unit.kind == UnitKind.SERVICE_CENTRE)
