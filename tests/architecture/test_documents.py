"""The guides say only what is true of the tree."""

from __future__ import annotations

import re
from pathlib import Path

from motcua.project.cli.main import COMMANDS
from tests.architecture.tree import ROOT, files, report, text_of

DOCUMENTS = [path for path in files() if path.suffix == ".md" and path.parts[0] in {"README.md", "docs"}]
LINK = re.compile(r"\]\((?!https?:|#|mailto:)([^)#]+)")
MENTIONED_PATH = re.compile(r"`((?:src|tests|docs|tools|benchmarks|\.ci)/[\w./-]*\w/?)`")
TARGET = re.compile(r"`make ([a-z]+)`")
COMMAND = re.compile(r"(?:`|\.venv/bin/)motcua ([a-z]+)")
VARIABLE = re.compile(r"`(MOTCUA_[A-Z_]+)(?:=[^`]*)?`")


def test_links_of_the_docs_lead_somewhere() -> None:
    offenders = [
        f"{document}: {link}"
        for document in DOCUMENTS
        for link in LINK.findall(text_of(document))
        if not (ROOT / document.parent / link).exists()
    ]
    report("Links in the guides that lead nowhere:", offenders)


def test_paths_in_the_docs_exist() -> None:
    offenders = [
        f"{document}: {path}" for document in DOCUMENTS for path in MENTIONED_PATH.findall(text_of(document)) if not (ROOT / path).exists()
    ]
    report("Files and folders the guides name, but nobody has:", offenders)


def test_make_targets_in_the_docs_exist() -> None:
    targets = set(re.findall(r"^([a-z]+):", text_of(Path("Makefile")), flags=re.MULTILINE))
    offenders = [f"{document}: make {name}" for document in DOCUMENTS for name in TARGET.findall(text_of(document)) if name not in targets]
    report("Targets the guides name, but the Makefile has not:", offenders)


def test_commands_in_the_docs_exist() -> None:
    words = {command.name for command in COMMANDS}
    named = ((document, word) for document in DOCUMENTS for word in COMMAND.findall(text_of(document)))
    report(
        "Commands the guides name, but `motcua` has not:",
        sorted({f"{document}: motcua {word}" for document, word in named if word not in words}),
    )


def test_every_command_is_in_the_readme() -> None:
    named = set(COMMAND.findall(text_of(Path("README.md"))))
    report("Commands of `motcua` that the README does not name:", sorted({command.name for command in COMMANDS} - named))


def test_environment_variables_in_docs_and_code_are_the_same() -> None:
    code = "\n".join(text_of(path) for path in files() if path.suffix == ".py" and path.parts[0] in {"src", "tests"})
    in_code = set(re.findall(r"[\"'](MOTCUA_[A-Z_]+)[\"']", code))
    named = {name for document in DOCUMENTS for name in VARIABLE.findall(text_of(document))}
    scripts = "\n".join(text_of(path) for path in files() if path.parts[0] in {"tools", "Makefile", ".ci"})
    report("Variables the guides name, but nothing reads:", sorted(name for name in named if name not in in_code and name not in scripts))
    settings = set(re.findall(r"\"(MOTCUA_[A-Z_]+)\"", text_of(Path("src/motcua/project/settings.py"))))
    report("Settings that docs/install.md does not explain:", sorted(settings - set(VARIABLE.findall(text_of(Path("docs/install.md"))))))
