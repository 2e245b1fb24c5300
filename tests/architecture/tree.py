"""The source tree as these tests see it: every file that git would carry, every module parsed once."""

from __future__ import annotations

import ast
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[2]
SRC = ROOT / "src" / "motcua"
AnyFunction = ast.FunctionDef | ast.AsyncFunctionDef


class Module(NamedTuple):
    """One parsed file; `path` is relative to the project's root."""

    path: Path
    name: str
    tree: ast.Module


class Function(NamedTuple):
    """One function or method with the module it stands in; `owner` is its class, or ""."""

    module: Module
    owner: str
    node: AnyFunction

    @property
    def is_public(self) -> bool:
        return not self.node.name.startswith("_") and not self.owner.startswith("_")

    @property
    def lines(self) -> int:
        return (self.node.end_lineno or self.node.lineno) - self.node.lineno + 1

    @property
    def lines_without_docstring(self) -> int:
        first = self.node.body[0]
        has_docstring = ast.get_docstring(self.node) is not None
        return self.lines - ((first.end_lineno or first.lineno) - first.lineno + 1 if has_docstring else 0)

    def __str__(self) -> str:
        return f"{self.module.path}:{self.node.lineno} {self.owner + '.' if self.owner else ''}{self.node.name}"


@cache
def files() -> tuple[Path, ...]:
    """All files of the work tree that are not ignored, relative to the root."""
    listing = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"], cwd=ROOT, capture_output=True, check=True
    ).stdout.decode()
    return tuple(sorted(Path(name) for name in listing.split("\0") if name and (ROOT / name).is_file()))


@cache
def text_of(path: Path) -> str:
    """The text of a file; "" when it is not text (fonts, pictures)."""
    try:
        return (ROOT / path).read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return ""


@cache
def modules(folder: str = "src/motcua", *, with_migrations: bool = False) -> tuple[Module, ...]:
    """Every Python module below a folder."""
    found = []
    for path in files():
        if path.suffix == ".py" and path.is_relative_to(folder) and (with_migrations or "migrations" not in path.parts):
            dotted = ".".join(path.with_suffix("").parts).removeprefix("src.").removesuffix(".__init__")
            found.append(Module(path, dotted, ast.parse(text_of(path), filename=str(path))))
    return tuple(found)


@cache
def functions(folder: str = "src/motcua") -> tuple[Function, ...]:
    """Every function and method below a folder, also those inside functions."""
    return tuple(function for module in modules(folder) for function in _functions_in(module, module.tree, ""))


def _functions_in(module: Module, node: ast.AST, owner: str) -> Iterator[Function]:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, AnyFunction):
            yield Function(module, owner, child)
            yield from _functions_in(module, child, f"{owner}_{child.name}")
        elif isinstance(child, ast.ClassDef):
            yield from _functions_in(module, child, child.name)
        else:
            yield from _functions_in(module, child, owner)


def templates() -> tuple[Path, ...]:
    """Every page template of the house."""
    return tuple(path for path in files() if path.suffix == ".html" and path.is_relative_to("src/motcua"))


def report(rule: str, offenders: list[str]) -> None:
    """Fails with the rule and the full list when anything breaks it."""
    assert not offenders, rule + "\n  " + "\n  ".join(sorted(offenders))
