"""The catalogue: everything published, as one frozen value that is found by id."""

from collections.abc import Iterator, Mapping
from datetime import date

from attrs import asdict, frozen

from socialfranchise.catalogue.case import Case
from socialfranchise.catalogue.documents import AnswerField, PackageDocument, SetUp
from socialfranchise.catalogue.effects import Effect, NotCounted, Payroll
from socialfranchise.catalogue.funding import FundingSource
from socialfranchise.catalogue.mapping import TableMapping
from socialfranchise.catalogue.pathway import Pathway
from socialfranchise.catalogue.rules import DayOff, Duty, Rule
from socialfranchise.catalogue.template import Template
from socialfranchise.catalogue.vocabulary import (
    Act,
    Asset,
    Cost,
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
    Vocabulary,
)
from socialfranchise.core.dated import Parameter
from socialfranchise.core.errors import UnknownId
from socialfranchise.core.frozen import FrozenMapping
from socialfranchise.core.nearest import nearest
from socialfranchise.core.text import Text


@frozen(kw_only=True)
class Vocabularies:
    """The controlled terms of a catalogue, one vocabulary a kind."""

    acts: Vocabulary[Act]
    sources: Vocabulary[Source]
    target_groups: Vocabulary[TargetGroup]
    needs: Vocabulary[Need]
    services: Vocabulary[Service]
    institutions: Vocabulary[Institution]
    founders: Vocabulary[FounderKind]
    legal_forms: Vocabulary[LegalForm]
    predecessors: Vocabulary[Predecessor]
    assets: Vocabulary[Asset]
    facts: Vocabulary[FactTerm]
    costs: Vocabulary[Cost]
    job_facts: Vocabulary[FactTerm]
    partner_roles: Vocabulary[PartnerRole]
    proposal_facts: Vocabulary[ProposalFact]

    def ids(self) -> dict[str, frozenset[str]]:
        """The ids of every vocabulary, by kind."""
        return {
            name.replace("_", "-"): frozenset(vocabulary.terms)
            for name, vocabulary in asdict(self, recurse=False).items()
        }


@frozen(kw_only=True)
class LawTopic:
    """Parameters of the law that belong together, by their ids."""

    id: str
    title: Text
    parameters: tuple[str, ...]


@frozen(kw_only=True)
class Catalogue:
    """All templates with the law, money, pathways, words and document texts they rest on.

    Iterating gives the templates in the order of their ids. ``published`` is the day that
    matching takes as "today" unless told otherwise; ``sha256`` is the hash of every file's
    content, so that two offices can tell whether they use the same catalogue.
    """

    id: str
    version: str
    published: date
    title: Text
    templates: Mapping[str, Template]
    vocabularies: Vocabularies
    law: Mapping[str, Parameter]
    law_topics: tuple[LawTopic, ...]
    funding: Mapping[str, FundingSource]
    pathways: Mapping[str, Pathway]
    rules: Mapping[str, Rule]
    duties: Mapping[str, Duty]
    days_off: tuple[DayOff, ...]
    effects: Mapping[str, Effect]
    payroll: Payroll | None
    cases: Mapping[str, Case]
    documents: Mapping[str, PackageDocument]
    answer_fields: Mapping[str, AnswerField]
    parts: Mapping[str, Mapping[str, str]] = FrozenMapping({})
    """What document texts include: by language, then by id."""
    set_ups: tuple[SetUp, ...] = ()
    sha256: str
    mappings: Mapping[str, TableMapping] = FrozenMapping({})
    """How tables of kinds that are known are read."""
    not_counted: Mapping[str, NotCounted] = FrozenMapping({})

    def __getitem__(self, id: str) -> Template:
        """The template with this id, or :class:`~socialfranchise.core.errors.UnknownId`."""
        try:
            return self.templates[id]
        except KeyError:
            raise UnknownId("template", id, nearest(id, self.templates)) from None

    def __iter__(self) -> Iterator[Template]:
        return iter(self.templates.values())

    def __len__(self) -> int:
        return len(self.templates)

    def case(self, id: str) -> Case:
        """The real co-operative, or :class:`~socialfranchise.core.errors.UnknownId`."""
        try:
            return self.cases[id]
        except KeyError:
            raise UnknownId("case", id, nearest(id, self.cases)) from None

    def parameter(self, id: str) -> Parameter:
        """The parameter of the law, or :class:`~socialfranchise.core.errors.UnknownId`."""
        try:
            return self.law[id]
        except KeyError:
            raise UnknownId("parameter", id, nearest(id, self.law)) from None
