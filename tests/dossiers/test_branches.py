"""An interlinked birth registration: police and social insurance work side by side for a ward that signs (domain §23)."""

from __future__ import annotations

from pathlib import Path

import pytest

from motcua.agencies.queries import calendar_of
from motcua.dossiers import commands as c
from motcua.dossiers.duty_lists import list_duties
from motcua.dossiers.file_view import open_dossier
from motcua.dossiers.tending import look_at_due
from motcua.law.dossier import commands as law
from motcua.law.dossier.standing import shares_of
from motcua.law.dossier.values import Conclusion, DutyKind, Status
from tests.dossiers.going import Going, assert_whole, received
from tests.dossiers.interlinked import CODE, make_interlinked
from tests.dossiers.ward import Ward, done, refused, vn


class Three:
    """The ward with its police, and the insurance office of the province."""

    def __init__(self, ward: Ward, insurance: Ward) -> None:
        self.ward, self.insurance = ward, insurance

    def received(self) -> Going:
        return received(self.ward, code=CODE)

    def branched(self) -> Going:
        """With police and insurance."""
        going, officer = self.received(), self.ward.actor("officer")
        done(c.forward(self.ward.actor("reception"), going.id, holder=officer.id, at=going.next("2026-03-02 10:00")))
        done(c.record_examination(officer, going.id, Conclusion.ELIGIBLE, "Đủ", at=going.next()))
        done(c.forward(officer, going.id, at=going.next("2026-03-02 11:00")))
        return going


@pytest.fixture
def three(ward: Ward, tmp_path: Path) -> Three:
    return Three(ward, make_interlinked(ward, tmp_path))


def test_reception_pins_the_approved_process_with_its_branches(three: Three) -> None:
    plan = three.received().state.plan
    assert [step.after for step in plan] == [(), (), (2,), (2,), (3, 4), (), ()]
    assert [step.agency for step in plan] == [three.ward.id] * 3 + [three.insurance.id] + [three.ward.id] * 3


def test_both_branches_stand_in_the_lists_of_those_who_do_them_and_nobody_elses(three: Three) -> None:
    going = three.branched()
    for actor, no in ((three.ward.actor("police"), 3), (three.insurance.actor("officer"), 4)):
        own = [line for line in list_duties(actor).lines if line.kind is DutyKind.DO_BRANCH]
        assert [(line.dossier_id, line.no) for line in own] == [(going.id, no)]
    assert not [line for line in list_duties(three.ward.actor("approver")).lines if line.kind is DutyKind.DO_BRANCH]
    assert_whole()


def test_each_side_takes_examines_and_leaves_its_own_branch_and_the_ward_signs_after_both(three: Three) -> None:
    going = three.branched()
    police, insurance = three.ward.actor("police"), three.insurance.actor("officer")
    for actor, when in ((insurance, "2026-03-03 09:00"), (police, "2026-03-03 10:00")):
        opened = open_dossier(actor, going.id, at=vn(when), why="thử")
        assert opened is not None
        done(c.take(actor, going.id, at=going.next(when)))
        done(c.record_examination(actor, going.id, Conclusion.ELIGIBLE, "Đã cấp", at=going.next()))
        done(c.forward(actor, going.id, at=going.next()))
    assert [run.no for run in going.state.open_runs] == [5]
    assert {run.no: run.holder for run in going.state.runs if run.no in {3, 4}} == {3: police.id, 4: insurance.id}
    done(c.submit_for_approval(three.ward.actor("head"), going.id, "Giấy khai sinh", at=going.next()))
    going.completed("2026-03-04 09:00")
    assert going.state.status is Status.COMPLETED
    assert_whole()


def test_nobody_leaves_the_branch_of_another(three: Three) -> None:
    going = three.branched()
    done(c.take(three.ward.actor("police"), going.id, at=going.next()))
    assert refused(c.forward(three.ward.actor("police"), going.id, step=4, at=going.next())).code == "NOT_ALLOWED"
    assert refused(c.take(three.insurance.actor("officer"), going.id, step=3, at=going.next())).code == "NOT_ALLOWED"
    assert refused(c.forward(three.ward.actor("officer"), going.id, at=going.next())).code == "NOT_ALLOWED"


def test_each_sees_the_acts_of_the_own_branch(three: Three) -> None:
    going = three.branched()
    for who in (three.ward.actor("police"), three.insurance.actor("officer")):
        done(c.take(who, going.id, at=going.next()))
    for who, step in ((three.ward.actor("police"), 3), (three.insurance.actor("officer"), 4)):
        opened = open_dossier(who, going.id, at=going.next(), why="thử")
        assert opened is not None
        assert (opened.step, opened.acts[:2]) == (step, (law.RecordExamination, law.Forward))
    watcher = open_dossier(three.ward.actor("approver"), going.id, at=going.next(), why="thử")
    assert watcher is not None
    assert (watcher.step, watcher.acts) == (0, ())


def test_a_late_branch_comes_before_its_own_head_and_the_agency_that_was_late_explains(three: Three) -> None:
    going = three.branched()
    done(c.take(three.ward.actor("police"), going.id, at=going.next()))
    done(c.forward(three.ward.actor("police"), going.id, at=going.next("2026-03-03 08:00")))
    for when, who, level in (("2026-03-03 15:00", "head", 1), ("2026-03-05 09:00", "approver", 2)):
        look_at_due(vn(when))
        told = [line for line in list_duties(three.insurance.actor(who)).lines if line.kind is DutyKind.DO_BRANCH]
        assert [(line.no, line.level) for line in told] == [(4, level)]
    look_at_due(vn("2026-03-10 09:00"))
    shares = shares_of(going.state, vn("2026-03-10 09:00"), calendar_of(three.ward.id))
    assert {share.agency: share.late_days > 0 for share in shares} == {three.ward.id: False, three.insurance.id: True}
    owed = [line for line in list_duties(three.insurance.actor("officer")).lines if line.kind is DutyKind.EXPLAIN]
    assert [line.dossier_id for line in owed] == [going.id]
    assert not [line for line in list_duties(three.ward.actor("officer")).lines if line.kind is DutyKind.EXPLAIN]
    assert_whole()
