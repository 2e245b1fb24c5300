"""`motcua seal`: seal what changed since the last seal, and export a seal so that it can leave the house."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any

import msgspec

from motcua.foundation import clock, seals
from motcua.foundation.models import Seal
from motcua.foundation.streams import TimeRunsBackwards
from motcua.law.calendar import VN

_SEALED, _NOT_SEALED = 0, 1


def add_parser(subparsers: Any) -> None:
    """Declare the arguments of `motcua seal`."""
    parser: argparse.ArgumentParser = subparsers.add_parser(
        "seal",
        description="Niêm phong mọi dòng sự kiện đã thay đổi từ lần niêm phong trước: gốc cây băm, nối tiếp, ký bằng khóa của hệ thống. "
        "Không có gì thay đổi thì giữ nguyên niêm phong cũ.",
    )
    parser.add_argument("--json", action="store_true", help="in niêm phong dạng JSON")
    parser.add_argument("--export", metavar="TỆP", type=Path, help="xuất niêm phong cùng danh sách dòng sự kiện ra tệp, để gửi ra ngoài")


def run(args: argparse.Namespace) -> int:
    """Seal now, print the seal, export it when asked."""
    last = Seal.objects.order_by("-no").values_list("no", flat=True).first()
    try:
        sealed = seals.seal(clock.now())
        if sealed is not None and args.export:
            seals.export(sealed, args.export)
    except TimeRunsBackwards:
        sys.stderr.write("Đồng hồ máy chạy lùi so với lần niêm phong trước. Chỉnh lại giờ máy rồi niêm phong.\n")
        return _NOT_SEALED
    except OSError as error:
        sys.stderr.write(f"Không đọc hoặc ghi được tệp {error.filename}: {error.strerror}.\n")
        return _NOT_SEALED
    sys.stdout.write(
        _as_json(sealed) if args.json else _as_text(sealed, is_new=sealed is not None and sealed.no != last, export=args.export)
    )
    return _SEALED


def _as_json(sealed: Seal | None) -> str:
    return msgspec.json.encode(seals.record_of(sealed) if sealed else None).decode() + "\n"


def _as_text(sealed: Seal | None, *, is_new: bool, export: Path | None) -> str:
    if sealed is None:
        return "Nhật ký chưa có sự kiện nào để niêm phong.\n"
    what = "Đã niêm phong" if is_new else "Không có gì thay đổi từ niêm phong"
    when = sealed.sealed_at.astimezone(VN).strftime("%H:%M ngày %d/%m/%Y")
    lines = [
        f"{what} số {sealed.no}, {when}: {sealed.streams} dòng sự kiện.",
        f"  Gốc cây băm: {sealed.root}",
        f"  Mã niêm phong: {sealed.hash}",
        f"  Khóa công khai: {sealed.public_key}",
    ]
    if export is not None:
        lines.append(f"  Đã xuất ra {export}. Gửi tệp này ra ngoài để sau này đối chiếu: motcua verify --against {export}")
    return "\n".join(lines) + "\n"
