"""How a place stands among places of its kind."""

from hypothesis import given
from hypothesis import strategies as st

from socialfranchise import Catalogue
from socialfranchise.diagnosis.facts import Choice, Fact, Number, Origin
from socialfranchise.sources.benchmarks import Standing, remark, standings


def place(share: float | None, kind: str = "rural", year: int = 2025) -> dict[str, Fact]:
    facts = {"area-kind": Fact("area-kind", Choice(kind))}
    if share is not None:
        facts["share-65-plus"] = Fact("share-65-plus", Number(share), (Origin("BDL", year),))
    return facts


def standing(above: int, below: int, equal: int = 0) -> Standing:
    return Standing(
        fact="share-65-plus",
        value=22.5,
        period="2025",
        kind="rural",
        above=above,
        below=below,
        equal=equal,
        missing=0,
    )


@given(st.lists(st.integers(0, 40), min_size=40, max_size=60), st.integers(0, 40))
def test_a_tenth_is_never_more_than_a_tenth(
    catalogue: Catalogue, shares: list[int], own: int
) -> None:
    others = [place(share) for share in shares]
    (found,) = standings(place(own), others, catalogue)

    everybody = [*shares, own]
    at_least = sum(share >= own for share in everybody) / len(everybody)
    at_most = sum(share <= own for share in everybody) / len(everybody)
    assert found.number == len(everybody)
    assert (found.band == "top-tenth") == (at_least <= 0.1)
    assert (found.band == "bottom-tenth") == (at_most <= 0.1)
    assert (found.band == "middle") == (min(at_least, at_most) > 0.25)


def test_other_kinds_other_years_and_missing_numbers_are_not_compared(catalogue: Catalogue) -> None:
    others = [
        *(place(share) for share in range(35)),
        *(place(99, "urban") for _ in range(50)),
        *(place(99, year=2024) for _ in range(5)),
        *(place(None) for _ in range(3)),
    ]
    (found,) = standings(place(34), others, catalogue)

    assert (found.above, found.below, found.equal, found.missing) == (0, 34, 1, 8)
    assert found.band == "top-tenth"


def test_too_few_places_are_no_measure(catalogue: Catalogue) -> None:
    assert standings(place(5), [place(1) for _ in range(20)], catalogue) == []


def test_the_remark_says_ties_and_missing(catalogue: Catalogue) -> None:
    text = remark(standing(above=3, below=90, equal=2), catalogue)

    assert text.pl.replace("\N{NO-BREAK SPACE}", " ") == (
        "Odsetek osób w wieku 65 lat i więcej: 22,5 % (2025). To najwyższa dziesiąta część gmin "
        "tego rodzaju (gmina wiejska). Porównane gminy: 96; więcej ma 3, mniej 90, tyle samo 2; "
        "bez danych 0."
    )
    assert "highest tenth" in text.en
