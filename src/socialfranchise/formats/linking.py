"""Do all ids lead somewhere, and does every test suit the fact it asks?

Works on the documents, where the place of every id is still known.
"""

from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import cache
from typing import Any

from attrs import frozen
from pydantic import BaseModel

from socialfranchise.catalogue.effects import Effect
from socialfranchise.catalogue.vocabulary import FactTerm, FounderKind, ProposalFact
from socialfranchise.core import codes
from socialfranchise.core.findings import Finding
from socialfranchise.core.nearest import choices, nearest
from socialfranchise.formats.documents.answers import AnswersDocument
from socialfranchise.formats.documents.base import Reference
from socialfranchise.formats.documents.catalogue import CatalogueDocument
from socialfranchise.formats.documents.condition import ConditionDocument
from socialfranchise.formats.documents.diagnosis import DiagnosisDocument
from socialfranchise.formats.documents.duties import DutiesDocument
from socialfranchise.formats.documents.effects import EffectsDocument
from socialfranchise.formats.documents.formula import FormulaDocument
from socialfranchise.formats.documents.funding import FundingDocument
from socialfranchise.formats.documents.law import DatedValueDocument, LawDocument
from socialfranchise.formats.documents.mapping import MappingDocument
from socialfranchise.formats.documents.network_report import NetworkReportDocument
from socialfranchise.formats.documents.proposal import ProposalDocument
from socialfranchise.formats.documents.rules import RulesDocument
from socialfranchise.formats.documents.template import TemplateDocument
from socialfranchise.formats.documents.vocabulary import (
    FactDocument,
    FactsDocument,
    JobFactsDocument,
    ProposalFactsDocument,
)
from socialfranchise.formats.estimates import check_avoided, check_estimates
from socialfranchise.formats.mapped import check_derived, check_mapping
from socialfranchise.formats.shape import Shaped, kind_of

_Path = tuple[str | int, ...]

_ABOUT_ONE_PLACE = (AnswersDocument, DiagnosisDocument, NetworkReportDocument, ProposalDocument)
"""Files that are no part of a catalogue: nothing refers to them."""

COLLECTIONS = {
    "case": "cases",
    "mapping": "mappings",
    "template": "templates",
    "pathway": "pathways",
}
"""The collections that are not called by the kind of their files."""

Question = FactDocument | FactTerm
Ids = Mapping[str, AbstractSet[str]]
"""The ids of every collection: vocabularies by kind, law, funding, pathways, templates."""

_SUITS = {
    "is_": "answer",
    "is_one_of": "choice",
    "includes_any": "terms",
    "includes_all": "terms",
    "includes_at_least": "terms",
    "grows_with": "terms",
    "at_least": "number",
    "at_least_law": "number",
    "at_most": "number",
    "at_most_law": "number",
    "grows": "number",
}


def declared_ids(shaped: Sequence[Shaped]) -> tuple[dict[str, set[str]], list[Finding]]:
    """The ids the files declare, by collection; an id declared twice is a finding."""
    ids: dict[str, set[str]] = {}
    findings: list[Finding] = []
    for file in shaped:
        for collection, id, path in declarations(file):
            known = ids.setdefault(collection, set())
            if id in known:
                findings.append(
                    codes.DUPLICATE_ID.finding(
                        file.parsed.place(path), path=path, raw=file.parsed.raw(path), id=id
                    )
                )
            known.add(id)
    return ids, findings


def declarations(file: Shaped) -> Iterator[tuple[str, str, _Path]]:
    """Every id a file declares: its collection, the id, and the path to it."""
    document = file.document
    if isinstance(document, LawDocument):
        for index, parameter in enumerate(document.parameters):
            yield "law", parameter.id, ("parameters", index, "id")
    elif hasattr(document, "terms"):
        for index, term in enumerate(document.terms):
            yield document.kind, term.id, ("terms", index, "id")
    elif isinstance(document, RulesDocument):
        for index, rule in enumerate(document.rules):
            yield "rules", rule.id, ("rules", index, "id")
    elif isinstance(document, DutiesDocument):
        for index, duty in enumerate(document.duties):
            yield "duties", duty.id, ("duties", index, "id")
    elif isinstance(document, EffectsDocument):
        for index, effect in enumerate(document.effects):
            yield "effects", effect.id, ("effects", index, "id")
    elif not isinstance(document, _ABOUT_ONE_PLACE):
        kind = kind_of(file.format)
        yield COLLECTIONS.get(kind, kind), document.id, ("id",)
        if isinstance(document, CatalogueDocument):
            for index, entry in enumerate(document.documents):
                yield "documents", entry.id, ("documents", index, "id")
            for index, set_up in enumerate(document.set_ups):
                yield "set-ups", set_up.id, ("set_ups", index, "id")
            for index, blank in enumerate(document.answer_fields):
                yield "answer-fields", blank.id, ("answer_fields", index, "id")


def facts_of(shaped: Sequence[Shaped]) -> dict[str, FactDocument]:
    """The questions that the vocabularies of facts ask: of a place, a proposal and a job."""
    return {
        fact.id: fact
        for file in shaped
        if isinstance(file.document, FactsDocument | ProposalFactsDocument | JobFactsDocument)
        for fact in file.document.terms
    }


def link(file: Shaped, ids: Ids, facts: Mapping[str, Question]) -> list[Finding]:
    """Every id that leads nowhere and every test that does not suit its fact."""
    if isinstance(file.document, FundingDocument):
        # Only the conditions of money ask about a person in a job.
        asked = {*ids.get("facts", ()), *ids.get("proposal-facts", ()), *ids.get("job-facts", ())}
        ids = {**ids, "facts": asked}
    if isinstance(file.document, RulesDocument | DutiesDocument | ProposalFactsDocument):
        asked = {*ids.get("facts", ()), *ids.get("proposal-facts", ())}
        ids = {**ids, "facts": asked}
    findings = [
        finding
        for path, target, id in references(file.document)
        for finding in _missing(file, id, target, path, ids)
    ]
    for path, condition in _conditions(file.document, ()):
        findings += _misfits(file, condition, path, ids, facts)
    findings += _slopes(file)
    if isinstance(file.document, TemplateDocument):
        findings += _rule_ids(file, file.document)
    if isinstance(file.document, FundingDocument):
        findings += _amounts(file, file.document)
    if isinstance(file.document, LawDocument):
        findings += _order_of_values(file, file.document)
    if isinstance(file.document, DutiesDocument):
        findings += _order_of_duties(file, file.document)
    if isinstance(file.document, ProposalDocument):
        findings += _inside_proposal(file, file.document)
        findings += check_estimates(file, file.document)
    if isinstance(file.document, FactsDocument | ProposalFactsDocument | JobFactsDocument):
        findings += _complete_facts(file, file.document)
    if isinstance(file.document, FactsDocument):
        findings += check_derived(file, file.document)
    if isinstance(file.document, MappingDocument):
        findings += check_mapping(file, file.document, ids, facts)
    return findings


def references(document: BaseModel, path: _Path = ()) -> Iterator[tuple[_Path, str, str]]:
    """Every id below ``document`` that refers to something: path, collection, id."""
    for field in _fields(type(document)):
        if not field.holds_references:
            continue
        value, target = getattr(document, field.name), field.target
        here = (*path, field.key)
        if isinstance(value, BaseModel):
            yield from references(value, here)
        elif isinstance(value, list):
            for index, item in enumerate(value):
                if isinstance(item, BaseModel):
                    yield from references(item, (*here, index))
                elif target is not None:
                    yield (*here, index), target, item
        elif isinstance(value, str) and target is not None:
            yield here, target, value


@frozen
class _Field:
    """A field of a document; ``target`` is the collection its ids refer to."""

    name: str
    key: str
    target: str | None
    holds_references: bool
    holds_conditions: bool


@cache
def _fields(model: type[BaseModel]) -> tuple[_Field, ...]:
    return tuple(
        _Field(
            name,
            info.alias or name,
            _reference(info),
            _reference(info) is not None or _holds_references(info.annotation),
            _holds_conditions(info.annotation),
        )
        for name, info in model.model_fields.items()
    )


def _holds_references(hint: Any) -> bool:
    if isinstance(hint, type) and issubclass(hint, BaseModel):
        if hint in (ConditionDocument, FormulaDocument):
            return True
        return any(
            _reference(info) is not None or _holds_references(info.annotation)
            for info in hint.model_fields.values()
        )
    return any(_holds_references(part) for part in getattr(hint, "__args__", ()))


def _holds_conditions(hint: Any) -> bool:
    if isinstance(hint, type) and issubclass(hint, BaseModel):
        if hint in (ConditionDocument, FormulaDocument):
            return hint is ConditionDocument
        return any(_holds_conditions(info.annotation) for info in hint.model_fields.values())
    return any(_holds_conditions(part) for part in getattr(hint, "__args__", ()))


def _reference(info: Any) -> str | None:
    for mark in info.metadata:
        if isinstance(mark, Reference):
            return mark.target
    return _reference_inside(info.annotation)


def _reference_inside(hint: Any) -> str | None:
    for mark in getattr(hint, "__metadata__", ()):
        if isinstance(mark, Reference):
            return mark.target
    for argument in getattr(hint, "__args__", ()):
        target = _reference_inside(argument)
        if target is not None:
            return target
    return None


def _missing(file: Shaped, id: str, target: str, path: _Path, ids: Ids) -> Iterator[Finding]:
    known = ids.get(target, frozenset())
    if id not in known:
        yield codes.UNKNOWN_ID.finding(
            file.parsed.place(path),
            path=path,
            raw=file.parsed.raw(path),
            id=id,
            target=target,
            near=list(nearest(id, known)),
            known=choices(known),
        )


def _conditions(value: Any, path: _Path) -> Iterator[tuple[_Path, ConditionDocument]]:
    """Every condition on a fact below ``value``, with its path."""
    if isinstance(value, BaseModel):
        if isinstance(value, ConditionDocument) and value.fact is not None:
            yield path, value
        for field in _fields(type(value)):
            if field.holds_conditions:
                yield from _conditions(getattr(value, field.name), (*path, field.key))
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from _conditions(item, (*path, index))


def _misfits(
    file: Shaped,
    condition: ConditionDocument,
    path: _Path,
    ids: Ids,
    facts: Mapping[str, Question],
) -> Iterator[Finding]:
    fact = facts.get(condition.fact or "")
    if fact is None:
        return
    for name in sorted(condition.model_fields_set - {"fact"}):
        key = ConditionDocument.model_fields[name].alias or name
        here = (*path, key)
        if _SUITS[name] != fact.kind:
            yield codes.TEST_MISFIT.finding(
                file.parsed.key_place(here),
                path=here,
                raw=file.parsed.raw_key(here),
                fact=fact.id,
                test=key,
                kind=fact.kind,
                suitable=sorted(k.rstrip("_") for k, kind in _SUITS.items() if kind == fact.kind),
            )
            continue
        if fact.kind == "choice":
            allowed: AbstractSet[str] = {choice.id for choice in fact.choices}
        else:
            allowed = ids.get(fact.vocabulary or "", frozenset())
        value = getattr(condition, name)
        terms = value if isinstance(value, list) else getattr(value, "terms", [])
        inside = here if isinstance(value, list) else (*here, "terms")
        for index, term in enumerate(terms):
            if term not in allowed:
                place = (*inside, index)
                yield codes.UNKNOWN_ID.finding(
                    file.parsed.place(place),
                    path=place,
                    raw=file.parsed.raw(place),
                    id=term,
                    target=fact.vocabulary or fact.id,
                    near=list(nearest(term, allowed)),
                    known=choices(allowed),
                )


def _slopes(file: Shaped) -> Iterator[Finding]:
    """Only criteria give degrees, and a slope needs two ends that differ for the engine."""
    for path, condition in _conditions(file.document, ()):
        graded = next((n for n in ("grows", "grows_with") if getattr(condition, n)), None)
        if graded is None:
            continue
        here = (*path, graded)
        slope = condition.grows
        if path[0] != "criteria":
            yield codes.GRADED_CONDITION.finding(
                file.parsed.key_place(here), path=here, raw=graded, section=path[0]
            )
        elif slope is not None and float(slope.none_at) == float(slope.full_at):
            yield codes.FLAT_SLOPE.finding(
                file.parsed.place(here), path=here, raw=file.parsed.raw(here)
            )


def _rule_ids(file: Shaped, document: TemplateDocument) -> Iterator[Finding]:
    """The rules of a template have ids of their own, over all sections."""
    seen: set[str] = set()
    for section in ("requirements", "contraindications", "criteria"):
        for index, rule in enumerate(getattr(document, section)):
            path = (section, index, "id")
            if rule.id in seen:
                yield codes.DUPLICATE_ID.finding(
                    file.parsed.place(path), path=path, raw=rule.id, id=rule.id
                )
            seen.add(rule.id)


def _order_of_values(file: Shaped, document: LawDocument) -> Iterator[Finding]:
    for index, parameter in enumerate(document.parameters):
        previous: DatedValueDocument | None = None
        for number, dated in enumerate(parameter.values):
            path: _Path = ("parameters", index, "values", number, "since")
            if previous is not None and dated.since <= (previous.until or previous.since):
                yield codes.DATES_DISORDERED.finding(
                    file.parsed.place(path), path=path, raw=file.parsed.raw(path), id=parameter.id
                )
            if dated.until is not None and dated.until < dated.since:
                here: _Path = ("parameters", index, "values", number, "until")
                yield codes.DATES_DISORDERED.finding(
                    file.parsed.place(here), path=here, raw=file.parsed.raw(here), id=parameter.id
                )
            previous = dated


def _amounts(file: Shaped, document: FundingDocument) -> Iterator[Finding]:
    """Amounts and conditions have ids of their own, and an alternative is another amount."""
    yield from _own_ids(file, ("amounts",), document.amounts, set())
    yield from _own_ids(file, ("applies",), document.applies, set())
    common = {rule.id for rule in document.applies}
    known = {"amounts": {amount.id for amount in document.amounts}}
    for index, amount in enumerate(document.amounts):
        path: _Path = ("amounts", index)
        yield from _own_ids(file, (*path, "applies"), amount.applies, set(common))
        for number, id in enumerate(amount.instead_of):
            yield from _missing(file, id, "amounts", (*path, "instead_of", number), known)


def _own_ids(file: Shaped, path: _Path, parts: Sequence[Any], seen: set[str]) -> Iterator[Finding]:
    """Parts of a list whose id is among those seen or comes again."""
    for index, part in enumerate(parts):
        here = (*path, index, "id")
        if part.id in seen:
            place = file.parsed.place(here)
            yield codes.DUPLICATE_ID.finding(place, path=here, raw=part.id, id=part.id)
        seen.add(part.id)


def _order_of_duties(file: Shaped, document: DutiesDocument) -> Iterator[Finding]:
    """A duty after another names one of its file, and does not come after itself."""
    before = {duty.id: duty.after_duty for duty in document.duties}
    for index, duty in enumerate(document.duties):
        path: _Path = ("duties", index, "after_duty")
        if duty.event == "duty" and duty.after_duty is None:
            yield codes.MISSING_KEY.finding(
                file.parsed.key_place(("duties", index)), path=path, key="after_duty"
            )
        if duty.after_duty is not None:
            yield from _missing(file, duty.after_duty, "duties", path, {"duties": set(before)})
        seen, following = {duty.id}, duty.after_duty
        while following is not None and following not in seen:
            seen.add(following)
            following = before.get(following)
        if following == duty.id:
            yield codes.DUTY_IN_CIRCLE.finding(
                file.parsed.place(path), path=path, raw=duty.after_duty, id=duty.id
            )


def _complete_facts(
    file: Shaped, document: FactsDocument | ProposalFactsDocument | JobFactsDocument
) -> Iterator[Finding]:
    needed = {
        ("kind", "number"): "unit",
        ("kind", "choice"): "choices",
        ("kind", "terms"): "vocabulary",
        ("origin", "counted"): "count",
        ("origin", "follows"): "condition",
    }
    for index, fact in enumerate(document.terms):
        for (said, word), key in needed.items():
            if getattr(fact, said, None) == word and not getattr(fact, key):
                path: _Path = ("terms", index, said)
                yield codes.FACT_INCOMPLETE.finding(
                    file.parsed.place(path),
                    path=path,
                    raw=word,
                    fact=fact.id,
                    kind=word,
                    key=key,
                )


def link_proposal(
    file: Shaped,
    ids: Ids,
    founders: Mapping[str, FounderKind],
    facts: Mapping[str, ProposalFact],
    job_facts: Mapping[str, FactTerm],
    effects: Mapping[str, Effect],
) -> list[Finding]:
    """What in a proposal leads nowhere, and what it says that cannot be said there.

    That is: target groups of founders who are no people, answers to what is worked out, and
    people in effects that are not counted on people.
    """
    findings = link(file, ids, {})
    findings += check_avoided(file, file.document, effects)
    for index, answer in enumerate(file.document.answers):
        fact = facts.get(answer.fact)
        if fact is not None and fact.origin != "asked":
            here: _Path = ("answers", index, "fact")
            findings.append(
                codes.FACT_WORKED_OUT.finding(
                    file.parsed.place(here), path=here, raw=answer.fact, fact=answer.fact
                )
            )
    for index, founder in enumerate(file.document.founders):
        kind = founders.get(founder.kind)
        if kind is not None and kind.legal_person and founder.groups:
            path: _Path = ("founders", index, "groups")
            findings.append(
                codes.GROUP_OF_LEGAL_PERSON.finding(
                    file.parsed.key_place(path), path=path, raw="groups", kind=founder.kind
                )
            )
    findings += _answers_about_people(file, job_facts)
    return findings


def _answers_about_people(file: Shaped, facts: Mapping[str, FactTerm]) -> Iterator[Finding]:
    """Yes or no, said of a question about a person in a job that asks for something else."""
    for number, job in enumerate(file.document.jobs):
        for index, answer in enumerate(job.answers):
            fact = facts.get(answer.fact)
            if fact is not None and fact.kind != "answer":
                path: _Path = ("jobs", number, "answers", index, "fact")
                place = file.parsed.place(path)
                yield codes.FACT_MISFIT.finding(
                    place, path=path, raw=fact.id, fact=fact.id, given="answer", wanted=fact.kind
                )


def _inside_proposal(file: Shaped, document: ProposalDocument) -> Iterator[Finding]:
    """Jobs, purchases, sales … have ids of their own, and what equips a job names one."""
    for section in ("jobs", "purchases", "sales", "running_costs", "support"):
        yield from _own_ids(file, (section,), getattr(document, section) or (), set())
    jobs = {job.id for job in document.jobs}
    for index, purchase in enumerate(document.purchases):
        if purchase.job is not None:
            here: _Path = ("purchases", index, "job")
            yield from _missing(file, purchase.job, "jobs", here, {"jobs": jobs})
