"""`motcua <command>`: one module per command, imported only when it is called, so that `motcua due` starts without Django.

A command's module has two functions: `add_parser(subparsers)` declares its arguments, `run(args) -> int` does the work
and answers the exit code: 0 done, 1 done but something is wrong with what was looked at, 2 not understood.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from importlib import import_module
from typing import NamedTuple

from motcua.project.cli.parser import VietnameseParser, speak_utf8


class Command(NamedTuple):
    """A command: its word, the module that does it, what it is for in a few Vietnamese words; `rooms`: its module imports models."""

    name: str
    module: str
    help: str
    rooms: bool = False


COMMANDS: tuple[Command, ...] = (
    Command("due", "motcua.project.cli.due", "tính hạn trả kết quả và giải thích từng ngày"),
    Command("demo", "motcua.project.cli.demo", "nạp tỉnh mẫu vào hệ thống còn trống", rooms=True),
    Command("procedures", "motcua.project.cli.procedures", "nhập danh mục thủ tục từ một tệp", rooms=True),
    Command("process", "motcua.project.cli.process", "kiểm tra quy trình điện tử, xuất ra tệp BPMN", rooms=True),
    Command("play", "motcua.project.cli.play", "chạy thử một kịch bản qua các quy tắc của luật"),
    Command("run", "motcua.project.cli.run", "phục vụ các trang", rooms=True),
    Command("verify", "motcua.project.cli.verify", "kiểm tra không ai sửa hồ sơ, nhật ký sau lưng hệ thống", rooms=True),
    Command("seal", "motcua.project.cli.seal", "niêm phong nhật ký, xuất niêm phong ra ngoài", rooms=True),
    Command("worker", "motcua.project.cli.worker", "làm việc nền trong tiến trình riêng", rooms=True),
    Command("messages", "motcua.project.cli.messages", "biên dịch, cập nhật bản tiếng Anh của các trang"),
)


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command named first and answer its exit code."""
    speak_utf8((sys.stdout, sys.stderr))
    words = list(sys.argv[1:] if argv is None else argv)
    command = next((command for command in COMMANDS if words and command.name == words[0]), None)
    if command is not None:
        return _run(command, words)
    overview = _overview()
    if not words or words[0] in {"-h", "--help", "help"}:
        sys.stdout.write(overview)
        return 0
    sys.stderr.write(f"Không có lệnh “{words[0]}”.\n\n{overview}")
    return 2


def _run(command: Command, words: Sequence[str]) -> int:
    house = import_module("motcua.project.cli.house") if command.rooms else None
    if house is not None:
        house.open_house()
    module = import_module(command.module)
    parser = VietnameseParser(prog="motcua")
    module.add_parser(parser.add_subparsers(dest="command", metavar="lệnh"))
    args = parser.parse_args(words)
    if house is not None and (trouble := house.trouble_with_database()):
        sys.stderr.write(trouble + "\n")
        return 1
    try:
        code: int = module.run(args)
    except KeyboardInterrupt:
        sys.stderr.write("\nĐã dừng theo yêu cầu.\n")
        return 130
    return code


def _overview() -> str:
    width = max(len(command.name) for command in COMMANDS)
    lines = "".join(f"  {command.name:<{width}}  {command.help}\n" for command in COMMANDS)
    return f"Cách dùng: motcua <lệnh> [tuỳ chọn]\n\nLệnh:\n{lines}\nHướng dẫn của một lệnh: motcua <lệnh> --help\n"
