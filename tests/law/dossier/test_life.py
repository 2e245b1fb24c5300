"""The dossier's straight way, and every door on it that does not open."""

from __future__ import annotations

import pytest

from motcua.law.deadline import Verdict, classify
from motcua.law.dossier import commands as c
from motcua.law.dossier.acts import next_acts
from motcua.law.dossier.values import (
    NATIONAL_CODES,
    STATUS_NAMES,
    Conclusion,
    Delivery,
    DossierPaper,
    PaperStatus,
    PauseReason,
    Status,
)
from motcua.law.procedure import ClockOnSupplement, Term, TermUnit
from motcua.law.refusal import Refusal
from motcua.law.rulesets import ruleset_at
from tests.law.dossier.life import (
    CALENDAR,
    GIVEN,
    RECEIVE,
    SUBMIT,
    Life,
    assigned,
    case_of,
    completed,
    examined,
    for_signature,
    handed_over,
    received,
    ref,
    vn,
)


def code_of(refusal: Refusal | None) -> str:
    assert refusal is not None, "nothing was refused"
    assert refusal.message
    assert "{" not in refusal.message
    return refusal.code


def test_a_dossier_walks_from_the_door_to_the_result() -> None:
    life = handed_over()
    assert life.now.status is Status.RESULT_RETURNED
    assert [run.no for run in life.now.runs] == [1, 2, 3, 4, 5, 6]
    assert all(run.left_at for run in life.now.runs)
    assert life.now.seq == len(life.history)


def test_reception_fixes_the_due_date_from_the_term() -> None:
    life = received("2026-03-02 09:00")
    assert life.now.original_due_at == vn("2026-03-09 17:00")
    assert life.now.legal_due_at == life.now.appointment_at == life.now.original_due_at


def test_a_missing_required_paper_is_refused_with_each_paper_named() -> None:
    life = Life()
    life.do(c.Submit(**{f: getattr(SUBMIT, f) for f in SUBMIT.__struct_fields__} | {"papers": ()}))
    refusal = life.attempt(RECEIVE)
    assert code_of(refusal) == "PAPERS_MISSING"
    assert refusal is not None
    assert [part.field for part in refusal.details] == ["paper:r1", "paper:r2"]
    assert "Giấy chứng sinh" in refusal.details[1].message


def test_a_paper_outside_the_published_list_is_refused() -> None:
    papers = (*GIVEN, DossierPaper(key="extra", status=PaperStatus.GIVEN))
    refusal = Life().attempt(c.Submit(**{f: getattr(SUBMIT, f) for f in SUBMIT.__struct_fields__} | {"papers": papers}))
    assert code_of(refusal) == "PAPER_NOT_PUBLISHED"


def test_the_second_reception_is_refused() -> None:
    assert code_of(received().attempt(RECEIVE)) == "NOT_IN_THIS_STATE"


def test_a_process_longer_than_the_legal_time_is_refused_at_the_door() -> None:
    life = Life(case=case_of(Term(2, TermUnit.WORKING_DAYS)))
    life.do(SUBMIT)
    assert code_of(life.attempt(RECEIVE)) == "PROCESS_TOO_LONG"


def test_time_does_not_run_backwards_in_a_dossier() -> None:
    assert code_of(received("2026-03-02 09:00").attempt(c.Forward(), at="2026-03-02 08:59")) == "TIME_RUNS_BACKWARDS"


def test_refusal_at_the_door_is_no_solved_dossier() -> None:
    life = Life()
    life.do(SUBMIT).do(c.RefuseAtDoor(reason=ref(2)))
    assert life.now.status is Status.REJECTED
    assert life.now.processing_ended_at is None
    assert life.now.received_at is None


def test_the_head_assigns_and_the_case_officer_holds() -> None:
    life = assigned()
    assert life.now.status is Status.ASSIGNED
    assert life.now.run is not None
    assert (life.now.run.no, life.now.run.holder) == (3, 3)


def test_forwarding_past_the_assignment_without_a_person_is_refused() -> None:
    assert code_of(received().do(c.Forward()).attempt(c.Forward())) == "MUST_BE_ASSIGNED"


def test_submitting_for_approval_needs_examination_and_draft() -> None:
    life = assigned()
    life.do(c.Forward(), by="officer:3")
    assert code_of(life.attempt(c.SubmitForApproval(), by="officer:2")) == "NOT_EXAMINED"
    life.do(c.RecordExamination(conclusion=Conclusion.ELIGIBLE, note=ref(2)), by="officer:2")
    assert code_of(life.attempt(c.SubmitForApproval(), by="officer:2")) == "NO_DRAFT"
    life.do(c.SubmitForApproval(draft=ref(3)), by="officer:2")
    assert life.now.status is Status.SUBMITTED_FOR_SIGNATURE


def test_a_dossier_found_not_eligible_is_not_submitted_for_approval() -> None:
    life = examined(conclusion=Conclusion.NOT_ELIGIBLE).do(c.Forward(draft=ref(3)), by="officer:3")
    assert code_of(life.attempt(c.SubmitForApproval(), by="officer:2")) == "NOT_ELIGIBLE"


def test_nobody_approves_the_own_draft() -> None:
    assert code_of(for_signature().attempt(c.Approve(), by="officer:3")) == "OWN_DRAFT"


def test_the_approver_gives_the_draft_back_to_the_case_officer() -> None:
    life = for_signature().do(c.ReturnForRework(reason=ref(4)), by="officer:4")
    assert life.now.run is not None
    assert (life.now.run.no, life.now.run.holder, life.now.status) == (3, 3, Status.APPRAISING)


def test_a_result_without_number_is_not_issued() -> None:
    life = for_signature().do(c.Approve(), by="officer:4")
    assert code_of(life.attempt(c.Issue(number="  "))) == "NUMBER_MISSING"
    assert code_of(life.attempt(c.Complete())) == "NOT_IN_THIS_STATE"


def test_completion_before_the_last_step_is_refused() -> None:
    assert code_of(examined().attempt(c.Complete(), by="officer:3")) == "STEPS_LEFT"


def test_collecting_late_makes_nobody_late() -> None:
    life = completed(at="2026-03-05 15:00").do(c.HandOver(receiver=ref(9), method=Delivery.COUNTER), at="2026-03-20 10:00")
    state, now = life.now, life.at
    assert state.legal_due_at is not None
    verdict = classify(state.processing_ended_at, state.legal_due_at, now, CALENDAR, ruleset_at(vn("2026-03-02 09:00").date()))
    assert verdict is Verdict.EARLY


@pytest.mark.parametrize(
    ("clock", "due"),
    [(ClockOnSupplement.RESUME, "2026-03-16 17:00"), (ClockOnSupplement.RESTART, "2026-03-18 17:00")],
)
def test_a_supplement_resumes_or_restarts_the_clock_as_the_procedure_says(clock: ClockOnSupplement, due: str) -> None:
    life = assigned(case=case_of(clock=clock))
    life.do(c.RequestSupplement(requirements=("r2",), request=ref(5)), by="officer:3", at="2026-03-04 09:00")
    assert life.now.status is Status.SUPPLEMENT_REQUESTED
    life.do(c.AnswerSupplement(papers=(GIVEN[1],)), at="2026-03-11 09:00")
    assert life.now.legal_due_at == vn(due)
    assert life.now.original_due_at == vn("2026-03-09 17:00")


def test_a_second_supplement_after_reception_is_refused_without_a_basis() -> None:
    life = assigned().do(c.RequestSupplement(requirements=("r2",), request=ref(5)), by="officer:3")
    life.do(c.AnswerSupplement(papers=(GIVEN[1],)))
    again = c.RequestSupplement(requirements=("r1",), request=ref(6))
    assert code_of(life.attempt(again, by="officer:3")) == "SUPPLEMENT_TWICE"
    with_basis = c.RequestSupplement(requirements=("r1",), request=ref(6), override_basis="Khoản 2 Điều 7")
    life.do(with_basis, by="officer:3").do(c.AnswerSupplement(papers=(GIVEN[0],)))
    assert code_of(life.attempt(with_basis, by="officer:3")) == "SUPPLEMENT_CEILING"


def test_a_supplement_asks_only_for_published_papers() -> None:
    refusal = assigned().attempt(c.RequestSupplement(requirements=("r9",), request=ref(5)), by="officer:3")
    assert code_of(refusal) == "PAPER_NOT_PUBLISHED"


def test_a_pause_gives_back_exactly_the_working_time_it_took() -> None:
    life = assigned().do(
        c.PauseClock(reason=PauseReason.FINANCIAL_OBLIGATION, evidence="Thông báo thuế 12/TB"), by="officer:3", at="2026-03-04 09:00"
    )
    assert life.now.status is Status.AWAITING_PAYMENT
    assert code_of(life.attempt(c.PauseClock(reason=PauseReason.FORCE_MAJEURE, evidence="x"))) == "NOT_IN_THIS_STATE"
    life.do(c.ResumeClock(), by="officer:3", at="2026-03-06 09:00")
    assert life.now.legal_due_at == vn("2026-03-11 17:00")


def test_nothing_else_happens_while_the_clock_stands_still() -> None:
    life = assigned().do(c.PauseClock(reason=PauseReason.FORCE_MAJEURE, evidence="Công điện 05"), by="officer:3")
    assert code_of(life.attempt(c.Forward())) == "CLOCK_PAUSED"


def test_waiting_for_an_opinion_stops_no_clock() -> None:
    life = assigned().do(c.AskOpinion(agency=2, question=ref(6), due_at=vn("2026-03-05 17:00")), by="officer:3")
    assert life.now.status is Status.CONSULTING
    assert life.now.pause is None
    life.do(c.AnswerOpinion(no=1, answer=ref(7)), at="2026-03-10 10:00")
    assert life.now.status is Status.APPRAISING
    assert life.now.legal_due_at == vn("2026-03-09 17:00")


def test_an_agency_does_not_ask_itself_and_not_for_yesterday() -> None:
    assert code_of(assigned().attempt(c.AskOpinion(agency=1, question=ref(6), due_at=vn("2026-03-05 17:00")))) == "ASKS_ITSELF"
    assert code_of(assigned().attempt(c.AskOpinion(agency=2, question=ref(6), due_at=vn("2026-03-01 17:00")))) == "DUE_IN_THE_PAST"


def test_withdrawal_needs_the_applicants_own_confirmation() -> None:
    life = assigned()
    assert code_of(life.attempt(c.Withdraw(reason=ref(5), confirmed_by_applicant=False))) == "NOT_CONFIRMED"
    life.do(c.Withdraw(reason=ref(5), confirmed_by_applicant=True))
    assert life.now.status is Status.WITHDRAWN
    assert life.now.processing_ended_at == life.at


def test_reopening_keeps_the_due_date() -> None:
    life = handed_over()
    due = life.now.original_due_at
    life.do(c.Reopen(reason=ref(8)), by="officer:4")
    assert life.now.status is Status.APPRAISING
    assert life.now.original_due_at == due
    assert life.now.reopened == 1


def test_the_same_slip_file_twice_changes_nothing_and_another_is_refused() -> None:
    life = received().do(c.IssueSlip(form="FORM_01", form_set="TT03_2025", number="1", content=ref(5), agency=1, occasion=2))
    life.do(c.RecordSlipFile(no=1, file="aa"))
    seq = life.now.seq
    life.do(c.RecordSlipFile(no=1, file="aa"))
    assert life.now.seq == seq
    assert code_of(life.attempt(c.RecordSlipFile(no=1, file="bb"))) == "SLIP_FILE_DIFFERS"


def test_pages_are_offered_the_act_that_leads_on() -> None:
    life = received()
    for act in (c.Forward, c.Assign, c.RecordExamination, c.Forward, c.SubmitForApproval, c.Approve, c.Issue, c.Complete, c.HandOver):
        assert next_acts(life.now)[0] is act, life.now.status
        life.do(_one_of(act), by=f"officer:{life.now.seq}")
    assert next_acts(life.now) == ()


def _one_of(act: type[c.Command]) -> c.Command:
    made: dict[type[c.Command], c.Command] = {
        c.Assign: c.Assign(holder=3),
        c.RecordExamination: c.RecordExamination(conclusion=Conclusion.ELIGIBLE, note=ref(2)),
        c.SubmitForApproval: c.SubmitForApproval(draft=ref(3)),
        c.Issue: c.Issue(number="1/2026"),
        c.HandOver: c.HandOver(receiver=ref(9), method=Delivery.COUNTER),
    }
    return made.get(act) or act()  # type: ignore[call-arg]


def test_every_state_has_a_name_and_every_accepted_state_a_national_code() -> None:
    assert set(STATUS_NAMES) == set(NATIONAL_CODES) == set(Status)
    assert {code for code in NATIONAL_CODES.values() if code} == set(range(1, 11))
