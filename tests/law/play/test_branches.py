"""`motcua play` with parallel branches: each led to and left by its own acts, what lies between filled in, delays told by agency."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from motcua.law.deadline import Verdict
from motcua.law.dossier.values import DutyKind, Status
from motcua.law.play import Outcome, ScenarioError, play, read_scenario
from motcua.project.cli.main import main

WARD, POLICE, INSURANCE = "UBND phường", "Công an phường", "Bảo hiểm xã hội"
PROCESS: list[dict[str, Any]] = [
    {"name": "Tiếp nhận", "agency": WARD, "role": "RECEPTION", "hours": 4},
    {"name": "Thẩm tra khai sinh", "agency": WARD, "role": "CASE_OFFICER", "hours": 8},
    {"name": "Đăng ký thường trú", "agency": POLICE, "role": "CASE_OFFICER", "hours": 8, "after": [2]},
    {"name": "Cấp thẻ BHYT", "agency": INSURANCE, "role": "CASE_OFFICER", "hours": 8, "after": [2], "outcomes": ["Đã cấp", "Không cấp"]},
    {"name": "Trình ký", "agency": WARD, "role": "UNIT_HEAD", "hours": 4, "after": [3, 4]},
    {"name": "Ký duyệt", "agency": WARD, "role": "APPROVER", "hours": 2},
    {"name": "Vào sổ", "agency": WARD, "role": "CLERK", "hours": 2},
]
DOCUMENTED = Path(__file__).resolve().parents[3] / "docs" / "scenarios"


def at(day: str, do: str, **words: Any) -> dict[str, Any]:
    return {"at": f"2026-03-{day}", "do": do, **words}


RECEIVE = at("02T09:00", "receive")
SPLIT = at("02T15:00", "forward", step=2)


def outcome(*commands: dict[str, Any], **more: Any) -> Outcome:
    return play(read_scenario({"amount": 5, "process": PROCESS, "commands": [RECEIVE, *commands], **more}))


def agencies(found: Outcome) -> list[tuple[str, int]]:
    return [(found.agencies[share.agency - 1], share.late_days) for share in found.shares]


def test_what_lies_between_is_filled_in_through_every_branch_to_the_end() -> None:
    found = outcome(at("04T10:00", "hand_over"))
    assert (found.status, found.refused) == (Status.RESULT_RETURNED, ())
    assert [name for name, _ in agencies(found)] == [WARD, POLICE, INSURANCE]


def test_the_steps_before_a_branch_are_filled_in_and_the_other_branch_is_left_alone() -> None:
    found = outcome(at("02T15:00", "forward", step=4, outcome="Đã cấp"))
    assert found.refused == ()
    open_ones = [duty for duty in found.duties if duty.kind is DutyKind.DO_BRANCH]
    assert [(duty.no, found.agencies[duty.agency - 1]) for duty in open_ones] == [(3, POLICE)]


def test_each_branch_is_examined_and_left_by_its_own_acts_and_the_join_waits_for_both() -> None:
    found = outcome(
        SPLIT,
        at("03T10:00", "record_examination", step=3),
        at("03T11:00", "forward", step=3),
        at("03T12:00", "complete"),
        as_of="2026-03-03T11:30",
    )
    assert found.refused == ()
    assert [duty.no for duty in found.duties if duty.kind is DutyKind.DO_BRANCH] == [4]
    late = outcome(SPLIT, at("06T15:00", "forward", step=4, outcome="Đã cấp"), at("10T10:00", "complete"))
    assert (late.verdict, late.late_working_days, late.refused) == (Verdict.LATE, 1, ())
    assert agencies(late) == [(WARD, 0), (POLICE, 5), (INSURANCE, 3), (WARD, 0)]


def test_who_was_late_explains_and_who_has_the_result_apologises() -> None:
    found = outcome(
        SPLIT,
        at("03T11:00", "forward", step=3),
        at("06T15:00", "forward", step=4, outcome="Đã cấp"),
        at("10T10:00", "complete"),
    )
    owed = {duty.kind: found.agencies[duty.agency - 1] for duty in found.duties}
    assert owed[DutyKind.APOLOGISE] == WARD
    assert owed[DutyKind.EXPLAIN] == INSURANCE


@pytest.mark.parametrize(
    ("command", "code", "words"),
    [
        (at("03T10:00", "forward"), "WHICH_STEP", "“Đăng ký thường trú”, “Cấp thẻ BHYT”"),
        (at("03T10:00", "record_examination"), "WHICH_STEP", "“Đăng ký thường trú”, “Cấp thẻ BHYT”"),
        (at("03T10:00", "forward", step=4), "OUTCOME_MISSING", "“Đã cấp”, “Không cấp”"),
        (at("03T10:00", "forward", step=2), "STEP_NOT_OPEN", "Hồ sơ không ở bước 2."),
        (at("03T10:00", "record_examination", step=1), "STEP_NOT_OPEN", "Hồ sơ không ở bước 1."),
        (at("03T10:00", "assign", step=99), "STEP_NOT_OPEN", "Hồ sơ không ở bước 99."),
    ],
)
def test_a_refused_act_is_told_by_its_place_with_its_sentence_and_legal_basis(command: dict[str, Any], code: str, words: str) -> None:
    found = outcome(SPLIT, command)
    (refused,) = found.refused
    assert (refused.index, refused.code) == (2, code)
    assert words in refused.message
    assert "Điều 18 Nghị định 118/2025/NĐ-CP" in refused.legal_basis
    assert [duty.no for duty in found.duties if duty.kind is DutyKind.DO_BRANCH] == [3, 4]


def test_what_has_not_happened_when_one_looks_counts_for_nothing() -> None:
    body = (SPLIT, at("10T10:00", "complete"))
    assert outcome(*body, as_of="2026-03-09T17:00").verdict is Verdict.WITHIN
    assert outcome(*body, as_of="2026-03-10T09:59").verdict is Verdict.OVERDUE_OPEN
    assert outcome(*body, as_of="2026-03-10T10:00").verdict is Verdict.LATE
    with pytest.raises(ScenarioError, match="bay"):
        outcome(at("20T10:00", "bay"), as_of="2026-03-09T17:00")


@pytest.mark.parametrize(
    ("changes", "path"),
    [
        ({"after": [3]}, "process[2].after"),
        ({"after": [0]}, "process[2].after"),
        ({"after": ["hai"]}, "process[2].after"),
        ({"after": 2}, "process[2].after"),
        ({"outcomes": "Đã cấp"}, "process[2].outcomes"),
    ],
)
def test_a_step_that_waits_for_what_cannot_be_is_told_with_its_place(changes: dict[str, Any], path: str) -> None:
    process = [*PROCESS[:2], {**PROCESS[2], **changes}, *PROCESS[3:]]
    with pytest.raises(ScenarioError) as raised:
        outcome(process=process)
    assert raised.value.refusal.field == path


def test_scenario_15_of_annex_a_comes_out_of_the_command_as_the_annex_says(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    body = {
        "unit": "WORKING_DAYS",
        "amount": 5,
        "process": [{"agency": "A", "working_days": 2}, {"agency": "B", "working_days": 3}],
        "commands": [RECEIVE, at("06T10:00", "forward"), at("10T10:00", "complete")],
    }
    file = tmp_path / "15.json"
    file.write_text(json.dumps(body), encoding="utf-8")
    assert main(["play", str(file), "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert (answer["verdict"], answer["late_working_days"], answer["indicator_verdict"]) == ("LATE", 1, "LATE")
    assert [(share["agency"], share["late_days"], share["budget_minutes"]) for share in answer["shares"]] == [("A", 2, 960), ("B", 0, 1440)]
    owed = {duty["kind"]: duty["agency"] for duty in answer["duties"]}
    assert (owed["APOLOGISE"], owed["EXPLAIN"]) == ("B", "A")
    assert answer["refused"] == []


@pytest.mark.parametrize("file", sorted(DOCUMENTED.glob("*.json")), ids=lambda file: file.stem)
def test_a_documented_scenario_plays_without_a_refusal(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["play", str(file)]) == 0
    said = capsys.readouterr().out
    assert "Bị từ chối" not in said
    assert f"{INSURANCE}: giữ từ 15:00 02/03/2026 đến 15:00 06/03/2026, chậm 3 ngày làm việc" in said
