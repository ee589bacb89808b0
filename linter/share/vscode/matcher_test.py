"""The problem matcher of tasks.json, held against what $MONLINT prints for the sample in the folder $SAMPLE."""

import json
import os
import pathlib
import re
import subprocess

EXPECTED = [
    ("14", "22", "error", "timeout-exceeds-interval"),
    ("13", "17", "note", None),
    ("27", "16", "info", "pointless-for"),
    ("23", "17", "note", None),
    ("29", "23", "warning", "unknown-severity"),
    ("31", "62", "error", "invalid-template"),
    ("31", "48", "note", None),
]


def output(tool, sample, form):
    rules = ",".join(sorted({rule for *_, rule in EXPECTED if rule}))
    command = [tool, "--no-config", "--no-context", "--quiet", "--format", form, "--select", rules, "loki.yaml"]
    done = subprocess.run(command, cwd=sample, stdout=subprocess.PIPE, encoding="utf-8", check=False)
    assert done.returncode == 1, f"exit status {done.returncode}"
    return done.stdout.splitlines()


def entries(matcher, lines):
    """What VS Code would take from the lines. It uses search, as this does; the expression anchors itself."""
    pattern = matcher["pattern"]
    expression = re.compile(pattern["regexp"], re.ASCII)
    found = []
    for match in filter(None, map(expression.search, lines)):
        assert match[pattern["file"]] == "loki.yaml", match[0]
        assert match[pattern["message"]] and not match[pattern["message"]].endswith("]"), match[0]
        found.append(tuple(match[pattern[key]] for key in ("line", "column", "severity", "code")))
    return found


def main(tool, sample):
    tasks = json.loads((pathlib.Path(__file__).parent / "tasks.json").read_text(encoding="utf-8"))
    matcher = tasks["tasks"][0]["problemMatcher"]
    for form in ("gcc", "text"):  # in text the lines of source between the headers must not match
        found = entries(matcher, output(tool, sample, form))
        assert found == EXPECTED, f"{form}: expected {EXPECTED}, got {found}"


main(os.environ["MONLINT"], os.environ["SAMPLE"])
