from __future__ import annotations

import json
from pathlib import Path

import pytest

from motcua.procedures.models import Procedure
from motcua.project.cli.main import COMMANDS, main
from tests.agencies.samples import small_province, written
from tests.procedures.samples import catalogue

pytestmark = pytest.mark.django_db


def test_command_is_known() -> None:
    assert "procedures" in {command.name for command in COMMANDS}


def test_import_says_what_it_did(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    small_province(tmp_path)
    path = written(tmp_path, catalogue())
    assert main(["procedures", "import", str(path)]) == 0
    assert capsys.readouterr().out.startswith(f"Đã nhập danh mục: thêm {len(catalogue()['procedures'])}, sửa đổi 0,")
    assert main(["procedures", "import", str(path), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["unchanged"] == len(catalogue()["procedures"])


def test_bad_file_is_answered_with_one_sentence_per_fault(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    small_province(tmp_path)
    tree = catalogue()
    del tree["procedures"][0]["name"]
    path = written(tmp_path, tree)
    assert main(["procedures", "import", str(path)]) == 1
    assert capsys.readouterr().err == "Tệp có 1 chỗ sai; không nhập thủ tục nào.\n  procedures[0].name: thiếu mục này.\n"
    assert main(["procedures", "import", str(path), "--json"]) == 1
    found = json.loads(capsys.readouterr().out)
    assert (found["ok"], found["details"][0]["field"]) == (False, "procedures[0].name")
    assert not Procedure.objects.exists()
