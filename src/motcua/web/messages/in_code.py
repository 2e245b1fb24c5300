"""What the code says: gettext calls, sentences of refusals and histories, and the tables of names listed here.

A refusal's sentence is found by the house's own convention: it is called `template` wherever it passes, as a keyword, a variable
or a parameter (or `empty`: what to say of an empty field). A function that takes one carries it, and literals in its calls are
sentences.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from motcua.web.messages.found import Found

_GETTEXT = {"gettext", "gettext_lazy", "gettext_noop", "_"}
_PLURAL = {"ngettext", "ngettext_lazy"}
_CONTEXT = {"pgettext", "pgettext_lazy"}
_SENTENCE = "Sentence"
_PLACE = re.compile(r"\{[a-z_]*(?::[^{}]*)?\}")
_WORD = re.compile(r"[^\W\d_]")
_PLACE_OF_COUNT = 2
_CARRIED = {"template", "empty"}
_NAMED = {"register_duty"}
"""Functions whose first word is a name that people read on a page."""

TABLES: dict[str, tuple[str, ...]] = {
    "dossiers/history.py": ("PAUSE_WORDS", "PAPER_WORDS", "ERASED", "_PLAIN"),
    "dossiers/lists.py": ("LIST_NAMES",),
    "dossiers/tending.py": ("LOOK",),
    "foundation/access.py": ("SYSTEM", "NOBODY", "_KEEPER_KINDS", "_KEEPER", "_ON_IT"),
    "foundation/grants.py": ("ACT_WORDS",),
    "law/calendar/compiling.py": ("_SOLAR_HOLIDAYS",),
    "law/calendar/rows.py": ("WEEKDAY_NAMES",),
    "law/calendar/working.py": ("_CLOSED",),
    "law/codes/identity.py": ("SEX_NAMES",),
    "law/deadline/due.py": ("UNIT_WORDS",),
    "law/deadline/verdict.py": ("VERDICT_NAMES",),
    "law/dossier/decide/corrections.py": ("ENTRY_NAMES",),
    "law/dossier/duties.py": ("DUTY_NAMES",),
    "law/dossier/reasons.py": (
        *("DATA_EXCEPTION_NAMES", "CONFIRMATION_NAMES", "APOLOGY_CHANNEL_NAMES"),
        *("WITHDRAWAL_CAUSE_NAMES", "LATE_CAUSE_NAMES", "HEAD_CONCLUSION_NAMES"),
    ),
    "law/dossier/refusals.py": ("SENTENCES",),
    "law/dossier/transitions.py": ("TRANSITIONS",),
    "law/dossier/values.py": ("STATUS_NAMES",),
    "law/roles.py": ("ROLE_NAMES",),
    "procedures/reading_procedure.py": ("SUBJECTS",),
    "procedures/words.py": ("PAPER_WORDS", "FEE_WORDS", "LEVEL_WORDS", "ONLINE_WORDS", "MANNER_WORDS"),
}
"""File → names of tables in it whose words people read on pages. To add one: a name here; its keys and legal bases are left out."""

NOT_ON_PAGES = (
    "agencies/agency_file.py",
    "foundation/reading.py",
    "procedures/catalogue_file.py",
    "procedures/reading_procedure.py",
)
"""What is wrong with an imported file is said on the command line only, which speaks Vietnamese. Their tables may be read on pages."""


class Source(NamedTuple):
    """A parsed module; `file` is relative to the package."""

    file: str
    tree: ast.Module


def words_of_code(sources: Iterable[Source]) -> Iterator[Found]:
    """Every message of these modules."""
    every = list(sources)
    spoken = [source for source in every if source.file not in NOT_ON_PAGES]
    carriers = _carriers(spoken)
    for source in spoken:
        for node in ast.walk(source.tree):
            yield from _words_of(node, source.file, carriers)
    for source in every:
        for table in TABLES.get(source.file, ()):
            yield from (Found(words, source.file) for words in _words_of_table(source.tree, table))


def _carriers(sources: Iterable[Source]) -> dict[str, int]:
    """Functions with a parameter that is a sentence, and at which place of a call it stands."""
    found: dict[str, int] = {}
    for source in sources:
        for node in ast.walk(source.tree):
            if isinstance(node, ast.FunctionDef):
                names = [argument.arg for argument in (*node.args.posonlyargs, *node.args.args) if argument.arg != "self"]
                found.update((node.name, place) for place, name in enumerate(names) if name in _CARRIED)
    return found


def _words_of(node: ast.AST, file: str, carriers: dict[str, int]) -> Iterator[Found]:
    if isinstance(node, ast.Assign) and any(isinstance(target, ast.Name) and target.id in _CARRIED for target in node.targets):
        yield from (Found(words, file) for words in _literals(node.value))
    if not isinstance(node, ast.Call):
        return
    called = node.func.attr if isinstance(node.func, ast.Attribute) else node.func.id if isinstance(node.func, ast.Name) else ""
    arguments = [next(_literals(argument), "") for argument in node.args[:2]]
    if called in _GETTEXT | _NAMED and arguments:
        yield from (Found(words, file) for words in _literals(node.args[0]))
    elif called in _PLURAL and all(arguments):
        yield Found(arguments[0], file, plural=arguments[1])
    elif called in _CONTEXT and all(arguments):
        yield Found(arguments[1], file, context=arguments[0])
    else:
        place = 0 if called == _SENTENCE else carriers.get(called)
        carried = node.args[place : place + 1] if place is not None else []
        carried += [keyword.value for keyword in node.keywords if keyword.arg in _CARRIED]
        said = [words for argument in carried for words in _literals(argument)]
        yield from (Found(words, file, plural=words if called == _SENTENCE and _is_counted(node) else "") for words in said)


def _is_counted(call: ast.Call) -> bool:
    """A sentence with its `count`, which other languages say in singular and plural."""
    return len(call.args) > _PLACE_OF_COUNT or any(keyword.arg == "count" for keyword in call.keywords)


def _literals(node: ast.expr) -> Iterator[str]:
    """The sentences an expression can be: a literal, or either side of a choice."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str) and _is_said(node.value):
        yield node.value
    elif isinstance(node, ast.IfExp):
        yield from _literals(node.body)
        yield from _literals(node.orelse)
    elif isinstance(node, ast.BoolOp):
        for side in node.values:
            yield from _literals(side)


def _is_said(words: str) -> bool:
    """Not a bare place, and not the file of a page, which is called template too."""
    return bool(_WORD.search(_PLACE.sub("", words))) and not words.endswith((".html", ".typ"))


def _words_of_table(tree: ast.Module, name: str) -> Iterator[str]:
    for node in tree.body:
        targets = node.targets if isinstance(node, ast.Assign) else [node.target] if isinstance(node, ast.AnnAssign) else []
        if any(isinstance(target, ast.Name) and target.id == name for target in targets) and isinstance(node, ast.Assign | ast.AnnAssign):
            yield from _entries(node.value)


def _entries(node: ast.expr | None) -> Iterator[str]:
    """The words of a table: each value, of a pair its first part, of a record its name. Keys are not words."""
    if isinstance(node, ast.Dict):
        for value in node.values:
            yield from _entries(value.elts[0] if isinstance(value, ast.Tuple) and value.elts else value)
    elif isinstance(node, ast.Tuple | ast.List):
        for value in node.elts:
            yield from _entries(value)
    elif isinstance(node, ast.Call):
        named = [keyword.value for keyword in node.keywords if keyword.arg == "name"]
        for value in named or [argument for argument in node.args if isinstance(argument, ast.Constant)][-1:]:
            yield from _literals(value)
    elif node is not None:
        yield from _literals(node)
