"""Through whose hands a dossier went: who gave, who took, how each part ended, what happened in it."""

from __future__ import annotations

from typing import Any

from motcua.law.deadline import Verdict
from motcua.law.dossier import commands as c
from motcua.law.dossier.reasons import Confirmation, WithdrawalCause
from motcua.law.dossier.transfers import APPLICANT, DOOR, Passing, Place, Transfer, transfers_of
from motcua.law.dossier.values import Conclusion, DossierPaper, Opinion, PaperStatus, Pause, PauseReason, Supplement
from motcua.law.rulesets import ruleset_at
from tests.law.dossier.branches import INSURANCE_UNIT, POLICE_UNIT, in_branches
from tests.law.dossier.life import CALENDAR, CENTRE, LEADERS, OFFICE, SUBMIT, Life, assigned, completed, for_signature, received, ref, vn


def lines(life: Life, now: str = "") -> tuple[Transfer, ...]:
    at = vn(now) if now else life.at
    history: Any = life.history
    return transfers_of(history, at, CALENDAR, ruleset_at(at.date()))


def last(life: Life, now: str = "") -> Transfer:
    return lines(life, now)[-1]


def test_nothing_was_handed_over_at_the_door() -> None:
    assert lines(Life().do(SUBMIT)) == ()


def test_what_was_just_received_lies_with_the_one_stop_unit() -> None:
    (held,) = lines(received())
    assert (held.passing, held.giver, held.given_at, held.receiver) == (Passing.HELD, Place(CENTRE, "officer:1"), None, None)
    assert held.verdict is Verdict.WITHIN


def test_who_forwards_gives_and_who_then_acts_has_taken() -> None:
    life = received().do(c.Forward())
    given, held = lines(life)
    assert (given.giver, given.receiver, given.received_at) == (Place(CENTRE, "officer:1"), Place(OFFICE), None)
    assert held.giver == Place(OFFICE)
    life.do(c.Assign(holder=3), by="officer:2")
    first, second, _ = lines(life)
    assert (first.receiver, first.received_at) == (Place(OFFICE, "officer:2"), life.at)
    assert (second.giver, second.receiver, second.received_at) == (Place(OFFICE, "officer:2"), Place(OFFICE, "officer:3"), life.at)


def test_named_again_within_the_step_it_goes_from_one_hand_to_the_next() -> None:
    life = assigned().do(c.Assign(holder=7), by="officer:2")
    changed = lines(life)[2]
    assert (changed.passing, changed.giver, changed.receiver) == (
        Passing.REASSIGNED,
        Place(OFFICE, "officer:3"),
        Place(OFFICE, "officer:7"),
    )
    assert changed.verdict is None


def test_the_whole_way_to_the_applicant() -> None:
    life = completed(at="2026-03-05 10:00").do(c.HandOver(receiver=ref(9), method=SUBMIT.delivery))
    units = [(one.giver.unit, one.receiver and one.receiver.unit) for one in lines(life)]
    assert units == [
        (CENTRE, OFFICE),
        (OFFICE, OFFICE),
        (OFFICE, OFFICE),
        (OFFICE, LEADERS),
        (LEADERS, OFFICE),
        (OFFICE, DOOR),
        (DOOR, APPLICANT),
    ]
    assert all(one.received_at is not None for one in lines(life))
    assert [one.passing for one in lines(life)][-2:] == [Passing.COMPLETED, Passing.GIVEN_BACK]


def test_each_part_ends_early_on_time_or_late_by_the_budget_of_its_step() -> None:
    """A step of 240 minutes from 09:02 is due at 14:02, one hour and a half of noon apart."""
    early = received("2026-03-02 16:00").do(c.Forward(), at="2026-03-02 16:30")
    on_time = received().do(c.Forward(), at="2026-03-02 11:00")
    late = received().do(c.Forward(), at="2026-03-03 09:00")
    assert [lines(life)[0].verdict for life in (early, on_time, late)] == [Verdict.EARLY, Verdict.ON_TIME, Verdict.LATE]


def test_who_still_has_it_is_over_time_once_the_budget_is_used() -> None:
    assert last(assigned(), "2026-03-02 11:00").verdict is Verdict.WITHIN
    assert last(assigned(), "2026-03-03 17:00").verdict is Verdict.OVERDUE_OPEN


def test_a_pause_is_given_back_to_the_part_it_fell_into_and_told_there() -> None:
    life = assigned().do(c.PauseClock(reason=PauseReason.FORCE_MAJEURE, evidence="QĐ 5"), by="officer:3", at="2026-03-02 10:00")
    life.do(c.ResumeClock(), by="officer:3", at="2026-03-05 10:00")
    assert last(life, "2026-03-05 11:00").verdict is Verdict.WITHIN
    (told,) = last(life, "2026-03-05 11:00").remarks
    assert isinstance(told, Pause)
    assert lines(life)[1].remarks == ()


def test_a_supplement_is_told_once_and_not_as_a_pause_too() -> None:
    asked = c.RequestSupplement(requirements=("r2",), request=ref(4))
    life = assigned().do(asked, by="officer:3", at="2026-03-02 10:00")
    life.do(c.AnswerSupplement(papers=(DossierPaper(key="r2", status=PaperStatus.GIVEN, originals=1),)), at="2026-03-04 10:00")
    (told,) = last(life).remarks
    assert isinstance(told, Supplement)
    assert told.answered_at == vn("2026-03-04 10:00")


def test_an_opinion_is_told_in_the_part_of_who_asked() -> None:
    life = assigned().do(c.AskOpinion(agency=2, question=ref(5), due_at=vn("2026-03-04 17:00")), by="officer:3", at="2026-03-02 10:00")
    life.do(c.RecordExamination(conclusion=Conclusion.ELIGIBLE, note=ref(2)), by="officer:3").do(c.Forward(draft=ref(3)), by="officer:3")
    given, held = lines(life)[-2:]
    (told,) = given.remarks
    assert isinstance(told, Opinion)
    assert held.remarks == ()


def test_a_draft_sent_back_is_handed_to_the_case_officer_again() -> None:
    life = for_signature().do(c.ReturnForRework(reason=ref(6)), by="officer:4")
    *_, back, held = lines(life)
    assert (back.passing, back.giver, back.receiver) == (
        Passing.RETURNED_FOR_REWORK,
        Place(LEADERS, "officer:4"),
        Place(OFFICE, "officer:3"),
    )
    assert held.giver == Place(OFFICE, "officer:3")
    life.do(c.Forward(), by="officer:3")
    assert lines(life)[-2].passing is Passing.FORWARDED


def test_what_ends_otherwise_is_taken_out_of_the_hands_that_had_it() -> None:
    confirmed = {"confirmed_by_applicant": True, "cause": WithdrawalCause.OTHER, "confirmation": Confirmation.OTP, "evidence": ref(8)}
    withdrawal = c.Withdraw(reason=ref(7), **confirmed)
    for command, passing in (
        (c.Stop(reason=ref(7)), Passing.STOPPED),
        (c.ReturnNotEligible(reason=ref(7)), Passing.NOT_ELIGIBLE),
        (withdrawal, Passing.WITHDRAWN),
    ):
        life = assigned().do(command, by="officer:4")
        end = last(life)
        assert (end.passing, end.giver, end.receiver, end.received_at) == (passing, Place(OFFICE, "officer:3"), Place(DOOR), life.at)


def test_opened_again_it_goes_from_the_door_to_where_it_was() -> None:
    life = assigned().do(c.Stop(reason=ref(7)), by="officer:4").do(c.Reopen(reason=ref(8)), by="officer:9")
    _, again, held = lines(life)[-3:]
    assert (again.passing, again.giver, again.receiver) == (Passing.REOPENED, Place(DOOR, "officer:9"), Place(OFFICE, "officer:3"))
    assert held.passing is Passing.HELD


def test_the_past_of_a_slip_does_not_change_with_what_comes_after() -> None:
    life = assigned()
    before = lines(life)[:-1]
    life.do(c.RecordExamination(conclusion=Conclusion.ELIGIBLE, note=ref(2)), by="officer:3").do(c.Forward(draft=ref(3)), by="officer:3")
    assert lines(life)[: len(before)] == before


# Branches


def units(life: Life) -> list[tuple[int, int | None]]:
    return [(one.giver.unit, one.receiver.unit if one.receiver else None) for one in lines(life)]


def test_who_splits_gives_to_every_branch_and_each_branch_gives_to_the_join() -> None:
    life = in_branches()
    split = lines(life)[-4:]
    assert [one.receiver and one.receiver.unit for one in split] == [POLICE_UNIT, INSURANCE_UNIT, None, None]
    assert {one.giver for one in split[:2]} == {split[0].giver}
    life.do(c.Assign(holder=8, step=4)).do(c.Assign(holder=7, step=3)).do(c.Forward(step=3), by="officer:7")
    done, held = lines(life)[-2:]
    assert (done.passing, done.giver, done.receiver) == (Passing.WAITING, Place(POLICE_UNIT, "officer:7"), None)
    assert (done.given_at, held.passing) == (life.at, Passing.HELD)
    life.do(c.Forward(step=4), by="officer:8")
    *_, police, insurance, _ = lines(life)
    assert (police.giver, insurance.giver) == (Place(POLICE_UNIT, "officer:7"), Place(INSURANCE_UNIT, "officer:8"))
    assert police.receiver == insurance.receiver
    assert police.given_at is not None
    assert police.given_at < life.at == insurance.given_at


def test_each_branch_keeps_the_hands_it_was_given_into() -> None:
    life = in_branches().do(c.Assign(holder=8, step=4))
    police, insurance = lines(life)[-4:-2]
    assert (police.received_at, insurance.received_at) == (None, life.at)
    assert insurance.receiver == Place(INSURANCE_UNIT, "officer:8")


def test_a_draft_given_back_does_not_come_from_the_branches_again() -> None:
    life = in_branches().do(c.Forward(step=4)).do(c.Forward(step=3)).do(c.SubmitForApproval(), by="officer:2")
    before = units(life)[:-1]
    life.do(c.ReturnForRework(reason=ref(6)), by="officer:4")
    assert units(life)[:-2] == before
    assert len(units(life)) == len(before) + 2


def test_what_ends_in_branches_is_taken_out_of_each_and_out_of_the_one_that_waited() -> None:
    life = in_branches().do(c.Forward(step=3)).do(c.Withdraw(reason=ref(5), confirmed_by_applicant=True))
    police, insurance = lines(life)[-2:]
    assert {police.giver.unit, insurance.giver.unit} == {POLICE_UNIT, INSURANCE_UNIT}
    assert {police.receiver, insurance.receiver} == {Place(DOOR)}
    before = len(lines(life))
    life.do(c.Reopen(reason=ref(8)), by="officer:9")
    assert [one.passing for one in lines(life)[before:]] == [Passing.REOPENED, Passing.HELD]
