"""Run a composite action as its host does: inputs put where it says, conditions, every step."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import yaml

EXPRESSION = re.compile(r"\$\{\{\s*(.+?)\s*\}\}")


@dataclass(frozen=True)
class Step:
    """What became of a step: its exit status, None where it was passed over, and its output."""

    name: str
    status: int | None
    output: str = ""


def run_action(
    action: Path, folder: Path, inputs: Mapping[str, str], environment: Mapping[str, str]
) -> list[Step]:
    """Run every step of an action in a folder.

    Only what the host has is there: expressions of inputs and of the action's own path, variables
    that a step names, and a step after one that failed runs only where its condition says so.
    """
    declared = yaml.safe_load((action / "action.yml").read_text(encoding="utf-8"))
    strange = inputs.keys() - declared["inputs"].keys()
    if strange:
        raise ValueError(f"the action has no input {', '.join(sorted(strange))}")
    known = {f"inputs.{name}": each["default"] for name, each in declared["inputs"].items()}
    known |= {f"inputs.{name}": value for name, value in inputs.items()}
    known["github.action_path"] = str(action)
    done: list[Step] = []
    for step in declared["runs"]["steps"]:
        failed = any(each.status for each in done)
        if failed and not holds(step.get("if", "${{ success() }}")):
            done.append(Step(step["name"], None))
            continue
        named = {name: filled(value, known) for name, value in step.get("env", {}).items()}
        command = ["bash", "--noprofile", "--norc", "-e", "-o", "pipefail", "-c"]
        ended = subprocess.run(
            [*command, filled(step["run"], known)],
            cwd=folder, env={**environment, **named}, capture_output=True, text=True, check=False,
        )  # fmt: skip
        done.append(Step(step["name"], ended.returncode, ended.stdout + ended.stderr))
    return done


def holds(condition: str) -> bool:
    """Whether a step with this condition runs after one that failed, nothing being cancelled."""
    return {"success()": False, "!cancelled()": True, "always()": True, "failure()": True}[
        EXPRESSION.sub(r"\1", condition)
    ]


def filled(text: str, known: Mapping[str, str]) -> str:
    """A text with its expressions replaced; of alternatives the first that is not empty."""
    return EXPRESSION.sub(
        lambda found: next(filter(None, (known[p.strip()] for p in found[1].split("||"))), ""), text
    )
