from __future__ import annotations

import json
import random
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from motcua.foundation.access import NOBODY, SYSTEM
from motcua.foundation.models import JournalEvent
from motcua.foundation.verify import verify
from motcua.law.refusal import Refusal
from motcua.procedures.commands import import_procedures
from motcua.procedures.models import Procedure, ProcedureVersion, Sector
from motcua.procedures.queries import get_version, version_in_force
from tests.agencies.samples import NOW, TODAY, later, written
from tests.procedures.samples import catalogue, entry, id_of, imported

Province = dict[str, int]
Spoil = Callable[[dict[str, Any]], object]


def refused_bytes(folder: Path, raw: bytes) -> Refusal:
    path = folder / "bad.json"
    path.write_bytes(raw)
    return refused_path(path)


def refused_path(path: Path) -> Refusal:
    events = JournalEvent.objects.count()
    refusal = import_procedures(path, SYSTEM, NOW)
    assert isinstance(refusal, Refusal), refusal
    assert (Procedure.objects.count(), Sector.objects.count(), JournalEvent.objects.count()) == (0, 0, events)
    return refusal


def faults(folder: Path, spoil: Spoil) -> list[str]:
    tree = catalogue()
    spoil(tree)
    refusal = refused_path(written(folder, tree))
    assert refusal.message == f"Tệp có {len(refusal.details)} chỗ sai; không nhập thủ tục nào."
    return [part.message for part in refusal.details]


def test_catalogue_comes_in_whole(province: Province, tmp_path: Path) -> None:
    done = imported(tmp_path)
    assert len(done.added) == Procedure.objects.count() == ProcedureVersion.objects.count() == len(catalogue()["procedures"])
    version = get_version(Procedure.objects.get(code="1.001193").current_version_id or 0)
    [case] = version.cases
    assert ([step.minutes for step in case.steps], case.term.amount) == ([120, 180, 120, 60], 1)
    assert verify().differences == []


def test_same_file_again_changes_nothing(procedures: Province, tmp_path: Path) -> None:
    events = JournalEvent.objects.count()
    again = imported(tmp_path, at=later(1))
    assert (again.added, again.changed, again.ended, again.unchanged) == ((), (), (), len(catalogue()["procedures"]))
    assert JournalEvent.objects.count() == events


def test_order_and_spacing_of_the_file_do_not_matter(procedures: Province, tmp_path: Path) -> None:
    tree = catalogue()
    random.Random(7).shuffle(tree["procedures"])
    path = tmp_path / "spaced.json"
    path.write_text("\ufeff" + json.dumps(tree, indent=4, sort_keys=True), encoding="utf-8")
    done = import_procedures(path, SYSTEM, later(1))
    assert not isinstance(done, Refusal)
    assert done.unchanged == len(tree["procedures"])


def test_changed_text_makes_a_version_and_dossiers_keep_the_old_one(procedures: Province, tmp_path: Path) -> None:
    pinned = version_in_force(id_of("1.000894"), TODAY)
    assert not isinstance(pinned, Refusal)
    tree = catalogue()
    entry(tree, "1.000894")["result"]["name"] = "Giấy chứng nhận kết hôn bản điện tử"
    done = imported(tmp_path, tree, later(10))
    assert (done.changed, done.unchanged) == (("1.000894",), len(tree["procedures"]) - 1)
    now = version_in_force(id_of("1.000894"), date(2026, 4, 10))
    assert not isinstance(now, Refusal)
    assert (now.no, now.body.result and now.body.result.name) == (2, "Giấy chứng nhận kết hôn bản điện tử")
    assert get_version(pinned.id) == pinned
    assert version_in_force(id_of("1.000894"), date(2026, 4, 9)) == pinned
    assert verify().differences == []


def test_requirement_keys_stay_when_papers_are_reordered(procedures: Province, tmp_path: Path) -> None:
    def keys() -> dict[str, str]:
        version = get_version(Procedure.objects.get(code="1.001193").current_version_id or 0)
        return {paper.name: paper.key for paper in version.cases[0].requirements}

    before = keys()
    tree = catalogue()
    entry(tree, "1.001193")["cases"][0]["requirements"].reverse()
    assert imported(tmp_path, tree, later(1)).changed == ("1.001193",)
    assert keys() == before
    assert len(set(before.values())) == len(before)


def test_abolished_later_ends_the_version_and_called_off_revives_it(procedures: Province, tmp_path: Path) -> None:
    tree = catalogue()
    entry(tree, "1.000894").update(status="ABOLISHED", valid_to="2026-06-01", successor="1.001193")
    assert imported(tmp_path, tree, later(1)).ended == ("1.000894",)
    ended = version_in_force(id_of("1.000894"), date(2026, 6, 1))
    assert isinstance(ended, Refusal)
    assert "1.001193 “Thủ tục đăng ký khai sinh”" in ended.message
    assert not isinstance(version_in_force(id_of("1.000894"), date(2026, 5, 31)), Refusal)
    assert imported(tmp_path, catalogue(), later(2)).ended == ("1.000894",)
    assert not isinstance(version_in_force(id_of("1.000894"), date(2026, 6, 1)), Refusal)
    assert verify().differences == []


def test_changed_text_of_an_ended_procedure_does_not_wake_it(procedures: Province, tmp_path: Path) -> None:
    tree = catalogue()
    entry(tree, "2.001009")["legal_bases"].append("Luật Công chứng 2024")
    assert imported(tmp_path, tree, later(1)).changed == ("2.001009",)
    days = [date(2025, 11, 9), date(2025, 11, 10), date(2026, 3, 31), date(2026, 4, 2)]
    assert [isinstance(version_in_force(id_of("2.001009"), day), Refusal) for day in days] == [False, True, True, True]


def test_stranger_may_not_import(province: Province, tmp_path: Path) -> None:
    refusal = import_procedures(written(tmp_path, catalogue()), NOBODY, NOW)
    assert isinstance(refusal, Refusal)
    assert refusal.code == "NOT_ALLOWED"


def test_faults_of_the_whole_file_are_named_at_once(province: Province, tmp_path: Path) -> None:
    def spoil(tree: dict[str, Any]) -> None:
        first, second, third = tree["procedures"][:3]
        del first["name"]
        first["cases"][0]["time"]["unit"] = "MOONS"
        second["cases"][0]["process"][0]["hours"] = 400
        second["government_level"] = "district"
        third["cases"][0]["requirements"][0]["originals"] = -1
        third["fees"] = []

    found = faults(tmp_path, spoil)
    units = "WORKING_DAYS, HOURS, CALENDAR_DAYS, MONTHS, SAME_DAY_15H, FIXED_DATE"
    assert "procedures[0].name: thiếu mục này." in found
    assert f"procedures[0].cases[0].time.unit: “MOONS” không có trong danh mục ({units})." in found
    assert any(message.startswith("procedures[1].cases[0].process: các bước cộng lại 40") for message in found)
    assert "procedures[1].government_level: “district” không có trong danh mục (province, commune)." in found
    assert "procedures[2].cases[0].requirements[0].originals: phải từ 0 đến 100, ở đây là -1." in found
    assert any(message.startswith("procedures[2].fees: không có mục mang tên này") for message in found)


@pytest.mark.parametrize(
    ("spoil", "sentence"),
    [
        (lambda p: p.update(code="1.00119"), "procedures[0].code: "),
        (lambda p: p.pop("sector"), "procedures[0].sector: thiếu mục này."),
        (lambda p: p.update(cases=[]), "procedures[0].cases: danh sách không được rỗng."),
        (lambda p: p["cases"][0].update(process=[]), "procedures[0].cases[0].process: danh sách không được rỗng."),
        (lambda p: p["cases"][0]["time"].update(amount=0), "procedures[0].cases[0].time.amount: phải từ 1 đến 3650, ở đây là 0."),
        (lambda p: p["cases"][0]["time"].update(amount="5"), "procedures[0].cases[0].time.amount: phải là số nguyên, ở đây là 5."),
        (
            lambda p: p["cases"][0]["process"][1].update(unit_kind="Sở Vui chơi"),
            "procedures[0].cases[0].process[1].unit_kind: không có loại đơn vị “Sở Vui chơi” trong hệ thống.",
        ),
        (lambda p: p["cases"][0]["process"][1].update(post="WIZARD"), "procedures[0].cases[0].process[1].post: “WIZARD”"),
        (lambda p: p["cases"][0]["process"][1].update(hours=0.001), "procedures[0].cases[0].process[1].hours: số giờ phải lớn hơn 0"),
        (lambda p: p["cases"][0]["requirements"].append("giấy"), "procedures[0].cases[0].requirements["),
        (lambda p: p.update(applicants=["Người sao Hỏa"]), "procedures[0].applicants[0]: “Người sao Hỏa”"),
        (lambda p: p.update(valid_to="2026-02-30"), "procedures[0].valid_to: “2026-02-30” không phải là ngày"),
        (lambda p: p.update(status="ABOLISHED"), "procedures[0].valid_to: thủ tục có trạng thái ABOLISHED phải ghi ngày hết hiệu lực."),
        (lambda p: p.update(successor="9.999999"), "procedures[0].successor: "),
        (lambda p: p.update(successor="1.777777"), "procedures[0].successor: không có thủ tục 1.777777"),
        (lambda p: p.update(successor=p["code"]), "procedures[0].successor: thủ tục không thể tự thay thế chính nó."),
        (lambda p: p.update(internal="no"), "procedures[0].internal: phải là true hoặc false, ở đây là chữ."),
        (lambda p: p.update(name="x" * 5000), "procedures[0].name: dài 5000 ký tự, tối đa 1000."),
        (lambda p: p.update(child_procedures=["1.1"]), "procedures[0].child_procedures[0]: "),
        (lambda p: p.update(field_confidence={"time": "Z"}), "procedures[0].field_confidence.time: phải là K, P hoặc U."),
        (lambda p: p["cases"].append(dict(p["cases"][0], key="k")) or p["cases"][0].update(key="k"), "procedures[0].cases[1].key: "),
    ],
)
def test_wrong_value_is_named_by_its_path(province: Province, tmp_path: Path, spoil: Spoil, sentence: str) -> None:
    [found] = faults(tmp_path, lambda tree: spoil(tree["procedures"][0]))
    assert found.startswith(sentence)


def test_code_twice_in_a_file_is_refused_even_where_one_entry_is_faulty(province: Province, tmp_path: Path) -> None:
    def spoil(tree: dict[str, Any]) -> None:
        tree["procedures"][3]["code"] = tree["procedures"][0]["code"]
        tree["procedures"][3]["name"] = ""

    assert "procedures[3].code: mã 1.001193 đã dùng ở procedures[0]." in faults(tmp_path, spoil)


def test_count_that_does_not_fit_says_that_the_file_was_cut(province: Province, tmp_path: Path) -> None:
    [found] = faults(tmp_path, lambda tree: tree.update(count=180))
    assert found.startswith("count: ghi 180 nhưng trong tệp có ")


@pytest.mark.parametrize(
    ("unit", "amount", "allowed_hours"), [("HOURS", 3, 3), ("WORKING_DAYS", 2, 16), ("CALENDAR_DAYS", 2, 16), ("SAME_DAY_15H", 1, 8)]
)
def test_steps_may_take_the_legal_time_and_not_a_minute_more(
    province: Province, tmp_path: Path, unit: str, amount: int, allowed_hours: int
) -> None:
    def steps(tree: dict[str, Any], minutes_more: int) -> None:
        case = tree["procedures"][0]["cases"][0]
        case["time"].update(unit=unit, amount=amount)
        case["process"] = [case["process"][0] | {"hours": allowed_hours - 1}, case["process"][1] | {"hours": 1 + minutes_more / 60}]

    tree = catalogue()
    steps(tree, 15)
    [fault] = refused_path(written(tmp_path, tree)).details
    assert fault.field == "procedures[0].cases[0].process"
    assert f"vượt thời hạn {allowed_hours} giờ" in fault.message
    steps(tree, 0)
    imported(tmp_path, tree)


@pytest.mark.parametrize(
    ("raw", "sentence"),
    [
        (b"", "Tệp không đúng dạng JSON ở dòng 1, cột 1"),
        (b'{"procedures": [\n  {"code": "1.001193",}\n]}', "Tệp không đúng dạng JSON ở dòng 2"),
        ('{"procedures": "Hồ sơ"}'.encode("utf-16"), "Tệp phải ghi bằng bảng mã UTF-8; byte thứ 1 "),
        ("Đăng ký".encode("cp1258", "ignore") + b"\xd0\xff", "Tệp phải ghi bằng bảng mã UTF-8"),
        (b'{"count": NaN, "procedures": []}', "Tệp không đúng dạng JSON: “NaN” không phải là số."),
        (b'{"count": 1, "count": 2}', "Tệp không đúng dạng JSON: mục “count” ghi hai lần"),
        (b'{"count": ' + b"9" * 6000 + b"}", "Tệp có số quá dài"),
        (b"[" * 200_000, "Tệp lồng quá nhiều cấp"),
        (b"\x00" * 64, "Tệp không đúng dạng JSON"),
        (b"[]", "Tệp có 1 chỗ sai"),
        (b"12", "Tệp có 1 chỗ sai"),
        (b"null", "Tệp có 1 chỗ sai"),
    ],
)
def test_file_that_is_no_catalogue_is_refused(province: Province, tmp_path: Path, raw: bytes, sentence: str) -> None:
    assert refused_bytes(tmp_path, raw).message.startswith(sentence)


def test_huge_nonsense_is_refused_by_its_size_before_it_is_read(province: Province, tmp_path: Path) -> None:
    path = tmp_path / "huge.json"
    with path.open("wb") as file:
        file.truncate(200 * 1024 * 1024)
    assert refused_path(path).message == "Tệp nặng 200 MB; tối đa 30 MB. Không đọc tệp này."


def test_missing_file_and_folder_are_told(province: Province, tmp_path: Path) -> None:
    assert refused_path(tmp_path / "none.json").message.endswith("none.json: không có tệp này.")
    assert refused_path(tmp_path).message.endswith(": đây là thư mục.")


def test_thousands_of_faults_are_counted_and_the_first_listed(province: Province, tmp_path: Path) -> None:
    refusal = refused_path(written(tmp_path, {"procedures": [{}] * 2000}))
    assert len(refusal.details) == 500
    assert refusal.message.endswith("Chỉ liệt kê 500 chỗ đầu.")


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)


@settings(max_examples=60)
@given(data=st.data(), value=JSON)
def test_whatever_stands_in_a_file_is_taken_or_refused_never_thrown(
    province: Province, tmp_path: Path, data: st.DataObject, value: Any
) -> None:
    tree = catalogue()
    place: Any = tree["procedures"]
    while True:
        key = data.draw(st.sampled_from(sorted(place) if isinstance(place, dict) else range(len(place))))
        inner = place[key]
        if not isinstance(inner, (dict, list)) or not inner or data.draw(st.booleans()):
            place[key] = value
            break
        place = inner
    outcome = import_procedures(written(tmp_path, tree), SYSTEM, NOW)
    if isinstance(outcome, Refusal):
        assert outcome.details
        assert all(part.message for part in outcome.details)
