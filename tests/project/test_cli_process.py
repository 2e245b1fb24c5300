"""`motcua process` as people call it."""

from __future__ import annotations

import json
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from motcua.project.cli.main import main
from tests.agencies.samples import HOA_LU, small_province, written
from tests.procedures.samples import catalogue

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def province(tmp_path: Path, db: None) -> None:
    small_province(tmp_path)
    assert main(["procedures", "import", str(written(tmp_path, catalogue()))]) == 0


def test_check_lists_steps_and_empty_posts(capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    assert main(["process", "check", "1.001193"]) == 1
    said = capsys.readouterr().out
    assert "Quy trình theo danh mục, chưa có quyết định phê duyệt. 4 bước, tổng 8 giờ làm việc." in said
    assert "  1. Tiếp nhận, số hóa, chuyển hồ sơ: Công chức tiếp nhận, Trung tâm Phục vụ hành chính công cấp xã, 2 giờ." in said
    assert "TRỐNG bước 3 “Ký duyệt”: chưa có ai giữ vị trí Lãnh đạo cơ quan" in said
    assert "SAI" not in said


def test_check_speaks_json(capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    assert main(["process", "check", "1.001193", "--agency", HOA_LU, "--json"]) == 1
    [case] = json.loads(capsys.readouterr().out)["cases"]
    assert (case["approved"], case["minutes"], case["faults"], len(case["steps"]), len(case["vacancies"])) == (None, 480, [], 4, 4)


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["check", "9.999999"], "Không có thủ tục mang mã 9.999999 trong danh mục.\n"),
        (["check", "1.001193", "--agency", "Sở Vũ trụ"], "Không có cơ quan nào mang tên hoặc mã “Sở Vũ trụ”.\n"),
        (["export", "1.001193"], "Cần một trong các tham số: --bpmn, --svg.\n"),
    ],
)
def test_what_is_not_understood_is_said(words: list[str], sentence: str, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    assert main(["process", *words]) == 2
    assert capsys.readouterr().err == sentence


def test_case_that_is_not_there_is_refused_with_those_that_are(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["process", "export", "1.001193", "--case", "none", "--bpmn", str(tmp_path / "p.bpmn")]) == 2
    assert "không có trường hợp “none”. Các trường hợp: " in capsys.readouterr().err


def test_export_writes_bpmn_and_drawing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    bpmn, svg = tmp_path / "p.bpmn", tmp_path / "p.svg"
    capsys.readouterr()
    assert main(["process", "export", "1.001193", "--bpmn", str(bpmn), "--svg", str(svg)]) == 0
    assert capsys.readouterr().out == "".join(f"Đã ghi {path}: 4 bước, tổng 8 giờ làm việc.\n" for path in (bpmn, svg))
    roots = [ET.fromstring(path.read_text(encoding="utf-8")).tag for path in (bpmn, svg)]  # noqa: S314 - written by ourselves
    assert [root.rpartition("}")[2] for root in roots] == ["definitions", "svg"]


def test_file_that_cannot_be_written_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["process", "export", "1.001193", "--bpmn", str(tmp_path / "none" / "p.bpmn")]) == 1
    assert capsys.readouterr().err == f"Không ghi được tệp {tmp_path / 'none' / 'p.bpmn'}.\n"
