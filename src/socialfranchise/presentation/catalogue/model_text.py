"""One model as plain text: what it is, for whom, and when it fits."""

from collections.abc import Iterator

from socialfranchise.catalogue.catalogue import Catalogue
from socialfranchise.catalogue.template import Template
from socialfranchise.core.text import Language
from socialfranchise.presentation.names import Names
from socialfranchise.presentation.page import headed, paragraph


def model_text(template: Template, catalogue: Catalogue, language: Language) -> str:
    """The model in words a councillor understands."""
    return "\n".join(_model(template, Names(catalogue, language))).rstrip() + "\n"


def _model(template: Template, names: Names) -> Iterator[str]:
    say, words = names.say, names.catalogue.vocabularies
    yield from headed(
        say(
            "model.heading",
            name=names.text(template.name),
            id=template.id,
            version=template.version,
        )
    )
    evidence = template.evidence
    yield from paragraph(
        say(
            "match.evidence",
            status=say(f"evidence.status.{evidence.status}"),
            grade=say(f"evidence.grade.{evidence.grade}"),
            stage=say(f"status.{template.status}"),
        )
    )
    yield from paragraph(names.text(evidence.known))
    yield ""
    yield from paragraph(names.text(template.summary))
    sections = {
        "for_whom": [names.text(words.target_groups[g.group].name) for g in template.target_groups],
        "services": [names.text(words.services[s.service].name) for s in template.services],
        "founders": [names.text(text) for text in template.founders.typical],
        "partners": [
            f"{names.text(words.institutions[p.institution].name)} – {names.text(p.role)}"
            for p in template.partners
        ],
        "requirements": [names.text(rule.statement) for rule in template.requirements],
        "contraindications": [names.text(rule.statement) for rule in template.contraindications],
        "criteria": [f"{names.text(rule.statement)} ({rule.weight})" for rule in template.criteria],
        "unknown": [names.text(text) for text in evidence.unknown],
        "examples": [f"{e.name}, {e.place_name}: {names.text(e.note)}" for e in template.examples],
    }
    for key, lines in sections.items():
        if lines:
            yield ""
            yield f"{say(f'model.{key}')}:"
            for line in lines:
                yield from paragraph(line, "  - ")
