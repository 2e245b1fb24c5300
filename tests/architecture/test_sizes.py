"""Small things are read, large things are skipped over (design §2, §10)."""

from __future__ import annotations

from statistics import median

import pytest

from tests.architecture.tree import files, functions, report, text_of

LONGEST_FUNCTION = 50
LONGEST_FILE = 400
MEDIAN_FUNCTION = 8


def test_no_function_is_longer_than_fifty_lines() -> None:
    everything = [*functions(), *functions("tests"), *functions("benchmarks")]
    offenders = [f"{function}: {function.lines} lines" for function in everything if function.lines > LONGEST_FUNCTION]
    report(f"A function has at most {LONGEST_FUNCTION} lines:", offenders)


def test_no_file_is_longer_than_four_hundred_lines() -> None:
    written_by_hand = [path for path in files() if path.suffix in {".py", ".html", ".css", ".js", ".typ"}]
    sizes = {path: text_of(path).count("\n") for path in written_by_hand}
    offenders = [f"{path}: {size} lines" for path, size in sizes.items() if size > LONGEST_FILE]
    report(f"A file has at most {LONGEST_FILE} lines; split it into a folder of the same name:", offenders)


def test_the_median_function_has_at_most_eight_lines(capsys: pytest.CaptureFixture[str]) -> None:
    sizes = [function.lines for function in functions()]
    middle = median(sizes)
    with capsys.disabled():
        print(f"\n{len(sizes)} functions: median {middle:g} lines, longest {max(sizes)}")
    assert middle <= MEDIAN_FUNCTION
