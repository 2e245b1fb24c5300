"""`motcua due`: dates and reasons for people, JSON for programs, files of many, and a sentence for each thing wrong."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from motcua.project.cli.main import main

GOOD = '{"received":"2026-02-12T09:00","amount":3,"unit":"WORKING_DAYS"}'


def motcua(*words: str, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    """The command as a user runs it, in a process of its own and with an ASCII locale."""
    command = [sys.executable, "-m", "motcua", *words]
    return subprocess.run(command, input=stdin, capture_output=True, check=False, timeout=60, env={"LC_ALL": "C", "PYTHONUTF8": "0"})


def test_one_question_is_answered_with_each_day_and_its_reason(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["due", "--received", "2026-02-12T09:00", "--amount", "3", "--unit", "WORKING_DAYS"]) == 0
    said = capsys.readouterr().out
    assert "Hạn trả kết quả: 17 giờ 00, thứ Ba 24/02/2026" in said
    assert said.count("Tết Nguyên đán") == 5
    assert "thứ Bảy 21/02/2026   bỏ    thứ Bảy" in said
    assert "thứ Ba 24/02/2026    tính  ngày làm việc thứ 3" in said
    assert "tạm tính" not in said


def test_json_carries_the_offset_and_the_days(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["due", "--received", "2026-02-12T02:00Z", "--amount", "3", "--unit", "working_days", "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert answer["received_at"] == "2026-02-12T09:00:00+07:00"
    assert answer["due_at"] == "2026-02-24T17:00:00+07:00"
    assert (answer["amount"], answer["unit"], answer["provisional"]) == (3, "WORKING_DAYS", False)
    assert [day["day"] for day in answer["days"]] == [f"2026-02-{day}" for day in range(12, 25)]


def test_dates_no_notice_has_settled_are_said_to_be_so(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["due", "--received", "2026-12-31", "--amount", "3"]) == 0
    assert "chưa có thông báo nghỉ lễ chính thức" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["--received", "hôm nay", "--amount", "3"], "“hôm nay” không đọc được"),
        (["--amount", "3"], "Thiếu lúc nhận hồ sơ"),
        (["--received", "2026-02-12"], "Thiếu thời hạn"),
        (["--received", "2026-02-12", "--amount", "ba"], "“ba” không phải số nguyên"),
        (["--received", "2026-02-12", "--amount", "0"], "từ 1 ngày làm việc trở lên"),
        (["--received", "2026-02-12", "--amount", "9" * 30], "quá dài"),
        (["--received", "2026-02-12", "--amount", "99999"], "2.500 ngày làm việc"),
        (["--received", "2026-02-12", "--amount", "3", "--unit", "WEEKS"], "“WEEKS” không có. Chọn một trong: WORKING_DAYS"),
        (["--received", "0001-01-01T00:00+14:00", "--amount", "3"], "ở ngoài lịch"),
        (["--received", "2118-12-30", "--amount", "2500"], "đến 31/12/2119"),
        (["--received", "2026-02-12", "--unit", "FIXED_DATE"], "phải ghi ngày đó"),
        (["--received", "2026-02-12", "--unit", "FIXED_DATE", "--fixed-date", "2026-01-05"], "ở trước ngày nhận hồ sơ 12/02/2026"),
        (["--batch", "/khong/co/tep"], "không có tệp này"),
        (["--batch", "."], "không phải một tệp"),
    ],
)
def test_bad_input_gets_a_sentence_and_two(words: list[str], sentence: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["due", *words]) == 2
    said = capsys.readouterr()
    assert sentence in said.err
    assert said.out == ""


@pytest.mark.parametrize(
    ("words", "sentence"), [(["--amount"], "Sau --amount cần một giá trị."), (["--nhanh"], "Không có tham số --nhanh.")]
)
def test_arguments_argparse_refuses_are_refused_in_vietnamese(words: list[str], sentence: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["due", *words])
    assert stopped.value.code == 2
    assert sentence in capsys.readouterr().err


def test_a_file_is_answered_line_by_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "hoi.jsonl"
    file.write_text(f'{GOOD}\n{{"received":"2026-03-02T15:30","amount":1,"unit":"SAME_DAY_15H"}}\n\n', encoding="utf-8")
    assert main(["due", "--batch", str(file)]) == 0
    assert capsys.readouterr().out == "17 giờ 00, thứ Ba 24/02/2026\n17 giờ 00, thứ Ba 03/03/2026\n"
    assert main(["due", "--batch", str(file), "--json"]) == 0
    answers = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [answer["due_at"] for answer in answers] == ["2026-02-24T17:00:00+07:00", "2026-03-03T17:00:00+07:00"]


def test_bad_lines_are_named_and_the_rest_goes_on() -> None:
    bad = [b"rac", b"", b"[1]", b'{"amount":3}', b'{"received":5,"amount":3}', b'{"received":"2026-02-12","amount":3.5}', b"\xff\xfe"]
    lines = [GOOD.encode(), *bad, b'{"received":"9999-02-12","amount":1}', b'{"received":"2118-12-31","amount":2500}', GOOD.encode()]
    ran = motcua("due", "--batch", "-", "--json", stdin=b"\n".join(lines) + b"\n")
    assert ran.returncode == 1
    answers = [json.loads(line) for line in ran.stdout.decode().splitlines()]
    assert len(answers) == len(lines)
    assert answers[0]["due_at"] == answers[-1]["due_at"] == "2026-02-24T17:00:00+07:00"
    assert [answer["line"] for answer in answers[1:-1]] == list(range(2, len(lines)))
    assert all(answer["error"].endswith(".") for answer in answers[1:-1])
    for_people = motcua("due", "--batch", "-", stdin=b"\n".join(lines)).stdout.decode().splitlines()
    assert for_people[1].startswith("Dòng 2: Dòng này không phải một đối tượng JSON.")
    assert for_people[-1] == "17 giờ 00, thứ Ba 24/02/2026"


def test_due_needs_no_django_and_no_utf8_terminal() -> None:
    ran = motcua("due", "--received", "2026-02-12", "--amount", "3")
    assert (ran.returncode, ran.stderr) == (0, b"")
    assert "thứ Ba 24/02/2026" in ran.stdout.decode()
    question = "import sys; from motcua.project.cli.main import main; main(sys.argv[1:]); sys.exit('django' in sys.modules)"
    command = [sys.executable, "-c", question, "due", "--received", "2026-02-12", "--amount", "3"]
    assert subprocess.run(command, capture_output=True, check=False, timeout=60).returncode == 0


def test_an_unknown_command_gets_the_list_of_commands(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["xoa-het"]) == 2
    assert "Không có lệnh “xoa-het”." in capsys.readouterr().err
    assert main([]) == 0
    assert "due" in capsys.readouterr().out
    with pytest.raises(SystemExit) as stopped:
        main(["due", "--help"])
    assert stopped.value.code == 0
    assert "Cách dùng:" in capsys.readouterr().out
