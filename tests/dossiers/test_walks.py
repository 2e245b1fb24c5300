"""Whatever happens to dossiers by chance, through weeks with their nights: what must hold holds after every stretch."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from django.db import transaction

from motcua.dossiers.duty_lists import count_duties, list_duties
from motcua.dossiers.late_lists import LateList, Part, get_coverage, list_backlog, list_coverage, list_late
from motcua.dossiers.models import Dossier, DossierDuty, LateDossier
from motcua.foundation.chain import Stream
from motcua.foundation.journal import read
from motcua.law.dossier.codec import decode_event, decode_state
from motcua.law.dossier.evolve import fold
from tests.dossiers import interlinked
from tests.dossiers.going import assert_whole
from tests.dossiers.interlinked import make_interlinked
from tests.dossiers.province import CODE, make_province
from tests.dossiers.walking import Walk
from tests.dossiers.ward import Ward, vn


@pytest.fixture
def walk(ward: Ward, other_ward: Ward, tmp_path: Path) -> Walk:
    """Two wards, a department, a land office and the social insurance, with many detours."""
    department, land_office = make_province(tmp_path)
    insurance = make_interlinked(ward, tmp_path)
    doors = [(ward, "1.001193"), (other_ward, "1.001193"), (ward, CODE), (ward, interlinked.CODE)]
    return Walk(random.Random(1), [ward, other_ward, department, land_office, insurance], doors, detours=0.5)


@pytest.mark.parametrize("seed", range(4))
def test_state_equals_replay_the_first_promise_stands_and_every_dossier_is_solved_or_open(walk: Walk, seed: int) -> None:
    walk.chance.seed(seed)
    promised: dict[int, object] = {}
    for _ in range(6):
        walk.go(25)
        walk.night(walk.chance.randint(1, 60))
        for row in Dossier.objects.exclude(original_due_at=None):
            assert promised.setdefault(row.pk, row.original_due_at) == row.original_due_at
        received = Dossier.objects.exclude(received_at=None)
        solved, open_ones = received.exclude(processing_ended_at=None), received.filter(processing_ended_at=None)
        assert received.count() == solved.count() + open_ones.count()
        assert not open_ones.filter(queue__in=["CLOSED", "HAND_OVER"]).exists()
        assert not solved.exclude(queue__in=["CLOSED", "HAND_OVER"]).exists()
        assert_whole()
    for row in Dossier.objects.all():
        events = read(Stream("dossier", row.pk))
        assert fold([(decode_event(e.type, e.version, e.payload), e.at, e.actor) for e in events]) == decode_state(row.state)


@pytest.mark.parametrize("seed", range(2))
def test_every_duty_stands_in_somebodys_list_and_counts_are_what_lists_hold(walk: Walk, seed: int) -> None:
    walk.chance.seed(seed)
    walk.detours = 0.2
    walk.go(120)
    walk.night(100)
    listed: set[int] = set()
    for actor in walk.actors:
        page = list_duties(actor, limit=500)
        assert count_duties(actor, walk.at).waiting == len(page.lines)
        assert count_duties(actor, walk.at).overdue == sum(line.due_at < walk.at for line in page.lines)
        listed |= {line.id for line in page.lines}
    assert DossierDuty.objects.exists()
    nobodys = DossierDuty.objects.exclude(id__in=listed)
    assert list(nobodys.values("kind", "role", "agency_id", "unit_id", "holder_id", "dossier__status")) == []


def test_each_number_of_lateness_is_the_length_of_the_list_behind_it(walk: Walk) -> None:
    walk.go(120)
    walk.night(200)
    assert LateDossier.objects.exists()
    for actor in walk.actors:
        counted = get_coverage(actor)
        held = {which: len(list_late(actor, which, limit=500).lines) for which in LateList}
        assert held == {
            LateList.ALL: counted.late,
            LateList.OPEN: counted.open_late,
            LateList.NOT_APOLOGISED: counted.late - counted.apologised,
            LateList.NOT_EXPLAINED: counted.late - counted.explained,
        }
        for one in list_backlog(actor):
            assert len(list_late(actor, LateList.OPEN, Part(sector=one.sector), limit=500).lines) == one.open_late
        for agency_id, part in list_coverage(actor):
            assert get_coverage(actor, Part(agency_id=agency_id)) == part
        assert sum(part.late for _, part in list_coverage(actor)) == counted.late


def test_looking_again_changes_nothing(walk: Walk) -> None:
    walk.go(120)
    walk.night(100)
    before = everything()
    walk.night(0)
    assert everything() == before


def everything() -> tuple[list[object], list[object]]:
    """Duties and looks as they stand."""
    looks = Dossier.objects.order_by("id").values_list("id", "seq", "duties_check_at")
    return list(DossierDuty.objects.order_by("id").values()), list(looks)


MET = {
    *("supplement_requested", "supplement_answered", "clock_paused", "clock_resumed", "opinion_asked", "opinion_answered"),
    *("withdrawn", "stopped", "not_eligible", "reopened", "completed", "handed_over", "step_left"),
    *("term_extended", "apologised", "explained", "duty_reminded", "correction_requested", "correction_approved"),
}


def test_a_walk_meets_what_dossiers_meet(walk: Walk) -> None:
    met: set[str] = set()
    for _ in range(10):
        walk.go(60)
        walk.night(60)
        met = {event.type for row in Dossier.objects.all() for event in read(Stream("dossier", row.pk))}
        if met >= MET:
            break
    assert met >= MET


def test_the_same_chance_walks_the_same_way_whatever_ids_are_drawn(walk: Walk) -> None:
    ways = []
    for _ in range(2):
        with transaction.atomic():
            walk.chance.seed(7)
            walk.at = vn("2026-03-02 08:00")
            walk.go(60)
            walk.night(60)
            rows = Dossier.objects.order_by("submitted_at")
            ways.append([(row.code, [(event.type, event.at) for event in read(Stream("dossier", row.pk))]) for row in rows])
            transaction.set_rollback(True)
    assert ways[0] == ways[1]
    assert len(ways[0]) > 10
