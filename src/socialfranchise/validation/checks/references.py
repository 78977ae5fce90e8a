"""Ids that lead somewhere, but not where they should."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from socialfranchise.core import codes
from socialfranchise.core.findings import Finding
from socialfranchise.core.nearest import choices, nearest
from socialfranchise.formats.documents.condition import (
    ConditionDocument,
    GrowsWithDocument,
    IncludesAtLeastDocument,
)
from socialfranchise.formats.documents.diagnosis import DiagnosisDocument, KnownFactDocument
from socialfranchise.formats.documents.duties import DutyDocument
from socialfranchise.formats.documents.funding import AmountRuleDocument, FundingDocument
from socialfranchise.formats.documents.pathway import PathwayDocument
from socialfranchise.formats.documents.template import StepDocument, TemplateDocument
from socialfranchise.formats.documents.vocabulary import (
    FactDocument,
    LegalFormsDocument,
    SourceDocument,
    TermDocument,
)
from socialfranchise.formats.references import references
from socialfranchise.formats.shape import Shaped
from socialfranchise.validation.checks.limits import limits
from socialfranchise.validation.checks.scope import Node, Path, Scope

_FOUNDERS = "founders"
_GROUPS = "target-groups"
_Replaced = Mapping[str, Mapping[str, str]]
"""Of every vocabulary: the withdrawn terms and what replaces them."""


def check_replacements(scope: Scope) -> Iterator[Finding]:
    """What replaces a withdrawn term is there, and is not withdrawn in a circle."""
    for node in scope.each(TermDocument):
        term: TermDocument = node.value
        if term.replaced_by is None:
            continue
        siblings = {other.id: other.replaced_by for other in _parent(node.file.document, node.path)}
        if term.replaced_by not in siblings:
            yield node.finding(
                codes.UNKNOWN_ID,
                "replaced_by",
                id=term.replaced_by,
                target=getattr(node.file.document, "kind", ""),
                near=list(nearest(term.replaced_by, siblings)),
                known=choices(siblings),
            )
        elif _ends_in_circle(term.id, siblings):
            yield node.finding(codes.REPLACED_IN_CIRCLE, "replaced_by", id=term.id)


def _parent(document: Any, path: Path) -> Sequence[Any]:
    """The list in which the part at ``path`` stands."""
    for step in path[:-1]:
        document = document[step] if isinstance(step, int) else getattr(document, step)
    return document if isinstance(document, list) else []


def _ends_in_circle(id: str, replaced: Mapping[str, str | None]) -> bool:
    seen: set[str] = set()
    following: str | None = id
    while following is not None and following not in seen:
        seen.add(following)
        following = replaced.get(following)
    return following is not None and following == id


def check_withdrawn(scope: Scope) -> Iterator[Finding]:
    """Withdrawn terms that are still in use."""
    replaced = _replaced(scope.everything)
    if not any(replaced.values()):
        return
    for file in scope.files:
        for path, target, id in _uses(file, scope):
            instead = replaced.get(target, {}).get(id)
            if instead is not None:
                yield Node(file, path, id).finding(
                    codes.TERM_WITHDRAWN, id=id, instead=instead, target=target
                )


def _replaced(files: Sequence[Shaped]) -> _Replaced:
    found: dict[str, dict[str, str]] = {}
    for file in files:
        for term in getattr(file.document, "terms", []):
            if term.replaced_by is not None:
                found.setdefault(file.document.kind, {})[term.id] = term.replaced_by
    return found


def _uses(file: Shaped, scope: Scope) -> Iterator[tuple[Path, str, str]]:
    yield from references(file.document)
    for node in scope.each(ConditionDocument):
        if node.file is file:
            fact = scope.facts.get(node.value.fact or "")
            if fact is not None and fact.vocabulary is not None:
                for path, terms in _lists(node.value):
                    for index, term in enumerate(terms):
                        yield (*node.path, *path, index), fact.vocabulary, term
    if isinstance(file.document, DiagnosisDocument):
        for id, known in file.document.facts.items():
            yield ("facts", id), "facts", id
            vocabulary = scope.facts[id].vocabulary if id in scope.facts else None
            for key in ("present", "absent"):
                for index, term in enumerate(getattr(known, key) or []):
                    yield ("facts", id, key, index), vocabulary or "", term


def _lists(condition: ConditionDocument) -> Iterator[tuple[Path, list[str]]]:
    for key in ("is_one_of", "includes_any", "includes_all"):
        yield (key,), getattr(condition, key) or []
    for key in ("includes_at_least", "grows_with"):
        part: IncludesAtLeastDocument | GrowsWithDocument | None = getattr(condition, key)
        yield (key, "terms"), [] if part is None else part.terms


def check_repeated(scope: Scope) -> Iterator[Finding]:
    """Ids that stand twice in one list, as items or as what the items are about."""
    for file in scope.files:
        seen: dict[tuple[Path, str | int], dict[str, Path]] = {}
        for path, _, id in references(file.document):
            place = _list_of(path)
            if place is not None:
                before = seen.setdefault(place, {}).setdefault(id, path)
                if before != path:
                    yield _repeated(file, path, before, id)
    for node in scope.each(ConditionDocument, KnownFactDocument):
        if isinstance(node.value, ConditionDocument):
            lists = _lists(node.value)
        else:
            keys = ("present", "absent")
            lists = iter([((key,), getattr(node.value, key) or []) for key in keys])
        for path, terms in lists:
            for index, term in enumerate(terms):
                if terms.index(term) < index:
                    inside = (*node.path, *path)
                    first = (*inside, terms.index(term))
                    yield _repeated(node.file, (*inside, index), first, term)


_ABOUT = {
    ("target_groups", "group"),
    ("services", "service"),
    ("partners", "institution"),
    ("answers", "fact"),
}
"""Lists whose items are each about another thing, and the key that names it."""


def _list_of(path: Path) -> tuple[Path, str | int] | None:
    if isinstance(path[-1], int):
        return path[:-1], ""
    if len(path) == 3 and (path[0], path[2]) in _ABOUT:
        return path[:1], path[2]
    return None


def _repeated(file: Shaped, path: Path, first: Path, id: str) -> Finding:
    related = (file.parsed.place(first),)
    return Node(file, path, id).finding(codes.ID_REPEATED, related=related, id=id)


def check_exclusions(scope: Scope) -> Iterator[Finding]:
    """Sources of money that exclude themselves, or each other on one side only."""
    funding = {document.id: document for document in scope.documents(FundingDocument)}
    for node in scope.each(FundingDocument):
        for key in ("excludes", "excludes_in_months"):
            for index, id in enumerate(getattr(node.value, key)):
                other = funding.get(id)
                if id == node.value.id:
                    yield node.finding(codes.EXCLUDES_ITSELF, key, index, id=id)
                elif key == "excludes_in_months" and id in node.value.excludes:
                    continue  # said elsewhere: it is excluded twice
                elif other is not None and node.value.id not in getattr(other, key):
                    yield node.finding(
                        codes.EXCLUSION_ONE_SIDED, key, index, id=node.value.id, other=id, key=key
                    )


def check_unused_sources(scope: Scope) -> Iterator[Finding]:
    """Sources that nothing refers to; only a whole catalogue can tell."""
    if not scope.whole:
        return
    used = {
        id
        for file in scope.everything
        for _, target, id in references(file.document)
        if target == "sources"
    }
    for node in scope.each(SourceDocument):
        if node.value.id not in used and node.value.replaced_by is None:
            yield node.finding(codes.SOURCE_UNUSED, "id", id=node.value.id)


def check_units(scope: Scope) -> Iterator[Finding]:
    """A deadline is a time, an amount is money."""
    for node in scope.each(StepDocument, DutyDocument):
        yield from _unit(node, "deadline", limits().time_units, codes.DEADLINE_NOT_TIME, scope)
    for node in scope.each(AmountRuleDocument):
        yield from _unit(node, "law", limits().money_units, codes.AMOUNT_NOT_MONEY, scope)


def _unit(
    node: Node, key: str, allowed: frozenset[str], code: codes.Code, scope: Scope
) -> Iterator[Finding]:
    parameter = scope.law.get(getattr(node.value, key) or "")
    if parameter is not None and parameter.unit not in allowed:
        yield node.finding(code, key, id=parameter.id, unit=parameter.unit)


def check_groups(scope: Scope) -> Iterator[Finding]:
    """Money and pathways for groups of which the template mentions none."""
    kinds: dict[str, Mapping[str, FundingDocument | PathwayDocument]] = {
        "funding": {document.id: document for document in scope.documents(FundingDocument)},
        "pathways": {document.id: document for document in scope.documents(PathwayDocument)},
    }
    for node in scope.each(TemplateDocument):
        mentioned = {served.group for served in node.value.target_groups}
        for asked in scope.each(ConditionDocument):
            if asked.file is node.file and _asks(scope.facts.get(asked.value.fact or ""), _GROUPS):
                mentioned |= {term for _, terms in _lists(asked.value) for term in terms}
        for target, documents in kinds.items():
            for index, id in enumerate(getattr(node.value, target)):
                groups = documents[id].target_groups if id in documents else []
                if groups and not mentioned & set(groups):
                    yield node.finding(codes.NO_SHARED_GROUP, target, index, id=id, target=target)


def check_founders(scope: Scope) -> Iterator[Finding]:
    """Conditions on founders who may found none of the legal forms of their template."""
    allowed = {
        form.id: set(form.founders)
        for document in scope.documents(LegalFormsDocument)
        for form in document.terms
    }
    for node in scope.each(TemplateDocument):
        forms = node.value.founders.legal_forms
        may_found = {founder for form in forms for founder in allowed.get(form, ())}
        for asked in scope.each(ConditionDocument):
            fact = scope.facts.get(asked.value.fact or "")
            wanted = (
                asked.path[:1] in (("requirements",), ("criteria",)) and "not" not in asked.path
            )
            if asked.file is not node.file or not wanted or not _asks(fact, _FOUNDERS):
                continue
            for path, terms in _lists(asked.value):
                for index, founder in enumerate(terms):
                    if founder not in may_found:
                        yield asked.finding(
                            codes.FOUNDER_NOT_ALLOWED, *path, index, id=founder, forms=list(forms)
                        )


def _asks(fact: FactDocument | None, vocabulary: str) -> bool:
    return fact is not None and fact.vocabulary == vocabulary
