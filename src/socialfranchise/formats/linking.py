"""Do all ids lead somewhere, and does every test suit the fact it asks?

Works on the documents, where the place of every id is still known.
"""

from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet

from socialfranchise.catalogue.vocabulary import FactTerm
from socialfranchise.core import codes
from socialfranchise.core.findings import Finding
from socialfranchise.core.nearest import choices, nearest
from socialfranchise.formats.documents.answers import AnswersDocument
from socialfranchise.formats.documents.catalogue import CatalogueDocument
from socialfranchise.formats.documents.condition import ConditionDocument
from socialfranchise.formats.documents.diagnosis import DiagnosisDocument
from socialfranchise.formats.documents.duties import DutiesDocument
from socialfranchise.formats.documents.effects import EffectsDocument
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
from socialfranchise.formats.mapped import check_derived, check_mapping
from socialfranchise.formats.references import (
    Ids,
    Path,
    conditions,
    own_ids,
    unknown_id,
    unknown_ids,
)
from socialfranchise.formats.shape import Shaped, kind_of

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


def declarations(file: Shaped) -> Iterator[tuple[str, str, Path]]:
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
        for index, left_out in enumerate(document.not_counted):
            yield "not-counted", left_out.id, ("not_counted", index, "id")
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
    findings = list(unknown_ids(file, ids))
    for path, condition in conditions(file.document, ()):
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
    if isinstance(file.document, FactsDocument | ProposalFactsDocument | JobFactsDocument):
        findings += _complete_facts(file, file.document)
    if isinstance(file.document, FactsDocument):
        findings += check_derived(file, file.document)
    if isinstance(file.document, MappingDocument):
        findings += check_mapping(file, file.document, ids, facts)
    return findings


def _misfits(
    file: Shaped,
    condition: ConditionDocument,
    path: Path,
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
    for path, condition in conditions(file.document, ()):
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
            path: Path = ("parameters", index, "values", number, "since")
            if previous is not None and dated.since <= (previous.until or previous.since):
                yield codes.DATES_DISORDERED.finding(
                    file.parsed.place(path), path=path, raw=file.parsed.raw(path), id=parameter.id
                )
            if dated.until is not None and dated.until < dated.since:
                here: Path = ("parameters", index, "values", number, "until")
                yield codes.DATES_DISORDERED.finding(
                    file.parsed.place(here), path=here, raw=file.parsed.raw(here), id=parameter.id
                )
            previous = dated


def _amounts(file: Shaped, document: FundingDocument) -> Iterator[Finding]:
    """Amounts and conditions have ids of their own, and an alternative is another amount."""
    yield from own_ids(file, ("amounts",), document.amounts, set())
    yield from own_ids(file, ("applies",), document.applies, set())
    common = {rule.id for rule in document.applies}
    known = {"amounts": {amount.id for amount in document.amounts}}
    for index, amount in enumerate(document.amounts):
        path: Path = ("amounts", index)
        yield from own_ids(file, (*path, "applies"), amount.applies, set(common))
        for number, id in enumerate(amount.instead_of):
            yield from unknown_id(file, id, "amounts", (*path, "instead_of", number), known)


def _order_of_duties(file: Shaped, document: DutiesDocument) -> Iterator[Finding]:
    """A duty after another names one of its file, and does not come after itself."""
    before = {duty.id: duty.after_duty for duty in document.duties}
    for index, duty in enumerate(document.duties):
        path: Path = ("duties", index, "after_duty")
        if duty.event == "duty" and duty.after_duty is None:
            yield codes.MISSING_KEY.finding(
                file.parsed.key_place(("duties", index)), path=path, key="after_duty"
            )
        if duty.after_duty is not None:
            yield from unknown_id(file, duty.after_duty, "duties", path, {"duties": set(before)})
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
                path: Path = ("terms", index, said)
                yield codes.FACT_INCOMPLETE.finding(
                    file.parsed.place(path),
                    path=path,
                    raw=word,
                    fact=fact.id,
                    kind=word,
                    key=key,
                )
