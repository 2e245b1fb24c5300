"""`motcua verify`, `seal` and `worker`: what they say and how they exit."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from motcua.foundation.journal import Stream
from motcua.foundation.models import WorkerBeat
from motcua.project.cli.main import main
from tests.foundation.samples import append_plain
from tests.foundation.tampering import drop_triggers, execute
from tests.foundation.test_counters import database_address

Said = pytest.CaptureFixture[str]


@pytest.fixture
def a_stream(db: None) -> Stream:
    stream = Stream("plain", 421387)
    append_plain(stream, 0, count=3)
    return stream


def test_a_whole_house_exits_with_nought_and_a_summary(a_stream: Stream, capsys: Said) -> None:
    assert main(["verify"]) == 0
    assert "Nguyên vẹn: đã đối chiếu 1 dòng sự kiện, 3 sự kiện" in capsys.readouterr().out


def test_a_changed_event_exits_with_one_and_is_named(a_stream: Stream, capsys: Said) -> None:
    drop_triggers()
    execute("UPDATE journal_event SET payload = '{\"n\":2}' WHERE seq = 2")
    assert main(["verify"]) == 1
    said = capsys.readouterr().out
    assert "✗ Sự kiện 2 của plain:421387: cột “payload” trong nhật ký đã bị sửa" in said
    assert main(["verify", "--json"]) == 1
    report = json.loads(capsys.readouterr().out)
    assert report["whole"] is False
    named = [found for found in report["differences"] if found["table"] == "journal_event" and found["column"] != "trigger"]
    assert [(found["stream"], found["event"], found["column"]) for found in named] == [("plain:421387", 2, "payload")]


def test_a_seal_is_made_once_exported_and_verified_against(a_stream: Stream, capsys: Said, tmp_path: Path) -> None:
    file = tmp_path / "seal.json"
    assert main(["seal", "--export", str(file)]) == 0
    assert "Đã niêm phong số 1" in capsys.readouterr().out
    assert main(["seal", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["no"] == 1
    assert main(["seal"]) == 0
    assert "Không có gì thay đổi từ niêm phong số 1" in capsys.readouterr().out
    assert main(["verify", "--against", str(file)]) == 0
    assert "bản niêm phong số 1 đã xuất" in capsys.readouterr().out


def test_an_exported_seal_shows_what_was_deleted_with_its_seal(a_stream: Stream, capsys: Said, tmp_path: Path) -> None:
    file = tmp_path / "seal.json"
    main(["seal", "--export", str(file)])
    drop_triggers()
    execute("DELETE FROM seal")
    execute("DELETE FROM journal_event")
    capsys.readouterr()
    assert main(["verify", "--against", str(file)]) == 1
    said = capsys.readouterr().out
    assert "Sự kiện 3 của plain:421387 đã bị xóa sau niêm phong số 1" in said
    assert "Niêm phong số 1, cột “hash” trong hệ thống không còn" in said


@pytest.mark.django_db
def test_an_empty_journal_has_nothing_to_seal(capsys: Said) -> None:
    assert main(["seal"]) == 0
    assert "chưa có sự kiện nào" in capsys.readouterr().out


def test_an_unreadable_export_and_an_unwritable_target_are_told(a_stream: Stream, capsys: Said, tmp_path: Path) -> None:
    assert main(["verify", "--against", str(tmp_path / "none.json")]) == 2
    assert main(["seal", "--export", str(tmp_path / "no" / "folder.json")]) == 1
    said = capsys.readouterr().err
    assert "none.json" in said
    assert "folder.json" in said


@pytest.mark.django_db(transaction=True)
def test_the_worker_process_stops_cleanly_when_asked() -> None:
    append_plain(Stream("plain", 1), 0)
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "motcua.project.settings", "MOTCUA_DATABASE": database_address()}
    command = [sys.executable, "-m", "motcua", "worker"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, env=environment, text=True) as process:
        assert process.stdout is not None
        said = [process.stdout.readline(), process.stdout.readline()]
        process.send_signal(signal.SIGTERM)
        said.append(process.communicate(timeout=60)[0])
    assert process.returncode == 0
    assert "đang chạy" in said[0]
    assert "Đã chuyển 1 lô sự kiện" in said[1]
    assert "đã dừng sau" in said[2]
    assert WorkerBeat.objects.get().stopped_at is not None


def test_a_database_without_its_tables_gets_a_sentence_instead_of_a_trace(tmp_path: Path) -> None:
    environment = {**os.environ, "MOTCUA_VAR": str(tmp_path), "MOTCUA_DATABASE": f"sqlite:///{tmp_path / 'trong.sqlite3'}"}
    environment.pop("DJANGO_SETTINGS_MODULE", None)
    done = subprocess.run([sys.executable, "-m", "motcua", "verify"], env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "bước nâng cấp" in done.stderr
    assert "Traceback" not in done.stderr
