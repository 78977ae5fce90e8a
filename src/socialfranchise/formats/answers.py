"""Answers of founders from a file, each checked against the field of the catalogue it fills."""

import hashlib
from collections.abc import Mapping
from os import PathLike
from typing import Any

from socialfranchise.catalogue.answers import LONGEST, Answers, Problem, Unsuitable, kept_answer
from socialfranchise.catalogue.catalogue import Catalogue
from socialfranchise.catalogue.documents import AnswerField
from socialfranchise.core import codes
from socialfranchise.core.errors import InvalidDocument
from socialfranchise.core.findings import Finding, Report, Severity
from socialfranchise.core.frozen import FrozenMapping
from socialfranchise.core.nearest import choices, nearest
from socialfranchise.formats.linking import link
from socialfranchise.formats.loading import named_text
from socialfranchise.formats.shape import EVERY_NAMESPACE, Shaped, shape
from socialfranchise.formats.yaml_reader import parse


def load_answers(
    source: str | PathLike[str] | Mapping[str, Any], *, catalogue: Catalogue
) -> Answers:
    """Answers from a YAML or JSON file, or from a mapping of the same shape.

    They are checked against the answer fields of ``catalogue``. Raises :class:`InvalidDocument`
    with every finding.
    """
    name, text = named_text(source, "answers")
    answers, findings = answers_from_text(text, name, catalogue)
    if answers is None or any(finding.severity >= Severity.ERROR for finding in findings):
        raise InvalidDocument(Report(tuple(findings), (name,)))
    return answers


def answers_from_text(
    text: str, name: str, catalogue: Catalogue
) -> tuple[Answers | None, list[Finding]]:
    """The answers in a text, with what is wrong with them."""
    parsed, findings = parse(text, name)
    if parsed is None:
        return None, findings
    shaped, more = shape(parsed, "answers", EVERY_NAMESPACE)
    findings += more
    if shaped is None:
        return None, findings
    wrong = link_answers(shaped, catalogue.answer_fields, catalogue.templates)
    if wrong:
        return None, [*findings, *wrong]
    document = shaped.document
    kept = {
        id: kept_answer(value, catalogue.answer_fields[id].kind)
        for id, value in document.answers.items()
    }
    return (
        Answers(
            id=document.id,
            template=document.template,
            given=FrozenMapping({id: answer for id, answer in kept.items() if answer}),
            sha256=hashlib.sha256(text.encode()).hexdigest(),
        ),
        findings,
    )


def link_answers(file: Shaped, fields: Mapping[str, AnswerField], templates: Any) -> list[Finding]:
    """Answers to no field, a model that is not there, and values that do not suit their field."""
    findings = link(file, {"templates": frozenset(templates)}, {})
    for id, value in file.document.answers.items():
        path = ("answers", id)
        if id not in fields:
            findings.append(
                codes.UNKNOWN_ID.finding(
                    file.parsed.key_place(path),
                    path=path,
                    raw=file.parsed.raw_key(path),
                    id=id,
                    target="answers",
                    near=list(nearest(id, fields)),
                    known=choices(fields),
                )
            )
            continue
        try:
            kept_answer(value, fields[id].kind)
        except Unsuitable as error:
            findings.append(_unsuitable(file, path, error.problem))
    return findings


def _unsuitable(file: Shaped, path: tuple[str, ...], problem: Problem) -> Finding:
    place, raw, key = file.parsed.place(path), file.parsed.raw(path)[:80], path[-1]
    if problem == "too-long":
        return codes.TOO_LONG.finding(place, path=path, raw=raw, key=key, limit=LONGEST)
    return codes.ANSWER_UNSUITABLE.finding(place, path=path, raw=raw, key=key, fault=problem)
