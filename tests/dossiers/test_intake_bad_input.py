"""What should not be brought to a counter, brought: a sentence at the field each time, nothing stored, nothing doubled, no exception."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest
from django.db import connection
from hypothesis import given, settings
from hypothesis import strategies as st

from motcua.dossiers import commands as c
from motcua.dossiers.file_view import find_id, look_up, open_dossier
from motcua.dossiers.intake import Intake
from motcua.dossiers.models import Dossier
from motcua.dossiers.queries import find_dossiers
from motcua.foundation import ids
from motcua.foundation.access import SYSTEM
from motcua.foundation.counters import last_number
from motcua.foundation.verify import verify
from motcua.law.dossier.values import Conclusion, DossierPaper, PaperStatus
from motcua.law.refusal import Refusal
from tests.dossiers.ward import APPLICANT, Ward, done, intake, refused, vn

NINE = vn("2026-03-02 09:00")
TABLES = ("dossier", "dossier_unit", "queue_sum", "stream_content", "outbox", "idempotency_key")
ENGLISH = {"invalid", "error", "null", "none", "unknown", "must", "value", "traceback"}

Changes = dict[str, Any]


def stored() -> dict[str, int]:
    """How many rows a dossier could have left, and how far its counters went."""
    with connection.cursor() as cursor:
        counts = {}
        for table in TABLES:
            cursor.execute(f"SELECT COUNT(*) FROM {table}")
            counts[table] = cursor.fetchone()[0]
        cursor.execute("SELECT COUNT(*) FROM journal_event WHERE stream_kind = 'dossier'")
        counts["journal_event"] = cursor.fetchone()[0]
    return counts


def receive(ward: Ward, brought: Intake, key: str = "") -> c.Done | Refusal:
    return c.receive_at_counter(ward.actor("reception"), brought, at=NINE, key=key)


def assert_sentences(refusal: Refusal) -> None:
    """Vietnamese sentences all the way down, short enough to stand at a field."""
    for one in (refusal, *refusal.details):
        assert one.message.endswith((".", "”"))
        assert len(one.message) < 400
        assert not ENGLISH & set(one.message.lower().split())


def leaves(refusal: Refusal) -> set[str]:
    return {one.field for one in refusal.details} or {refusal.field}


def person(**changes: str) -> Changes:
    return {"applicant": msgspec.structs.replace(APPLICANT, **changes)}


def paper(**changes: Any) -> Changes:
    one = {"key": "r1", "status": PaperStatus.GIVEN, "originals": 1} | changes
    return {"papers": (DossierPaper(**one),)}


BROUGHT: dict[str, tuple[Changes, str]] = {
    "a name of 5,000 letters": (person(full_name="Đ" * 5000), "full_name"),
    "no name": (person(full_name="  "), "full_name"),
    "a name of control characters": (person(full_name="\x00\x01\x07\u200b"), "full_name"),
    "an emoji for a name": (person(full_name="🙂🙂"), "full_name"),
    "a name with a digit": (person(full_name="Nguyễn Văn 2"), "full_name"),
    "a name that is mark-up": (person(full_name="<script>alert('x')</script>"), "full_name"),
    "eleven digits": (person(personal_id="03706100854"), "personal_id"),
    "a place nobody was born in": (person(personal_id="999061008541"), "personal_id"),
    "letters in the number": (person(personal_id="O37O61OO8541"), "personal_id"),
    "a number with NUL inside": (person(personal_id="0370610\x00\x008541"), "personal_id"),
    "born tomorrow": (person(birth_date="2026-03-03"), "birth_date"),
    "born on 30 February": (person(birth_date="30/02/1990"), "birth_date"),
    "a phone that cannot ring": (person(phone="12345"), "phone"),
    "an address of 5,000 letters": (person(address="x" * 5000), "address"),
    "no address": (person(address=""), "address"),
    "a letter address without a house": (person(email="a@b"), "email"),
    "an organisation without a tax code": (person(kind="ORGANISATION", personal_id="", tax_code=""), "tax_code"),
    "a submitter without a number": ({"submitter": msgspec.structs.replace(APPLICANT, personal_id="")}, "submitter_personal_id"),
    "a case that is not there": ({"case_key": "khac"}, "case"),
    "a case of 5,000 letters with NUL": ({"case_key": "\x00" * 5000}, "case"),
    "no set": ({"sets": 0}, "sets"),
    "minus one set": ({"sets": -1}, "sets"),
    "a hundred sets": ({"sets": 100}, "sets"),
    "a paper outside the list": (paper(key="sổ đỏ"), "papers"),
    "a paper with a name of 5,000 NULs": (paper(key="\x00" * 5000), "papers"),
    "the same paper twice": ({"papers": paper()["papers"] * 2}, "papers"),
    "minus one original": (paper(originals=-1), "papers"),
    "ten thousand copies": (paper(copies=10_000), "papers"),
    "a version that is not there": ({"version_id": 404}, "procedure"),
    "a version beyond every number": ({"version_id": 2**70}, "procedure"),
}


@pytest.mark.parametrize("what", BROUGHT)
def test_it_is_refused_at_its_field_and_nothing_is_stored(ward: Ward, what: str) -> None:
    changes, field = BROUGHT[what]
    good = intake(ward)
    if "papers" in changes and changes["papers"][0].key == "r1":
        key = good.papers[0].key
        changes = {"papers": tuple(msgspec.structs.replace(one, key=key) for one in changes["papers"])}
    before = stored()
    refusal = refused(receive(ward, msgspec.structs.replace(good, **changes), key="tờ-1"))
    assert_sentences(refusal)
    assert field in leaves(refusal)
    assert stored() == before
    # Corrected, the same sheet goes through and gets the number that was not used up.
    assert done(receive(ward, good, key="tờ-1")).code == "H42.101-260302-0001"


def test_every_wrong_field_of_a_person_is_told_at_once(ward: Ward) -> None:
    wrong = person(full_name="", personal_id="1", birth_date="01/01/2030", phone="1", address="")
    refusal = refused(receive(ward, msgspec.structs.replace(intake(ward), **wrong)))
    assert leaves(refusal) == {"full_name", "personal_id", "birth_date", "phone", "address"}


@pytest.mark.parametrize("agency", [0, -1, 404, 2**70])
def test_an_agency_that_is_not_there_takes_nothing_in(ward: Ward, agency: int) -> None:
    before = stored()
    brought = msgspec.structs.replace(intake(ward), receiving_agency=agency)
    for actor in (ward.actor("reception"), SYSTEM):
        assert_sentences(refused(c.receive_at_counter(actor, brought, at=NINE)))
    assert stored() == before


def test_a_day_beyond_the_calendar_is_told(ward: Ward) -> None:
    before = stored()
    refusal = refused(c.receive_at_counter(ward.actor("reception"), intake(ward), at=vn("2150-03-02 09:00")))
    assert refusal.code == "OUTSIDE_CALENDAR"
    assert_sentences(refusal)
    assert stored() == before


def test_what_shows_nothing_is_dropped_from_what_is_kept(ward: Ward) -> None:
    """A pasted name may carry marks of direction and NUL; PostgreSQL would refuse it and people could not find it."""
    odd = person(full_name="\u202eĐỗ\x00 Đình\u200b \ufeffĐăng\u202c", address="Xóm\x00 1,\r\n xã Chất Bình")
    row = Dossier.objects.get(pk=done(receive(ward, msgspec.structs.replace(intake(ward), **odd))).dossier_id)
    assert row.applicant_name == "Đỗ Đình Đăng"
    assert [line.id for line in find_dossiers(ward.actor("reception"), "do\x00 dinh dang")] == [row.pk]
    assert verify().differences == []


@pytest.mark.parametrize("key", ["\x00", "a\x00b", "x" * 201, "dòng\n2", "\ud800"])
def test_a_key_that_can_not_be_kept_is_told(ward: Ward, key: str) -> None:
    before = stored()
    assert refused(receive(ward, intake(ward), key=key)).code == "BAD_IDEMPOTENCY_KEY"
    assert stored() == before


def test_the_same_key_with_another_sheet_is_told(ward: Ward) -> None:
    done(receive(ward, intake(ward), key="tờ-1"))
    other = msgspec.structs.replace(intake(ward), **person(full_name="Trần Văn Khác"))
    assert refused(receive(ward, other, key="tờ-1")).code == "KEY_OF_ANOTHER_REQUEST"
    assert Dossier.objects.count() == 1


@pytest.mark.parametrize("number", [0, -5, 2**63, 2**70])
def test_a_dossier_beyond_every_number_does_not_exist(ward: Ward, number: int) -> None:
    clerk = ward.actor("reception")
    assert refused(c.forward(clerk, number, at=NINE)).code == "NO_DOSSIER"
    assert open_dossier(clerk, number, at=NINE, why="thử") is None


@pytest.mark.parametrize("code", ["", "\x00", "H42.101-260302-0001\x00'; --", "\ud800", "Ж" * 5000, "%", "🙂"])
def test_a_code_that_is_none_finds_nothing(ward: Ward, code: str) -> None:
    done(receive(ward, intake(ward)))
    assert find_id(ward.actor("reception"), code) is None
    assert look_up(code, "\x00\ud800Ж", at=NINE) is None


def test_a_number_seen_beyond_the_last_event_disturbs_nobody(ward: Ward) -> None:
    dossier = done(receive(ward, intake(ward)))
    done(c.forward(ward.actor("reception"), dossier.dossier_id, at=NINE, seen=2**70))


def test_words_of_any_kind_are_kept_or_refused_with_a_sentence(ward: Ward) -> None:
    dossier = done(receive(ward, intake(ward))).dossier_id
    done(c.forward(ward.actor("reception"), dossier, at=NINE))
    done(c.assign(ward.actor("head"), dossier, ward.people["officer"], at=NINE))
    officer = ward.actor("officer")
    for note, code in (("", "NOTE_MISSING"), ("\x00\u200b \n", "NOTE_MISSING"), ("x" * 10_001, "WORDS_TOO_LONG")):
        refusal = refused(c.record_examination(officer, dossier, Conclusion.ELIGIBLE, note, at=NINE))
        assert (refusal.code, refusal.field) == (code, "note")
        assert_sentences(refusal)
    done(c.record_examination(officer, dossier, Conclusion.ELIGIBLE, "Đủ\x00\ud800\r\n\u202edòng hai 🙂", at=NINE))
    opened = open_dossier(officer, dossier, at=NINE, why="thử")
    assert opened is not None
    assert opened.file.history[-1].words == "Đủ\ndòng hai 🙂"
    assert verify().differences == []


def test_two_dossiers_that_draw_the_same_id_both_get_in(ward: Ward, monkeypatch: pytest.MonkeyPatch) -> None:
    draws = iter([7, 7, 8])
    monkeypatch.setattr(ids.secrets, "randbits", lambda _bits: next(draws))
    first, second = done(receive(ward, intake(ward), key="tờ-1")), done(receive(ward, intake(ward), key="tờ-2"))
    assert first.dossier_id != second.dossier_id
    assert [first.code[-4:], second.code[-4:]] == ["0001", "0002"]
    assert verify().differences == []


@settings(max_examples=60)
@given(name=st.text(max_size=30), address=st.text(max_size=60), number=st.text(max_size=14), phone=st.text(max_size=14))
def test_any_text_is_received_or_refused_but_never_raised(ward: Ward, name: str, address: str, number: str, phone: str) -> None:
    before, numbers = stored(), last_number(f"dossier:{ward.id}:260302")
    for changes in (person(full_name=name, address=address), person(personal_id=number, phone=phone, email=name)):
        answer = receive(ward, msgspec.structs.replace(intake(ward), **changes))
        if isinstance(answer, Refusal):
            assert_sentences(answer)
            assert (stored(), last_number(f"dossier:{ward.id}:260302")) == (before, numbers)
        else:
            before, numbers = stored(), numbers + 1
            assert answer.code.endswith(f"{numbers:04}")
