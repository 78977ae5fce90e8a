"""The catalogue compiled to columns: record batch in, record batch out."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

import attrs
import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from socialfranchise.batch.columns import ID, facts_of, facts_schema, misfits_of, plain
from socialfranchise.batch.facts import Facts, Flags
from socialfranchise.batch.judge import (
    VERDICTS,
    Judge,
    Judged,
    hurdles,
    hurdles_singly,
    in_columns,
    judge_of,
    judged,
    judged_singly,
)
from socialfranchise.batch.order import ranked
from socialfranchise.batch.program import program
from socialfranchise.batch.trials import Places
from socialfranchise.catalogue.catalogue import Catalogue
from socialfranchise.core.errors import InvalidDocument
from socialfranchise.core.findings import Finding, Report
from socialfranchise.core.frozen import FrozenMapping
from socialfranchise.core.text import Text
from socialfranchise.diagnosis.facts import Diagnosis, Locality
from socialfranchise.matching.evaluate import Situation
from socialfranchise.matching.ranking import (
    Match,
    Ranking,
    Verdict,
    Weights,
    check_weights,
    day_of,
    match,
    match_template,
)

AT_A_TIME = 4096
"""Places judged in one go: few enough for their columns to stay near the processor."""

_RESULTS = pa.schema(
    [
        pa.field("diagnosis", pa.string(), nullable=False),
        pa.field("rank", pa.int32(), nullable=False),
        pa.field("template", pa.string(), nullable=False),
        pa.field("verdict", pa.string(), nullable=False),
        pa.field("low", pa.float64(), nullable=False),
        pa.field("high", pa.float64(), nullable=False),
        pa.field("exact", pa.bool_(), nullable=False),
    ]
)
_NAMES = pa.list_(pa.field("item", pa.string(), nullable=False))
_REASONS = [
    pa.field("blocked_by", _NAMES, nullable=False),
    pa.field("left_open_by", _NAMES, nullable=False),
]


class CompiledCatalogue:
    """A catalogue and the law of a day, ready to judge record batches of places.

    ``facts_schema`` lists the columns a batch of facts can have: see
    :mod:`socialfranchise.batch.columns`. A batch of results has a row for every place and
    template: ``diagnosis`` (the place's ``id``), ``rank`` (from 1), ``template``, ``verdict``
    (``fits``, ``fits-if``, ``does-not-fit``), the bounds of the score ``low`` and ``high``, and
    ``exact``, as :func:`socialfranchise.match` gives them, bit for bit. With reasons,
    ``blocked_by`` and ``left_open_by`` list the rules that exclude the template or may yet:
    ``founding``, ``requirement/id``, ``contraindication/id``.

    It can be pickled, and is compiled anew where it arrives.
    """

    def __init__(
        self, catalogue: Catalogue, *, on: date | None = None, weights: Weights | None = None
    ) -> None:
        check_weights(catalogue, weights or {})
        self.catalogue = catalogue
        self.on = day_of(on, catalogue)
        self.weights = weights or {}
        nothing = Diagnosis(
            id="nothing-known",
            title=Text("", ""),
            locality=Locality(name=""),
            day=self.on,
            facts=FrozenMapping({}),
        )
        self._situation = Situation(nothing, catalogue.law, self.on)
        self._judges = tuple(
            judge_of(template, catalogue, self._situation, self.weights.get(template.id, {}))
            for template in catalogue
            if template.status != "withdrawn"
        )
        able = [judge for judge in self._judges if in_columns(judge, self._situation)]
        self._in_columns = frozenset(judge.template for judge in able)
        self._program = program(
            (condition for judge in able for condition in judge.conditions()), self._situation
        )

    def __reduce__(self) -> tuple[Any, ...]:
        return _compiled, (self.catalogue, self.on, self.weights)

    @property
    def templates(self) -> tuple[str, ...]:
        """The ids of the templates judged: all but those withdrawn."""
        return tuple(judge.template for judge in self._judges)

    @property
    def facts_schema(self) -> pa.Schema:
        """All columns a batch of facts can have; only ``id`` is needed."""
        return facts_schema(self.catalogue)

    def results_schema(self, *, reasons: bool = False) -> pa.Schema:
        """The columns of a batch of results; its metadata name the catalogue and the day."""
        made_from = {
            "catalogue": self.catalogue.id,
            "catalogue_version": self.catalogue.version,
            "catalogue_sha256": self.catalogue.sha256,
            "on": self.on.isoformat(),
        }
        fields = [*_RESULTS, *_REASONS] if reasons else _RESULTS
        return pa.schema(fields, metadata=made_from)

    def findings(self, facts: pa.RecordBatch) -> tuple[Finding, ...]:
        """What in a batch does not answer the catalogue's questions, by column and row."""
        return tuple(misfits_of(facts, self.catalogue))

    def match(
        self, facts: pa.RecordBatch, *, top: int | None = None, reasons: bool = False
    ) -> pa.RecordBatch:
        """Judge every template in every place of a batch; ``top`` keeps the first ones of each.

        Raises :class:`InvalidDocument` when :meth:`findings` are there, and ``ValueError`` when
        ``top`` is less than 1.
        """
        if top is not None and top < 1:
            raise ValueError(f"the first {top} models of every place")
        facts = plain(facts)
        findings = self.findings(facts)
        if findings:
            raise InvalidDocument(Report(findings))
        known = facts_of(facts, self.catalogue)
        parts = [
            self._match(facts.column(ID), known, start, top, reasons)
            for start in range(0, facts.num_rows, AT_A_TIME)
        ]
        schema = self.results_schema(reasons=reasons)
        whole = pa.Table.from_batches(parts, schema).combine_chunks().to_batches()
        return whole[0] if whole else pa.RecordBatch.from_pylist([], schema)

    def match_batches(
        self,
        batches: Iterable[pa.RecordBatch],
        *,
        top: int | None = None,
        reasons: bool = False,
    ) -> Iterator[pa.RecordBatch]:
        """Judge batch after batch, holding one at a time."""
        for batch in batches:
            yield self.match(batch, top=top, reasons=reasons)

    def ranking(self, facts: pa.RecordBatch, row: int) -> Ranking:
        """The ranking of one place, by its row from 0, with all its reasons.

        Raises :class:`InvalidDocument` when the row does not hold and ``IndexError`` when there
        is none.
        """
        one = plain(facts.slice(row, 1))
        findings = self.findings(one)
        if findings:
            raise InvalidDocument(Report(findings))
        id = one.column(ID)[0].as_py()
        place = self._diagnosis(facts_of(one, self.catalogue), 0, id)
        return match(place, self.catalogue, on=self.on, weights=self.weights)

    def _match(
        self, ids: pa.Array, known: Facts, start: int, top: int | None, reasons: bool
    ) -> pa.RecordBatch:
        facts = known.part(start, AT_A_TIME)
        ids = ids.slice(start, AT_A_TIME).cast(pa.string())
        degrees = dict(zip(self._program.number, self._program.run(facts), strict=True))
        places = Places(facts, degrees, self._situation, self.catalogue.vocabularies.facts)
        shape = (len(self._judges), places.number)
        by_template = [np.empty(shape, kind) for kind in (np.uint8, float, float, np.bool_)]
        for number, judge in enumerate(self._judges):
            one = self._judged(judge, places)
            for table, column in zip(by_template, attrs.astuple(one, recurse=False), strict=True):
                table[number] = column
        verdict, low, high, exact = (np.ascontiguousarray(table.T) for table in by_template)
        order = ranked(verdict, low, high, top)

        def ordered(table: NDArray[Any]) -> NDArray[Any]:
            return np.take_along_axis(table, order, axis=1).reshape(-1)

        number, each = order.shape
        columns = [
            ids.take(np.repeat(np.arange(number), each)),
            pa.array(np.tile(np.arange(1, each + 1, dtype=np.int32), number)),
            pa.array(self.templates, pa.string()).take(order.reshape(-1)),
            pa.array([verdict.value for verdict in VERDICTS]).take(ordered(verdict)),
            *(pa.array(ordered(table)) for table in (low, high, exact)),
        ]
        if reasons:
            columns += self._reasons(places, order, ordered(verdict))
        return pa.RecordBatch.from_arrays(columns, schema=self.results_schema(reasons=reasons))

    def _judged(self, judge: Judge, places: Places) -> Judged:
        if judge.template in self._in_columns:
            return judged(judge, places)
        return judged_singly(self._matches(judge, places))

    def _matches(self, judge: Judge, places: Places) -> Iterator[Match]:
        """One place at a time: the law of the day leaves something open."""
        template = self.catalogue[judge.template]
        weights = self.weights.get(template.id, {})
        for place in range(places.number):
            situation = places.situation_at(place)
            yield match_template(template, self.catalogue, situation, weights)

    def _reasons(
        self, places: Places, order: NDArray[np.intp], verdict: NDArray[np.uint8]
    ) -> Iterator[pa.ListArray]:
        """The rules that exclude, and those that leave open, for every row of the results."""
        names: list[str] = []
        templates: list[int] = []
        fails: list[Flags] = []
        opens: list[Flags] = []
        for number, judge in enumerate(self._judges):
            for name, failing, opening in self._hurdles(judge, places):
                names.append(name)
                templates.append(number)
                fails.append(failing)
                opens.append(opening)
        position = np.full((places.number, len(self._judges)), -1)
        rows = np.arange(order.size).reshape(order.shape)
        np.put_along_axis(position, order, rows, axis=1)
        for columns, concerned in ((fails, Verdict.DOES_NOT_FIT), (opens, Verdict.FITS_IF)):
            place, rule = np.nonzero(np.reshape(columns, (-1, places.number)).T)
            row = position[place, np.array(templates, np.intp)[rule]]
            kept = (row >= 0) & (verdict[row] == VERDICTS.index(concerned))
            row, rule = row[kept], rule[kept]
            ordered = np.lexsort((rule, row))
            ends = np.cumsum(np.bincount(row, minlength=order.size), dtype=np.int32)
            yield pa.ListArray.from_arrays(
                np.concatenate([np.zeros(1, np.int32), ends]),
                pa.array(names, pa.string()).take(rule[ordered]),
                type=_NAMES,
            )

    def _hurdles(self, judge: Judge, places: Places) -> Iterator[tuple[str, Flags, Flags]]:
        if judge.template in self._in_columns:
            return hurdles(judge, places)
        return hurdles_singly(judge, self._matches(judge, places))

    def _diagnosis(self, facts: Facts, place: int, id: str) -> Diagnosis:
        return attrs.evolve(self._situation.diagnosis, id=id, facts=facts.at(place))


def _compiled(catalogue: Catalogue, on: date, weights: Weights) -> CompiledCatalogue:
    return CompiledCatalogue(catalogue, on=on, weights=weights)
