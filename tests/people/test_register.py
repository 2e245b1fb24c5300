from __future__ import annotations

import json
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from motcua.foundation.access import NOBODY, SYSTEM, Actor, PostHeld
from motcua.foundation.models import AccessTrace
from motcua.law.refusal import Refusal
from motcua.law.roles import Role
from motcua.people.commands import Registered, register_person
from motcua.people.drafts import PersonDraft
from motcua.people.models import Person
from motcua.people.queries import find_people, get_by_personal_id, get_person
from motcua.project.demo.names import DATA
from tests.agencies.samples import NOW, later

pytestmark = pytest.mark.django_db
CLERK = Actor("officer", 5, "Trần Thị Bình", (PostHeld(1, 1, 1, Role.RECEPTION),))
CITIZEN = PersonDraft(
    kind="CITIZEN",
    full_name="Đỗ Đình Đăng",
    personal_id="037 061 008 541",
    birth_date="25/01/1961",
    sex="Nam",
    phone="0812539825",
    address="Xóm 1",
    commune="Xã Chất Bình",
    province="Tỉnh Ninh Bình",
)


def entered(draft: PersonDraft = CITIZEN, **others: str) -> Registered:
    fields = {key: getattr(draft, key) for key in PersonDraft.__struct_fields__}
    done = register_person(CLERK, PersonDraft(**(fields | others)), at=NOW)
    assert isinstance(done, Registered), done
    return done


def faults(**fields: str) -> dict[str, str]:
    draft = PersonDraft(**({"kind": "CITIZEN", "full_name": "Nguyễn Văn An"} | fields))  # type: ignore[arg-type]
    refusal = register_person(CLERK, draft, at=NOW)
    assert isinstance(refusal, Refusal), refusal
    assert not Person.objects.exists()
    return {part.field: part.message for part in refusal.details}


def found(text: str, actor: Actor = CLERK) -> list[str]:
    people = find_people(actor, text, at=NOW, why="tra cứu tại quầy")
    assert isinstance(people, list), people
    return [person.full_name for person in people]


def test_person_is_kept_in_the_one_written_form() -> None:
    person = Person.objects.get(id=entered().id)
    assert (person.personal_id, person.phone, person.birth_date, person.sex) == ("037061008541", "+84812539825", date(1961, 1, 25), "MALE")
    assert person.full_address == "Xóm 1, Xã Chất Bình, Tỉnh Ninh Bình"


def test_same_personal_id_is_the_same_person_with_newer_data() -> None:
    first = entered()
    second = entered(phone="0912345678", address="")
    assert first.id == second.id
    person = Person.objects.get()
    assert (person.phone, person.address) == ("+84912345678", "Xóm 1")


def test_what_did_not_change_is_not_written() -> None:
    entered()
    register_person(CLERK, CITIZEN, at=later(3))
    assert Person.objects.get().changed_at == NOW


def test_child_without_number_is_known_by_name_and_birth_date() -> None:
    child = {"personal_id": "", "phone": "", "full_name": "Phạm Gia Bảo"}
    assert entered(**child, birth_date="05/09/2025").id == entered(**child, birth_date="05/09/2025").id
    assert entered(**child, birth_date="06/09/2025").id != Person.objects.order_by("id")[0].id


def test_every_wrong_field_is_named_at_once() -> None:
    found_faults = faults(full_name="An 2", personal_id="03718900412", birth_date="31/02/2000", phone="12", sex="?", tax_code="1")
    assert set(found_faults) == {"full_name", "personal_id", "birth_date", "phone", "sex", "tax_code"}
    assert found_faults["personal_id"] == "Số định danh phải có 12 chữ số. Ông/Bà vừa nhập 11 chữ số."


@pytest.mark.parametrize(("field", "length"), [("full_name", 5000), ("address", 201), ("email", 161)])
def test_too_long_text_is_refused_at_its_field(field: str, length: int) -> None:
    assert set(faults(**{field: "a" * length})) == {field}


def test_birth_date_in_the_future_is_refused() -> None:
    assert "chưa đến" in faults(birth_date="01/04/2026")["birth_date"]


def test_unknown_kind_and_nameless_organisation_are_refused() -> None:
    assert set(faults(kind="DOG")) == {"kind"}
    assert set(faults(kind="ORGANISATION", full_name=" ")) == {"full_name"}


def test_sex_that_differs_from_the_number_warns_and_does_not_refuse() -> None:
    assert [warning.field for warning in entered(sex="Nữ").warnings] == ["sex"]


def test_every_shipped_sample_can_be_registered() -> None:
    people = json.loads((DATA / "people_samples.json").read_text())["people"]
    for sample in people:
        draft = PersonDraft(
            kind=sample["kind"],
            full_name=sample["full_name"],
            personal_id=sample.get("personal_id") or "",
            tax_code=sample.get("tax_code") or "",
            birth_date=sample.get("birth_date") or "",
            phone=sample.get("phone") or "",
        )
        assert isinstance(register_person(CLERK, draft, at=NOW), Registered), sample["id"]
    assert Person.objects.count() == len(people)


@pytest.mark.parametrize("text", ["do dinh dang", "ĐỖ ĐĂNG", "dang", "037061008541", "0812 539 825", "+84812539825"])
def test_person_is_found_without_diacritics_by_number_or_phone(text: str) -> None:
    entered()
    entered(personal_id="", full_name="Nguyễn Văn An", phone="0912345678")
    assert found(text) == ["Đỗ Đình Đăng"]


@pytest.mark.parametrize("text", ["", "d", "037061", "0812", "%", "_", "inh"])
def test_pieces_of_numbers_and_inner_letters_find_nobody(text: str) -> None:
    entered()
    assert found(text) == []


def test_name_in_capital_unicode_pieces_is_found() -> None:
    entered(full_name="Đỗ Thị Thùy", personal_id="", sex="Nữ")
    assert found("đo\u0302\u0303 thi thuy") == ["Đỗ Thị Thùy"]


@pytest.mark.parametrize("actor", [NOBODY, Actor("officer", 9, "Quản trị", (PostHeld(1, 1, 1, Role.SYSTEM_ADMIN),))])
def test_only_the_counter_reads_and_writes_people(actor: Actor) -> None:
    person = entered().id
    outcomes = [
        find_people(actor, "dang", at=NOW, why="x"),
        get_person(actor, person, at=NOW, why="x"),
        get_by_personal_id(actor, "037061008541", at=NOW, why="x"),
        register_person(actor, CITIZEN, at=NOW),
    ]
    assert [isinstance(outcome, Refusal) and outcome.code for outcome in outcomes] == ["NOT_ALLOWED"] * 4
    assert not AccessTrace.objects.exists()


def test_reading_leaves_a_trace_of_whom_and_why() -> None:
    person = entered()
    get_by_personal_id(CLERK, "037061008541", at=NOW, why="đọc thẻ tại quầy")
    assert list(AccessTrace.objects.values_list("actor", "stream_kind", "stream_id", "why")) == [
        ("officer:5", "person", person.id, "đọc thẻ tại quầy")
    ]


def test_system_may_register_for_an_import() -> None:
    assert isinstance(register_person(SYSTEM, CITIZEN, at=NOW), Registered)


@settings(max_examples=40)
@given(name=st.text(max_size=230), number=st.text(max_size=14), phone=st.text(max_size=14), address=st.text(max_size=230))
def test_whatever_is_typed_is_kept_or_refused_never_thrown(name: str, number: str, phone: str, address: str) -> None:
    draft = PersonDraft(kind="CITIZEN", full_name=name, personal_id=number, phone=phone, address=address)
    outcome = register_person(CLERK, draft, at=NOW)
    if isinstance(outcome, Registered):
        assert Person.objects.filter(id=outcome.id).exists()
    else:
        assert all(part.field and part.message for part in outcome.details)
