"""Who may import whom (design §2). The floors themselves are written in pyproject.toml and read by import-linter."""

from __future__ import annotations

import ast
import tomllib
from collections.abc import Callable, Iterable

import grimp
import pytest
from importlinter.cli import lint_imports

from tests.architecture.tree import ROOT, SRC, Function, functions, report

Graph = dict[str, set[str]]


@pytest.fixture(scope="module")
def imports() -> Graph:
    graph = grimp.build_graph("motcua", cache_dir=None)
    return {name: set(graph.find_modules_directly_imported_by(name)) for name in graph.modules}


def test_every_contract_of_import_linter_is_kept(capsys: pytest.CaptureFixture[str]) -> None:
    exit_code = lint_imports(config_filename=str(ROOT / "pyproject.toml"), no_cache=True)
    assert exit_code == 0, capsys.readouterr().out


def test_every_room_stands_on_a_declared_floor() -> None:
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    floors = " ".join(next(contract["layers"] for contract in contracts if contract["type"] == "layers"))
    declared = {word.strip("()") for word in floors.split() if word != "|"}
    rooms = {f"motcua.{folder.parent.name}" for folder in SRC.glob("*/__init__.py")}
    report("Each room of src/motcua is named in the floors of pyproject.toml:", sorted(rooms - declared))


def test_no_module_imports_itself_round_a_corner(imports: Graph) -> None:
    report("No import cycles between modules:", [" ⇄ ".join(knot) for knot in knots(imports)])


def test_no_package_imports_itself_round_a_corner(imports: Graph) -> None:
    packages = {name.rpartition(".")[0] for name in imports} - {""}
    offenders = []
    for package in sorted(packages):
        between = squashed(imports, lambda name, package=package: child_of(package, name))
        offenders += [f"in {package}: " + " ⇄ ".join(knot) for knot in knots(between)]
    report("No import cycles between packages:", offenders)


def test_no_import_of_ours_hides_in_a_function() -> None:
    offenders = [
        f"{function}"
        for folder in ("src/motcua", "tests", "benchmarks")
        for function in functions(folder)
        if not is_registration(function) and any(is_import_of_ours(node) for node in ast.walk(function.node))
    ]
    report("Imports of motcua stand at the top of the file, not inside functions:", offenders)


def is_registration(function: Function) -> bool:
    """Django loads apps.py before models exist; what a room registers with lower floors it can only import in `ready`."""
    return function.module.path.name == "apps.py" and function.node.name == "ready"


def is_import_of_ours(node: ast.AST) -> bool:
    if isinstance(node, ast.ImportFrom):
        return bool(node.level) or (node.module or "").startswith("motcua")
    return isinstance(node, ast.Import) and any(alias.name.startswith("motcua") for alias in node.names)


def child_of(package: str, name: str) -> str | None:
    """The direct child of `package` that `name` is or lies in."""
    if not name.startswith(package + "."):
        return None
    return ".".join(name.split(".")[: package.count(".") + 2])


def squashed(graph: Graph, group_of: Callable[[str], str | None]) -> Graph:
    """The graph between groups of modules; what belongs to no group is left out."""
    between: Graph = {}
    for name, targets in graph.items():
        group = group_of(name)
        if group is not None:
            others = {other for other in map(group_of, targets) if other is not None and other != group}
            between.setdefault(group, set()).update(others)
    return between


def knots(graph: Graph) -> list[list[str]]:
    """The sets of nodes that can all reach each other: what remains when nodes without way in or out are taken away, by component."""
    remaining = {name: set(targets) for name, targets in graph.items()}
    while loose := [name for name in remaining if not (remaining[name] & remaining.keys()) or not _importers(remaining, name)]:
        for name in loose:
            del remaining[name]
    found = []
    while remaining:
        start = min(remaining)
        knot = reachable(remaining, start) & {name for name in remaining if start in reachable(remaining, name)}
        if knot:
            found.append(sorted(knot))
        for name in knot | {start}:
            del remaining[name]
    return found


def reachable(graph: Graph, start: str) -> set[str]:
    seen: set[str] = set()
    waiting: list[str] = [start]
    while waiting:
        fresh = (graph.get(waiting.pop(), set()) & graph.keys()) - seen
        seen |= fresh
        waiting.extend(fresh)
    return seen


def _importers(graph: Graph, name: str) -> Iterable[str]:
    return [other for other, targets in graph.items() if name in targets and other != name]


def test_the_search_for_cycles_finds_one() -> None:
    assert knots({"a": {"b"}, "b": {"c"}, "c": {"a", "d"}, "d": set()}) == [["a", "b", "c"]]
    assert knots({"a": {"b"}, "b": {"c"}, "c": set()}) == []
