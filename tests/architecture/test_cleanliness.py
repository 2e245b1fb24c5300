"""What must not be in the tree: addresses of other people's machines, unfinished business, tests that don't test."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from tests.architecture.tree import files, functions, modules, report, text_of

HOST = re.compile(r"https?://(\[[^\]]*\]|[A-Za-z0-9.-]+)")
LOOPBACK_OR_NAME = re.compile(
    r"^(127\.0\.0\.1|localhost|\[::1\]|0\.0\.0\.0|testserver)$|\.(invalid|test|localhost|example)$"
    r"|^(www\.(w3|omg)\.org)$"  # XML namespaces: names, not places
    r"|\.gov\.vn$"  # public bodies of Viet Nam that texts and papers name
)
LICENCE = re.compile(r"(^|/)(LICENSE|OFL|COPYING|NOTICE)[^/]*$")
THIS_MACHINE = re.compile(r"(?<![\w./-])/(wor[k]|roo[t]|tmp/m[c])/")
# A letter in brackets, so that these patterns do not find themselves.
UNFINISHED = re.compile(r"\b(TO[D]O|FIX[M]E|XX[X]|HA[C]K)\b")
LEFT_OUT = re.compile(r"(importor|\.|\b)(sk[i]p|xf[a]il)(if)?\s*\(|mark\.(sk[i]p|xf[a]il)")
LOCKS = [Path("requirements.lock"), Path("requirements-dev.lock")]


def lines_with(pattern: re.Pattern[str], paths: list[Path]) -> list[str]:
    """Every line of these files in which the pattern is found."""
    return [
        f"{path}:{number} {line.strip()[:100]}"
        for path in paths
        for number, line in enumerate(text_of(path).splitlines(), start=1)
        if pattern.search(line)
    ]


@pytest.mark.parametrize("lock", LOCKS, ids=str)
def test_lock_files_name_no_host_and_hash_everything(lock: Path) -> None:
    report("A lock file names no address:", lines_with(re.compile(r"://|--index|--find|--extra-index|--trusted"), [lock]))
    entries = re.findall(r"^[a-z0-9].*?(?=^[a-z0-9]|\Z)", text_of(lock), flags=re.MULTILINE | re.DOTALL)
    report("Every locked file has its hash:", [entry.split()[0] for entry in entries if "--hash=sha256:" not in entry])
    assert len(entries) > 10


def test_the_tree_names_no_host() -> None:
    offenders = [
        f"{path}: {host}"
        for path in files()
        if not LICENCE.search(str(path))
        for host in HOST.findall(text_of(path))
        if not LOOPBACK_OR_NAME.search(host)
    ]
    report("No address of somebody else’s machine (loopback, .invalid and licences are allowed):", offenders)


def test_no_path_of_the_machine_it_was_written_on() -> None:
    report("No absolute path of a developer’s machine:", lines_with(THIS_MACHINE, list(files())))


def test_nothing_is_left_unfinished() -> None:
    report("What is not done is not there, and what is there is done:", lines_with(UNFINISHED, list(files())))
    offenders = [str(function) for function in functions() if is_stub(function.node) and not is_promise(function.owner)]
    report("A function does something:", offenders)


def test_no_test_is_left_out() -> None:
    report("A test runs and must pass; none is set aside:", lines_with(LEFT_OUT, [path for path in files() if path.parts[0] == "tests"]))


def test_tests_neither_mock_nor_sleep() -> None:
    offenders = [
        f"{module.path}:{getattr(node, 'lineno', 0)}"
        for module in modules("tests")
        for node in ast.walk(module.tree)
        if (isinstance(node, ast.ImportFrom) and (node.module or "").startswith("unittest"))
        or (isinstance(node, ast.Attribute) and node.attr == "sleep")
    ]
    report("Real databases, real servers; no mocks of our own code, no waiting by the clock:", offenders)


def is_stub(node: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    """Nothing but a docstring, `...`, `pass` or `raise NotImplementedError`."""
    body = [statement for statement in node.body if not (isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant))]
    return all(
        isinstance(statement, ast.Pass) or (isinstance(statement, ast.Raise) and "NotImplementedError" in ast.dump(statement))
        for statement in body
    )


def is_promise(owner: str) -> bool:
    """Methods of a Protocol say what others do."""
    protocols = {
        node.name
        for module in modules()
        for node in ast.walk(module.tree)
        if isinstance(node, ast.ClassDef) and any(ast.unparse(base).endswith("Protocol") for base in node.bases)
    }
    return owner in protocols
