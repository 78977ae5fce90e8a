"""The contenders that are libraries: one class each, the library imported when it is prepared."""

import importlib
import importlib.util
import json
from collections.abc import Callable, Iterator
from importlib.metadata import version
from typing import Any

import numpy as np
from byhand import coded
from contenders import Contender
from numpy.typing import NDArray
from work import ANSWERS, CHOICES, FACTS, NUMBERS, TERMS, Answers, Model, Rule, Work, weights

Told = tuple[list[bool], int]
"""What a library that judges one place by one model told: each rule, and the points."""


class Peer(Contender):
    """A library. ``module`` is what is imported, ``package`` what is installed."""

    module = ""
    package = ""

    @property
    def installed(self) -> bool:
        """Can it take part?"""
        return importlib.util.find_spec(self.module) is not None

    @property
    def told(self) -> str:
        """Its name and version, or that it is left out."""
        if not self.installed:
            return f"{self.package}: not installed, left out"
        return f"{self.package} {version(self.package)}"


class RowPeer(Peer):
    """A library that judges one place by one model: every rule, and the points of the score."""

    places = 20
    tells = "every criterion, points"

    def take(self, given: Work) -> None:
        """Keep models and places."""
        self.models = given.models
        self.rows = given.rows()

    def answers(self, result: list[list[Told]]) -> Answers:
        """Requirements stand first among the rules."""
        fits = [[all(told[:3]) for told, _ in row] for row in result]
        score = [
            [points / model.total for (_, points), model in zip(row, self.models, strict=True)]
            for row in result
        ]
        return Answers.settled(np.array(fits), np.array(score))


def _points(told: list[bool], model: Model) -> int:
    criteria = told[len(model.requirements) :]
    return sum(rule.weight for rule, holds in zip(model.criteria, criteria, strict=True) if holds)


def _expression(rule: Rule, *, both: str, yes: str, no: str) -> str:
    """A rule in a language of expressions; those of the peers differ in three words."""
    if rule.kind == "yes-no":
        return f"{rule.fact} == {yes if rule.answer else no}"
    if rule.kind == "one-of":
        return f"{rule.fact} in {json.dumps(rule.terms)}"
    least, most = f"{rule.fact} >= {rule.lowest}", f"{rule.fact} <= {rule.highest}"
    if rule.kind == "between":
        return f"{least} {both} {most}"
    return least if rule.kind == "at-least" else most


class Zen(RowPeer):
    """A decision a model with an expression a rule; the decisions of a place in one call."""

    module, package, name = "zen", "zen-engine", "zen-engine, decisions"

    def prepare(self, given: Work) -> None:
        """Load the decisions."""
        self.take(given)
        graphs = {model.id: _zen_graph(model) for model in given.models}
        library = importlib.import_module(self.module)
        self.engine = library.ZenEngine({"loader": {"type": "static", "content": graphs}})

    def run(self) -> list[list[Told]]:
        """Each rule and the points, as the decisions give them."""
        return [
            [_zen_told(response) for response in self.engine.evaluate_batch(self._requests(row))]
            for row in self.rows
        ]

    def _requests(self, row: Any) -> list[dict[str, Any]]:
        return [{"key": model.id, "context": row} for model in self.models]


def _zen_told(response: Any) -> Told:
    result = response["data"]["result"]
    return [result[name] for name in _RULES], result["points"]


class ZenExpression(RowPeer):
    """A compiled expression a model, which gives the list of its rules."""

    module, package, name = "zen", "zen-engine", "zen-engine, expressions"
    places = 50

    def prepare(self, given: Work) -> None:
        """Compile the expressions."""
        self.take(given)
        compiled = importlib.import_module(self.module).compile_expression
        self.expressions = []
        for model in given.models:
            parts = [_expression(r, both="and", yes="true", no="false") for r in model.rules]
            self.expressions.append((model, compiled(f"[{', '.join(parts)}]")))

    def run(self) -> list[list[Told]]:
        """The lists; the points summed up."""
        return [
            [self._told(model, expression.evaluate(row)) for model, expression in self.expressions]
            for row in self.rows
        ]

    def _told(self, model: Model, told: list[bool]) -> Told:
        return told, _points(told, model)


_RULES = tuple(f"rule_{number}" for number in range(20))


def _zen_graph(model: Model) -> dict[str, Any]:
    expressions = [
        {"id": name, "key": name, "value": _expression(rule, both="and", yes="true", no="false")}
        for name, rule in zip(_RULES, model.rules, strict=True)
    ]
    points = " + ".join(
        f"($.{name} ? {rule.weight} : 0)"
        for name, rule in zip(_RULES, model.rules, strict=True)
        if rule.weight
    )
    expressions.append({"id": "points", "key": "points", "value": points})
    nodes = [
        {"id": "in", "type": "inputNode", "name": "in"},
        {
            "id": "rules",
            "type": "expressionNode",
            "name": "rules",
            "content": {"expressions": expressions},
        },
        {"id": "out", "type": "outputNode", "name": "out"},
    ]
    edges = [
        {"id": "1", "sourceId": "in", "targetId": "rules", "type": "edge"},
        {"id": "2", "sourceId": "rules", "targetId": "out", "type": "edge"},
    ]
    places = [{**node, "position": {"x": 0, "y": 0}} for node in nodes]
    return {"nodes": places, "edges": edges}


class RuleEngine(RowPeer):
    """A compiled rule for every rule."""

    module, package, name = "rule_engine", "rule-engine", "rule-engine"

    def prepare(self, given: Work) -> None:
        """Compile the rules."""
        self.take(given)
        make = importlib.import_module(self.module).Rule
        self.rules = [
            (model, [make(_expression(r, both="and", yes="true", no="false")) for r in model.rules])
            for model in given.models
        ]

    def run(self) -> list[list[Told]]:
        """Every rule asked, the points summed up."""
        return [[self._told(model, rules, row) for model, rules in self.rules] for row in self.rows]

    def _told(self, model: Model, rules: list[Any], row: Any) -> Told:
        told = [rule.matches(row) for rule in rules]
        return told, _points(told, model)


class JsonLogic(RowPeer):
    """A JsonLogic expression for every rule."""

    module, package, name = "json_logic", "json-logic-qubit", "json-logic"

    def prepare(self, given: Work) -> None:
        """Write the expressions."""
        self.take(given)
        self.evaluate = importlib.import_module(self.module).jsonLogic
        self.rules = [
            (model, [_json_logic(rule) for rule in model.rules]) for model in given.models
        ]

    def run(self) -> list[list[Told]]:
        """Every rule asked, the points summed up."""
        return [[self._told(model, rules, row) for model, rules in self.rules] for row in self.rows]

    def _told(self, model: Model, rules: list[Any], row: Any) -> Told:
        told = [self.evaluate(rule, row) for rule in rules]
        return told, _points(told, model)


def _json_logic(rule: Rule) -> dict[str, Any]:
    fact = {"var": rule.fact}
    if rule.kind == "yes-no":
        return {"===": [fact, rule.answer]}
    if rule.kind == "one-of":
        return {"in": [fact, list(rule.terms)]}
    if rule.kind == "between":
        return {"<=": [rule.lowest, fact, rule.highest]}
    return {">=": [fact, rule.lowest]} if rule.kind == "at-least" else {"<=": [fact, rule.highest]}


class BusinessRules(RowPeer):
    """A rule for every rule, whose action notes that it holds and adds its weight."""

    module, package, name = "business_rules", "business-rules", "business-rules"

    def prepare(self, given: Work) -> None:
        """Variables and actions as classes, rules as plain data. Numbers whole: faster here."""
        self.take(given)
        self.run_all = importlib.import_module(self.module).run_all
        self.variables = _business_variables()
        self.actions = _business_actions()
        self.rules = [
            [_business_rule(number, rule) for number, rule in enumerate(model.rules)]
            for model in given.models
        ]
        for row in self.rows:
            row.update({fact: int(row[fact]) for fact in NUMBERS})

    def run(self) -> list[list[Told]]:
        """Every rule run, the points from the actions."""
        return [[self._told(rules, row) for rules in self.rules] for row in self.rows]

    def _told(self, rules: list[Any], row: Any) -> Told:
        noted = self.actions(len(rules))
        self.run_all(rules, self.variables(row), noted)
        return noted.told, noted.points


def _business_rule(number: int, rule: Rule) -> dict[str, Any]:
    def asks(operator: str, value: Any) -> dict[str, Any]:
        return {"name": rule.fact, "operator": operator, "value": value}

    least = asks("greater_than_or_equal_to", int(rule.lowest))
    most = asks("less_than_or_equal_to", int(rule.highest))
    conditions: dict[str, Any] = {
        "at-least": least,
        "at-most": most,
        "between": {"all": [least, most]},
        "yes-no": asks("is_true" if rule.answer else "is_false", None),
        "one-of": {"any": [asks("equal_to", term) for term in rule.terms]},
    }[rule.kind]
    params = {"number": number, "weight": rule.weight}
    return {"conditions": conditions, "actions": [{"name": "note", "params": params}]}


def _business_variables() -> type:
    library = importlib.import_module("business_rules.variables")

    def variable(fact: str) -> Callable[[Any], Any]:
        def value(self: Any) -> Any:
            return self.row[fact]

        kind = (
            library.numeric_rule_variable
            if fact in NUMBERS
            else library.boolean_rule_variable
            if fact in ANSWERS
            else library.string_rule_variable
        )
        value.__name__ = fact
        found: Callable[[Any], Any] = kind()(value)
        return found

    def init(self: Any, row: Any) -> None:
        self.row = row

    members = {"__init__": init, **{fact: variable(fact) for fact in FACTS}}
    return type("Variables", (library.BaseVariables,), members)


def _business_actions() -> type:
    library = importlib.import_module("business_rules.actions")
    numeric = importlib.import_module("business_rules.fields").FIELD_NUMERIC

    class Actions(library.BaseActions):  # type: ignore[misc, name-defined]
        def __init__(self, rules: int) -> None:
            self.told = [False] * rules
            self.points = 0

        @library.rule_action(params={"number": numeric, "weight": numeric})  # type: ignore[untyped-decorator]
        def note(self, number: int, weight: int) -> None:
            self.told[number] = True
            self.points += weight

    return Actions


class Cel(RowPeer):
    """A program a model, which gives the list of its rules."""

    module, package, name = "cel", "common-expression-language", "CEL (Rust)"
    places = 100

    def prepare(self, given: Work) -> None:
        """Compile the programs."""
        self.take(given)
        library = importlib.import_module(self.module)
        self.context = library.Context
        self.programs = []
        for model in given.models:
            parts = [_expression(r, both="&&", yes="true", no="false") for r in model.rules]
            self.programs.append((model, library.compile(f"[{', '.join(parts)}]")))

    def run(self) -> list[list[Told]]:
        """One context a place; the points summed up."""
        found = []
        for row in self.rows:
            context = self.context(row)
            told = [(model, program.execute(context)) for model, program in self.programs]
            found.append([(rules, _points(rules, model)) for model, rules in told])
        return found


class Polars(Peer):
    """Two expressions a model, all in one select, on as many threads as polars takes."""

    module = package = name = "polars"
    tells = "verdict, score"

    def prepare(self, given: Work) -> None:
        """A frame and the expressions."""
        self.pl = importlib.import_module(self.module)
        self.models = given.models
        self.frame = self.pl.DataFrame({fact: given.places[fact] for fact in FACTS}).with_columns(
            self.pl.col(CHOICES).cast(self.pl.Enum(TERMS))
        )
        self.wanted = [expression for model in given.models for expression in self._of(model)]

    def _of(self, model: Model) -> Iterator[Any]:
        pl = self.pl
        needed = [self._holds(rule) for rule in model.requirements]
        yield pl.all_horizontal(needed).alias(f"{model.id} fits")
        parts = [self._holds(rule).cast(pl.UInt8) * rule.weight for rule in model.criteria]
        while len(parts) > 1:
            pairs = zip(parts[::2], parts[1::2], strict=False)
            odd = parts[-1:] if len(parts) % 2 else []
            parts = [one + other for one, other in pairs] + odd
        yield parts[0].alias(f"{model.id} points")

    def _holds(self, rule: Rule) -> Any:
        column = self.pl.col(rule.fact)
        if rule.kind == "yes-no":
            return column if rule.answer else ~column
        if rule.kind == "one-of":
            return column.is_in(rule.terms)
        if rule.kind == "between":
            return column.is_between(rule.lowest, rule.highest)
        return column >= rule.lowest if rule.kind == "at-least" else column <= rule.highest

    def run(self) -> tuple[Any, NDArray[Any]]:
        """A frame with two columns a model; numpy divides, as polars rounds a division twice."""
        found = self.frame.select(self.wanted)
        points = [found[f"{model.id} points"].to_numpy() for model in self.models]
        return found, np.array(points) / np.array([[model.total] for model in self.models], float)

    def answers(self, result: tuple[Any, NDArray[Any]]) -> Answers:
        """The columns side by side."""
        fits = [result[0][f"{model.id} fits"].to_numpy() for model in self.models]
        return Answers.settled(np.array(fits).T, result[1].T)


class OpenFisca(Peer):
    """A variable a rule, one for the requirements and one for the points of a model."""

    module, package, name = "openfisca_core", "OpenFisca-Core", "OpenFisca"
    tells = "every criterion, verdict, score"

    def prepare(self, given: Work) -> None:
        """A system of variables; choices as their numbers."""
        load = importlib.import_module
        self.entity = load("openfisca_core.entities").build_entity(
            key="place", plural="places", label="Place", is_person=True
        )
        system = load("openfisca_core.taxbenefitsystems").TaxBenefitSystem([self.entity])
        self.builder = load("openfisca_core.simulations").SimulationBuilder
        periods = load("openfisca_core.periods")
        self.unit, self.period = periods.DateUnit.YEAR, periods.period("2026")
        self.variable = load("openfisca_core.variables").Variable
        self.models = given.models
        self.columns = {fact: np.array(coded(fact, given.places[fact])) for fact in FACTS}
        for fact in FACTS:
            kind = float if fact in NUMBERS else bool if fact in ANSWERS else int
            system.add_variable(self._variable(fact, kind))
        for model in given.models:
            for variable in self._of(model):
                system.add_variable(variable)
        self.system = system

    def _variable(self, name: str, kind: type, formula: Any = None) -> type:
        members = {
            "value_type": kind,
            "entity": self.entity,
            "definition_period": self.unit,
            "label": name,
        }
        if formula:
            members["formula"] = formula
        return type(name, (self.variable,), members)

    def _of(self, model: Model) -> Iterator[type]:
        key = model.id.replace("-", "_")
        names = [f"{key}_{name}" for name in _RULES]
        for name, rule in zip(names, model.rules, strict=True):
            yield self._variable(name, bool, _openfisca_formula(rule))
        needed, weighed = names[: len(model.requirements)], names[len(model.requirements) :]

        def fits(place: Any, period: Any) -> Any:
            return np.logical_and.reduce([place(name, period) for name in needed])

        def points(place: Any, period: Any) -> Any:
            pairs = zip(weighed, model.criteria, strict=True)
            return sum(place(name, period) * rule.weight for name, rule in pairs)

        yield self._variable(f"{key}_fits", bool, fits)
        yield self._variable(f"{key}_points", int, points)

    def run(self) -> tuple[NDArray[Any], NDArray[Any]]:
        """A simulation of all places."""
        count = len(self.columns[FACTS[0]])
        simulation = self.builder().build_default_simulation(self.system, count=count)
        for fact, column in self.columns.items():
            simulation.set_input(fact, self.period, column)
        fits, score = [], []
        for model in self.models:
            key = model.id.replace("-", "_")
            fits.append(simulation.calculate(f"{key}_fits", self.period))
            points = simulation.calculate(f"{key}_points", self.period)
            score.append(points / np.float64(model.total))
        return np.array(fits), np.array(score)

    def answers(self, result: tuple[NDArray[Any], NDArray[Any]]) -> Answers:
        """The same, by place."""
        return Answers.settled(result[0].T, result[1].T)


def _openfisca_formula(rule: Rule) -> Callable[[Any, Any], Any]:
    fact, lowest, highest = rule.fact, rule.lowest, rule.highest
    table = np.array([term in rule.terms for term in TERMS])
    formulas: dict[str, Callable[[Any, Any], Any]] = {
        "yes-no": lambda place, period: place(fact, period) == rule.answer,
        "one-of": lambda place, period: table[place(fact, period)],
        "at-least": lambda place, period: place(fact, period) >= lowest,
        "at-most": lambda place, period: place(fact, period) <= highest,
        "between": lambda place, period: (
            (place(fact, period) >= lowest) & (place(fact, period) <= highest)
        ),
    }
    return formulas[rule.kind]


class BlazeRules(Peer):
    """A rule a rule, told as bits; one product of matrices a model makes the score."""

    module = package = name = "blazerules"
    name = "blazerules + numpy score"
    tells = "every criterion as a bit, verdict, score"

    def prepare(self, given: Work) -> None:
        """Rules as JSON; answers as the numbers 0 and 1."""
        library = importlib.import_module(self.module)
        pa = importlib.import_module("pyarrow")
        config = library.EngineConfig()
        config.output_detail = library.OutputDetail.BITMASKS
        self.engine = library.RuleEngine(config)
        self.models = given.models
        self.weights = weights(given.models)
        rules = json.dumps(_blaze_rules(given.models))
        self.engine.load_rules_from_string(rules, library.RuleFileFormat.JSON)
        self.batch = pa.record_batch(
            {
                fact: pa.array(given.places[fact])
                if fact in CHOICES
                else pa.array(np.array(given.places[fact], np.float32))
                for fact in FACTS
            }
        )

    def run(self) -> tuple[NDArray[Any], NDArray[Any]]:
        """Bits from the engine, points from a product."""
        result = self.engine.evaluate_batch(self.batch)
        number = self.batch.num_rows
        fits = np.empty((len(self.models), number), np.bool_)
        score = np.empty((len(self.models), number))
        for place, model in enumerate(self.models):
            masks = [
                np.frombuffer(result.rule_bitmask_buffer(f"{model.id}/{name}"), np.uint8)
                for name in _RULES
            ]
            needed = np.bitwise_and.reduce(masks[: len(model.requirements)])
            fits[place] = np.unpackbits(needed, bitorder="little", count=number)
            weighed = np.array(masks[len(model.requirements) :])
            bits = np.unpackbits(weighed, axis=1, bitorder="little", count=number)
            score[place] = (self.weights[place] @ bits.astype(np.float32)) / np.float64(model.total)
        return fits.T, score.T

    def answers(self, result: tuple[NDArray[Any], NDArray[Any]]) -> Answers:
        """The same."""
        return Answers.settled(*result)


def _blaze_rules(models: tuple[Model, ...]) -> dict[str, Any]:
    numbers = {"type": "float32", "nullable": False}
    terms = {"type": "categorical", "values": list(TERMS), "nullable": False}
    return {
        "schema_version": "2.1",
        "fields": {fact: terms if fact in CHOICES else numbers for fact in FACTS},
        "ruleset": {
            "name": "benchmark",
            "version": "1.0.0",
            "rules": [
                {"id": f"{model.id}/{name}", "action": "score", "conditions": _blaze(rule)}
                for model in models
                for name, rule in zip(_RULES, model.rules, strict=True)
            ],
        },
    }


def _blaze(rule: Rule) -> dict[str, Any]:
    def asks(operator: str, value: Any) -> dict[str, Any]:
        return {"field": rule.fact, "op": operator, "value": value}

    if rule.kind == "yes-no":
        return asks("gte", 0.5) if rule.answer else asks("lt", 0.5)
    if rule.kind == "one-of":
        return asks("in", list(rule.terms))
    if rule.kind == "between":
        return {"and": [asks("gte", rule.lowest), asks("lte", rule.highest)]}
    return asks("gte", rule.lowest) if rule.kind == "at-least" else asks("lte", rule.highest)


PEERS: tuple[type[Peer], ...] = (
    *(BlazeRules, Polars, OpenFisca),
    *(Cel, ZenExpression, Zen, RuleEngine, JsonLogic, BusinessRules),
)
