"""What many results come to: for every model where it fits, and which rules are in the way."""

from collections import Counter
from collections.abc import Mapping, Sequence

import pyarrow as pa
import pyarrow.compute as pc
from attrs import define, field

from socialfranchise.matching.ranking import Verdict


@define
class ModelSummary:
    """One model over all places that were added."""

    template: str
    verdicts: Counter[str] = field(factory=Counter)
    """How many places have each verdict."""
    first: int = 0
    """In how many places no other model stands before it."""
    regions: Counter[str] = field(factory=Counter)
    """How many places of each region the model fits, with or without conditions."""
    blocked_by: Counter[str] = field(factory=Counter)
    """How many places each rule excludes the model from."""
    left_open_by: Counter[str] = field(factory=Counter)
    """In how many places each rule is not decided yet."""


@define
class Summary:
    """Counts over batches of results with reasons, batch by batch."""

    models: dict[str, ModelSummary] = field(factory=dict)

    def add(self, results: pa.RecordBatch, regions: Mapping[str, str]) -> None:
        """Count the results; ``regions`` names the region of a place by its id, where known."""
        table = pa.Table.from_batches([results])
        for template in pc.unique(table["template"]).to_pylist():
            rows = table.filter(pc.equal(table["template"], template))
            found = self.models.setdefault(template, ModelSummary(template))
            found.verdicts.update(_counted(rows["verdict"]))
            found.blocked_by.update(_counted(pc.list_flatten(rows["blocked_by"])))
            found.left_open_by.update(_counted(pc.list_flatten(rows["left_open_by"])))
            found.first += pc.sum(pc.equal(rows["rank"], 1)).as_py()
            near = pc.not_equal(rows["verdict"], Verdict.DOES_NOT_FIT.value)
            places = rows.filter(near)["diagnosis"].to_pylist()
            found.regions.update(regions[place] for place in places if place in regions)

    def in_order(self) -> Sequence[ModelSummary]:
        """The models: those that fit most places first, then those most often at the top."""
        order = [verdict.value for verdict in Verdict]
        return sorted(
            self.models.values(),
            key=lambda each: (
                *(-each.verdicts[verdict] for verdict in order[:-1]),
                -each.first,
                each.template,
            ),
        )


def _counted(column: pa.ChunkedArray) -> dict[str, int]:
    counts = pc.value_counts(column)
    return {entry["values"]: entry["counts"] for entry in counts.to_pylist()}
