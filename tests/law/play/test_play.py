"""`motcua play`: scenarios as lawyers write them, with what lies between filled in and what the law refuses told."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from motcua.law.deadline import Verdict
from motcua.law.dossier.duties import DutyKind
from motcua.law.play import Outcome, ScenarioError, play, read_scenario
from motcua.project.cli.main import main
from tests.law.dossier.life import vn

RECEIVE = {"at": "2026-03-02T09:00", "do": "receive"}


def outcome(*commands: dict[str, Any], **more: Any) -> Outcome:
    body = {"unit": "WORKING_DAYS", "amount": 5, "commands": [RECEIVE, *commands], **more}
    return play(read_scenario(body))


def test_what_lies_between_reception_and_completion_is_filled_in() -> None:
    found = outcome({"at": "2026-03-05T15:00", "do": "complete"}, {"at": "2026-03-20T10:00", "do": "hand_over"})
    assert (found.verdict, found.indicator_verdict, found.refused) == (Verdict.EARLY, "ON_TIME", ())


def test_a_whole_process_is_walked_by_different_people() -> None:
    roles = ("RECEPTION", "UNIT_HEAD", "CASE_OFFICER", "UNIT_HEAD", "APPROVER", "CLERK")
    process = [{"agency": "A", "role": role, "hours": 4} for role in roles]
    found = outcome({"at": "2026-03-03T10:00", "do": "hand_over"}, process=process)
    assert found.refused == ()
    assert found.status == "RESULT_RETURNED"


def test_a_new_appointment_heals_nothing() -> None:
    apology = {"at": "2026-03-06T09:00", "do": "apologise", "appointment_at": "2026-03-13T17:00"}
    found = outcome(apology, {"at": "2026-03-12T10:00", "do": "complete"})
    assert (found.verdict, found.late_working_days) == (Verdict.LATE, 3)
    assert found.appointment_at == vn("2026-03-13 17:00")
    assert found.legal_due_at == found.original_due_at == vn("2026-03-09 17:00")
    assert DutyKind.EXPLAIN in {duty.kind for duty in found.duties}


def test_a_refused_command_changes_nothing_and_names_its_legal_basis() -> None:
    found = outcome(RECEIVE | {"at": "2026-03-02T10:00"}, {"at": "2026-03-09T16:59", "do": "complete"})
    (refused,) = found.refused
    assert refused.index == 1
    assert "118/2025" in refused.legal_basis
    assert found.verdict is Verdict.ON_TIME


def test_a_refused_command_leaves_nothing_of_what_was_filled_in_before_it() -> None:
    found = outcome({"at": "2026-03-04T09:00", "do": "pause", "reason": "SUPPLEMENT"})
    assert [one.code for one in found.refused] == ["NOT_A_PAUSE"]
    assert found.status == "RECEIVED"


def test_two_agencies_answer_for_their_own_time() -> None:
    process = [{"agency": "Xã", "working_days": 2}, {"agency": "Sở", "working_days": 3}]
    found = outcome({"at": "2026-03-06T10:00", "do": "forward"}, {"at": "2026-03-10T10:00", "do": "complete"}, process=process)
    assert [(share.agency, share.late_days) for share in found.shares] == [(1, 2), (2, 0)]
    assert (found.verdict, found.late_working_days) == (Verdict.LATE, 1)


def test_as_of_looks_at_an_open_dossier() -> None:
    assert outcome(as_of="2026-03-09T17:00").verdict is Verdict.WITHIN
    assert outcome(as_of="2026-03-09T17:01").verdict is Verdict.OVERDUE_OPEN


@pytest.mark.parametrize(
    ("body", "path"),
    [
        ([], "$"),
        ({"commands": []}, "commands"),
        ({"commands": [{"do": "receive"}]}, "commands[0]"),
        ({"commands": [{"at": "hôm qua", "do": "receive"}]}, "commands[0].at"),
        ({"commands": [RECEIVE], "amount": "năm"}, "amount"),
        ({"commands": [RECEIVE], "unit": "TUẦN"}, "unit"),
        ({"commands": [RECEIVE], "amount": -1}, "amount"),
        ({"commands": [RECEIVE], "process": [{"agency": "A"}]}, "process[0]"),
    ],
)
def test_a_scenario_that_cannot_be_played_says_where_and_why(body: object, path: str) -> None:
    with pytest.raises(ScenarioError) as raised:
        read_scenario(body)
    assert raised.value.refusal.field == path
    assert str(raised.value).startswith(f"{path}: ")


def test_an_unknown_act_lists_the_known_ones() -> None:
    with pytest.raises(ScenarioError, match="apologise"):
        outcome({"at": "2026-03-03T09:00", "do": "bay"})


def test_the_command_prints_for_people_and_for_programs(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "kich-ban.json"
    file.write_text(json.dumps({"unit": "WORKING_DAYS", "amount": 5, "commands": [RECEIVE]}), encoding="utf-8")
    assert main(["play", str(file), "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert answer["original_due_at"] == "2026-03-09T17:00:00+07:00"
    assert answer["verdict"] == "WITHIN"
    assert main(["play", str(file)]) == 0
    assert "Hạn theo luật: 17:00 09/03/2026" in capsys.readouterr().out


def test_a_broken_file_gets_a_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "hong.json"
    file.write_text("{", encoding="utf-8")
    assert main(["play", str(file)]) == 2
    assert "JSON" in capsys.readouterr().err
    assert main(["play", str(tmp_path / "khong-co.json")]) == 2


def test_a_term_in_months_gives_its_agency_the_whole_time() -> None:
    body = {"unit": "MONTHS", "amount": 2, "commands": [RECEIVE, {"at": "2026-04-20T10:00", "do": "complete"}]}
    assert [share.late_days for share in play(read_scenario(body)).shares] == [0]


def test_an_apology_that_names_no_agency_comes_from_the_one_that_owes_it() -> None:
    process = [{"agency": "Xã", "working_days": 2}, {"agency": "Sở", "working_days": 3}]
    apology = {"at": "2026-03-10T09:00", "do": "apologise", "appointment_at": "2026-03-13T17:00"}
    assert outcome({"at": "2026-03-03T10:00", "do": "forward"}, apology, process=process).refused == ()


def test_a_year_beyond_the_calendar_gets_a_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "xua.json"
    file.write_text(json.dumps({"amount": 5, "commands": [{"at": "1900-03-02T09:00", "do": "receive"}]}), encoding="utf-8")
    assert main(["play", str(file)]) == 2
    assert capsys.readouterr().err
