"""A small procedure and the acts of its people, for the tests of the dossier's law."""

from __future__ import annotations

from datetime import datetime, timedelta

from motcua.law.calendar import VN, national_calendar
from motcua.law.content import ContentRef
from motcua.law.dossier import commands as c
from motcua.law.dossier.decide import Context, decide
from motcua.law.dossier.evolve import evolve
from motcua.law.dossier.state import DossierState
from motcua.law.dossier.values import Channel, Conclusion, Delivery, DossierPaper, PaperStatus, PlannedStep
from motcua.law.procedure import ClockOnSupplement, ProcedureCase, Requirement, Step, Term, TermUnit
from motcua.law.refusal import Refusal
from motcua.law.roles import Role
from motcua.law.rulesets import ruleset_at

CALENDAR = national_calendar()
WARD, DEPARTMENT = 1, 2
CENTRE, OFFICE, LEADERS = 11, 12, 13
ROLES = (
    (Role.RECEPTION, CENTRE),
    (Role.UNIT_HEAD, OFFICE),
    (Role.CASE_OFFICER, OFFICE),
    (Role.UNIT_HEAD, OFFICE),
    (Role.APPROVER, LEADERS),
    (Role.CLERK, OFFICE),
)
NAMES = ("Tiếp nhận", "Phân công", "Thẩm tra", "Kiểm tra", "Ký duyệt", "Vào sổ")


FIVE_DAYS = Term(5, TermUnit.WORKING_DAYS)


def case_of(term: Term = FIVE_DAYS, clock: ClockOnSupplement = ClockOnSupplement.RESUME) -> ProcedureCase:
    return ProcedureCase(
        key="c1",
        name="Trường hợp chung",
        term=term,
        requirements=(
            Requirement(key="r1", name="Tờ khai", kind="EFORM", originals=1),
            Requirement(key="r2", name="Giấy chứng sinh", kind="ORIGINAL", originals=1),
            Requirement(key="r3", name="Văn bản ủy quyền", kind="ORIGINAL", required=False, reuse_result_of="KQ.G15.000031"),
        ),
        steps=tuple(
            Step(no=no, name=name, role=role, unit_kind=str(unit), minutes=240)
            for no, ((role, unit), name) in enumerate(zip(ROLES, NAMES, strict=True), 1)
        ),
        clock_on_supplement=clock,
    )


CASE = case_of()
PLAN = tuple(
    PlannedStep(no=no, name=name, role=role, agency=WARD, unit=unit, minutes=240)
    for no, ((role, unit), name) in enumerate(zip(ROLES, NAMES, strict=True), 1)
)
GIVEN = tuple(DossierPaper(key=key, status=PaperStatus.GIVEN, originals=1) for key in ("r1", "r2"))


def ref(no: int = 1) -> ContentRef:
    return ContentRef(no, f"{no:064x}")


def vn(text: str) -> datetime:
    """An instant from Vietnam's wall clock: "2026-03-02 09:00"."""
    return datetime.fromisoformat(text).replace(tzinfo=VN)


def context(at: datetime, by: str = "officer:1", case: ProcedureCase = CASE) -> Context:
    return Context(at=at, by=by, case=case, calendar=CALENDAR, rules=ruleset_at(at.astimezone(VN).date()))


SUBMIT = c.Submit(
    procedure_version=7,
    case_key="c1",
    channel=Channel.DIRECT,
    receiving_agency=WARD,
    competent_agency=WARD,
    applicant=ref(),
    papers=GIVEN,
)
RECEIVE = c.Receive(code="H42.101-260302-0001", register_book="01/2026", register_no=1, officer=1, plan=PLAN)


class Life:
    """One dossier and the clock beside it: each act happens `minutes` after the one before, unless told when."""

    def __init__(self, start: str = "2026-03-02 09:00", case: ProcedureCase = CASE) -> None:
        self.at = vn(start)
        self.case = case
        self.state: DossierState | None = None
        self.history: list[tuple[object, datetime, str]] = []

    def attempt(self, command: c.Command, by: str = "officer:1", at: str = "") -> Refusal | None:
        self.at = vn(at) if at else self.at + timedelta(minutes=1)
        decision = decide(self.state, command, context(self.at, by, self.case))
        if isinstance(decision, Refusal):
            return decision
        for event in decision:
            self.state = evolve(self.state, event, self.at, by)
            self.history.append((event, self.at, by))
        return None

    def do(self, command: c.Command, by: str = "officer:1", at: str = "") -> Life:
        refusal = self.attempt(command, by, at)
        assert refusal is None, refusal and refusal.message
        return self

    @property
    def now(self) -> DossierState:
        assert self.state is not None
        return self.state


def received(start: str = "2026-03-02 09:00", case: ProcedureCase = CASE) -> Life:
    life = Life(start, case)
    life.do(SUBMIT, at=start)
    return life.do(RECEIVE, at=start)


def assigned(start: str = "2026-03-02 09:00", case: ProcedureCase = CASE) -> Life:
    return received(start, case).do(c.Forward()).do(c.Assign(holder=3), by="officer:2")


def examined(start: str = "2026-03-02 09:00", conclusion: Conclusion = Conclusion.ELIGIBLE) -> Life:
    return assigned(start).do(c.RecordExamination(conclusion=conclusion, note=ref(2)), by="officer:3")


def for_signature(start: str = "2026-03-02 09:00") -> Life:
    life = examined(start).do(c.Forward(draft=ref(3)), by="officer:3")
    return life.do(c.SubmitForApproval(), by="officer:2")


def completed(start: str = "2026-03-02 09:00", at: str = "") -> Life:
    life = for_signature(start).do(c.Approve(), by="officer:4").do(c.Issue(number="1/2026"), by="officer:5")
    return life.do(c.Complete(), by="officer:5", at=at)


def handed_over() -> Life:
    return completed().do(c.HandOver(receiver=ref(9), method=Delivery.COUNTER))
