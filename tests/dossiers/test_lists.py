"""Work lists: every dossier once, in order, never another house's; and the numbers beside their names are true."""

from __future__ import annotations

import random
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from motcua.dossiers import commands as c
from motcua.dossiers.file_view import open_dossier
from motcua.dossiers.lists import RUNNING, WorkList, lists_of
from motcua.dossiers.models import Dossier, QueueSum
from motcua.dossiers.queries import WorkLine, count_lists, find_dossiers, list_work
from motcua.foundation.access import Actor
from motcua.law.calendar import business_date
from motcua.law.dossier.codec import decode_state
from motcua.law.dossier.values import Status
from tests.dossiers.province import CODE, make_province
from tests.dossiers.walking import Walk
from tests.dossiers.ward import Ward, done, intake, vn

NINE = vn("2026-03-02 09:00")


@pytest.fixture
def walk(ward: Ward, other_ward: Ward, tmp_path: Path) -> Walk:
    """Two wards, a department and a land office after many acts."""
    department, land_office = make_province(tmp_path)
    doors = [(ward, "1.001193"), (other_ward, "1.001193"), (ward, CODE), (other_ward, CODE)]
    return Walk(random.Random(20), [ward, other_ward, department, land_office], doors)


def all_lines(actor: Actor, which: WorkList, limit: int = 3) -> list[WorkLine]:
    """A list read to its end, page by page."""
    page = list_work(actor, which, limit=limit)
    lines = list(page.lines)
    while page.after is not None:
        assert len(page.lines) == limit
        page = list_work(actor, which, page.after, limit=limit)
        lines += page.lines
    return lines


@pytest.mark.parametrize("seed", range(4))
def test_counts_beside_the_lists_are_what_the_lists_hold(walk: Walk, seed: int) -> None:
    walk.chance.seed(seed)
    for _ in range(3):
        walk.go(60)
        today = business_date(walk.at)
        for actor in walk.actors:
            counted = {count.which: (count.waiting, count.over) for count in count_lists(actor, walk.at)}
            lines = {which: all_lines(actor, which) for which in lists_of(actor)}
            over = {
                which: sum(line.queue in RUNNING and business_date(line.due_at) < today for line in found) for which, found in lines.items()
            }
            assert counted == {which: (len(found), over[which]) for which, found in lines.items()}, actor.posts


def test_every_list_is_in_order_and_holds_each_dossier_once(walk: Walk) -> None:
    walk.go(200)
    for actor in walk.actors:
        for which in lists_of(actor):
            places = [(line.due_at, line.id) for line in all_lines(actor, which)]
            assert places == sorted(set(places))
            assert places == [(line.due_at, line.id) for line in list_work(actor, which, limit=500).lines]


def test_the_agency_list_misses_nothing_that_is_open(walk: Walk) -> None:
    walk.go(200)
    for door, _ in walk.doors[:2]:
        open_here = Dossier.objects.filter(receiving_agency_id=door.id).exclude(queue="CLOSED")
        assert {line.id for line in all_lines(door.actor("centre"), WorkList.AGENCY)} == set(open_here.values_list("id", flat=True))


def test_a_row_that_moves_between_two_pages_loses_and_doubles_no_other(ward: Ward) -> None:
    clerk = ward.actor("reception")
    numbers = [done(c.receive_at_counter(clerk, intake(ward), at=NINE + timedelta(days=n))).dossier_id for n in range(9)]
    before = [line.id for line in all_lines(clerk, WorkList.MINE)]
    assert sorted(before) == sorted(numbers)
    seen: list[int] = []
    page = list_work(clerk, WorkList.MINE, limit=2)
    later = NINE + timedelta(days=10)
    moved = iter([before[0], before[8], before[6]])  # read already, on the last page, on the next page
    while True:
        seen += [line.id for line in page.lines]
        if page.after is None:
            break
        leaving = next(moved, None)
        if leaving is not None:
            done(c.forward(clerk, leaving, at=later))
            done(c.receive_at_counter(clerk, intake(ward), at=NINE - timedelta(days=20)))  # a new one before all others
        page = list_work(clerk, WorkList.MINE, page.after, limit=2)
    assert seen == [number for number in before if number not in {before[8], before[6]}]


def test_dossiers_due_at_the_same_instant_are_paged_by_their_number(ward: Ward) -> None:
    clerk = ward.actor("reception")
    for _ in range(7):
        done(c.receive_at_counter(clerk, intake(ward), at=NINE))
    assert [line.id for line in all_lines(clerk, WorkList.MINE)] == sorted(Dossier.objects.values_list("id", flat=True))


def test_list_search_and_opened_file_agree_on_what_may_be_seen(walk: Walk) -> None:
    walk.go(150)
    for actor in walk.actors:
        visible = set(Dossier.objects.visible_to(actor).values_list("id", flat=True))
        opened = {row.pk for row in Dossier.objects.all() if open_dossier(actor, row.pk, at=walk.at, why="thử")}
        assert visible == opened, actor.posts
        assert {line.id for line in find_dossiers(actor, "Đăng", limit=500)} == visible
        for which in lists_of(actor):
            assert {line.id for line in all_lines(actor, which)} <= visible


def test_nobody_sees_a_dossier_their_agency_has_nothing_to_do_with(walk: Walk) -> None:
    walk.go(150)
    for row in Dossier.objects.all():
        state = decode_state(row.state)
        concerned = {state.receiving_agency, state.competent_agency, *(run.agency for run in state.runs)}
        concerned |= {opinion.agency for opinion in state.opinions}
        for actor in walk.actors:
            if concerned.isdisjoint(actor.agency_ids):
                assert not Dossier.objects.visible_to(actor).filter(pk=row.pk).exists()


def test_a_finished_dossier_leaves_every_list(walk: Walk) -> None:
    walk.detours = 0  # the straight way only, so that some of the random dossiers do reach their end
    walk.go(600)
    finished = set(Dossier.objects.filter(status=Status.RESULT_RETURNED).values_list("id", flat=True))
    assert finished
    for actor in walk.actors:
        for which in lists_of(actor):
            assert finished.isdisjoint(line.id for line in all_lines(actor, which))
    assert sum(QueueSum.objects.values_list("dossiers", flat=True)) == Dossier.objects.exclude(queue="CLOSED").count()


@settings(max_examples=60)
@given(text=st.text(max_size=40) | st.text("ªº²½ΑЖ字あ٣٤ⅷ🧑‍💻\x00\"'*:&|!()<>-_\\ đĐ", max_size=20))
def test_whatever_is_searched_for_is_answered(ward: Ward, text: str) -> None:
    assert find_dossiers(ward.actor("reception"), text) == []
