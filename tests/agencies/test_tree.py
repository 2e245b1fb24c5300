from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import transaction
from pytest_django import DjangoAssertNumQueries

from motcua.agencies.commands import abolish_agency, change_agency, register_agency
from motcua.agencies.commands.tree import AgencyChange, AgencyDraft
from motcua.agencies.models import Agency
from motcua.agencies.queries import find_agency, list_receiving_agencies, tree
from motcua.foundation.access import NOBODY, SYSTEM, Actor, PostHeld
from motcua.foundation.verify import verify
from motcua.law.refusal import Refusal
from motcua.law.roles import Role
from tests.agencies.samples import FIRST_DAY, HOA_LU, NOW, TODAY, YEN_MO, later

Province = dict[str, int]
BEFORE = FIRST_DAY - timedelta(days=1)


def draft(slug: str, **others: object) -> AgencyDraft:
    fields = {"name": f"Cơ quan {slug}", "short_name": slug, "kind": "DEPARTMENT", "level": "PROVINCE", "valid_from": FIRST_DAY}
    return AgencyDraft(slug=slug, **(fields | others))  # type: ignore[arg-type]


def added(slug: str, **others: object) -> int:
    done = register_agency(SYSTEM, draft(slug, **others), at=NOW)
    assert isinstance(done, int), done
    return done


def test_ward_belongs_to_the_province_only_from_its_first_day(province: Province) -> None:
    ward, root = province[HOA_LU], province["UBND-T"]
    assert [above.id for above in tree().ancestors(ward, FIRST_DAY)] == [root]
    assert tree().ancestors(ward, BEFORE) == []
    assert ward in [under.id for under in tree().descendants(root, TODAY)]


def test_descendants_come_level_by_level(province: Province) -> None:
    under = [agency.slug for agency in tree().descendants(province["UBND-T"], TODAY)]
    assert under.index("VP") < under.index("TTPVHCC")
    assert {"SNV", "SYT", HOA_LU, YEN_MO} <= set(under)


def test_abolished_province_is_answered_for_by_its_successor(province: Province) -> None:
    assert tree().successor(province["HNA-UBND"], BEFORE) == Agency.objects.get(slug="HNA-UBND")
    successor = tree().successor(province["HNA-UBND"], TODAY)
    assert successor is not None
    assert successor.slug == "UBND-T"
    assert [earlier.slug for earlier in tree().predecessors(province["UBND-T"])] == ["HNA-UBND"]


def test_successors_are_followed_through_two_mergers(province: Province) -> None:
    first, second, third = added("A1"), added("A2"), added("A3")
    for agency, successor, day in ((first, second, date(2026, 1, 31)), (second, third, date(2026, 2, 28))):
        assert abolish_agency(SYSTEM, agency, last_day=day, successor=successor, at=NOW, decision="01/QĐ") is None
    assert [found and found.slug for found in (tree().successor(first, day) for day in (date(2026, 1, 1), date(2026, 2, 1), TODAY))] == [
        "A1",
        "A2",
        "A3",
    ]


def test_renamed_agency_keeps_its_old_name_for_the_old_days(province: Province) -> None:
    change = AgencyChange(name="Sở Nội vụ và Lao động tỉnh Ninh Bình", short_name="Sở Nội vụ và Lao động")
    assert change_agency(SYSTEM, province["SNV"], change, from_day=date(2026, 3, 1), at=NOW, decision="02/QĐ") is None
    names = [tree().period_on(province["SNV"], day) for day in (date(2026, 2, 28), date(2026, 3, 1))]
    assert [period and period.short_name for period in names] == ["Sở Nội vụ", "Sở Nội vụ và Lao động"]
    assert find_agency("so noi vu va lao dong") == Agency.objects.get(slug="SNV")


def test_moved_agency_has_two_parents_at_two_times(province: Province) -> None:
    change = AgencyChange(moved=True, parent=province["UBND-T"])
    assert change_agency(SYSTEM, province["TTPVHCC"], change, from_day=date(2026, 2, 1), at=NOW, decision="03/QĐ") is None
    parents = [tree().parent(province["TTPVHCC"], day) for day in (date(2026, 1, 31), date(2026, 2, 1))]
    assert [parent and parent.slug for parent in parents] == ["VP", "UBND-T"]


def test_agency_cannot_be_moved_under_its_own_descendant(province: Province) -> None:
    change = AgencyChange(moved=True, parent=province["TTPVHCC"])
    refusal = change_agency(SYSTEM, province["VP"], change, from_day=TODAY, at=NOW, decision="04/QĐ")
    assert refusal is not None
    assert refusal.code == "CIRCLE"


def test_change_before_the_last_change_or_in_the_future_is_refused(province: Province) -> None:
    change = AgencyChange(name="Tên khác")
    codes = []
    for day in (FIRST_DAY, TODAY + timedelta(days=1)):
        refusal = change_agency(SYSTEM, province["SNV"], change, from_day=day, at=NOW, decision="05/QĐ")
        codes.append(refusal and refusal.code)
    assert codes == ["BEFORE_LAST_CHANGE", "IN_FUTURE"]


def test_agency_with_children_left_is_not_abolished(province: Province) -> None:
    refusal = abolish_agency(SYSTEM, province["UBND-T"], last_day=TODAY, successor=None, at=NOW, decision="06/QĐ")
    assert refusal is not None
    assert refusal.message.startswith("Còn ")
    assert "Văn phòng UBND tỉnh" in refusal.message
    assert Agency.objects.get(slug="UBND-T").valid_to is None


def test_code_without_certainty_is_refused_and_none_is_invented(province: Province) -> None:
    assert set(Agency.objects.exclude(slug__in=["UBND-T", "HNA-UBND"]).values_list("code", "code_status")) == {("", "UNKNOWN")}
    assert Agency.objects.get(slug="UBND-T").code == "H42"
    refusal = register_agency(SYSTEM, draft("X", code="H42.77"), at=NOW)
    assert isinstance(refusal, Refusal)
    assert refusal.code == "CODE_STATUS"


def test_code_of_a_living_agency_is_not_given_twice(province: Province) -> None:
    added("X", code="H42.77", code_status="OFFICIAL")
    refusal = register_agency(SYSTEM, draft("Y", code="H42.77", code_status="OFFICIAL"), at=NOW)
    assert isinstance(refusal, Refusal)
    assert refusal.message == "Mã H42.77 đang dùng cho Cơ quan X."


@pytest.mark.parametrize("actor", [NOBODY, Actor("officer", 5, "A", (PostHeld(1, 1, 1, Role.APPROVER),))])
def test_only_the_administrator_changes_the_tree(province: Province, actor: Actor) -> None:
    refusal = register_agency(actor, draft("X"), at=NOW)
    assert isinstance(refusal, Refusal)
    assert refusal.code == "NOT_ALLOWED"
    assert not Agency.objects.filter(slug="X").exists()


def test_receiving_agencies_are_the_communes_and_the_centre_of_the_province(province: Province) -> None:
    assert {agency.slug for agency in list_receiving_agencies(TODAY)} == {"TTPVHCC", HOA_LU, YEN_MO}
    assert list_receiving_agencies(BEFORE) == []


def test_tree_costs_one_query_until_somebody_changes_it(province: Province, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    tree()
    with django_assert_num_queries(1):
        tree()
    added("X")
    assert find_agency("X") is not None


def test_rolled_back_change_is_not_remembered(province: Province) -> None:
    with transaction.atomic():
        added("X")
        assert find_agency("X") is not None
        transaction.set_rollback(True)
    assert find_agency("X") is None
    added("Y")
    assert find_agency("X") is None


def test_every_row_follows_from_the_journal(province: Province) -> None:
    change_agency(SYSTEM, province["SNV"], AgencyChange(phone="0229387111"), from_day=TODAY, at=NOW, decision="07/QĐ")
    assert verify().differences == []
    Agency.objects.filter(slug="SNV").update(name="Sở Khác")
    [difference] = verify().differences
    assert (difference.stream, difference.table, difference.column) == (f"agency:{province['SNV']}", "agency", "name")


def test_clock_behind_the_last_change_is_told_not_thrown(province: Province) -> None:
    refusal = change_agency(SYSTEM, province["SNV"], AgencyChange(name="Tên khác"), from_day=date(2025, 8, 1), at=later(-30), decision="08")
    assert refusal is not None
    assert refusal.code == "CLOCK_BEHIND"
