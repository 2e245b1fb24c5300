"""`motcua verify`: has anybody changed a public record behind the system's back?"""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path
from typing import Any

import msgspec

from motcua.foundation.differences import Report
from motcua.foundation.seal_check import ExportedSeal, read_exported, verify_against
from motcua.foundation.verify import verify
from motcua.law.refusal import Refusal

_WHOLE, _DIFFERS, _NOT_UNDERSTOOD = 0, 1, 2
_TOLD_EVERY_SECONDS = 0.2


def add_parser(subparsers: Any) -> None:
    """Declare the arguments of `motcua verify`."""
    parser: argparse.ArgumentParser = subparsers.add_parser(
        "verify",
        description="Dựng lại mọi dòng sự kiện, đối chiếu từng bản ghi, nội dung riêng, niêm phong; nêu rõ chỗ đã bị sửa. "
        "Mã thoát 0: nguyên vẹn; 1: có chỗ sai khác; 2: không hiểu yêu cầu.",
    )
    parser.add_argument("--json", action="store_true", help="in kết quả dạng JSON")
    parser.add_argument("--files", action="store_true", help="đọc lại và đối chiếu cả từng tệp trong kho (lâu)")
    parser.add_argument("--against", metavar="TỆP", type=Path, help="đối chiếu thêm với một bản niêm phong đã xuất (motcua seal --export)")


def run(args: argparse.Namespace) -> int:
    """Verify and print what was found; 1 when anything differs."""
    exported = read_exported(args.against) if args.against else None
    if isinstance(exported, Refusal):
        sys.stderr.write(exported.message + "\n")
        return _NOT_UNDERSTOOD
    report = _verified(args.files, exported, _Progress(silent=args.json))
    if args.json:
        sys.stdout.write(msgspec.json.encode({"whole": report.is_whole, **msgspec.to_builtins(report)}).decode() + "\n")
    else:
        sys.stdout.write(_as_text(report, exported))
    return _WHOLE if report.is_whole else _DIFFERS


def _verified(with_files: bool, exported: ExportedSeal | None, progress: _Progress) -> Report:
    report = verify(with_files=with_files, progress=progress.tell)
    if exported is not None:
        progress.tell(f"Đối chiếu bản niêm phong số {exported.seal.no} đã xuất", report)
        for difference in verify_against(exported):
            report.note(difference)
    progress.end()
    return report


class _Progress:
    """One line that is written over, for people at a terminal; nothing otherwise."""

    def __init__(self, *, silent: bool) -> None:
        self._silent = silent or not sys.stderr.isatty()
        self._next = 0.0

    def tell(self, words: str, report: Report) -> None:
        """Say what is being done and how far it is."""
        if not self._silent and time.monotonic() >= self._next:
            self._next = time.monotonic() + _TOLD_EVERY_SECONDS
            sys.stderr.write(f"\r\x1b[K{words} … {_number(report.events)} sự kiện, {_number(report.rows)} bản ghi")
            sys.stderr.flush()

    def end(self) -> None:
        """Clear the line."""
        if not self._silent:
            sys.stderr.write("\r\x1b[K")


def _as_text(report: Report, exported: ExportedSeal | None) -> str:
    lines = [f"✗ {difference.sentence}" for difference in report.differences]
    if report.total > len(report.differences):
        lines.append(f"… và {_number(report.total - len(report.differences))} chỗ sai khác nữa.")
    counted = (
        f"{_number(report.streams)} dòng sự kiện, {_number(report.events)} sự kiện, {_number(report.rows)} bản ghi, "
        f"{_number(report.contents)} nội dung riêng, {_number(report.seals)} niêm phong"
    )
    files = f", {_number(report.files)} tệp" if report.files else ""
    against = f" và bản niêm phong số {exported.seal.no} đã xuất" if exported else ""
    verdict = "Nguyên vẹn" if report.is_whole else f"CÓ {_number(report.total)} CHỖ SAI KHÁC"
    seconds = f"{report.seconds:.1f}".replace(".", ",")
    lines.append(f"{verdict}: đã đối chiếu {counted}{files}{against} trong {seconds} giây.")
    return "\n".join(lines) + "\n"


def _number(value: int) -> str:
    return f"{value:,}".replace(",", ".")
