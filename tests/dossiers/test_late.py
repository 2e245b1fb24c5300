"""Apology and explanation: who owes them, who may write them, how often; and that neither heals anything."""

from __future__ import annotations

import pytest

from motcua.dossiers import commands as c
from motcua.law.dossier.reasons import HeadConclusion, LateCause
from motcua.law.refusal import Refusal
from tests.dossiers.going import Going, assert_whole, assigned
from tests.dossiers.ward import Ward, done, refused, vn


def apologise(going: Going, who: str = "approver", when: str = "", until: str = "2026-03-13 17:00") -> c.Done | Refusal:
    return c.apologise(going.ward.actor(who), going.id, "Hồ sơ cần xác minh thêm", vn(until), at=going.next(when))


def explain(going: Going, who: str = "officer", when: str = "") -> c.Done | Refusal:
    words = "Khối lượng hồ sơ tăng gấp đôi; bố trí thêm người từ 15/3"
    return c.explain(going.ward.actor(who), going.id, LateCause.WORKLOAD, words, at=going.next(when))


def test_an_apology_changes_what_the_citizen_is_told_and_nothing_that_is_counted(ward: Ward) -> None:
    going = assigned(ward)
    done(apologise(going, when="2026-03-06 09:00"))
    state = going.state
    assert state.apology is not None
    assert (state.apology.agency, state.appointment_at) == (ward.id, vn("2026-03-13 17:00"))
    assert state.original_due_at == state.legal_due_at == vn("2026-03-09 17:00")
    assert_whole()


@pytest.mark.parametrize("who", ["reception", "centre", "head", "officer", "clerk"])
def test_only_the_head_of_the_late_agency_signs_an_apology(ward: Ward, who: str) -> None:
    refusal = refused(apologise(assigned(ward), who, "2026-03-06 09:00"))
    assert refusal.code == "NOT_ALLOWED"
    assert "Lãnh đạo cơ quan" in refusal.message


def test_what_the_law_refuses_of_an_apology(ward: Ward) -> None:
    going = assigned(ward)
    assert refused(apologise(going, when="2026-03-06 09:00", until="2026-03-09 16:00")).code == "APPOINTMENT_PASSED"
    day_off = refused(apologise(going, until="2026-03-14 10:00"))
    assert (day_off.code, day_off.field) == ("APPOINTMENT_DAY_OFF", "appointment_at")
    assert refused(c.apologise(ward.actor("approver"), going.id, " ", vn("2026-03-13 17:00"), at=going.next())).code == "REASON_MISSING"
    done(apologise(going))
    again = refused(apologise(going, when="2026-03-16 09:00", until="2026-03-20 17:00"))
    assert (again.code, "Khoản 9 Điều 19" in again.legal_basis) == ("APOLOGY_TWICE", True)


def test_the_delivery_of_an_apology_is_recorded_once_with_its_channel(ward: Ward) -> None:
    going = assigned(ward)
    clerk = ward.actor("reception")
    assert refused(c.record_apology_delivery(clerk, going.id, "SMS", at=going.next())).code == "NO_APOLOGY"
    done(apologise(going, when="2026-03-06 09:00"))
    assert refused(c.record_apology_delivery(clerk, going.id, " ", at=going.next())).code == "CHANNEL_MISSING"
    assert refused(c.record_apology_delivery(ward.actor("officer"), going.id, "SMS", at=going.next())).code == "NOT_ALLOWED"
    done(c.record_apology_delivery(clerk, going.id, "SMS", at=going.next()))
    done(c.record_apology_delivery(clerk, going.id, "Zalo", at=going.next()))
    apology = going.state.apology
    assert apology is not None
    assert (apology.channel, apology.delivered_at is not None) == ("SMS", True)
    assert_whole()


def test_the_officer_who_had_it_explains_also_when_it_lies_with_the_approver(ward: Ward) -> None:
    going = assigned(ward).for_signature()
    for who in ("second", "reception", "clerk", "approver", "centre"):
        assert refused(explain(going, who, "2026-03-10 09:00")).code == "NOT_ALLOWED"
    done(explain(going))
    assert refused(explain(going)).code == "EXPLAINED"
    assert_whole()


def test_what_is_not_late_is_not_explained_and_words_are_needed(ward: Ward) -> None:
    going = assigned(ward)
    not_late = refused(explain(going, when="2026-03-06 09:00"))
    assert (not_late.code, not_late.legal_basis) == ("NOT_LATE", "Nghị quyết 131/NQ-CP, nhiệm vụ 16")
    empty = c.explain(ward.actor("officer"), going.id, LateCause.WORKLOAD, " ", at=going.next("2026-03-10 09:00"))
    assert refused(empty).code == "EXPLANATION_MISSING"


def test_the_head_of_the_unit_may_explain_and_the_head_of_the_agency_concludes(ward: Ward) -> None:
    going = assigned(ward)
    done(explain(going, "head", "2026-03-10 09:00"))

    def conclude(who: str, no: int = 1) -> c.Done | Refusal:
        return c.conclude_explanation(ward.actor(who), going.id, no, HeadConclusion.SELF_REVIEW, "Kiểm điểm", at=going.next())

    for who in ("head", "officer", "reception", "clerk", "centre"):
        assert refused(conclude(who)).code == "NOT_ALLOWED"
    assert refused(conclude("approver", 2)).code == "NO_SUCH_EXPLANATION"
    done(conclude("approver"))
    assert refused(conclude("approver")).code == "NO_SUCH_EXPLANATION"
    assert going.state.explanations[0].conclusion is HeadConclusion.SELF_REVIEW
    assert_whole()


def test_a_missed_new_appointment_is_explained_again(ward: Ward) -> None:
    going = assigned(ward)
    done(apologise(going, when="2026-03-06 09:00"))
    done(explain(going, when="2026-03-10 09:00"))
    done(explain(going, when="2026-03-16 09:00"))
    assert [one.no for one in going.state.explanations] == [1, 2]
