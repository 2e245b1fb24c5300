"""What else may be done for a dossier: what the table allows and what there is an occasion for."""

from __future__ import annotations

from datetime import timedelta

from motcua.law.dossier import commands as c
from motcua.law.dossier.acts import further_acts, next_acts
from motcua.law.dossier.reasons import LateCause
from motcua.law.dossier.transitions import TRANSITIONS, WHILE_PAUSED
from motcua.law.dossier.values import PauseReason
from tests.law.dossier.life import Life, assigned, completed, for_signature, handed_over, received, ref, vn

LATE = "2026-03-20 09:00"


def further(life: Life, at: str = "") -> set[type[c.Command]]:
    return set(further_acts(life.now, vn(at) if at else life.at))


def test_further_acts_stand_in_the_table_and_are_no_usual_ones() -> None:
    for life in (received(), assigned(), for_signature(), completed(), handed_over()):
        acts = further(life, LATE)
        assert all(life.now.status in TRANSITIONS[act].sources for act in acts)
        assert not acts & set(next_acts(life.now))


def test_work_in_time_may_be_supplemented_asked_about_paused_and_extended_but_not_explained() -> None:
    acts = further(assigned())
    assert {c.RequestSupplement, c.AskOpinion, c.PauseClock, c.Extend, c.Withdraw, c.Stop} <= acts
    assert not acts & {c.Explain, c.ConcludeExplanation, c.AnswerOpinion}


def test_past_its_due_date_a_dossier_is_explained_and_not_extended() -> None:
    acts = further(assigned(), LATE)
    assert {c.Explain, c.Apologise} <= acts
    assert c.Extend not in acts


def test_each_extension_apology_and_explanation_is_offered_once() -> None:
    life = assigned().do(c.Extend(working_days=2, basis="Khoản 2 Điều 19"), by="officer:4")
    assert c.Extend not in further(life)
    life.do(c.Apologise(agency=1, reason=ref(5), appointment_at=vn("2026-03-25 15:00")), by="officer:4", at=LATE)
    life.do(c.Explain(cause=LateCause.WORKLOAD, words=ref(6)), by="officer:3")
    assert not further(life) & {c.Apologise, c.Explain}
    assert c.ConcludeExplanation in further(life)
    assert c.Explain in further_acts(life.now, life.at + timedelta(days=14))


def test_what_ended_in_time_owes_nothing() -> None:
    assert not further(completed(), LATE) & {c.Apologise, c.Explain}
    assert {c.Apologise, c.Explain} <= further(completed(at=LATE))


def test_while_the_clock_stands_still_only_what_may_happen_then() -> None:
    life = assigned().do(c.PauseClock(reason=PauseReason.FORCE_MAJEURE, evidence="Quyết định 12"), by="officer:3")
    assert next_acts(life.now) == (c.ResumeClock,)
    assert further(life) <= WHILE_PAUSED
    assert {c.Withdraw, c.Stop} <= further(life)
