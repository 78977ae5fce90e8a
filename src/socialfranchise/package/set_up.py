"""Which usual combination of founders a package is written for."""

from typing import Any

from socialfranchise.catalogue.catalogue import Catalogue
from socialfranchise.catalogue.documents import SetUp
from socialfranchise.catalogue.vocabulary import LegalForm
from socialfranchise.core.degrees import Truth
from socialfranchise.core.frozen import FrozenMapping
from socialfranchise.diagnosis.facts import Fact, Terms
from socialfranchise.matching.evaluate import Situation, evaluate
from socialfranchise.presentation.names import Names

_FOUNDERS = "founders"


def set_up_data(legal_form: str, situation: Situation, names: Names) -> dict[str, Any]:
    """The set-up as plain data for the texts.

    It is the first of the legal form whose condition holds, or else the first whose condition may
    hold; then ``certain`` is false. Once those who are ready are enough to found, nobody else is
    expected. ``kinds`` are the founders the texts are to speak of: those that are ready and may
    found in this form, and while it is not certain, also those of the set-up. A catalogue without
    set-ups gives one without a name.
    """
    words = names.catalogue.vocabularies
    form = words.legal_forms[legal_form]
    ready = _ready(form, situation)
    usual = [each for each in names.catalogue.set_ups if each.legal_form == legal_form]
    if not usual:
        return {"id": "", "name": "", "certain": False, "kinds": sorted(ready)}
    known = settled(legal_form, situation, names.catalogue)
    found = min(usual, key=lambda each: _doubt(each, known))
    doubt = _doubt(found, known)
    wanted = ready | (frozenset() if ready and doubt != 1 else frozenset(found.founders))
    return {
        "id": found.id,
        "name": names.text(found.name),
        "certain": bool(ready) and doubt == 0,
        "kinds": [kind.id for kind in words.founders if kind.id in wanted],
    }


def settled(legal_form: str, situation: Situation, catalogue: Catalogue) -> Situation:
    """The situation in which nobody else will found once those who are ready are enough."""
    words = catalogue.vocabularies
    value = situation.fact(_FOUNDERS).value
    founding = words.legal_forms[legal_form].founding
    if evaluate(founding, situation).degree.truth is not Truth.YES or not isinstance(value, Terms):
        return situation
    others = frozenset(kind.id for kind in words.founders) - value.present
    fact = Fact(_FOUNDERS, Terms(value.present, others))
    assumed = FrozenMapping({**situation.assumed, _FOUNDERS: fact})
    return Situation(situation.diagnosis, situation.law, situation.on, assumed)


def _doubt(set_up: SetUp, situation: Situation) -> int:
    """0 when it is this set-up, 1 when it may be, 2 when it is not."""
    if set_up.when is None:
        return 0
    truth = evaluate(set_up.when, situation).degree.truth
    return [Truth.YES, Truth.UNKNOWN, Truth.NO].index(truth)


def _ready(form: LegalForm, situation: Situation) -> frozenset[str]:
    """The kinds of founders that are ready and may found in this form."""
    value = situation.fact(_FOUNDERS).value
    return value.present & set(form.founders) if isinstance(value, Terms) else frozenset()
