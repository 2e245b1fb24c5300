"""`motcua procedures import FILE`: bring the catalogue to what a file says, or say everything that is wrong with the file."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from motcua.foundation import clock
from motcua.foundation.access import SYSTEM
from motcua.law.refusal import Refusal
from motcua.procedures.commands import import_procedures

_DONE, _WRONG = 0, 1


def add_parser(subparsers: Any) -> None:
    """Declare the arguments of `motcua procedures import FILE [--json]`."""
    parser: argparse.ArgumentParser = subparsers.add_parser("procedures", description="Nhập danh mục thủ tục.")
    acts = parser.add_subparsers(dest="act", metavar="việc", required=True)
    act = acts.add_parser(
        "import",
        description="Nhập danh mục thủ tục từ một tệp JSON; có chỗ sai thì nêu từng chỗ và không nhập gì. "
        "Mã thoát 0: đã nhập; 1: tệp có chỗ sai; 2: không hiểu yêu cầu.",
    )
    act.add_argument("file", metavar="TỆP", type=Path, help="tệp JSON, bảng mã UTF-8, tối đa 30 MB")
    act.add_argument("--json", action="store_true", help="in kết quả dạng JSON")


def run(args: argparse.Namespace) -> int:
    """Import as the system itself; 0 when done, 1 when the file was refused."""
    outcome = import_procedures(args.file, SYSTEM, clock.now())
    if isinstance(outcome, Refusal):
        _tell_refusal(outcome, as_json=args.json)
        return _WRONG
    if args.json:
        found = {"added": outcome.added, "changed": outcome.changed, "ended": outcome.ended, "unchanged": outcome.unchanged}
        _print({"ok": True, **found})
    else:
        sys.stdout.write(
            f"Đã nhập danh mục: thêm {len(outcome.added)}, sửa đổi {len(outcome.changed)}, "
            f"đổi hiệu lực {len(outcome.ended)}, giữ nguyên {outcome.unchanged} thủ tục.\n"
        )
    return _DONE


def _tell_refusal(refusal: Refusal, *, as_json: bool) -> None:
    if as_json:
        _print({"ok": False, **refusal.as_json()})
        return
    lines = [refusal.message, *(f"  {part.message}" for part in refusal.details)]
    sys.stderr.write("\n".join(lines) + "\n")


def _print(found: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(found, ensure_ascii=False) + "\n")
