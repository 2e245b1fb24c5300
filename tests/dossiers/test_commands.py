"""A dossier through the house: who may, what is written, what two people at once get to hear."""

from __future__ import annotations

from datetime import UTC

import pytest

from motcua.dossiers import commands as c
from motcua.dossiers.file_view import find_id, look_up, open_dossier
from motcua.dossiers.models import Dossier, QueueSum
from motcua.dossiers.queries import find_dossiers
from motcua.dossiers.secret import lookup_secret
from motcua.foundation.chain import Stream
from motcua.foundation.journal import read
from motcua.foundation.verify import verify
from motcua.law.dossier.values import Conclusion, Status
from tests.dossiers.ward import Ward, done, intake, refused, vn

NINE = vn("2026-03-02 09:00")


def received(ward: Ward) -> int:
    return done(c.receive_at_counter(ward.actor("reception"), intake(ward), at=NINE)).dossier_id


def walk(ward: Ward) -> int:
    """From the door to the result, each act by who owes it."""
    no = received(ward)
    people = {name: ward.actor(name) for name in ward.people}
    minute = iter(range(1, 60))
    done(c.forward(people["reception"], no, at=NINE.replace(minute=next(minute))))
    done(c.assign(people["head"], no, ward.people["officer"], at=NINE.replace(minute=next(minute))))
    done(c.record_examination(people["officer"], no, Conclusion.ELIGIBLE, "Đủ điều kiện", at=NINE.replace(minute=next(minute))))
    done(c.forward(people["officer"], no, at=NINE.replace(minute=next(minute))))
    done(c.submit_for_approval(people["head"], no, "Giấy khai sinh", at=NINE.replace(minute=next(minute))))
    done(c.approve(people["approver"], no, at=NINE.replace(minute=next(minute))))
    done(c.issue(people["clerk"], no, at=NINE.replace(minute=next(minute))))
    done(c.complete(people["clerk"], no, at=NINE.replace(minute=next(minute))))
    done(c.hand_over(people["reception"], no, "Đỗ Đình Đăng", at=NINE.replace(minute=next(minute))))
    return no


def test_a_dossier_walks_through_the_house_and_verify_finds_nothing(ward: Ward) -> None:
    no = walk(ward)
    row = Dossier.objects.get(pk=no)
    assert row.status == Status.RESULT_RETURNED
    assert row.code == "H42.101-260302-0001"
    assert [event.type for event in read(Stream("dossier", no))][:2] == ["submitted", "received"]
    assert [difference.sentence for difference in verify().differences] == []


def test_no_name_is_in_the_journal(ward: Ward) -> None:
    no = walk(ward)
    payloads = " ".join(event.payload for event in read(Stream("dossier", no)))
    assert "Đăng" not in payloads
    assert "037061008541" not in payloads


def test_codes_of_a_door_and_day_have_no_gap_even_after_a_refusal(ward: Ward) -> None:
    clerk = ward.actor("reception")
    first = done(c.receive_at_counter(clerk, intake(ward), at=NINE))
    refused(c.receive_at_counter(clerk, intake(ward, papers=1), at=NINE))
    second = done(c.receive_at_counter(clerk, intake(ward), at=NINE))
    next_day = done(c.receive_at_counter(clerk, intake(ward), at=vn("2026-03-03 07:59")))
    assert [first.code[-4:], second.code[-4:], next_day.code[-11:]] == ["0001", "0002", "260303-0001"]


def test_serials_begin_anew_at_midnight_in_vietnam_and_not_at_midnight_in_utc(ward: Ward) -> None:
    clerk = ward.actor("reception")
    nights = ("2026-03-02 23:59", "2026-03-03 00:00", "2026-03-03 06:59", "2026-03-03 07:00")
    codes = [done(c.receive_at_counter(clerk, intake(ward), at=vn(night).astimezone(UTC))).code for night in nights]
    assert [code[-11:] for code in codes] == ["260302-0001", "260303-0001", "260303-0002", "260303-0003"]


def test_a_missing_paper_is_told_at_its_field_and_nothing_is_stored(ward: Ward) -> None:
    refusal = refused(c.receive_at_counter(ward.actor("reception"), intake(ward, papers=1), at=NINE))
    assert refusal.code == "PAPERS_MISSING"
    assert "Giấy chứng sinh" in refusal.details[0].message
    assert not Dossier.objects.exists()
    assert not QueueSum.objects.exists()


def test_an_abolished_procedure_is_refused_with_its_successor(ward: Ward) -> None:
    refusal = refused(c.receive_at_counter(ward.actor("reception"), intake(ward, "2.001009"), at=NINE))
    assert "10/11/2025" in refusal.message
    assert "2.001406" in refusal.message


def test_the_second_click_on_receive_is_the_same_dossier(ward: Ward) -> None:
    clerk = ward.actor("reception")
    first = done(c.receive_at_counter(clerk, intake(ward), at=NINE, key="tờ-1"))
    second = done(c.receive_at_counter(clerk, intake(ward), at=NINE.replace(minute=1), key="tờ-1"))
    assert first == second
    assert Dossier.objects.count() == 1


def test_two_officers_on_one_dossier_one_acts_the_other_is_told(ward: Ward) -> None:
    no = received(ward)
    seen = Dossier.objects.get(pk=no).seq
    done(c.forward(ward.actor("reception"), no, at=NINE.replace(minute=1), seen=seen))
    refusal = refused(c.forward(ward.actor("reception"), no, at=NINE.replace(minute=2), seen=seen))
    assert refusal.code == "CHANGED_MEANWHILE"
    assert "09:01" in refusal.message


def test_a_stranger_is_told_that_the_dossier_does_not_exist(ward: Ward, other_ward: Ward) -> None:
    no = received(ward)
    for who in other_ward.people:
        assert refused(c.forward(other_ward.actor(who), no, at=NINE.replace(minute=1))).code == "NO_DOSSIER"
        assert open_dossier(other_ward.actor(who), no, at=NINE.replace(minute=1), why="thử") is None
        assert find_id(other_ward.actor(who), "H42.101-260302-0001") is None


def test_the_wrong_post_is_told_whose_work_it_is(ward: Ward) -> None:
    no = walk_to_signature(ward)
    refusal = refused(c.approve(ward.actor("clerk"), no, at=NINE.replace(minute=50)))
    assert refusal.code == "NOT_ALLOWED"
    assert "Lãnh đạo cơ quan" in refusal.message


def walk_to_signature(ward: Ward) -> int:
    no = received(ward)
    done(c.forward(ward.actor("reception"), no, at=NINE.replace(minute=1)))
    done(c.assign(ward.actor("head"), no, ward.people["officer"], at=NINE.replace(minute=2)))
    done(c.record_examination(ward.actor("officer"), no, Conclusion.ELIGIBLE, "Đủ", at=NINE.replace(minute=3)))
    done(c.forward(ward.actor("officer"), no, at=NINE.replace(minute=4)))
    done(c.submit_for_approval(ward.actor("head"), no, "Giấy khai sinh", at=NINE.replace(minute=5)))
    return no


def test_the_counter_forwards_nothing_that_has_left_it(ward: Ward) -> None:
    no = received(ward)
    done(c.forward(ward.actor("reception"), no, at=NINE.replace(minute=1)))
    done(c.assign(ward.actor("head"), no, ward.people["officer"], at=NINE.replace(minute=2)))
    done(c.record_examination(ward.actor("officer"), no, Conclusion.ELIGIBLE, "Đủ", at=NINE.replace(minute=3)))
    assert refused(c.forward(ward.actor("reception"), no, at=NINE.replace(minute=4))).code == "NOT_ALLOWED"
    assert refused(c.take(ward.actor("second"), no, at=NINE.replace(minute=4))).code == "HELD_BY_ANOTHER"


def test_work_is_assigned_only_to_who_holds_the_post(ward: Ward) -> None:
    no = received(ward)
    done(c.forward(ward.actor("reception"), no, at=NINE.replace(minute=1)))
    refusal = refused(c.assign(ward.actor("head"), no, ward.people["clerk"], at=NINE.replace(minute=2)))
    assert refusal.code == "HOLDER_UNFIT"


def test_the_holder_of_the_receipt_sees_the_dossier_and_nobody_else(ward: Ward) -> None:
    received(ward)
    code = "H42.101-260302-0001"
    file = look_up(code, lookup_secret(code).lower(), at=NINE)
    assert file is not None
    assert file.state.status is Status.RECEIVED
    assert look_up(code, "AAAAAAAA", at=NINE) is None
    assert look_up("H42.101-260302-0002", lookup_secret("H42.101-260302-0002"), at=NINE) is None


@pytest.mark.parametrize("words", ["do dinh dang", "Đỗ Đăng", "0001", "H42.101-260302-0001", "ĐINH"])
def test_search_finds_without_diacritics_by_name_code_phone_and_id(ward: Ward, other_ward: Ward, words: str) -> None:
    no = received(ward)
    found = find_dossiers(ward.actor("reception"), words)
    assert [line.id for line in found] == ([no] if words != "nguyen" else [])
    assert find_dossiers(other_ward.actor("reception"), words) == []


@pytest.mark.parametrize(
    "number", ["0812539825", "0812 539 825", "0812.539.825", "+84812539825", "037061008541", "037 061 008 541", "0812"]
)
def test_a_number_is_found_however_its_digits_are_set_apart(ward: Ward, number: str) -> None:
    no = received(ward)
    assert [line.id for line in find_dossiers(ward.actor("reception"), number)] == [no]
