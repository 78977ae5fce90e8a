"""A diagnosis as the text of a file: a new one, or an existing one with some facts changed."""

from collections.abc import Iterable, Mapping
from typing import Any

import attrs

from socialfranchise.authoring.yaml_text import block, comment
from socialfranchise.catalogue.catalogue import Catalogue
from socialfranchise.core.text import Language
from socialfranchise.diagnosis.facts import Answer, Choice, Diagnosis, Fact, Number, Terms
from socialfranchise.formats.loading import diagnosis_from_text
from socialfranchise.formats.yaml_reader import Node, Parsed, parse

FORMAT = "socialfranchise.diagnosis/1"


def diagnosis_text(
    diagnosis: Diagnosis, catalogue: Catalogue, language: Language, schema: str
) -> str:
    """A new file that reads back as the diagnosis; every fact stands under its question.

    ``schema`` is where the editor finds the schema, as written in the first line.
    """
    locality = attrs.asdict(diagnosis.locality)
    head = {
        "format": FORMAT,
        "id": diagnosis.id,
        "title": _text(diagnosis.title),
        "locality": {key: value for key, value in locality.items() if value is not None},
        "day": diagnosis.day.isoformat(),
    }
    lines = [f"# yaml-language-server: $schema={schema}", "", *block(head, 0), ""]
    lines.append("facts:" if diagnosis.facts else "facts: {}")
    for question in catalogue.vocabularies.facts:
        fact = diagnosis.facts.get(question.id)
        if fact is not None:
            lines += comment(question.question.to(language), 2)
            lines += block({fact.id: _fact(fact)}, 2)
    if diagnosis.remarks:
        lines += ["", *block({"remarks": [_text(remark) for remark in diagnosis.remarks]}, 0)]
    return "\n".join(lines) + "\n"


def with_facts(text: str, diagnosis: Diagnosis, changed: Iterable[str]) -> str | None:
    """The text of a file with the ``changed`` facts as the diagnosis has them, all else kept.

    ``None`` when that cannot be done line by line, as in a file whose facts stand in braces.
    """
    parsed, findings = parse(text, "")
    if parsed is None or findings:
        return None
    lines = text.split("\n")
    edits = _edits(parsed, lines, diagnosis, set(changed))
    for first, last, new in sorted(edits, key=lambda edit: edit[:2], reverse=True):
        lines[first:last] = new
    after = "\n".join(lines)
    read, findings = diagnosis_from_text(after, "", None)
    if read is None or findings or attrs.evolve(read, sha256=diagnosis.sha256) != diagnosis:
        return None
    return after


_Edit = tuple[int, int, list[str]]
"""From which line, up to which, and what comes there instead."""


def _edits(
    parsed: Parsed, lines: list[str], diagnosis: Diagnosis, changed: set[str]
) -> list[_Edit]:
    facts = parsed.node(("facts",))
    starts = _starts(facts, parsed.root)
    ending = "\r" if lines[0].endswith("\r") else ""
    edits: list[_Edit] = []
    indent, end = 2, 0
    for id, key in facts.keys.items():
        indent, first = key.start.column, key.start.line
        end = _end(lines, first, starts)
        if id in changed:
            known = parsed.data["facts"][id]
            edits += _fact_edits(
                facts.parts[id], lines, (first, end), diagnosis.facts[str(id)], known
            )
    for id in sorted(changed - set(facts.keys)):
        edits.append((end, end, block({id: _fact(diagnosis.facts[id])}, indent)))
    return [(first, last, [line + ending for line in new]) for first, last, new in edits]


def _fact_edits(
    node: Node, lines: list[str], whole: tuple[int, int], fact: Fact, known: Mapping[str, Any]
) -> list[_Edit]:
    """The edits to one fact; origins that stay are left as they are written."""
    first, end = whole
    written = _fact(fact)
    origins = written.pop("origins", [])
    stay = len(known.get("origins", ()))
    in_place = "origins" in node.keys and node.start.line > first
    if not in_place or origins[:stay] != known["origins"]:
        indent = len(lines[first]) - len(lines[first].lstrip())
        return [(first, end, block({fact.id: _fact(fact)}, indent))]
    starts = _starts(node)
    edits: list[_Edit] = []
    for key, mark in node.keys.items():
        line, indent = mark.start.line, mark.start.column
        last = min(_end(lines, line, starts), end)
        if key == "origins":
            items = block({"origins": origins[stay:]}, indent)[1:] if origins[stay:] else []
            edits.append((last, last, items))
        else:
            edits.append((line, last, []))
    line = min(mark.start.line for mark in node.keys.values())
    return [*edits, (line, line, block(written, node.start.column))]


def _starts(*nodes: Node) -> list[int]:
    """The lines on which keys begin, in order."""
    return sorted(key.start.line for node in nodes for key in node.keys.values())


def _end(lines: list[str], first: int, starts: list[int]) -> int:
    """The line after the value of a key; comments below it belong to what comes next."""
    end = next((line for line in starts if line > first), len(lines))
    while end > first + 1 and lines[end - 1].strip()[:1] in ("", "#"):
        end -= 1
    return end


def _fact(fact: Fact) -> dict[str, Any]:
    found = _value(fact)
    if fact.origins:
        found["origins"] = [
            {key: value for key, value in attrs.asdict(origin).items() if value is not None}
            for origin in fact.origins
        ]
    return found


def _value(fact: Fact) -> dict[str, Any]:
    value = fact.value
    if isinstance(value, Answer):
        return {"answer": "yes" if value.yes else "no"}
    if isinstance(value, Number):
        whole = float(value.value).is_integer()
        return {"number": int(value.value) if whole else value.value}
    if isinstance(value, Choice):
        return {"choice": value.term}
    if isinstance(value, Terms):
        listed = {"present": sorted(value.present), "absent": sorted(value.absent)}
        given = {key: terms for key, terms in listed.items() if terms}
        if given:
            return dict(given)
    return {"unknown": True}


def _text(text: Any) -> Mapping[str, str]:
    return {"pl": text.pl, "en": text.en}
