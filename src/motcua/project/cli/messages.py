"""`motcua messages`: the English of the pages, brought up to date from the sources or compiled for use."""

from __future__ import annotations

import argparse
import sys
from typing import Any

from motcua.web.messages.catalogue import ENGLISH, compile_catalogues, renew

_DONE, _LEFT = 0, 1
_MOST_SHOWN = 20


def add_parser(subparsers: Any) -> None:
    """Declare the arguments of `motcua messages`."""
    parser: argparse.ArgumentParser = subparsers.add_parser("messages", description="Bản tiếng Anh của các trang.")
    works = parser.add_subparsers(dest="work", metavar="việc", required=True)
    works.add_parser("compile", description="Biên dịch bản dịch; tệp nào đã mới thì để yên.")
    extract = works.add_parser("extract", description="Đưa mọi câu trong mã nguồn vào tệp bản dịch, giữ nguyên câu đã dịch.")
    extract.add_argument("--check", action="store_true", help="trả mã 1 khi còn câu chưa dịch")


def run(args: argparse.Namespace) -> int:
    """Compile, or extract and say what is left to translate."""
    if args.work == "compile":
        for made in compile_catalogues():
            sys.stdout.write(f"Đã biên dịch {made.name} ({made.parts[-3]}).\n")
        return _DONE
    change = renew()
    sys.stdout.write(
        f"{change.messages} câu, {len(change.new)} câu mới, {len(change.without_english)} câu chưa có tiếng Anh, "
        f"{change.unused} câu không còn dùng: {ENGLISH.name}\n"
    )
    sys.stdout.writelines(f"  chưa dịch: {words}\n" for words in change.without_english[:_MOST_SHOWN])
    return _LEFT if args.check and change.without_english else _DONE
