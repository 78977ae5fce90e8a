"""Does a mapping say what is needed to read a table, and does a derived fact follow from others?"""

from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from typing import Any

from socialfranchise.catalogue.vocabulary import FactTerm
from socialfranchise.core import codes
from socialfranchise.core.findings import Finding
from socialfranchise.core.nearest import choices, nearest
from socialfranchise.formats.documents.formula import FormulaDocument
from socialfranchise.formats.documents.mapping import MappedFactDocument, MappingDocument
from socialfranchise.formats.documents.vocabulary import FactDocument, FactsDocument

_Path = tuple[str | int, ...]
_YES_NO = frozenset(("yes", "no"))


def check_mapping(
    file: Any,
    document: MappingDocument,
    ids: Mapping[str, AbstractSet[str]],
    facts: Mapping[str, FactDocument | FactTerm],
) -> Iterator[Finding]:
    """Keys that the layout or the kind of a fact needs, and meanings that are no answers."""
    if document.layout == "long":
        for key in ("indicator", "value"):
            if getattr(document, key) is None:
                yield _missing_key(file, ("layout",), key)
    if document.layout != "bdl" and document.code is None and document.name is None:
        yield _missing_key(file, ("layout",), "code")
    for index, mapped in enumerate(document.facts):
        here: _Path = ("facts", index)
        needed = "row" if document.layout == "long" else "column"
        if getattr(mapped, needed) is None:
            yield _missing_key(file, (*here, "fact"), needed)
        elif mapped.row is not None and document.indicator is not None:
            yield from _row(file, (*here, "row"), mapped.row, len(document.indicator))
        fact = facts.get(mapped.fact)
        if fact is not None:
            yield from _meanings(file, here, mapped, fact, ids)


def _row(file: Any, path: _Path, row: list[str], wanted: int) -> Iterator[Finding]:
    """A row is named by one text for every indicator column."""
    place = file.parsed.place(path)
    if len(row) < wanted:
        yield codes.LIST_TOO_SHORT.finding(place, path=path, key="row", least=wanted)
    elif len(row) > wanted:
        yield codes.TOO_MANY.finding(place, path=path, key="row", most=wanted)


def _meanings(
    file: Any,
    here: _Path,
    mapped: MappedFactDocument,
    fact: FactDocument | FactTerm,
    ids: Mapping[str, AbstractSet[str]],
) -> Iterator[Finding]:
    if fact.kind == "terms" and mapped.term is None:
        yield _missing_key(file, (*here, "fact"), "term")
    if fact.kind == "terms" and mapped.term is not None:
        allowed = ids.get(fact.vocabulary or "", frozenset())
        yield from _unknown(file, (*here, "term"), mapped.term, allowed, fact)
    if fact.kind == "choice" and not mapped.cells:
        yield _missing_key(file, (*here, "fact"), "cells")
    if fact.kind == "number" and (mapped.cells or mapped.term is not None):
        path = (*here, "cells" if mapped.cells else "term")
        yield codes.FACT_MISFIT.finding(
            file.parsed.key_place(path),
            path=path,
            raw=str(path[-1]),
            fact=fact.id,
            given="choice" if mapped.cells else "terms",
            wanted="number",
        )
        return
    meant = {choice.id for choice in fact.choices} if fact.kind == "choice" else _YES_NO
    for index, cell in enumerate(mapped.cells):
        yield from _unknown(file, (*here, "cells", index, "means"), cell.means, meant, fact)


def _unknown(
    file: Any, path: _Path, id: str, allowed: AbstractSet[str], fact: FactDocument | FactTerm
) -> Iterator[Finding]:
    if id not in allowed:
        yield codes.UNKNOWN_ID.finding(
            file.parsed.place(path),
            path=path,
            raw=file.parsed.raw(path),
            id=id,
            target=fact.vocabulary or fact.id,
            near=list(nearest(id, allowed)),
            known=choices(allowed),
        )


def check_derived(file: Any, document: FactsDocument) -> Iterator[Finding]:
    """A derived fact is a number, follows from numbers, and not from itself."""
    facts = {fact.id: fact for fact in document.terms}
    rests_on = {
        fact.id: tuple(id for _, id in _facts_of(fact.derived.formula, ()))
        for fact in document.terms
        if fact.derived is not None
    }
    for index, fact in enumerate(document.terms):
        if fact.derived is None:
            continue
        path: _Path = ("terms", index, "derived")
        if fact.kind != "number":
            yield codes.FACT_MISFIT.finding(
                file.parsed.key_place(path),
                path=path,
                raw="derived",
                fact=fact.id,
                given="number",
                wanted=fact.kind,
            )
        for steps, id in _facts_of(fact.derived.formula, (*path, "formula")):
            if id in facts and facts[id].kind != "number":
                yield codes.FACT_MISFIT.finding(
                    file.parsed.place(steps),
                    path=steps,
                    raw=id,
                    fact=id,
                    given="number",
                    wanted=facts[id].kind,
                )
        if _leads_to(fact.id, rests_on):
            yield codes.DERIVED_IN_CIRCLE.finding(
                file.parsed.key_place(path), path=path, raw="derived", fact=fact.id
            )


def _facts_of(formula: FormulaDocument, path: _Path) -> Iterator[tuple[_Path, str]]:
    """Every fact of a formula with the path to it."""
    if formula.fact is not None:
        yield (*path, "fact"), formula.fact
    for does in sorted(formula.model_fields_set - {"fact", "number"}):
        for index, part in enumerate(getattr(formula, does) or ()):
            yield from _facts_of(part, (*path, does, index))


def _leads_to(id: str, rests_on: Mapping[str, tuple[str, ...]]) -> bool:
    """Whether a fact is worked out, after some steps, from itself."""
    seen: set[str] = set()
    open_ids = list(rests_on.get(id, ()))
    while open_ids:
        one = open_ids.pop()
        if one == id:
            return True
        if one not in seen:
            seen.add(one)
            open_ids += rests_on.get(one, ())
    return False


def _missing_key(file: Any, path: _Path, key: str) -> Finding:
    return codes.MISSING_KEY.finding(file.parsed.place(path), path=(*path[:-1], key), key=key)
