"""A new file to fill: every key in order, explained, with text to fill where words are needed.

Generated from the documents and from ``fields.yaml``; the references in it lead into a catalogue,
so that the file holds as it stands and only its texts wait for their author.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from attrs import define, field
from pydantic import BaseModel

from socialfranchise.authoring.answer_lines import answer_lines
from socialfranchise.authoring.report_lines import REPORTED, report_lines
from socialfranchise.authoring.yaml_text import block, comment, commented, scalar
from socialfranchise.catalogue.catalogue import Catalogue
from socialfranchise.catalogue.funding import FundingSource
from socialfranchise.catalogue.pathway import Pathway
from socialfranchise.catalogue.template import Template
from socialfranchise.core.text import Language
from socialfranchise.diagnosis.facts import Locality
from socialfranchise.formats.documents.answers import AnswersDocument
from socialfranchise.formats.documents.base import (
    ID_PATTERN,
    LINE_PATTERN,
    Reference,
    TextDocument,
)
from socialfranchise.formats.documents.condition import ConditionDocument
from socialfranchise.formats.documents.diagnosis import DiagnosisDocument, LocalityDocument
from socialfranchise.formats.documents.formula import FormulaDocument
from socialfranchise.formats.documents.network_report import NetworkReportDocument
from socialfranchise.formats.documents.vocabulary import AnyVocabulary
from socialfranchise.formats.field_texts import field_texts
from socialfranchise.formats.shape import FORMATS
from socialfranchise.wording.messages import Messages, messages

VOCABULARY_KINDS: Mapping[str, type[BaseModel]] = {
    get_args(model.model_fields["kind"].annotation)[0]: model for model in get_args(AnyVocabulary)
}
"""The document of every kind of vocabulary."""

_FIRST_CHOICE = {
    ("DiagnosisFactDocument", "kind"): "answer",
    ("FactDocument", "kind"): "answer",
}
"""Values to begin with where the example would need keys that are optional."""

_NEEDED = {
    ("DatedValueDocument", "sources"),
    ("MappingDocument", "code"),
    ("MappedFactDocument", "column"),
}
"""Optional keys without which what they belong to would have no source, or could not be read."""

_FIRST = ("funding", "pathways")
"""Collections of which the first member is taken, so that the groups it is for can be chosen."""


@define
class Request:
    """What to write: the kind of file and what a person chose about it."""

    kind: str
    id: str
    on: date
    """The day written where a day is required."""
    catalogue: Catalogue
    """Where references lead and where the questions of a diagnosis come from."""
    language: Language = "pl"
    schema: str = ""
    """Where the editor finds the schema, as written in the first line."""
    vocabulary_kind: str | None = None
    everything: bool = False
    """Write the optional keys as keys instead of as comments."""
    locality: Locality | None = None
    """The place of a diagnosis; without it an example stands there."""
    template: str | None = None
    """The model that answers or a report are about."""
    used_in: Mapping[str, Sequence[str]] = field(factory=dict)
    """The documents in which each answer is used."""


def skeleton(request: Request) -> str:
    """The text of a new file. A vocabulary needs its ``vocabulary_kind``."""
    say = messages(request.language)
    if request.kind == "vocabulary":
        model = VOCABULARY_KINDS[request.vocabulary_kind or ""]
    else:
        model = FORMATS[f"socialfranchise.{request.kind}/1"]
    schema = request.schema or f"schemas/{request.kind}.schema.json"
    words = {"fill": say("authoring.fill_in"), "example": say("authoring.example")}
    lines = [
        f"# yaml-language-server: $schema={schema}",
        *comment(say("authoring.head", **words), 0),
        "",
        *_Writer(request, say, field_texts(), _known_ids(request.catalogue)).form(model, 0),
    ]
    return "\n".join(lines) + "\n"


def _known_ids(catalogue: Catalogue) -> dict[str, list[str]]:
    """The ids of every collection that a reference may lead to, in their order."""
    words = catalogue.vocabularies
    kinds = {kind: getattr(words, kind.replace("-", "_")) for kind in words.ids()}
    return {
        **{kind: [t.id for t in terms if t.replaced_by is None] for kind, terms in kinds.items()},
        "target-groups": _groups_served(catalogue),
        "law": list(catalogue.law),
        "funding": list(catalogue.funding),
        "effects": list(catalogue.effects),
        "pathways": list(catalogue.pathways),
        "templates": list(catalogue.templates),
    }


def _groups_served(catalogue: Catalogue) -> list[str]:
    """The groups that the first money and the first pathway are for: those go together."""
    groups = [group.id for group in catalogue.vocabularies.target_groups]
    firsts: list[FundingSource | Pathway] = [
        *list(catalogue.funding.values())[:1],
        *list(catalogue.pathways.values())[:1],
    ]
    served = [
        group
        for group in groups
        if all(not first.target_groups or group in first.target_groups for first in firsts)
    ]
    return served or groups


@define
class _Writer:
    request: Request
    say: Messages
    texts: Mapping[str, Any]
    ids: Mapping[str, Sequence[str]]
    explained: set[tuple[str, str]] = field(factory=set)
    composite_shown: bool = False

    def form(
        self, model: type[BaseModel], indent: int, example: Any = None, parent: str = ""
    ) -> list[str]:
        """The keys of a document, one after the other; its own example goes before the keys'."""
        if model is TextDocument:
            return [
                f"{' ' * indent}{language}: {messages(language)('authoring.fill_in')}"
                for language in ("pl", "en")
            ]
        lines: list[str] = []
        for name, info in model.model_fields.items():
            if lines and not parent:
                lines.append("")
            lines += self._field(model, info.alias or name, info, indent, example, parent)
        return lines

    def _field(
        self,
        model: type[BaseModel],
        key: str,
        info: Any,
        indent: int,
        whole: Any,
        parent: str,
    ) -> list[str]:
        texts = self.texts.get(model.__name__, {}).get(key, {})
        optional = not info.is_required() and (model.__name__, key) not in _NEEDED
        hint = Annotated[(info.annotation, *info.metadata)] if info.metadata else info.annotation
        explained = self._explanation(model.__name__, key, _allowed(hint), optional)
        known = getattr(self.request.locality, key, None) if model is LocalityDocument else None
        if model is DiagnosisDocument and key == "facts":
            value = self._facts(indent)
        elif known is not None:
            value, optional = [f"{' ' * indent}{key}: {scalar(known)}"], False
        elif model is AnswersDocument and key == "answers":
            fields = self.request.catalogue.answer_fields
            value = list(answer_lines(fields, self.request.used_in, indent, self.say))
        elif model is NetworkReportDocument and key in REPORTED:
            value = report_lines(key, self._template(), indent, self.request.language, self.say)
        elif model is AnswersDocument and key == "template" and self.request.template:
            value = [f"{' ' * indent}{key}: {self.request.template}"]
        else:
            fitting = whole if isinstance(whole, Mapping) else {}
            example = fitting.get(key, texts.get("example"))
            example = _FIRST_CHOICE.get((model.__name__, key), example)
            value = self._entry(key, hint, example, indent, parent)
        if optional and not self.request.everything:
            value = commented(value, indent)
        return [*comment(explained, indent), *value]

    def _template(self) -> Template:
        """The model a file is about; without one that is named, the first."""
        templates = self.request.catalogue.templates
        return templates[self.request.template or next(iter(templates))]

    def _explanation(self, model: str, key: str, allowed: Sequence[str], optional: bool) -> str:
        """Title and description; where the same field comes again, its title is enough."""
        texts, language = self.texts[model][key], self.request.language
        title, description = texts["title"][language], texts["description"][language]
        if optional:
            title = self.say("authoring.optional", title=title)
        again = (model, key) in self.explained
        self.explained.add((model, key))
        text = f"{title}." if again else f"{title}: {description}"
        if all(re.search(rf"(?<![\w-]){value}(?![\w-])", text) for value in allowed):
            return text
        return f"{text} {self.say('authoring.one_of', values=', '.join(allowed))}"

    def _entry(self, key: str, hint: Any, example: Any, indent: int, parent: str) -> list[str]:
        """``key: value``, or the key with its form, list or condition below."""
        gap = " " * indent
        hint, marks = _bare(hint)
        if get_origin(hint) is list:
            (item,) = get_args(hint)
            first = example[0] if isinstance(example, list) and example else None
            return [f"{gap}{key}:", *self._item(key, item, first, indent + 2)]
        if hint is ConditionDocument:
            return [f"{gap}{key}:", *self._condition(example, indent + 2)]
        if hint is FormulaDocument:
            return [f"{gap}{key}:", *block(example, indent + 2)]
        if isinstance(hint, type) and issubclass(hint, BaseModel):
            return [f"{gap}{key}:", *self.form(hint, indent + 2, example, key)]
        return [f"{gap}{key}: {self._leaf(key, hint, marks, example, parent)}"]

    def _item(self, key: str, hint: Any, example: Any, indent: int) -> list[str]:
        """One entry of a list."""
        gap = " " * indent
        hint, marks = _bare(hint)
        if isinstance(hint, type) and issubclass(hint, BaseModel):
            return _dashed(self.form(hint, indent + 2, example, key), indent)
        return [f"{gap}- {self._leaf('', hint, marks, example, key)}"]

    def _condition(self, example: Any, indent: int) -> list[str]:
        lines = comment(self.say("authoring.condition"), indent)
        lines += block(example, indent)
        if not self.composite_shown:
            self.composite_shown = True
            composite = self.texts["ConditionDocument"]["all"]["example"]
            lines += comment(self.say("authoring.composite"), indent)
            lines += commented(block({"all": composite}, indent), indent)
        return lines

    def _leaf(self, key: str, hint: Any, marks: Sequence[Any], example: Any, parent: str) -> str:
        mark = f"  # {self.say('authoring.example')}"
        allowed = _allowed(hint)
        if len(allowed) == 1:
            return allowed[0]
        if allowed:
            return scalar(example if example in allowed else allowed[0]) + mark
        target = next((m.target for m in marks if isinstance(m, Reference)), None)
        if target is not None:
            known = self.ids[target]
            by_example = example in known and target not in _FIRST
            return scalar(example if by_example or not known else known[0]) + mark
        if hint is date:
            return self.request.on.isoformat() + mark
        if hint is bool:
            return scalar(bool(example)) + mark
        if hint in (int, Decimal):
            return scalar(example) + mark
        patterns = set(_patterns(marks))
        if key == "id" and ID_PATTERN in patterns:
            return f"{parent.replace('_', '-')}-1{mark}" if parent else self.request.id
        if LINE_PATTERN in patterns:
            return self.say("authoring.fill_in")
        return scalar(example) + mark

    def _facts(self, indent: int) -> list[str]:
        """Every question of the vocabulary, unknown until somebody answers."""
        gap = " " * (indent + 2)
        lines = [*comment(self.say("authoring.facts.origins"), indent), f"{' ' * indent}facts:"]
        facts = list(self.request.catalogue.vocabularies.facts)
        for kind in ("choice", "number", "answer", "terms"):
            lines += ["", *comment(self.say(f"authoring.facts.{kind}"), indent + 2)]
            for fact in facts:
                if fact.kind == kind:
                    lines += ["", *self._question(fact, indent + 2), f"{gap}{fact.id}:"]
                    lines += [f"{gap}  unknown: true"]
                    answer = [*self._answer(fact, indent + 4), *self._origins(indent + 4)]
                    lines += commented(answer, indent + 4)
        return lines

    def _question(self, fact: Any, indent: int) -> list[str]:
        language = self.request.language
        lines = comment(fact.question.to(language), indent)
        lines += comment(
            self.say("authoring.facts.known_by", who=fact.known_by.to(language)), indent
        )
        if fact.where is not None:
            where = fact.where.to(language)
            lines += comment(self.say("authoring.facts.where", where=where), indent)
        if fact.kind == "number":
            unit = self.say(f"unit_name.{fact.unit}")
            low, high = (_limit(limit) for limit in (fact.lowest, fact.highest))
            text = self.say("authoring.facts.number_how", unit=unit, low=low, high=high)
            return [*lines, *comment(text, indent)]
        if fact.kind == "answer":
            return [*lines, *comment(self.say("authoring.facts.answer_how"), indent)]
        terms = self._terms(fact)
        values = "; ".join(f"{term.id} – {term.name.to(language)}" for term in terms)
        text = self.say(f"authoring.facts.{fact.kind}_how", values=values)
        return [*lines, *comment(text, indent)]

    def _terms(self, fact: Any) -> list[Any]:
        if fact.kind == "choice":
            return list(fact.choices)
        vocabulary = getattr(self.request.catalogue.vocabularies, fact.vocabulary.replace("-", "_"))
        return [term for term in vocabulary if term.replaced_by is None]

    def _answer(self, fact: Any, indent: int) -> list[str]:
        if fact.kind == "answer":
            return block({"answer": "yes"}, indent)
        if fact.kind == "number":
            return block({"number": int(fact.lowest or 0)}, indent)
        terms = [term.id for term in self._terms(fact)]
        if fact.kind == "choice":
            return block({"choice": terms[0]}, indent)
        return block({"present": terms[:1], "absent": terms[1:2]}, indent)

    def _origins(self, indent: int) -> list[str]:
        origin = {"source": self.say("authoring.fill_in"), "year": self.request.on.year}
        return block({"origins": [origin]}, indent)


def _limit(number: float | None) -> str:
    return "…" if number is None else f"{number:g}" if number % 1 else str(int(number))


def _dashed(lines: list[str], indent: int) -> list[str]:
    """The lines of a form as the entry of a list: the first key gets the dash."""
    gap = " " * indent
    first = next(number for number, line in enumerate(lines) if not line.lstrip().startswith("#"))
    lead = [gap + line.lstrip() if line.startswith(gap + "  #") else line for line in lines[:first]]
    return [*lead, f"{gap}- {lines[first].lstrip()}", *lines[first + 1 :]]


def _bare(hint: Any) -> tuple[Any, list[Any]]:
    """A hint without ``Annotated`` and ``| None``, and what was annotated."""
    marks: list[Any] = []
    while True:
        origin = get_origin(hint)
        if origin is Annotated:
            hint, *more = get_args(hint)
            marks += more
        elif origin in (Union, UnionType):
            hint = next(part for part in get_args(hint) if part is not type(None))
        else:
            return hint, marks


def _allowed(hint: Any) -> list[str]:
    """The values of a closed list."""
    hint, _ = _bare(hint)
    return [str(value) for value in get_args(hint)] if get_origin(hint) is Literal else []


def _patterns(marks: Sequence[Any]) -> Iterator[str]:
    for mark in marks:
        pattern = getattr(mark, "pattern", None)
        if isinstance(pattern, str):
            yield pattern
        yield from _patterns(getattr(mark, "metadata", ()))
