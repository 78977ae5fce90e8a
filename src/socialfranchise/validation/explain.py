"""What a code means and how to mend it: one rule as a page, all of them as a list."""

import string
from typing import Any

from attrs import frozen

from socialfranchise.core.codes import ALL, Code
from socialfranchise.core.errors import UnknownId
from socialfranchise.core.findings import Severity
from socialfranchise.core.nearest import nearest
from socialfranchise.core.text import Language
from socialfranchise.wording.examples import Example, examples
from socialfranchise.wording.messages import messages

FORMAT = "socialfranchise.codes/1"
GAP = "\N{HORIZONTAL ELLIPSIS}"


@frozen
class Rule:
    """A code with its texts in one language."""

    code: str
    slug: str
    severity: Severity
    name: str
    meaning: str
    """The message, with an ellipsis where a finding names what it found."""
    advice: str
    example: Example | None


def rule_of(code: Code, language: Language) -> Rule:
    """The rule behind a code."""
    texts = messages(language).texts
    key = f"finding.{code.id}"
    return Rule(
        code.id,
        code.slug,
        code.severity,
        texts[f"{key}.name"],
        _without_parameters(texts[f"{key}.message"]),
        _without_parameters(texts[f"{key}.help"]),
        examples().get(code.id),
    )


def find_code(word: str) -> Code:
    """The code called ``SF201`` or ``unknown-key``; :class:`UnknownId` names what is like it."""
    wanted = word.strip().casefold()
    words = {name.casefold(): code for code in ALL for name in (code.id, code.slug)}
    if wanted in words:
        return words[wanted]
    near = [words[name].id if name in _ids() else name for name in nearest(wanted, words, 3)]
    raise UnknownId("code", word, tuple(near))


def rule_text(code: Code, language: Language) -> str:
    """A rule as a page of plain text: severity, meaning, advice, a bad and a good example."""
    say = messages(language)
    rule = rule_of(code, language)
    severity = say(f"severity.{rule.severity.label}")
    parts = [
        say("rule.heading", code=rule.code, slug=rule.slug, name=rule.name),
        say("rule.severity", severity=severity),
        f"{say('rule.meaning')}:\n  {rule.meaning}",
        f"{say('rule.advice')}:\n  {rule.advice}",
    ]
    if rule.example is not None:
        parts.append(f"{say('rule.bad')}:\n{_indented(rule.example.bad)}")
        parts.append(f"{say('rule.good')}:\n{_indented(rule.example.good)}")
    return "\n\n".join(parts) + "\n"


def rules_text(language: Language) -> str:
    """All rules, one line each."""
    say = messages(language)
    rows = [
        (code.id, say(f"severity.{code.severity.label}"), code.slug, say(f"finding.{code.id}.name"))
        for code in ALL
    ]
    widths = [max(len(row[column]) for row in rows) for column in range(3)]
    lines = [
        "  ".join([*(cell.ljust(width) for cell, width in zip(row, widths, strict=False)), row[3]])
        for row in rows
    ]
    return "\n".join(lines) + "\n"


def rule_data(code: Code, language: Language) -> dict[str, Any]:
    """A rule as plain data; ``message`` and ``help`` keep their parameters in braces."""
    texts = messages(language).texts
    example = examples().get(code.id)
    return {
        "code": code.id,
        "slug": code.slug,
        "severity": code.severity.label,
        "name": texts[f"finding.{code.id}.name"],
        "message": texts[f"finding.{code.id}.message"],
        "help": texts[f"finding.{code.id}.help"],
        "example": None if example is None else {"bad": example.bad, "good": example.good},
    }


def rules_data(language: Language) -> dict[str, Any]:
    """All codes as plain data, ``socialfranchise.codes/1``."""
    return {"format": FORMAT, "codes": [rule_data(code, language) for code in ALL]}


def _ids() -> set[str]:
    return {code.id.casefold() for code in ALL}


def _without_parameters(text: str) -> str:
    """The message with every parameter left open."""
    parts = string.Formatter().parse(text)
    return "".join(literal + ("" if name is None else GAP) for literal, name, _, _ in parts)


def _indented(lines: str) -> str:
    return "\n".join(f"  {line}" for line in lines.rstrip("\n").split("\n"))
