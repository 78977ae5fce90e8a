"""Documents to domain values: the same field names on both sides, plus the place in the file."""

from collections.abc import Callable
from decimal import Decimal
from functools import cache
from types import UnionType
from typing import TYPE_CHECKING, Any, TypeVar, Union, get_args, get_origin, get_type_hints

import attrs

from socialfranchise.catalogue.case import Case
from socialfranchise.catalogue.catalogue import LawTopic
from socialfranchise.catalogue.documents import PackageDocument, SetUp
from socialfranchise.catalogue.effects import Effect, NotCounted, Payroll
from socialfranchise.catalogue.funding import FundingSource
from socialfranchise.catalogue.mapping import TableMapping
from socialfranchise.catalogue.network import NetworkReport
from socialfranchise.catalogue.pathway import Pathway
from socialfranchise.catalogue.rules import DayOff, Duty, Rule
from socialfranchise.catalogue.template import Template
from socialfranchise.catalogue.vocabulary import (
    Act,
    Asset,
    Cost,
    DiagnosisFact,
    FactTerm,
    FounderKind,
    Institution,
    LegalForm,
    Need,
    PartnerRole,
    Predecessor,
    ProposalFact,
    Service,
    Source,
    TargetGroup,
    Term,
)
from socialfranchise.core import conditions, formulas
from socialfranchise.core.conditions import Condition, Limit
from socialfranchise.core.dated import Parameter
from socialfranchise.core.formulas import Formula
from socialfranchise.core.frozen import FrozenMapping
from socialfranchise.core.text import Text
from socialfranchise.diagnosis.facts import (
    Answer,
    Choice,
    Diagnosis,
    Fact,
    Locality,
    Number,
    Origin,
    Terms,
    Value,
)
from socialfranchise.formats.documents.condition import ConditionDocument
from socialfranchise.formats.documents.diagnosis import (
    DiagnosisDocument,
    KnownFactDocument,
    OriginDocument,
)
from socialfranchise.formats.documents.formula import FormulaDocument
from socialfranchise.formats.yaml_reader import Parsed

if TYPE_CHECKING:
    from socialfranchise.feasibility.proposal import Proposal

_Path = tuple[str | int, ...]
_T = TypeVar("_T")

TERMS: dict[str, type[Term]] = {
    "acts": Act,
    "sources": Source,
    "target-groups": TargetGroup,
    "needs": Need,
    "services": Service,
    "institutions": Institution,
    "founders": FounderKind,
    "legal-forms": LegalForm,
    "predecessors": Predecessor,
    "assets": Asset,
    "facts": DiagnosisFact,
    "costs": Cost,
    "job-facts": FactTerm,
    "partner-roles": PartnerRole,
    "proposal-facts": ProposalFact,
}
"""The term class of every kind of vocabulary."""


def template(document: Any, parsed: Parsed) -> Template:
    """A template with the lines of its requirements and criteria."""
    return _build(Template, document, parsed, ())


def funding(document: Any, parsed: Parsed) -> FundingSource:
    """A source of money."""
    return _build(FundingSource, document, parsed, ())


def pathway(document: Any, parsed: Parsed) -> Pathway:
    """A reintegration pathway."""
    return _build(Pathway, document, parsed, ())


def case(document: Any, parsed: Parsed) -> Case:
    """A real co-operative."""
    return _build(Case, document, parsed, ())


def mapping(document: Any, parsed: Parsed) -> TableMapping:
    """How a kind of table is read, with the line of every fact."""
    return _build(TableMapping, document, parsed, ())


def network_report(document: Any, parsed: Parsed) -> NetworkReport:
    """What a co-operative reports about a period."""
    return _build(NetworkReport, document, parsed, ())


def parameters(document: Any, parsed: Parsed) -> list[Parameter]:
    """The parameters of a law file, their values in the order of time."""
    found = []
    for index, part in enumerate(document.parameters):
        parameter = _build(Parameter, part, parsed, ("parameters", index))
        values = tuple(sorted(parameter.values, key=lambda dated: dated.since))
        found.append(attrs.evolve(parameter, values=values))
    return found


def rules(document: Any, parsed: Parsed) -> list[Rule]:
    """The rules of a file."""
    return [
        _build(Rule, part, parsed, ("rules", index)) for index, part in enumerate(document.rules)
    ]


def duties(document: Any, parsed: Parsed) -> list[Duty]:
    """The duties of a file."""
    return [
        _build(Duty, part, parsed, ("duties", index)) for index, part in enumerate(document.duties)
    ]


def days_off(document: Any, parsed: Parsed) -> list[DayOff]:
    """The days off of a file."""
    return [
        _build(DayOff, part, parsed, ("days_off", index))
        for index, part in enumerate(document.days_off)
    ]


def effects(document: Any, parsed: Parsed) -> list[Effect]:
    """The effects of a file."""
    return [
        _build(Effect, part, parsed, ("effects", index))
        for index, part in enumerate(document.effects)
    ]


def not_counted(document: Any, parsed: Parsed) -> list[NotCounted]:
    """What a file says is left out."""
    return [
        _build(NotCounted, part, parsed, ("not_counted", index))
        for index, part in enumerate(document.not_counted)
    ]


def payroll(document: Any, parsed: Parsed) -> Payroll | None:
    """What a wage costs, when the file says it."""
    if document.payroll is None:
        return None
    return _build(Payroll, document.payroll, parsed, ("payroll",))


def law_topic(document: Any) -> LawTopic:
    """What the parameters of a law file have in common."""
    return LawTopic(
        id=document.id,
        title=Text(document.title.pl, document.title.en),
        parameters=tuple(parameter.id for parameter in document.parameters),
    )


def terms(document: Any, parsed: Parsed) -> list[Term]:
    """The terms of a vocabulary file."""
    cls = TERMS[document.kind]
    return [
        _build(cls, part, parsed, ("terms", index)) for index, part in enumerate(document.terms)
    ]


def package_document(
    document: Any, parsed: Parsed, index: int, texts: dict[str, str]
) -> PackageDocument:
    """A document of the package with its texts per language."""
    path: _Path = ("documents", index)
    return PackageDocument(
        id=document.id,
        title=Text(document.title.pl, document.title.en),
        description=Text(document.description.pl, document.description.en),
        texts=FrozenMapping(texts),
        when=None if document.when is None else condition(document.when),
        place=parsed.place(path),
    )


def set_up(document: Any) -> SetUp:
    """A usual combination of founders."""
    return SetUp(
        id=document.id,
        name=Text(document.name.pl, document.name.en),
        legal_form=document.legal_form,
        founders=tuple(document.founders),
        when=None if document.when is None else condition(document.when),
    )


def diagnosis(document: DiagnosisDocument, parsed: Parsed, sha256: str) -> Diagnosis:
    """A diagnosis; its facts are ordered by id."""
    facts = {
        id: Fact(
            id,
            _value(document.facts[id]),
            tuple(_origin(origin) for origin in document.facts[id].origins),
            parsed.key_place(("facts", id)),
        )
        for id in sorted(document.facts)
    }
    return Diagnosis(
        id=document.id,
        title=Text(document.title.pl, document.title.en),
        locality=_build(Locality, document.locality, parsed, ("locality",)),
        day=document.day,
        facts=facts,
        remarks=tuple(Text(remark.pl, remark.en) for remark in document.remarks),
        sha256=sha256,
    )


def proposal(document: Any, parsed: Parsed) -> "Proposal":
    """What a founding group plans, with the line of every founder, job and purchase."""
    # Imported only now: most runs read no proposal.
    from socialfranchise.feasibility.proposal import Proposal

    places = {key: parsed.place((key,)) for key in parsed.data}
    return attrs.evolve(_build(Proposal, document, parsed, ()), places=FrozenMapping(places))


def _origin(document: OriginDocument) -> Origin:
    return Origin(**{part.name: getattr(document, part.name) for part in attrs.fields(Origin)})


def _value(document: KnownFactDocument) -> Value | None:
    if document.answer is not None:
        return Answer(document.answer == "yes")
    if document.number is not None:
        return Number(float(document.number))
    if document.choice is not None:
        return Choice(document.choice)
    if document.present is not None or document.absent is not None:
        return Terms(frozenset(document.present or ()), frozenset(document.absent or ()))
    return None


def condition(document: ConditionDocument) -> Condition:
    """The condition a sentence of the file says."""
    if document.all is not None:
        return conditions.All(tuple(condition(part) for part in document.all))
    if document.any is not None:
        return conditions.Any(tuple(condition(part) for part in document.any))
    if document.not_ is not None:
        return conditions.Not(condition(document.not_))
    if document.at_least_of is not None:
        some = document.at_least_of
        return conditions.AtLeast(some.number, tuple(condition(part) for part in some.conditions))
    return _test(document, document.fact or "")


def _test(document: ConditionDocument, fact: str) -> conditions.Test:
    if document.is_ is not None:
        return conditions.IsAnswer(fact, document.is_ == "yes")
    if document.is_one_of is not None:
        return conditions.IsOneOf(fact, tuple(document.is_one_of))
    if document.includes_any is not None:
        return conditions.Includes(fact, tuple(document.includes_any), 1)
    if document.includes_all is not None:
        return conditions.Includes(
            fact, tuple(document.includes_all), len(set(document.includes_all))
        )
    if document.includes_at_least is not None:
        some = document.includes_at_least
        return conditions.Includes(fact, tuple(some.terms), some.number)
    if document.grows is not None:
        return conditions.Grows(fact, float(document.grows.none_at), float(document.grows.full_at))
    if document.grows_with is not None:
        return conditions.GrowsWithTerms(
            fact, tuple(document.grows_with.terms), document.grows_with.full_at
        )
    return conditions.Within(
        fact,
        _limit(document.at_least, document.at_least_law),
        _limit(document.at_most, document.at_most_law),
    )


def _limit(number: Decimal | None, law: str | None) -> Limit | None:
    if number is not None:
        return Limit(number=float(number))
    return None if law is None else Limit(law=law)


def formula(document: FormulaDocument) -> Formula:
    """The formula an object of the file says."""
    if document.fact is not None:
        return formulas.OfFact(document.fact)
    for does in get_args(formulas.Does):
        parts = getattr(document, does)
        if parts is not None:
            return formulas.Operation(does, tuple(formula(part) for part in parts))
    return formulas.Constant(float(document.number or 0))


_Convert = Callable[[Any, Parsed, _Path], Any]


def _build(cls: Callable[..., _T], document: Any, parsed: Parsed, path: _Path) -> _T:
    values = {
        name: convert(getattr(document, name), parsed, (*path, name))
        for name, convert in _plan(cls)
    }
    if hasattr(cls, "place"):
        values["place"] = parsed.place(path)
    return cls(**values)


_PLACES = ("place", "places")
"""Fields that tell where a value stands in its file; no document has them."""


@cache
def _plan(cls: Any) -> tuple[tuple[str, _Convert], ...]:
    hints = get_type_hints(cls)
    names = (field.name for field in attrs.fields(cls))
    return tuple((name, _converter(hints[name])) for name in names if name not in _PLACES)


def _condition(value: Any, parsed: Parsed, path: _Path) -> Condition:
    return condition(value)


def _formula(value: Any, parsed: Parsed, path: _Path) -> Formula:
    return formula(value)


def _converter(hint: Any) -> _Convert:
    if hint == Condition:
        return _condition
    if hint == Formula:
        return _formula
    origin, arguments = get_origin(hint), get_args(hint)
    if origin in (Union, UnionType):
        real = [argument for argument in arguments if argument is not type(None)]
        is_condition = set(real) <= set(get_args(Condition))
        inner = _converter(Condition if is_condition else real[0])
        return lambda value, parsed, path: None if value is None else inner(value, parsed, path)
    if origin is tuple:
        item = _converter(arguments[0])
        return lambda values, parsed, path: tuple(
            item(value, parsed, (*path, index)) for index, value in enumerate(values)
        )
    if hint is float:
        return lambda value, parsed, path: float(value)
    if attrs.has(hint):
        return lambda value, parsed, path: _build(hint, value, parsed, path)
    return lambda value, parsed, path: value
