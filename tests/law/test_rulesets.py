"""The law by its date of effect: what holds on a day, and where each value comes from."""

from __future__ import annotations

from datetime import date, time, timedelta
from itertools import pairwise

import pytest

from motcua.law.rulesets import (
    AfterCutoff,
    Compare,
    Confidence,
    FormPurpose,
    Ruleset,
    form_set_at,
    form_sets,
    ruleset_at,
    ruleset_by_key,
    rulesets,
)


@pytest.mark.parametrize(
    ("day", "decree", "amended_by", "online"),
    [
        ("2018-06-21", "Nghị định 61/2018/NĐ-CP", (), ""),
        ("2021-12-06", "Nghị định 61/2018/NĐ-CP", ("Nghị định 107/2021/NĐ-CP",), ""),
        ("2022-08-15", "Nghị định 61/2018/NĐ-CP", ("Nghị định 107/2021/NĐ-CP",), "Nghị định 42/2022/NĐ-CP"),
        ("2025-06-30", "Nghị định 61/2018/NĐ-CP", ("Nghị định 107/2021/NĐ-CP",), "Nghị định 42/2022/NĐ-CP"),
        ("2025-07-01", "Nghị định 118/2025/NĐ-CP", (), "Nghị định 42/2022/NĐ-CP"),
        ("2026-03-31", "Nghị định 118/2025/NĐ-CP", ("Nghị định 367/2025/NĐ-CP",), "Nghị định 42/2022/NĐ-CP"),
        ("2026-07-01", "Nghị định 118/2025/NĐ-CP", ("Nghị định 367/2025/NĐ-CP",), "Nghị định 224/2026/NĐ-CP"),
        (
            "2026-08-05",
            "Nghị định 118/2025/NĐ-CP",
            ("Nghị định 367/2025/NĐ-CP", "Nghị định 309/2026/NĐ-CP"),
            "Nghị định 224/2026/NĐ-CP",
        ),
    ],
)
def test_the_decrees_in_force_on_a_day(day: str, decree: str, amended_by: tuple[str, ...], online: str) -> None:
    rules = ruleset_at(date.fromisoformat(day))
    assert (rules.one_stop_decree, rules.amended_by, rules.online_decree) == (decree, amended_by, online)


def test_a_ruleset_begins_on_its_day_and_ends_the_day_before_the_next() -> None:
    known = rulesets()
    assert [rules.valid_from for rules in known] == sorted(rules.valid_from for rules in known)
    for before, after in pairwise(known):
        assert ruleset_at(after.valid_from) is after
        assert ruleset_at(after.valid_from - timedelta(days=1)) is before
        assert ruleset_by_key(after.key) is after
    assert ruleset_at(date(2010, 1, 1)) is known[0]
    assert ruleset_at(date(2100, 1, 1)) is known[-1]


def test_a_key_that_never_was_is_an_error() -> None:
    with pytest.raises(KeyError):
        ruleset_by_key("2030-01-01")


def test_who_watches_over_procedures_changed_in_august_2026() -> None:
    assert ruleset_at(date(2026, 8, 4)).control_authority == "Văn phòng Chính phủ"
    assert ruleset_at(date(2026, 8, 5)).control_authority == "Bộ Tư pháp"
    assert ruleset_at(date(2026, 8, 5)).portal_operator == "Bộ Công an"


def test_the_district_level_ended_with_june_2025() -> None:
    assert "HUYEN" in ruleset_at(date(2025, 6, 30)).government_levels
    assert ruleset_at(date(2025, 7, 1)).government_levels == ("TINH", "XA")


def test_defaults_of_the_open_questions() -> None:
    rules = ruleset_at(date(2026, 3, 31))
    assert rules.after_cutoff is AfterCutoff.SAME_DAY0
    assert rules.compare is Compare.INSTANT
    assert rules.transfer_cutoff == time(15, 0)
    assert rules.sources["after_cutoff"].confidence is Confidence.UNSURE
    assert rules.sources["early_margin"].confidence is Confidence.UNSURE


def test_every_value_says_where_it_comes_from() -> None:
    identity = {"key", "valid_from", "sources"}
    for rules in rulesets():
        named = {field for field in Ruleset.__struct_fields__ if field not in identity and getattr(rules, field) not in ("", ())}
        assert named <= set(rules.sources), rules.key
        assert all(source.source for source in rules.sources.values())


def test_forms_follow_the_day_of_the_slip() -> None:
    old, new = form_set_at(date(2025, 9, 14)), form_set_at(date(2025, 9, 15))
    assert (old.key, new.key) == ("TT01_2018", "TT03_2025")
    assert [form.no for form in old.forms] == ["01", "02", "03", "04", "05", "06"]
    assert [form.no for form in new.forms] == ["01", "02", "03", "04", "05", "06", "07"]
    assert form_set_at(date(2000, 1, 1)) is form_sets()[0]


def test_form_five_is_the_control_slip_in_2018_and_the_stop_notice_in_2025() -> None:
    old, new = form_sets()
    assert old.form(FormPurpose.STOP) is None
    for form_set, purpose, no, title in (
        (old, FormPurpose.CONTROL, "05", "Phiếu kiểm soát quá trình giải quyết hồ sơ"),
        (new, FormPurpose.STOP, "05", "Thông báo dừng giải quyết hồ sơ"),
        (new, FormPurpose.CONTROL, "06", "Phiếu kiểm soát quá trình giải quyết hồ sơ"),
        (old, FormPurpose.APOLOGY, "04", "Phiếu xin lỗi và hẹn lại ngày trả kết quả"),
        (new, FormPurpose.APOLOGY, "04", "Văn bản xin lỗi và đề nghị gia hạn thời gian giải quyết"),
        (new, FormPurpose.RECEIPT, "01", "Giấy tiếp nhận hồ sơ và hẹn trả kết quả"),
    ):
        form = form_set.form(purpose)
        assert form is not None
        assert (form.no, form.title) == (no, title)


def test_a_ruleset_names_a_form_set_that_exists() -> None:
    keys = {form_set.key: form_set for form_set in form_sets()}
    for rules in rulesets():
        assert keys[rules.form_set].valid_from <= rules.valid_from
        assert form_set_at(rules.valid_from).key == rules.form_set
