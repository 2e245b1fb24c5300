"""The command line's own voice: argparse, speaking Vietnamese."""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Sequence
from typing import Any, NoReturn

# What argparse says, and what we say instead. What is not here gets the general sentence.
_SENTENCES: tuple[tuple[str, str], ...] = (
    (r"the following arguments are required: (.+)", "Thiếu {0}."),
    (r"unrecognized arguments: (.+)", "Không có tham số {0}."),
    (r"argument (.+): expected one argument", "Sau {0} cần một giá trị."),
    (r"argument (.+): expected at least one argument", "Sau {0} cần ít nhất một giá trị."),
    (r"argument (.+): invalid choice: (.+) \(choose from (.+)\)", "{0} không nhận giá trị {1}. Chọn một trong: {2}."),
    (r"argument (.+): invalid int value: (.+)", "{0} phải là số nguyên, không phải {1}."),
    (r"argument (.+): not allowed with argument (.+)", "{0} không dùng cùng với {1}."),
    (r"one of the arguments (.+) is required", "Cần một trong các tham số: {0}."),
    (r"argument (.+): ignored explicit argument (.+)", "{0} không nhận giá trị {1}."),
)
_HEADINGS = {
    "usage:": "Cách dùng:",
    "positional arguments:": "Tham số:",
    "options:": "Tuỳ chọn:",
}


class VietnameseParser(argparse.ArgumentParser):
    """An argument parser whose help and refusals are Vietnamese. Abbreviated options are not guessed."""

    def __init__(self, *args: Any, **options: Any) -> None:
        """As argparse, with `-h` in Vietnamese."""
        super().__init__(*args, **{**options, "add_help": False, "allow_abbrev": False})
        self.add_argument("-h", "--help", action="help", help="hiện hướng dẫn này")

    def format_usage(self) -> str:
        """The usage line under its Vietnamese heading."""
        return _translated(super().format_usage())

    def format_help(self) -> str:
        """The help with Vietnamese headings."""
        return _translated(super().format_help())

    def error(self, message: str) -> NoReturn:
        """Say what is wrong on stderr and leave with 2."""
        sys.stderr.write(f"{sentence_for(message)}\nXem hướng dẫn: {self.prog} --help\n")
        sys.exit(2)


def sentence_for(message: str) -> str:
    """The Vietnamese sentence for a complaint of argparse."""
    for pattern, sentence in _SENTENCES:
        match = re.fullmatch(pattern, message)
        if match is not None:
            return sentence.format(*match.groups())
    return "Câu lệnh không đúng cách dùng."


def _translated(text: str) -> str:
    for heading, words in _HEADINGS.items():
        text = text.replace(heading, words)
    return text


def speak_utf8(streams: Sequence[Any]) -> None:
    """Write UTF-8 whatever the terminal's locale says: a Vietnamese sentence must not die of an ASCII locale."""
    for stream in streams:
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
