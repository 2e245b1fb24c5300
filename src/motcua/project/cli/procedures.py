"""`motcua procedures import FILE`: bring the catalogue to what a file says, or say everything that is wrong with the file."""

from __future__ import annotations

import argparse
import json
import os
import sys
from pathlib import Path
from typing import Any

import django

from motcua.law.refusal import Refusal

DONE, WRONG = 0, 1


def add_parser(subparsers: Any) -> None:
    """Declare `procedures import FILE [--json]`."""
    parser = subparsers.add_parser("procedures", help="nhập danh mục thủ tục")
    acts = parser.add_subparsers(dest="act", metavar="việc", required=True)
    act = acts.add_parser("import", help="nhập danh mục thủ tục từ một tệp JSON; có chỗ sai thì không nhập gì")
    act.add_argument("file", metavar="TỆP", type=Path, help="tệp JSON, bảng mã UTF-8, tối đa 30 MB")
    act.add_argument("--json", action="store_true", dest="as_json", help="in kết quả dạng JSON")


def run(args: argparse.Namespace) -> int:
    """Import as the system itself; 0 when done, 1 when the file was refused."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "motcua.project.settings")
    django.setup()
    from motcua.foundation import clock  # noqa: PLC0415 - models can be loaded only after setup
    from motcua.foundation.access import SYSTEM  # noqa: PLC0415
    from motcua.procedures.commands import import_procedures  # noqa: PLC0415

    outcome = import_procedures(args.file, SYSTEM, clock.now())
    if isinstance(outcome, Refusal):
        _tell_refusal(outcome, as_json=args.as_json)
        return WRONG
    found = {"added": outcome.added, "changed": outcome.changed, "ended": outcome.ended, "unchanged": outcome.unchanged}
    if args.as_json:
        _print({"ok": True, **found})
    else:
        words = "Đã nhập danh mục: thêm {added}, sửa đổi {changed}, đổi hiệu lực {ended}, giữ nguyên {unchanged} thủ tục."
        counts = {key: value if isinstance(value, int) else len(value) for key, value in found.items()}
        sys.stdout.write(words.format(**counts) + "\n")
    return DONE


def _tell_refusal(refusal: Refusal, *, as_json: bool) -> None:
    if as_json:
        _print({"ok": False, **refusal.as_json()})
        return
    lines = [refusal.message, *(f"  {part.message}" for part in refusal.details)]
    sys.stderr.write("\n".join(lines) + "\n")


def _print(found: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(found, ensure_ascii=False) + "\n")
