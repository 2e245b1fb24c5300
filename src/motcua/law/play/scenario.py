"""A scenario as written: term, optionally the process, commands in their order, and the instant at which to look."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

import msgspec

from motcua.law.calendar import VN
from motcua.law.deadline import term_refusal
from motcua.law.procedure import ClockOnSupplement, Term, TermUnit
from motcua.law.refusal import Refusal
from motcua.law.roles import Role

MOST_COMMANDS = 1_000


class ScenarioError(ValueError):
    """A scenario that cannot be played; `refusal` says where and why."""

    def __init__(self, path: str, template: str, **params: Any) -> None:
        self.refusal = Refusal(code="SCENARIO_WRONG", template="{path}: " + template, params={"path": path, **params}, field=path)
        super().__init__(self.refusal.message)


class Act(msgspec.Struct, frozen=True):
    """One command as written: when, which, with what."""

    at: datetime
    do: str
    words: Mapping[str, Any]
    path: str


class PlayedStep(msgspec.Struct, frozen=True, kw_only=True):
    """One step of the process as written: who does it, for which agency, in how many working minutes.

    Steps are numbered from 1 in their order. `after` are the numbers of those it waits for (none: the one before it), so that
    several that wait for one run side by side; `outcomes` are the ways it can end, in words.
    """

    name: str
    agency: str
    role: Role
    minutes: int
    after: tuple[int, ...] = ()
    outcomes: tuple[str, ...] = ()


class Scenario(msgspec.Struct, frozen=True, kw_only=True):
    """What to play."""

    term: Term
    clock_on_supplement: ClockOnSupplement
    supplement_window_days: int
    process: tuple[PlayedStep, ...]
    acts: tuple[Act, ...]
    as_of: datetime


def read_scenario(body: object) -> Scenario:
    """The scenario of decoded JSON. Times without zone are Vietnam's. Raises ScenarioError with the path of what is wrong."""
    if not isinstance(body, dict):
        raise ScenarioError("$", "kịch bản phải là một đối tượng JSON.")
    acts = tuple(_act(value, f"commands[{no}]") for no, value in enumerate(_list(body, "commands")))
    if not 1 <= len(acts) <= MOST_COMMANDS:
        raise ScenarioError("commands", "cần từ 1 đến {most} việc, đang có {count}.", most=MOST_COMMANDS, count=len(acts))
    as_of = body.get("as_of")
    return Scenario(
        term=_term(body),
        clock_on_supplement=_one_of(ClockOnSupplement, body.get("clock_on_supplement", "RESUME"), "clock_on_supplement"),
        supplement_window_days=_number(body.get("supplement_window_days", 30), "supplement_window_days"),
        process=tuple(_step(value, no, f"process[{no - 1}]") for no, value in enumerate(body.get("process") or [], 1)),
        acts=acts,
        as_of=instant(as_of, "as_of") if as_of else max(act.at for act in acts),
    )


def instant(value: object, path: str) -> datetime:
    """An instant of JSON text, in UTC."""
    try:
        found = datetime.fromisoformat(str(value))
    except ValueError as error:
        raise ScenarioError(path, "“{value}” không phải thời điểm; ghi như 2026-03-02T09:00.", value=value) from error
    return (found if found.tzinfo else found.replace(tzinfo=VN)).astimezone(UTC)


def _list(body: Mapping[str, Any], key: str) -> Sequence[object]:
    found = body.get(key)
    if not isinstance(found, list):
        raise ScenarioError(key, "phải là một danh sách.")
    return found


def _act(value: object, path: str) -> Act:
    if not isinstance(value, dict) or "do" not in value or "at" not in value:
        raise ScenarioError(path, "mỗi việc cần “at” (lúc nào) và “do” (việc gì).")
    return Act(instant(value["at"], f"{path}.at"), str(value["do"]), value, path)


def _term(body: Mapping[str, Any]) -> Term:
    unit = _one_of(TermUnit, body.get("unit", "WORKING_DAYS"), "unit")
    term = Term(_number(body.get("amount", 1), "amount"), unit, fixed_date=str(body.get("fixed_date", "")))
    wrong = term_refusal(term)
    if wrong is not None:
        raise ScenarioError(wrong.field or "amount", "{why}", why=wrong.message)
    return term


def _step(value: object, no: int, path: str) -> PlayedStep:
    if not isinstance(value, dict):
        raise ScenarioError(path, "mỗi bước là một đối tượng.")
    return PlayedStep(
        name=str(value.get("name") or value.get("step") or "Bước"),
        agency=str(value.get("agency", "A")),
        role=_one_of(Role, value.get("role") or value.get("post") or "CASE_OFFICER", f"{path}.role"),
        minutes=_minutes(value, path),
        after=_after(value, no, path),
        outcomes=tuple(str(one) for one in _listed(value, "outcomes", path)),
    )


def _after(value: Mapping[str, Any], no: int, path: str) -> tuple[int, ...]:
    """The steps waited for: earlier ones, each once."""
    found = {_number(one, f"{path}.after") for one in _listed(value, "after", path)}
    if any(not 1 <= one < no for one in found):
        raise ScenarioError(f"{path}.after", "bước {no} chỉ chờ được những bước đứng trước nó (1 đến {last}).", no=no, last=no - 1)
    return tuple(sorted(found))


def _listed(value: Mapping[str, Any], key: str, path: str) -> Sequence[object]:
    found = value.get(key) or []
    if not isinstance(found, list):
        raise ScenarioError(f"{path}.{key}", "phải là một danh sách.")
    return found


def _minutes(value: Mapping[str, Any], path: str) -> int:
    for key, factor in (("minutes", 1), ("hours", 60), ("working_days", 480), ("budget_minutes", 1)):
        if key in value:
            return _number(value[key], f"{path}.{key}") * factor
    raise ScenarioError(path, "thiếu thời gian của bước: minutes, hours hoặc working_days.")


def _number(value: object, path: str) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        raise ScenarioError(path, "“{value}” không phải số nguyên.", value=value)
    return value


def _one_of(kind: Any, value: object, path: str) -> Any:
    try:
        return kind(value)
    except ValueError as error:
        raise ScenarioError(path, "“{value}” không có trong: {known}.", value=value, known=", ".join(kind)) from error
