"""The account of public money: who gains, who pays, and what returns to the commune."""

from decimal import Decimal
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from socialfranchise import Catalogue, Diagnosis
from socialfranchise.feasibility.ledger import by_year, line_ranges, whole
from socialfranchise.feasibility.public_money import PublicMoney
from socialfranchise.feasibility.terms import ZERO, Bounds, Range
from tests.feasibility.plans import account, job, reckon, sale

FEW = settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])


def money(catalogue: Catalogue, place: Diagnosis, **more: Any) -> PublicMoney:
    return reckon(catalogue, place, **{"public_account": account(), **more}).public_money


def of_effect(found: PublicMoney, effect: str) -> Range:
    bounds = Bounds()
    nets = [line.net for line in found.lines if line.effect.id == effect and line.net]
    return whole(whole(line_ranges(net, bounds)) for net in nets)


def test_contributions_and_taxes_of_the_minimum_wage(
    catalogue: Catalogue, kramsk: Diagnosis
) -> None:
    found = money(catalogue, kramsk, registration="2026-12-31", jobs=[job()])
    months = {
        line.effect.id: line_ranges(line.gross, Bounds())[0].base
        for line in found.lines
        if line.effect.counts == "wages"
    }

    # 4806 zl: pension 469.07 twice, disability 72.09 and 312.39, sickness 117.75, accident 80.26.
    assert months["social-contributions"] == Decimal("1520.63")
    # 9 per cent of 4806 less 658.91.
    assert months["health-contribution"] == Decimal("373.24")
    # 12 per cent of 4806 less 658.91 less 250, less 300.
    assert months["income-tax"] == Decimal("167.65")
    assert months["income-share-commune"] == 0


def test_the_share_of_the_commune_comes_two_years_later(
    catalogue: Catalogue, kramsk: Diagnosis
) -> None:
    found = money(catalogue, kramsk, registration="2026-12-31", jobs=[job()])
    line = next(line for line in found.lines if line.effect.id == "income-share-commune")
    months = line_ranges(line.gross, Bounds())

    assert [months[n].base for n in (23, 24)] == [0, Decimal("318.92")]


def test_the_allowance_of_the_law_and_the_amount_of_the_commune(
    catalogue: Catalogue, kramsk: Diagnosis
) -> None:
    avoided = [
        {
            "effect": "periodic-allowance",
            "people": {"base": 2},
            "start_month": 1,
            "months": 10,
        },
        {
            "effect": "commune-allowances",
            "people": {"base": 1},
            "start_month": 1,
            "months": 10,
            "amount": {"base": 150},
        },
        {"effect": "shelter", "people": {"base": 1}, "start_month": 1, "months": 10},
    ]
    found = money(catalogue, kramsk, jobs=[job()], public_account=account(avoided=avoided))

    # Half of the criterion of 1010 zl, for two people and ten months.
    assert of_effect(found, "periodic-allowance").base == 505 * 2 * 10
    assert of_effect(found, "commune-allowances").base == 1500
    assert [each.about for each in found.missing if each.what == "effect-amount"] == ["shelter"]


def test_the_dearer_supplier_costs_the_commune(catalogue: Catalogue, kramsk: Diagnosis) -> None:
    dearer = money(catalogue, kramsk, jobs=[job()], sales=[sale(other_price={"base": 38})])
    cheaper = money(catalogue, kramsk, jobs=[job()], sales=[sale(other_price={"base": 43})])

    assert of_effect(dearer, "price-difference").base == -2 * 100 * 60
    assert of_effect(cheaper, "price-difference").base == 3 * 100 * 60


def test_a_missing_cost_leaves_no_headline_and_a_missing_gain_counts_as_nothing(
    catalogue: Catalogue, kramsk: Diagnosis
) -> None:
    costs = ("supervision", "outlays", "expected_loss", "property_lent", "deadweight")
    for key in costs:
        said = {name: value for name, value in account().items() if name != key}
        found = money(catalogue, kramsk, jobs=[job()], public_account=said)
        assert found.headline is None
        blocking = [each.what for each in found.missing if each.blocks == "headline"]
        assert blocking == [key.replace("_", "-")]
    unknown = money(catalogue, kramsk, jobs=[job()], sales=[sale(other_price=None)])
    assert unknown.headline is None
    groups = money(catalogue, kramsk, jobs=[job(groups=["homelessness"])])
    assert groups.headline is not None
    assert {"shelter", "periodic-allowance"} <= {each.about for each in groups.missing}


def test_what_would_have_come_anyway_is_taken_off(catalogue: Catalogue, kramsk: Diagnosis) -> None:
    def total(**shares: float) -> Decimal:
        said = account(**{name: {"base": share} for name, share in shares.items()})
        found = money(catalogue, kramsk, jobs=[job()], public_account=said)
        return of_effect(found, "social-contributions").base

    whole_, half = total(), total(deadweight=0.5)
    assert abs(whole_ / 2 - half) < 1
    assert abs(total(deadweight=0.5, displacement=0.5) - whole_ / 4) < 1
    years = by_year(_net(catalogue, kramsk, drop_off=0.5))
    # The wage of 2026 is that of the first year, 2027 of all the others.
    assert abs(years[2].base / years[1].base - Decimal("0.5")) < Decimal("0.001")


def _net(catalogue: Catalogue, kramsk: Diagnosis, drop_off: float) -> tuple[Range, ...]:
    said = account(drop_off={"base": drop_off})
    found = money(catalogue, kramsk, jobs=[job()], public_account=said)
    line = next(line for line in found.lines if line.effect.id == "social-contributions")
    assert line.net is not None
    return line_ranges(line.net, Bounds())


SHARES = st.decimals(0, 1, places=2).map(float)
ACCOUNTS = st.builds(
    lambda deadweight, displacement, drop_off, supervision, loss: account(
        deadweight={"base": deadweight},
        displacement={"base": displacement},
        drop_off={"base": drop_off},
        supervision={"low": 0, "base": supervision},
        expected_loss={
            "probability": {"low": 0, "base": loss, "high": 1},
            "amount": {"base": 900},
            "month": 7,
        },
    ),
    SHARES,
    SHARES,
    SHARES,
    st.integers(0, 900),
    SHARES,
)


@FEW
@given(ACCOUNTS, st.sampled_from(["commune", "county", "eu", "pfron"]), st.integers(1, 900))
def test_sums_by_payer_are_the_total_and_ends_are_in_order(
    catalogue: Catalogue, kramsk: Diagnosis, said: dict[str, Any], payer: str, amount: int
) -> None:
    support = {
        "id": "help",
        "source": "owes-unit-grants",
        "payer": payer,
        "amount": {"base": amount},
        "start_month": 1,
        "months": 3,
    }
    found = money(
        catalogue,
        kramsk,
        jobs=[job(at_risk="unknown")],
        sales=[sale(payer="county", price={"low": 30, "base": 40, "high": 50})],
        support=[support],
        public_account=said,
    )
    bounds = Bounds()
    nets = [line.net for line in found.lines if line.net is not None]

    assert whole(each.total for each in found.payers) == found.total
    assert whole(found.years) == found.total
    assert whole(whole(line_ranges(net, bounds)) for net in nets) == found.total
    assert found.headline == found.of("commune").total
    for each in (*found.years, *(payer.total for payer in found.payers), found.drawn_in):
        assert each.low <= each.base <= each.high
    from_commune = payer == "commune"
    refunds = of_effect(found, "contribution-refund")
    drawn = -refunds + (ZERO if from_commune else Range(*[Decimal(3 * amount)] * 3))
    assert found.drawn_in == drawn
