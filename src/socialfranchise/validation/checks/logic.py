"""Conditions that contradict each other, repeat each other, or can never matter."""

from collections.abc import Iterator, Mapping, Sequence

from attrs import frozen

from socialfranchise.core import codes
from socialfranchise.core.conditions import All, Condition, Not
from socialfranchise.core.findings import Finding
from socialfranchise.formats.build import condition as built
from socialfranchise.formats.documents.condition import AtLeastOfDocument, ConditionDocument
from socialfranchise.formats.documents.template import TemplateDocument
from socialfranchise.formats.documents.vocabulary import FactDocument
from socialfranchise.validation.checks.scope import Node, Path, Scope
from socialfranchise.validation.checks.worlds import Worlds, canonical, one_fact, worlds

_SECTIONS = ("requirements", "contraindications", "criteria")


@frozen
class _Part:
    """A condition under comparison: where it stands, what it asks, the rule it belongs to."""

    path: Path
    condition: Condition
    rule: str = ""
    excludes: bool = False


def check_branches(scope: Scope) -> Iterator[Finding]:
    """Inside one ``all``: nothing contradicts. Inside one ``any``: not everything is covered."""
    for node in scope.each(ConditionDocument, AtLeastOfDocument):
        for key in ("all", "any", "conditions"):
            documents: list[ConditionDocument] | None = getattr(node.value, key, None)
            if not documents:
                continue
            parts = [_Part((key, i), built(part)) for i, part in enumerate(documents)]
            repeated = list(_repeated(node, parts))
            yield from repeated
            if not repeated and key != "conditions":
                yield from _branch(node, parts, key, scope.facts)


def _repeated(node: Node, parts: Sequence[_Part]) -> Iterator[Finding]:
    seen: dict[Condition, Path] = {}
    for part in parts:
        first = seen.setdefault(canonical(part.condition), part.path)
        if first != part.path:
            related = (node.place(*first),)
            yield node.finding(codes.CONDITION_REPEATED, *part.path, related=related)


def _branch(
    node: Node, parts: Sequence[_Part], key: str, facts: Mapping[str, FactDocument]
) -> Iterator[Finding]:
    for fact, group in _by_fact(parts).items():
        cases = worlds(facts[fact], (part.condition for part in group)) if fact in facts else None
        if cases is None:
            continue
        known = _telling(cases, group)
        taken = cases.all
        for part, where in known:
            taken &= where if key == "all" else ~where
            if taken == 0 and len(known) > 1:
                code = codes.CONDITIONS_CONTRADICT if key == "all" else codes.ALWAYS_TRUE
                related = tuple(node.place(*p.path) for p, _ in known if p is not part)
                yield node.finding(code, *part.path, related=related, fact=fact)
                break


def check_rules(scope: Scope) -> Iterator[Finding]:
    """The rules of a template: none contradicts, repeats or empties another."""
    for node in scope.each(TemplateDocument):
        sections = {section: _rules(node.value, section) for section in _SECTIONS}
        told: set[Path] = set()
        for finding in [
            *_repeated_rules(node, sections),
            *_against_requirements(node, sections, scope.facts),
        ]:
            if finding.path not in told:
                told.add(finding.path)
                yield finding


def _rules(template: TemplateDocument, section: str) -> list[_Part]:
    return [
        _Part(
            (section, index, "condition"),
            built(rule.condition),
            rule.id,
            getattr(rule, "effect", "") == "excludes",
        )
        for index, rule in enumerate(getattr(template, section))
    ]


def _repeated_rules(node: Node, sections: Mapping[str, Sequence[_Part]]) -> Iterator[Finding]:
    for parts in sections.values():
        seen: dict[Condition, _Part] = {}
        for part in parts:
            first = seen.setdefault(canonical(part.condition), part)
            if first is not part:
                related = (node.place(*first.path),)
                yield node.finding(
                    codes.RULE_REPEATED,
                    *part.path,
                    related=related,
                    rule=part.rule,
                    other=first.rule,
                )


def _against_requirements(
    node: Node, sections: Mapping[str, Sequence[_Part]], facts: Mapping[str, FactDocument]
) -> Iterator[Finding]:
    requirements = sections["requirements"]
    negations = {canonical(Not(part.condition)): part for part in requirements}
    same = {canonical(part.condition): part for part in requirements}
    for part in sections["contraindications"]:
        condition = canonical(part.condition)
        if condition in negations:
            yield _rule_finding(node, codes.NEGATED_REQUIREMENT, part, negations[condition])
        elif condition in same and part.excludes:
            yield _rule_finding(node, codes.RULES_CONTRADICT, part, same[condition])
    conjuncts = [inner for part in requirements for inner in _conjuncts(part)]
    others = [*sections["contraindications"], *sections["criteria"]]
    for fact, group in _by_fact(conjuncts).items():
        if fact not in facts:
            continue
        asking = [part for part in others if one_fact(part.condition) == fact]
        cases = worlds(facts[fact], (part.condition for part in (*group, *asking)))
        required = cases.all
        last: _Part | None = None
        for part, where in _telling(cases, group):
            if required & where == 0:
                if last is not None and last.rule != part.rule:
                    yield _rule_finding(node, codes.RULES_CONTRADICT, part, last)
                break
            required &= where
            last = part
        else:
            if last is not None:
                yield from _emptied(node, cases, required, last, asking)


def _emptied(
    node: Node, cases: Worlds, required: int, last: _Part, asking: Sequence[_Part]
) -> Iterator[Finding]:
    """Rules on a fact whose cases the requirements have narrowed down to ``required``."""
    for part, where in _telling(cases, asking):
        is_criterion = part.path[0] == "criteria"
        never, always = not required & where, not required & ~where
        if never and not is_criterion:
            yield _rule_finding(node, codes.NEGATED_REQUIREMENT, part, last)
        elif always and part.excludes:
            yield _rule_finding(node, codes.RULES_CONTRADICT, part, last)
        elif never:
            yield _rule_finding(node, codes.CRITERION_IDLE, part, last)


def _rule_finding(node: Node, code: codes.Code, part: _Part, other: _Part) -> Finding:
    related = (node.place(*other.path),)
    return node.finding(code, *part.path, related=related, rule=part.rule, other=other.rule)


def _conjuncts(part: _Part) -> Iterator[_Part]:
    if isinstance(part.condition, All):
        for inner in part.condition.parts:
            yield from _conjuncts(_Part(part.path, inner, part.rule))
    else:
        yield part


def _by_fact(parts: Sequence[_Part]) -> dict[str, list[_Part]]:
    groups: dict[str, list[_Part]] = {}
    for part in parts:
        fact = one_fact(part.condition)
        if fact is not None:
            groups.setdefault(fact, []).append(part)
    return groups


def _telling(cases: Worlds, parts: Sequence[_Part]) -> list[tuple[_Part, int]]:
    """The parts that hold in some cases and not in others; the rest is told elsewhere."""
    found = ((part, cases.where(part.condition)) for part in parts)
    return [(part, where) for part, where in found if where is not None and 0 < where < cases.all]
