"""``data fetch`` without a network: a stand-in for the client, the client with recorded answers."""

import json
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from tests.cli.program import run
from tests.sources.exports import read, values

VOIVODESHIPS = [
    {"id": "011200000000", "name": "MAŁOPOLSKIE", "level": 2},
    {"id": "023000000000", "name": "WIELKOPOLSKIE", "level": 2},
]
VALUES = [{"year": "2024", "val": 2.6, "attrId": 1}]
RESULTS = [{"id": "011212001011", "name": "Bochnia", "values": VALUES}]
ABOUT = {"totalRecords": 1, "variableId": 79214, "measureUnitId": 26}


class Failure(Exception):
    """What the stand-in raises in place of the client's own error."""


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, dict[str, Any]]]:
    """What a stand-in for the client is asked."""
    calls: list[tuple[str, dict[str, Any]]] = []

    class Bank:
        def __init__(self, config: dict[str, Any]) -> None:
            calls.append(("config", config))
            self.api = self.data = self.units = self

        def __enter__(self) -> "Bank":
            return self

        def __exit__(self, *error: object) -> None:
            return None

        def list_units(self, **query: Any) -> list[dict[str, Any]]:
            calls.append(("units", query))
            return VOIVODESHIPS

        def get_data_by_variable(self, variable: str, **query: Any) -> Any:
            calls.append((variable, query))
            if variable == "404":
                raise Failure("HTTP 404 \x1b[31m")
            return RESULTS, ABOUT

    client, api, exceptions = (ModuleType(name) for name in ("pybdl", "pybdl.api", "exceptions"))
    client.BDL, client.BDLConfig = Bank, dict  # type: ignore[attr-defined]
    exceptions.BDLError = Failure  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "pybdl", client)
    monkeypatch.setitem(sys.modules, "pybdl.api", api)
    monkeypatch.setitem(sys.modules, "pybdl.api.exceptions", exceptions)
    return calls


def test_an_answer_is_written_as_it_came_and_can_be_read(
    asked: list[tuple[str, dict[str, Any]]], tmp_path: Path
) -> None:
    options = ("--year", "2024", "--within", "12", "--out", "answer.json")
    result = run("data", "fetch", "79214", *options, cwd=tmp_path)
    again = run("data", "fetch", "79214", *options, cwd=tmp_path)
    table = read((tmp_path / "answer.json").read_bytes(), "answer.json")

    assert (result.returncode, result.stderr) == (0, "")
    assert again.returncode == 2
    assert values(table) == {("1201011", 2024): 2.6}
    assert {each.variable for each in table.observations} == {"79214"}
    assert asked[1:] == [
        ("units", {"level": [2]}),
        (
            "79214",
            {
                "years": [2024],
                "unit_level": 6,
                "unit_parent_id": "011200000000",
                "return_metadata": True,
            },
        ),
    ]
    assert [file.name for file in tmp_path.iterdir()] == ["answer.json"]


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("404",), 3, "HTTP 404"),
        (("79214", "--within", "99"), 2, "99"),
        (("79214", "--within", "1201011"), 2, "1201011"),
        (("zero",), 2, "zero"),
        (("1", "--level", "villages"), 2, "villages"),
    ],
)
def test_what_cannot_be_fetched_is_said(
    arguments: tuple[str, ...],
    code: int,
    said: str,
    asked: list[tuple[str, dict[str, Any]]],
    tmp_path: Path,
) -> None:
    result = run("data", "fetch", *arguments, "--out", "answer.json", cwd=tmp_path)

    assert result.returncode == code
    assert said in result.stderr
    assert "\x1b" not in result.stderr
    assert list(tmp_path.iterdir()) == []


def test_without_the_extra_it_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setitem(sys.modules, "pybdl", None)
    result = run("data", "fetch", "79214", "--out", "answer.json", cwd=tmp_path)

    assert result.returncode == 2
    assert "socialfranchise[bdl]" in result.stderr


def test_the_client_itself_joins_pages(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """With recorded answers in place of the network; where the extra is installed."""
    pytest.importorskip("pybdl", exc_type=ImportError)
    httpx = pytest.importorskip("httpx")

    def answer(request: Any) -> Any:
        last = request.url.params.get("page") == "1"
        links = {} if last else {"next": f"{request.url}&page=1"}
        results = [{**RESULTS[0], "id": "011212001022"}] if last else RESULTS
        return httpx.Response(200, json={**ABOUT, "links": links, "results": results})

    transport = httpx.MockTransport(answer)
    monkeypatch.setattr(httpx.HTTPTransport, "handle_request", transport.handle_request)
    result = run("data", "fetch", "79214", "--out", "answer.json", cwd=tmp_path)
    written = json.loads((tmp_path / "answer.json").read_text(encoding="utf-8"))

    assert result.returncode == 0
    assert [unit["id"] for unit in written["results"]] == ["011212001011", "011212001022"]
    assert [file.name for file in tmp_path.iterdir()] == ["answer.json"]
