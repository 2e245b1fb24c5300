"""What is owed stands in the list of who owes it, from the instant it is owed; time brings it, commands end it, heads hear of it."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from motcua.agencies.commands import set_day
from motcua.dossiers import commands as c
from motcua.dossiers.commands import Asked, Lacking
from motcua.dossiers.duty_lists import DutyCount, count_duties, list_duties
from motcua.dossiers.late_lists import Backlog, Coverage, LateList, Part, get_coverage, list_backlog, list_coverage, list_late
from motcua.dossiers.models import Dossier, DossierDuty, LateDossier, LateSum
from motcua.dossiers.owed import LOOK_NOW
from motcua.dossiers.reactions import look_again
from motcua.dossiers.tending import look_at_due
from motcua.foundation.access import SYSTEM
from motcua.foundation.chain import Stream
from motcua.foundation.duties import DUTIES
from motcua.foundation.journal import read
from motcua.foundation.verify import verify
from motcua.law.calendar import DayKind
from motcua.law.dossier.reasons import HeadConclusion, LateCause
from motcua.law.dossier.values import DutyKind, PauseReason, Status
from tests.dossiers.going import Going, assert_whole, assigned, key, submitted
from tests.dossiers.province import make_province
from tests.dossiers.ward import Ward, done, refused, vn
from tests.foundation.tampering import execute

K = DutyKind


def duties(ward: Ward, who: str) -> list[DutyKind]:
    return [line.kind for line in list_duties(ward.actor(who)).lines]


def night(when: str) -> None:
    """The hourly duty at an instant; verification finds nothing before or after."""
    assert_whole()
    look_at_due(vn(when))
    assert_whole()


def test_a_dossier_at_the_door_is_owed_an_answer_by_the_counter(ward: Ward) -> None:
    going = submitted(ward)
    assert duties(ward, "reception") == [K.ANSWER_AT_DOOR]
    done(c.receive(ward.actor("reception"), going.id, at=going.next()))
    assert duties(ward, "reception") == []


def test_what_may_become_late_comes_before_its_holder_a_working_day_ahead_and_not_earlier(ward: Ward) -> None:
    going = assigned(ward)
    night("2026-03-04 23:00")
    assert duties(ward, "officer") == []
    night("2026-03-05 23:00")
    assert duties(ward, "officer") == [K.FORECAST_HALF]
    night("2026-03-06 08:00")
    assert duties(ward, "officer") == [K.FORECAST_LATE]
    assert duties(ward, "second") == []
    going.at = vn("2026-03-06 09:00")
    going.for_signature()
    assert duties(ward, "officer") == []
    assert duties(ward, "approver") == [K.FORECAST_LATE]
    going.completed("2026-03-06 15:00")
    assert duties(ward, "approver") == []
    assert duties(ward, "reception") == [K.HAND_OVER]
    done(c.hand_over(ward.actor("reception"), going.id, "Đỗ Đình Đăng", at=going.next()))
    assert not DossierDuty.objects.exists()
    assert_whole()


def test_a_late_dossier_is_apologised_for_delivered_explained_and_concluded(ward: Ward) -> None:
    going = assigned(ward)
    night("2026-03-09 18:00")
    assert (duties(ward, "approver"), duties(ward, "officer")) == ([K.APOLOGISE], [K.EXPLAIN])
    assert get_coverage(ward.actor("approver")) == Coverage(late=1, open_late=1, apologised=0, explained=0)
    going.at = vn("2026-03-09 18:10")
    done(c.apologise(ward.actor("approver"), going.id, "Xác minh thêm", vn("2026-03-13 17:00"), at=going.next()))
    assert (duties(ward, "approver"), duties(ward, "reception")) == ([], [K.DELIVER_APOLOGY])
    done(c.record_apology_delivery(ward.actor("reception"), going.id, "SMS", at=going.next()))
    done(c.explain(ward.actor("officer"), going.id, LateCause.WORKLOAD, "Nhiều việc", at=going.next()))
    assert (duties(ward, "reception"), duties(ward, "officer")) == ([], [])
    assert duties(ward, "approver") == [K.CONCLUDE_EXPLANATION]
    done(c.conclude_explanation(ward.actor("approver"), going.id, 1, HeadConclusion.ACCEPTED, "Đồng ý", at=going.next()))
    assert not DossierDuty.objects.exists()
    assert get_coverage(ward.actor("approver")) == Coverage(late=1, open_late=1, apologised=1, explained=1)
    night("2026-03-16 08:00")  # the new appointment, too, has passed
    assert duties(ward, "officer") == [K.EXPLAIN]
    assert get_coverage(ward.actor("approver")) == Coverage(late=1, open_late=1, apologised=1, explained=0)


def test_the_window_of_a_supplement_closes_by_night_and_is_not_missed_by_a_missed_night(ward: Ward) -> None:
    going = assigned(ward)
    lacking = [Lacking(key=key(going, 1), missing="Mờ", remedy="Xin bản rõ")]
    done(c.request_supplement(ward.actor("officer"), going.id, lacking, "Mờ", at=going.next("2026-03-04 09:00")))
    night("2026-04-03 16:00")
    assert going.state.status is Status.SUPPLEMENT_REQUESTED
    night("2026-04-20 02:00")
    assert going.state.status is Status.STOPPED
    last = read(Stream("dossier", going.id))[-1]
    assert (last.type, last.actor) == ("stopped", "system:0")
    assert not DossierDuty.objects.exists()  # the clock stood still when it stopped: nobody was late
    assert get_coverage(ward.actor("approver")).late == 0


def reminders(going: Going) -> list[tuple[str, int, str, int]]:
    return [(told.kind.value, told.level, told.role.value, told.agency) for told in going.state.reminders]


def test_an_overdue_duty_comes_before_the_next_head_each_level_once(ward: Ward) -> None:
    going = assigned(ward)
    night("2026-03-12 17:30")  # the explanation was due on 12/03 17:00
    told = [one for one in reminders(going) if one[0] == "EXPLAIN"]
    assert told == [("EXPLAIN", 1, "UNIT_HEAD", ward.id)]
    assert duties(ward, "head") == [K.EXPLAIN]
    lines = {line.kind: line for line in list_duties(ward.actor("head")).lines}
    assert (lines[K.EXPLAIN].level, lines[K.EXPLAIN].is_own) == (1, False)
    for when in ("2026-03-12 18:30", "2026-03-12 19:30", "2026-03-13 16:00"):
        night(when)
    assert [one for one in reminders(going) if one[0] == "EXPLAIN"] == told
    night("2026-03-13 17:30")
    assert [one[1:3] for one in reminders(going) if one[0] == "EXPLAIN"] == [(1, "UNIT_HEAD"), (2, "APPROVER")]
    assert K.EXPLAIN in duties(ward, "approver")
    night("2026-05-04 08:00")
    assert [one[1] for one in reminders(going) if one[0] == "EXPLAIN"] == [1, 2]  # a ward of this province has nobody above it
    events = [event for event in read(Stream("dossier", going.id)) if event.type == "duty_reminded"]
    assert {event.actor for event in events} == {"system:0"}


def test_nights_that_were_missed_are_caught_up_to_the_same_reminders(ward: Ward) -> None:
    every_night, missed = assigned(ward), assigned(ward)
    Dossier.objects.filter(pk=missed.id).update(last_at=missed.at)
    end = vn("2026-03-20 00:00")
    at = vn("2026-03-03 00:00")
    while at <= end:
        with_one(every_night, at)
        at += timedelta(hours=1)
    with_one(missed, end)
    assert reminders(every_night) == reminders(missed)
    assert {(row.kind, row.level) for row in rows(every_night)} == {(row.kind, row.level) for row in rows(missed)}
    assert_whole()


def with_one(going: Going, at: datetime) -> None:
    """An hourly look that meets only this dossier."""
    others = Dossier.objects.exclude(pk=going.id)
    kept = dict(others.values_list("id", "duties_check_at"))
    others.update(duties_check_at=None)
    look_at_due(at)
    for no, look_at in kept.items():
        Dossier.objects.filter(pk=no).update(duties_check_at=look_at)


def rows(going: Going) -> list[DossierDuty]:
    return list(DossierDuty.objects.filter(dossier_id=going.id))


def test_an_opinion_is_owed_by_the_asked_unit_and_a_late_one_comes_before_its_head(ward: Ward, tmp_path: Path) -> None:
    department, _ = make_province(tmp_path)
    going = assigned(ward)
    asked = [Asked(agency=department.id, question="Xác minh", due_at=vn("2026-03-05 17:00"))]
    done(c.ask_opinions(ward.actor("officer"), going.id, asked, at=going.next("2026-03-03 08:00")))
    assert duties(department, "officer") == [K.ANSWER_OPINION]
    night("2026-03-05 17:30")
    assert duties(department, "head") == [K.ANSWER_OPINION]
    assert duties(ward, "head") == []
    done(c.answer_opinion(department.actor("officer"), going.id, 1, "Thống nhất", at=vn("2026-03-05 18:00")))
    assert duties(department, "officer") == duties(department, "head") == []
    assert_whole()


def test_a_reminder_by_night_disturbs_nobody_who_is_at_work(ward: Ward) -> None:
    going = assigned(ward)
    seen = going.state.seq
    night("2026-03-12 17:30")
    assert going.state.seq > seen
    done(c.explain(ward.actor("officer"), going.id, LateCause.WORKLOAD, "Nhiều việc", at=vn("2026-03-12 18:00"), seen=seen))


def test_the_list_is_paged_by_due_date_and_the_count_is_its_length(ward: Ward) -> None:
    for day in range(7):
        submitted(ward, f"2026-03-{2 + day:02d} 09:00")
    clerk = ward.actor("reception")
    page = list_duties(clerk, limit=3)
    lines = list(page.lines)
    while page.after is not None:
        page = list_duties(clerk, page.after, limit=3)
        lines += page.lines
    places = [(line.due_at, line.id) for line in lines]
    assert places == sorted(set(places))
    assert len(lines) == 7
    assert count_duties(clerk, vn("2026-03-04 10:00")) == DutyCount(7, 2)
    assert count_duties(ward.actor("clerk"), vn("2026-03-04 10:00")) == DutyCount(0, 0)
    approver = ward.actor("approver")
    with CaptureQueriesContext(connection) as captured:
        list_duties(clerk)
        count_duties(clerk, vn("2026-03-04 10:00"))
        get_coverage(approver)
        list_backlog(approver)
    assert len(captured) == 4


def test_a_reminder_by_hand_reaches_who_owes_it_and_moves_no_head(ward: Ward, other_ward: Ward) -> None:
    going = assigned(ward)
    night("2026-03-10 08:00")
    for who in ("head", "approver", "reception", "officer"):
        assert refused(c.remind_duties(ward.actor(who), going.id, at=vn("2026-03-10 09:00"))).code == "NOT_ALLOWED"
    assert refused(c.remind_duties(other_ward.actor("centre"), going.id, at=vn("2026-03-10 09:00"))).code == "NO_DOSSIER"
    done(c.remind_duties(ward.actor("centre"), going.id, at=vn("2026-03-10 09:00")))
    lines = {line.kind: line for line in list_duties(ward.actor("approver")).lines}
    assert lines[K.APOLOGISE].reminded_at == vn("2026-03-10 09:00")
    assert [line.reminded_at for line in list_duties(ward.actor("officer")).lines] == [None]  # its explanation is not overdue yet
    assert lines[K.APOLOGISE].level == 0
    assert_whole()
    assert refused(c.remind_duties(ward.actor("centre"), going.id, at=vn("2026-03-10 16:00"))).code == "NOTHING_TO_REMIND"
    done(c.remind_duties(ward.actor("centre"), going.id, at=vn("2026-03-11 09:00")))
    lines = {line.kind: line for line in list_duties(ward.actor("approver")).lines}
    assert lines[K.APOLOGISE].reminded_at == vn("2026-03-11 09:00")
    assert {event.actor for event in read(Stream("dossier", going.id)) if event.type == "duty_reminded"} == {
        f"officer:{ward.people['centre']}"
    }
    night("2026-03-12 17:30")
    assert [told.level for told in going.state.reminders if told.kind is K.EXPLAIN] == [1]


def test_nobody_sees_the_duties_of_another_house(ward: Ward, other_ward: Ward) -> None:
    assigned(ward)
    night("2026-03-20 08:00")
    assert DossierDuty.objects.count() == 2
    for who in other_ward.people:
        assert duties(other_ward, who) == []
        assert get_coverage(other_ward.actor(who)).late == 0
    assert get_coverage(ward.actor("officer")).late == 0  # a share is the head's
    assert list_backlog(ward.actor("approver")) == (Backlog("Hộ tịch", 1),)


def test_the_backlog_empties_when_the_late_dossier_ends_and_lateness_stays_counted(ward: Ward) -> None:
    going = assigned(ward)
    night("2026-03-10 08:00")
    going.at = vn("2026-03-10 09:00")
    going.for_signature().completed("2026-03-10 15:00")
    assert list_backlog(ward.actor("approver")) == ()
    assert get_coverage(ward.actor("approver")) == Coverage(late=1, open_late=0, apologised=0, explained=0)
    assert_whole()


def test_a_dossier_that_becomes_late_between_two_looks_is_counted_by_the_next_command(ward: Ward) -> None:
    going = assigned(ward).for_signature()
    going.completed("2026-03-10 15:00")
    assert get_coverage(ward.actor("approver")).late == 1
    assert set(duties(ward, "approver")) == {K.APOLOGISE}
    assert_whole()


@pytest.mark.parametrize("column", ["kind", "no", "role", "agency_id", "unit_id", "holder_id", "due_at", "level", "reminded_at"])
def test_a_duty_changed_behind_the_houses_back_is_named(ward: Ward, column: str) -> None:
    assigned(ward)
    night("2026-03-10 08:00")
    later = vn("2026-04-01 08:00")
    other = {"kind": "HAND_OVER", "role": "CLERK", "due_at": later, "reminded_at": later}.get(column, 77)
    DossierDuty.objects.filter(kind="EXPLAIN").update(**{column: other})
    assert {one.table for one in verify().differences} == {"dossier_duty"}


def test_a_duty_taken_away_a_sum_bettered_and_a_look_put_off_are_named(ward: Ward) -> None:
    going = assigned(ward)
    night("2026-03-10 08:00")
    Dossier.objects.filter(pk=going.id).update(duties_check_at=vn("2026-06-15 08:00"))
    assert "duties_check_at" in {one.column for one in verify().differences}
    Dossier.objects.filter(pk=going.id).update(duties_check_at=None)
    assert "duties_check_at" in {one.column for one in verify().differences}
    LateSum.objects.update(apologised=1)
    assert ("late_sum", "apologised") in {(one.table, one.column) for one in verify().differences}


def test_a_sum_moved_to_a_month_that_may_not_exist_is_named(ward: Ward) -> None:
    """SQLite takes any text for a day."""
    assigned(ward)
    night("2026-03-10 08:00")
    execute("UPDATE late_sum SET due_month = %s", ["2026-13-01" if connection.vendor == "sqlite" else "2026-12-01"])
    assert {one.table for one in verify().differences} == {"late_sum"}


@pytest.mark.parametrize("column", ["agency_id", "sector", "due_at", "is_open", "is_apologised", "is_explained"])
def test_a_late_dossier_bettered_behind_the_houses_back_is_named(ward: Ward, column: str) -> None:
    assigned(ward)
    night("2026-03-10 08:00")
    other = {"agency_id": 77, "sector": "Đất đai", "due_at": vn("2026-04-01 08:00"), "is_open": False}.get(column, True)
    LateDossier.objects.update(**{column: other})
    assert {(one.table, one.column) for one in verify().differences} == {("late_dossier", column)}
    LateDossier.objects.all().delete()
    assert {(one.table, one.column) for one in verify().differences} == {("late_dossier", "dossier_id")}


def test_the_late_dossiers_of_a_head_are_paged_by_due_date_and_narrowed(ward: Ward, other_ward: Ward) -> None:
    for day in range(2, 8):
        assigned(ward, f"2026-03-{day:02d} 09:00")
    assigned(other_ward)
    night("2026-04-20 08:00")
    head = ward.actor("approver")
    page = list_late(head, LateList.ALL, limit=2)
    lines = list(page.lines)
    while page.after is not None:
        page = list_late(head, LateList.ALL, after=page.after, limit=2)
        lines += page.lines
    places = [(line.due_at, line.id) for line in lines]
    assert places == sorted(set(places))
    assert len(places) == 6
    assert {line.agency_id for line in lines} == {ward.id}
    assert list_late(head, LateList.ALL, Part(agency_id=other_ward.id)).lines == ()
    assert list_late(head, LateList.ALL, Part(sector="Đất đai")).lines == ()
    assert len(list_late(head, LateList.ALL, Part(since=date(2026, 3, 1))).lines) == 6
    assert get_coverage(head, Part(since=date(2026, 4, 1))).late == 0
    assert [agency for agency, _ in list_coverage(head)] == [ward.id]
    with CaptureQueriesContext(connection) as captured:
        list_late(head, LateList.NOT_APOLOGISED)
    assert len(captured) == 1
    for who in ("officer", "head", "reception", "clerk", "centre"):
        assert list_late(ward.actor(who), LateList.ALL).lines == ()


def test_a_dossier_from_before_there_were_duties_gets_them_with_the_next_look(ward: Ward) -> None:
    going = assigned(ward)
    night("2026-03-10 08:00")
    kept = sorted(DossierDuty.objects.values_list("kind", "due_at"))
    for saved in (DossierDuty, LateDossier, LateSum):
        saved.objects.all().delete()
    Dossier.objects.filter(pk=going.id).update(duties_check_at=LOOK_NOW)
    night("2026-03-10 09:00")
    assert LateDossier.objects.count() == 1
    assert sorted(DossierDuty.objects.values_list("kind", "due_at")) == kept
    assert get_coverage(ward.actor("approver")).late == 1


def test_a_day_off_that_is_announced_later_moves_the_forecast_and_no_due_date(ward: Ward) -> None:
    """Thursday 05/03 and Friday 06/03 become days off: the working day before Monday 09/03 is Wednesday."""
    going = assigned(ward)
    for day in (5, 6):
        told = set_day(SYSTEM, ward.id, date(2026, 3, day), DayKind.OFF, "Nghỉ do bão", notice="Công điện 9", at=vn("2026-03-03 09:00"))
        assert told is None
    revised = vn("2026-03-03 09:00")
    assert look_again({ward.id + 1}, revised, revised_at=revised) == 0
    assert look_again({ward.id}, revised, revised_at=revised) == 1
    night("2026-03-03 10:00")
    night("2026-03-04 08:00")
    assert duties(ward, "officer") == [K.FORECAST_LATE]
    assert going.state.legal_due_at == vn("2026-03-09 17:00")


def test_a_dossier_acted_on_after_a_revision_waits_for_no_look(ward: Ward) -> None:
    """The province's calendar comes first and its dossiers after it; the worker hears of the calendar only then."""
    told = set_day(SYSTEM, ward.id, date(2026, 3, 6), DayKind.OFF, "Nghỉ do bão", notice="Công điện 9", at=vn("2026-03-01 09:00"))
    assert told is None
    assigned(ward)
    assert look_again({ward.id}, vn("2026-03-03 09:00"), revised_at=vn("2026-03-01 09:00")) == 0
    assert_whole()


def test_the_worker_looks_every_hour_and_costs_nothing_when_nothing_is_due(ward: Ward) -> None:
    look = next(duty for duty in DUTIES.values() if duty.run is look_at_due)
    assert look.every == timedelta(hours=1)
    assigned(ward)
    with CaptureQueriesContext(connection) as captured:
        look_at_due(vn("2026-03-03 08:00"))
    assert len(captured) == 1


def test_one_dossier_that_cannot_be_looked_at_stops_no_other(ward: Ward) -> None:
    """The first is dated beyond the present, as by a server with a wrong clock."""
    ahead, behind = assigned(ward), assigned(ward)
    done(c.pause_clock(ward.actor("officer"), ahead.id, PauseReason.FORCE_MAJEURE, "Công điện 5", at=vn("2027-12-31 16:00")))
    Dossier.objects.filter(pk=ahead.id).update(duties_check_at=LOOK_NOW)
    look_at_due(vn("2026-03-10 08:00"))
    assert {row.kind for row in rows(behind)} == {"APOLOGISE", "EXPLAIN"}
