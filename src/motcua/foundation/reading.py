"""Reading foreign JSON piece by piece, noting everything that is wrong with it and where, instead of stopping at the first fault."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Collection, Iterator
from datetime import date
from pathlib import Path
from typing import Any

from motcua.law.refusal import Refusal

MOST_PROBLEMS = 500
LONGEST_SHOWN = 60
JSON_KINDS = {
    dict: "nhóm mục { }",
    list: "danh sách [ ]",
    str: "chữ",
    bool: "đúng/sai",
    int: "số",
    float: "số",
    type(None): "để trống (null)",
}


class Problems:
    """What is wrong so far. Keeps the first 500 sentences and counts the rest."""

    def __init__(self) -> None:
        self.found: list[Refusal] = []
        self.count = 0

    def note(self, path: str, template: str, /, **params: Any) -> None:
        """One more fault at `path`, as a Vietnamese sentence with `{places}`."""
        self.count += 1
        if len(self.found) < MOST_PROBLEMS:
            self.found.append(Refusal(code="IMPORT_FAULT", template="{path}: " + template, params={"path": path, **params}, field=path))

    def refusal(self, code: str, template: str) -> Refusal:
        """All of it as one refusal; `template` may use {count}."""
        more = " Chỉ liệt kê {listed} chỗ đầu." if self.count > len(self.found) else ""
        return Refusal(
            code=code,
            template=template + more,
            params={"count": self.count, "listed": len(self.found)},
            field="file",
            details=tuple(self.found),
        )


class Reader:
    """One JSON object being read: each question marks its key as known, `close` names the keys nobody asked for."""

    def __init__(self, value: object, path: str, problems: Problems) -> None:
        self.path = path
        self.problems = problems
        self.asked: set[str] = set()
        if not isinstance(value, dict):
            problems.note(path, "phải là nhóm mục {{ }}, ở đây là {kind}.", kind=JSON_KINDS.get(type(value), "thứ khác"))
        self.values: dict[str, Any] = value if isinstance(value, dict) else {}
        self.broken = not isinstance(value, dict)

    def at(self, key: str) -> str:
        """The path of one key."""
        return f"{self.path}.{key}"

    def note(self, key: str, template: str, /, **params: Any) -> None:
        """Complain about the value of `key`."""
        self.problems.note(self.at(key), template, **params)

    def take(self, key: str, *, required: bool = False) -> Any:
        """The raw value, None when absent; an absent required value is a fault."""
        self.asked.add(key)
        value = self.values.get(key)
        if required and value is None and not self.broken:
            self.note(key, "thiếu mục này." if key not in self.values else "không được để trống.")
        return value

    def text(self, key: str, *, required: bool = False, longest: int = 2000) -> str:
        """A text without surrounding blanks; empty when absent."""
        value = self.take(key, required=required)
        if value is None:
            return ""
        if not isinstance(value, str):
            self.note(key, "phải là chữ, ở đây là {kind}.", kind=JSON_KINDS.get(type(value), "thứ khác"))
            return ""
        text = unicodedata.normalize("NFC", value).strip()
        if required and not text:
            self.note(key, "không được để trống.")
        if len(text) > longest:
            self.note(key, "dài {length} ký tự, tối đa {longest}.", length=len(text), longest=longest)
        return text

    def flag(self, key: str, *, otherwise: bool = False) -> bool:
        """True or false; `otherwise` when absent."""
        value = self.take(key)
        if value is None:
            return otherwise
        if not isinstance(value, bool):
            self.note(key, "phải là true hoặc false, ở đây là {kind}.", kind=JSON_KINDS.get(type(value), "thứ khác"))
            return otherwise
        return value

    def whole(self, key: str, *, required: bool = False, least: int = 0, most: int = 10**12) -> int | None:
        """A whole number between `least` and `most`; None when absent or wrong."""
        value = self.take(key, required=required)
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, int):
            self.note(key, "phải là số nguyên, ở đây là {value}.", value=_shown(value))
            return None
        if not least <= value <= most:
            self.note(key, "phải từ {least} đến {most}, ở đây là {value}.", least=least, most=most, value=_shown(value))
            return None
        return value

    def choice(self, key: str, allowed: Collection[str], *, required: bool = True) -> str:
        """One of the allowed words; empty when absent or wrong."""
        value = self.text(key, required=required)
        if value and value not in allowed:
            self.note(key, "“{value}” không có trong danh mục ({allowed}).", value=_shown(value), allowed=", ".join(allowed))
            return ""
        return value

    def day(self, key: str) -> date | None:
        """A day written as yyyy-mm-dd; None when absent or wrong."""
        value = self.text(key)
        if not value:
            return None
        try:
            return date.fromisoformat(value)
        except ValueError:
            self.note(key, "“{value}” không phải là ngày dạng năm-tháng-ngày (ví dụ 2026-03-31).", value=_shown(value))
            return None

    def items(self, key: str, *, required: bool = False) -> list[Any]:
        """A list; empty when absent or wrong. A required list must have something in it."""
        value = self.take(key, required=required)
        if value is None:
            return []
        if not isinstance(value, list):
            self.note(key, "phải là danh sách [ ], ở đây là {kind}.", kind=JSON_KINDS.get(type(value), "thứ khác"))
            return []
        if required and not value:
            self.note(key, "danh sách không được rỗng.")
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts."""
        values = self.items(key)
        for place, value in enumerate(values):
            if not isinstance(value, str) or not value.strip():
                self.note(f"{key}[{place}]", "phải là chữ và không được để trống.")
        return tuple(value.strip() for value in values if isinstance(value, str))

    def parts(self, key: str, *, required: bool = False) -> Iterator[Reader]:
        """Each object of a list, as a reader of its own that is closed after use."""
        for place, value in enumerate(self.items(key, required=required)):
            reader = Reader(value, f"{self.at(key)}[{place}]", self.problems)
            yield reader
            reader.close()

    def part(self, key: str, *, required: bool = False) -> Reader | None:
        """A nested object; None when absent."""
        value = self.take(key, required=required)
        return None if value is None else Reader(value, self.at(key), self.problems)

    def close(self) -> None:
        """Name the keys nobody asked for: a misspelt key must not be lost silently."""
        for key in self.values:
            if key not in self.asked:
                self.note(_shown(key), "không có mục mang tên này; các mục được dùng: {asked}.", asked=", ".join(sorted(self.asked)))


def _shown(value: object) -> str:
    """A value short enough for a sentence."""
    text = str(value)
    return text if len(text) <= LONGEST_SHOWN else text[: LONGEST_SHOWN - 1] + "…"


def bytes_of(path: Path, largest: int) -> bytes | Refusal:
    """The bytes of a file; refused by its size before a byte of it is read."""
    try:
        size = path.stat().st_size
        return _too_large(size, largest) if size > largest else path.read_bytes()
    except OSError as error:
        return _fault("FILE_UNREADABLE", "Không mở được tệp {path}: {reason}.", path=str(path), reason=_reason(error))


def tree_of(raw: bytes, largest: int) -> Any:
    """The JSON tree of `raw` (UTF-8, at most `largest` bytes), or a refusal that says what keeps it from being read."""
    if len(raw) > largest:
        return _too_large(len(raw), largest)
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return _fault(
            "FILE_NOT_UTF8",
            "Tệp phải ghi bằng bảng mã UTF-8; byte thứ {position} không đọc được. Mở tệp và lưu lại với bảng mã UTF-8.",
            position=error.start + 1,
        )
    try:
        return json.loads(text, parse_constant=_no_constant, object_pairs_hook=_no_twins)
    except (ValueError, RecursionError) as error:
        return _not_json(text, error)


def _not_json(text: str, error: Exception) -> Refusal:
    if isinstance(error, json.JSONDecodeError):
        near = text[max(0, error.pos - 20) : error.pos + 20].replace("\n", " ").strip()
        place = {"line": error.lineno, "column": error.colno, "near": near}
        return _fault("FILE_NOT_JSON", "Tệp không đúng dạng JSON ở dòng {line}, cột {column}: gần “{near}”.", **place)
    if isinstance(error, _BadJsonError):
        return _fault("FILE_NOT_JSON", "Tệp không đúng dạng JSON: {reason}.", reason=str(error))
    if isinstance(error, RecursionError):
        return _fault("FILE_TOO_DEEP", "Tệp lồng quá nhiều cấp; đây không phải là tệp dữ liệu của hệ thống.")
    return _fault("FILE_NOT_JSON", "Tệp có số quá dài, không đọc được.")


class _BadJsonError(ValueError):
    """JSON that Python would read but this house does not allow."""


def _no_constant(word: str) -> None:
    raise _BadJsonError(f"“{word}” không phải là số")


def _no_twins(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found:
            raise _BadJsonError(f"mục “{key[:60]}” ghi hai lần trong cùng một nhóm")
        found[key] = value
    return found


def _fault(code: str, template: str, **params: Any) -> Refusal:
    return Refusal(code=code, template=template, params=params, field="file")


def _too_large(size: int, largest: int) -> Refusal:
    return _fault(
        "FILE_TOO_LARGE",
        "Tệp nặng {size} MB; tối đa {largest} MB. Không đọc tệp này.",
        size=-(-size // 1048576),
        largest=largest // 1048576,
    )


def _reason(error: OSError) -> str:
    words = {FileNotFoundError: "không có tệp này", PermissionError: "không có quyền đọc", IsADirectoryError: "đây là thư mục"}
    return words.get(type(error), "hệ điều hành từ chối")
