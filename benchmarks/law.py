"""The law alone: deciding and folding a step in memory, and `motcua due --batch`."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from datetime import timedelta
from functools import partial
from itertools import cycle, repeat
from pathlib import Path

from benchmarks.lives import carry_out, forty_lives
from benchmarks.measuring import PORTIONS, Line, in_turn, seconds, show
from motcua.law.dossier import commands as c
from motcua.law.dossier.codec import decode_state, encode_state
from motcua.law.dossier.decide import Context, decide
from motcua.law.dossier.evolve import evolve
from motcua.law.dossier.state import DossierState
from motcua.law.refusal import Refusal
from tests.law.dossier.life import RECEIVE, SUBMIT, Life, context

EACH = 2000
COMMANDS = 100_000
MOST_REFUSED = 0.1
LINES = 60_000
UNITS = ((3, "WORKING_DAYS"), (8, "HOURS"), (30, "CALENDAR_DAYS"), (2, "MONTHS"))


def step(state: DossierState, at: Context) -> DossierState:
    """One forward: may it be, what happened, what is now."""
    decision = decide(state, c.Forward(), at)
    if isinstance(decision, Refusal):
        raise TypeError(decision.message)
    for event in decision:
        state = evolve(state, event, at.at, at.by)
    return state


def measure_step() -> None:
    """Decide and fold a forward step, against reading and writing the same state as JSON."""
    life = Life().do(SUBMIT).do(RECEIVE)
    state, later = life.state, context(life.at + timedelta(hours=3))
    assert state is not None  # noqa: S101 - two acts were done
    text = encode_state(state)

    def ours() -> Iterator[Callable[[], object]]:
        return repeat(lambda: step(state, later))

    def reference() -> Iterator[Callable[[], object]]:
        return repeat(lambda: encode_state(decode_state(text)))

    per_second, by_codec = in_turn(ours(), reference(), EACH)
    against = "the same state read and written as JSON (msgspec)"
    show(Line(what="decide + evolve, a forward step in memory", unit="/s", ours=per_second, against=against, reference=by_codec))


def measure_lives() -> None:
    """A hundred thousand commands of whole lives, refusals included, against forward steps in the same run."""
    lives = forty_lives()
    life = Life().do(SUBMIT).do(RECEIVE)
    state, later = life.state, context(life.at + timedelta(hours=3))
    assert state is not None  # noqa: S101 - two acts were done
    ours = cycle([partial(carry_out, one.state, one.command, one.context) for one in lives])
    mixed, forward = in_turn(ours, repeat(lambda: step(state, later)), COMMANDS // PORTIONS)
    refused = sum(one.is_refused for one in lives) / len(lives)
    if not 0 < refused < MOST_REFUSED:
        raise ValueError("the lives of the benchmark are no longer those the law allows")
    count = f"{COMMANDS:,}".replace(",", ".")
    what = f"decide + evolve, {count} mixed commands, {refused:.0%} refused"
    show(Line(what=what, unit="/s", ours=mixed, against="a forward step, as often", reference=forward))


def measure_due() -> None:
    """`motcua due --batch --json` with its start, against reading and writing the same lines with the standard library."""
    with tempfile.TemporaryDirectory() as folder:
        questions = Path(folder) / "questions.jsonl"
        with questions.open("w") as lines:
            for no in range(LINES):
                amount, unit = UNITS[no % len(UNITS)]
                received_at = f"2026-{no % 9 + 1:02}-{no % 27 + 1:02}T{no % 9 + 8:02}:{no % 60:02}"
                lines.write(json.dumps({"received": received_at, "amount": amount, "unit": unit}) + "\n")
        command = [Path(sys.executable).with_name("motcua"), "due", "--batch", questions, "--json"]
        answers = Path(folder) / "answers.jsonl"
        with answers.open("wb") as output:
            took = seconds(lambda: subprocess.run(command, check=True, stdout=output))
        if answers.read_bytes().count(b"due_at") != LINES:
            raise ValueError("motcua due did not answer every line")
        by_json = seconds(lambda: [json.dumps(json.loads(line)) for line in questions.read_text().splitlines()])
    against = "json.loads and json.dumps of the same lines"
    show(Line(what="motcua due --batch --json, start included", unit="/s", ours=LINES / took, against=against, reference=LINES / by_json))


if __name__ == "__main__":
    measure_step()
    measure_lives()
    measure_due()
