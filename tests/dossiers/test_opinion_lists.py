"""Late opinions count against the agency that was asked, whatever became of the dossier (domain §2.5, §15.38)."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from motcua.dossiers import commands as c
from motcua.dossiers.commands import Asked
from motcua.dossiers.opinion_lists import OpinionCount, list_opinion_counts
from tests.dossiers.going import assert_whole, assigned
from tests.dossiers.province import make_province
from tests.dossiers.ward import Ward, done, vn


def test_a_late_answer_and_none_at_all_are_charged_to_the_asked_agency(ward: Ward, tmp_path: Path) -> None:
    department, land_office = make_province(tmp_path)
    going = assigned(ward)
    due = vn("2026-03-05 17:00")
    asked = [Asked(agency=house.id, question="Đề nghị xác minh", due_at=due) for house in (department, land_office)]
    done(c.ask_opinions(ward.actor("officer"), going.id, asked, at=going.next("2026-03-03 09:00")))
    head = department.actor("approver")
    assert list_opinion_counts(head, vn("2026-03-05 16:00")) == ()
    assert list_opinion_counts(head, vn("2026-03-06 08:00")) == (OpinionCount(agency_id=department.id, due=1, late=1, owed=1),)
    going.for_signature().completed("2026-03-06 15:00")
    done(c.answer_opinion(department.actor("officer"), going.id, 1, "Thống nhất", at=vn("2026-03-10 09:00")))
    assert list_opinion_counts(head, vn("2026-03-11 08:00")) == (OpinionCount(agency_id=department.id, due=1, late=1, owed=0),)
    assert list_opinion_counts(head, vn("2026-03-11 08:00"), since=date(2026, 4, 1)) == ()
    assert list_opinion_counts(ward.actor("approver"), vn("2026-03-11 08:00")) == ()
    assert list_opinion_counts(land_office.actor("approver"), vn("2026-03-11 08:00"))[0].owed == 1
    assert_whole()


def test_an_answer_in_time_is_counted_and_not_late(ward: Ward, tmp_path: Path) -> None:
    department, _ = make_province(tmp_path)
    going = assigned(ward)
    question = Asked(agency=department.id, question="Đề nghị xác minh", due_at=vn("2026-03-05 17:00"))
    done(c.ask_opinions(ward.actor("officer"), going.id, [question], at=going.next("2026-03-03 09:00")))
    done(c.answer_opinion(department.actor("officer"), going.id, 1, "Thống nhất", at=vn("2026-03-04 09:00")))
    counted = list_opinion_counts(department.actor("approver"), vn("2026-03-04 10:00"))
    assert counted == (OpinionCount(agency_id=department.id, due=1, late=0, owed=0),)
