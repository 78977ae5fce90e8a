"""New facts beside what a diagnosis says already: what was answered before is never replaced."""

from collections.abc import Mapping

from attrs import evolve, field, frozen

from socialfranchise.diagnosis.facts import Diagnosis, Fact, Terms


@frozen
class Merged:
    """A diagnosis with new facts, and what became of each of them."""

    diagnosis: Diagnosis
    taken: tuple[str, ...] = ()
    """Ids of facts that were unknown, in whole or in some of their terms, and are known now."""
    same: tuple[str, ...] = ()
    """Ids of facts that had this answer before."""
    kept: tuple[tuple[Fact, Fact], ...] = field(default=())
    """Facts with another answer: as it stays, and as it was given anew."""


def merged(diagnosis: Diagnosis, facts: Mapping[str, Fact]) -> Merged:
    """The diagnosis with those of the facts that it did not know.

    Of a fact that lists terms, each term is known or not by itself.
    """
    together = dict(diagnosis.facts)
    taken: list[str] = []
    same: list[str] = []
    kept: list[tuple[Fact, Fact]] = []
    for id, new in facts.items():
        old = diagnosis.facts.get(id)
        if new.value is None:
            continue
        if old is None or old.value is None:
            origins = () if old is None else old.origins
            together[id] = Fact(id, new.value, (*origins, *new.origins))
            taken.append(id)
        elif isinstance(old.value, Terms) and isinstance(new.value, Terms):
            joined = new.value.joined(old.value)
            if joined != old.value:
                together[id] = evolve(old, value=joined, origins=(*old.origins, *new.origins))
                taken.append(id)
            if joined != old.value.joined(new.value):
                kept.append((old, new))
            elif joined == old.value:
                same.append(id)
        elif old.value == new.value:
            same.append(id)
        else:
            kept.append((old, new))
    return Merged(evolve(diagnosis, facts=together), tuple(taken), tuple(same), tuple(kept))
