"""Tables of facts in files: what is read, and what is told of rows that cannot be."""

import io
import json
from collections.abc import Mapping
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet
import pytest
from hypothesis import given
from hypothesis import strategies as st

from socialfranchise.batch.columns import facts_batch
from socialfranchise.batch.compiled import CompiledCatalogue
from socialfranchise.batch.results import WRITERS
from socialfranchise.batch.tables import FORMS, Part, read_table
from socialfranchise.catalogue.catalogue import Catalogue
from socialfranchise.core.conditions import IsAnswer
from socialfranchise.core.errors import InvalidDocument
from socialfranchise.core.findings import Finding
from socialfranchise.diagnosis.facts import Diagnosis
from tests import samples

CATALOGUE = samples.catalogue(samples.template("model", criteria=[(1, IsAnswer("leader", True))]))
Found = list[tuple[str, int, str | None]]


def read(content: bytes, form: str = "csv") -> list[Part]:
    return list(read_table(io.BytesIO(content), "table", form, CATALOGUE))


def rows(parts: list[Part]) -> list[dict[str, Any]]:
    return [row for part in parts for row in part.facts.to_pylist()]


def told(findings: tuple[Finding, ...]) -> Found:
    return [(f.code, f.place.line if f.place else 0, f.raw) for f in findings]


def refused(content: bytes, form: str) -> Found:
    with pytest.raises(InvalidDocument) as error:
        read(content, form)
    return told(error.value.report.findings)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("id,leader,hours\na,yes,1.5\nb,no,\n", [(True, 1.5), (False, None)]),
        ("id;leader;hours\na;tak;1,5\nb;nie;?\n", [(True, 1.5), (False, None)]),
        ('\ufeffid,leader,hours\r\n"a",Tak,2e0\r\n', [(True, 2.0)]),
        ("id;leader;hours\na;;+3\n", [(None, 3.0)]),
    ],
)
def test_csv(text: str, expected: list[tuple[bool | None, float | None]]) -> None:
    parts = read(text.encode())
    assert [(row["leader"], row["hours"]) for row in rows(parts)] == expected
    assert not any(part.findings for part in parts)


def test_rows_that_cannot_be_read_are_told_at_their_lines_and_left_out() -> None:
    text = (
        "id,leader,hours,kind\n"
        "good,yes,1,rural\n"
        "perhaps,perhaps,1,rural\n"
        'comma,no,"1,5",rural\n'
        "short,no\n"
        "far,no,500,rural\n"
        "village,no,1,village\n"
        ",no,1,rural\n"
        "nan,no,nan,rural\n"
        "also good,no,2,urban\n"
    )
    parts = read(text.encode())
    assert [row["id"] for row in rows(parts)] == ["good", "also good"]
    assert [finding for part in parts for finding in told(part.findings)] == [
        ("SF911", 3, "perhaps"),
        ("SF911", 4, "1,5"),
        ("SF912", 5, "short,no"),
        ("SF902", 6, "500"),
        ("SF301", 7, "village"),
        ("SF106", 8, None),
        ("SF911", 9, "nan"),
    ]


def test_a_finding_stands_at_its_line_whatever_comes_before() -> None:
    text = (
        'id;leader;hours\n\na;tak;1\n"b\n\nb";nie;2\n;;\n"c\r\nc";nie\nd;perhaps;1\n\ne;tak;500\n'
    )
    parts = read(text.encode())

    assert [row["id"] for row in rows(parts)] == ["a", "b\n\nb"]
    assert [found[:2] for part in parts for found in told(part.findings)] == [
        ("SF912", 8),
        ("SF911", 10),
        ("SF902", 12),
    ]


@given(st.lists(st.sampled_from(["ok;tak", "", ";", '"x\ny";tak', "short"]), max_size=8))
def test_lines_are_those_of_the_file(before: list[str]) -> None:
    text = "\n".join(["id;leader", *before, "bad;perhaps", ""])
    found = [told(part.findings) for part in read(text.encode())]

    assert ("SF911", text.count("\n"), "perhaps") in [one for some in found for one in some]


@pytest.mark.parametrize("under", ["", "\n", "\n\n;\n"])
def test_a_header_without_rows_is_a_table_of_no_places(under: str) -> None:
    parts = read(f"id;leader{under}".encode())

    assert rows(parts) == []
    assert not any(part.findings for part in parts)


@pytest.mark.parametrize(
    ("separator", "population", "income"),
    [
        (";", {"1500", "1 500", "1500,0", "1500.0"}, {"1,500", "1,5", "1.5"}),
        (",", {"1500", "1 500", "1500.0"}, {"1.500", "1.5"}),
    ],
)
def test_a_sign_that_may_set_thousands_apart_is_told(
    separator: str, population: set[str], income: set[str], catalogue: Catalogue
) -> None:
    told_of: dict[str, set[str]] = {"population": set(), "own-income-per-resident": set()}
    written = ("1500", "1 500", "1500,0", "1500.0", "1.500", "1,500", "2.000", "1.5", "1,5")
    for fact, readable in told_of.items():
        for text in written:
            content = f'id{separator}{fact}\na{separator}"{text}"\n'.encode()
            (part,) = read_table(io.BytesIO(content), "table", "csv", catalogue)
            codes = {finding.code for finding in part.findings}
            if not codes:
                readable.add(text)
            elif text in ("1.500", "1,500", "2.000"):
                assert codes == {"SF908"}

    assert told_of["population"] == population
    assert told_of["own-income-per-resident"] >= income


@pytest.mark.parametrize(
    ("content", "form", "expected"),
    [
        (b"", "csv", [("SF003", 1, None)]),
        (b"id,lider\na,yes\n", "csv", [("SF301", 1, "lider")]),
        (b"name,leader\na,yes\n", "csv", [("SF202", 1, None)]),
        (b"id,leader\na,\xb9\n", "csv", [("SF004", 1, None)]),
        (b"id,leader\na,yes\n", "parquet", [("SF913", 1, None)]),
        (b"id,leader\na,yes\n", "arrow", [("SF913", 1, None)]),
    ],
)
def test_files_that_are_no_tables_are_refused(content: bytes, form: str, expected: Found) -> None:
    assert refused(content, form) == expected


def diagnosis(id: str, facts: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "format": "socialfranchise.diagnosis/1",
        "id": id,
        "title": {"pl": "Miejsce", "en": "Place"},
        "locality": {"name": "Miejsce"},
        "day": "2026-01-01",
        "facts": facts,
    }


def test_ndjson_has_a_diagnosis_on_every_line() -> None:
    lines = [
        json.dumps(diagnosis("a", {"leader": {"answer": "yes"}})),
        "",
        json.dumps(diagnosis("b", {"leder": {"answer": "yes"}})),
        "{broken",
        json.dumps(diagnosis("c", {"hours": {"number": 900}})),
        json.dumps(diagnosis("d", {})),
    ]
    content = "\n".join(lines).encode() + b"\n\xff\xfe\n"
    (part,) = read(content, "ndjson")
    assert [row["id"] for row in rows([part])] == ["a", "d"]
    assert [(code, line) for code, line, _ in told(part.findings)] == [
        ("SF301", 3),
        ("SF010", 4),
        ("SF902", 5),
        ("SF004", 7),
    ]


@pytest.mark.parametrize("form", ["parquet", "arrow"])
def test_tables_with_rows_that_do_not_hold(form: str) -> None:
    table = pa.RecordBatch.from_pydict({"id": ["a", "b"], "hours": [1.0, float("nan")]})
    file = io.BytesIO()
    with WRITERS[form](file, table.schema) as write:
        write(table)
    (part,) = read(file.getvalue(), form)
    assert rows([part]) == [{"id": "a", "hours": 1.0}]
    assert told(part.findings) == [("SF902", 2, "nan")]


def test_a_stream_of_record_batches_is_read_too() -> None:
    table = pa.RecordBatch.from_pydict({"id": ["a"], "hours": [1.0]})
    file = io.BytesIO()
    with pa.ipc.new_stream(file, table.schema) as writer:
        writer.write_batch(table)
    assert rows(read(file.getvalue(), "arrow")) == [{"id": "a", "hours": 1.0}]


@given(st.binary(max_size=300), st.sampled_from(sorted(FORMS)))
def test_any_bytes_are_read_or_refused(content: bytes, form: str) -> None:
    with suppress(InvalidDocument):
        for row in rows(read(content, form)):
            assert row["id"] is not None


@given(st.text(st.characters(codec="utf-8"), max_size=200))
def test_any_text_under_a_good_header_is_read_or_told(text: str) -> None:
    with suppress(InvalidDocument):
        for row in rows(read(f"id,leader,hours\n{text}\n".encode())):
            assert row["id"] is not None


def test_results_are_the_same_in_every_form(tmp_path: Path, catalogue: Catalogue) -> None:
    places = [_named(catalogue, id) for id in ("a", "b")]
    compiled = CompiledCatalogue(catalogue, on=date(2026, 1, 1))
    results = compiled.match(facts_batch(places, catalogue), top=4, reasons=True)
    files = {form: tmp_path / f"results.{form}" for form in WRITERS}
    for form, file in files.items():
        with file.open("wb") as target, WRITERS[form](target, results.schema) as write:
            write(results)
    expected = results.to_pylist()
    assert any(row["left_open_by"] for row in expected)
    assert pyarrow.parquet.read_table(files["parquet"]).to_pylist() == expected
    assert pa.ipc.open_file(files["arrow"]).read_all().to_pylist() == expected
    for schema in (
        pyarrow.parquet.read_schema(files["parquet"]),
        pa.ipc.open_file(files["arrow"]).schema,
    ):
        assert schema.metadata[b"catalogue_sha256"].decode() == catalogue.sha256
        assert schema.metadata[b"on"] == b"2026-01-01"
    lines = files["ndjson"].read_text(encoding="utf-8").splitlines()
    assert [json.loads(line) for line in lines] == expected
    flat = pyarrow.csv.read_csv(files["csv"]).to_pylist()
    assert [row["template"] for row in flat] == [row["template"] for row in expected]
    assert [row["low"] for row in flat] == [row["low"] for row in expected]
    assert [row["left_open_by"].split() for row in flat] == [r["left_open_by"] for r in expected]


def _named(catalogue: Catalogue, id: str) -> Diagnosis:
    from socialfranchise import load_diagnosis

    return load_diagnosis(diagnosis(id, {}), catalogue=catalogue)
