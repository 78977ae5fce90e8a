"""The service of the Local Data Bank, asked through ``pybdl`` (the extra ``bdl``).

The only module that reaches the network. It is imported only when ``data fetch`` is called; all
else reads files.
"""

import json
from collections.abc import Sequence
from tempfile import TemporaryDirectory
from typing import Any

from socialfranchise.core.errors import MissingExtra, SocialFranchiseError, UnknownId
from socialfranchise.sources.units import unit_of

LEVELS = {"voivodeships": 2, "counties": 5, "communes": 6}
"""Levels of the service by what they hold."""
_LEVEL_OF_CODE = {2: 2, 4: 5}
"""Levels of the service by the digits of a TERYT code."""


class ServiceFailed(SocialFranchiseError):
    """The service could not be reached or refused; ``problem`` is what was said, in English."""

    def __init__(self, problem: str) -> None:
        super().__init__(problem)
        self.problem = problem


def fetch_variable(
    variable: int, years: Sequence[int], level: str, within: str | None = None
) -> bytes:
    """What the service answers for a variable, as JSON that ``read_table`` reads.

    ``level`` is one of :data:`LEVELS`; ``within`` is the TERYT code of a voivodeship or county.
    Pages are joined. Raises :class:`UnknownId` when the service has no such unit,
    :class:`ServiceFailed` when it does not answer, :class:`MissingExtra` without ``pybdl``.
    """
    try:
        from pybdl import BDL, BDLConfig
        from pybdl.api.exceptions import BDLError
    except ImportError as error:  # also when a newer hishel has taken away what pybdl needs
        raise MissingExtra("bdl") from error
    with TemporaryDirectory() as folder:  # else it keeps its count of requests in this folder
        config = BDLConfig(
            language="pl",
            cache_backend=None,
            quota_cache_enabled=False,
            quota_cache_file=f"{folder}/quota.json",
        )
        with BDL(config) as bank:
            try:
                results, about = bank.api.data.get_data_by_variable(
                    str(variable),
                    years=list(years) or None,
                    unit_level=LEVELS[level],
                    unit_parent_id=None if within is None else _unit_id(bank, within),
                    return_metadata=True,
                )
            except BDLError as error:
                raise ServiceFailed(str(error)[:300]) from error
    answer = {"variableId": variable} | about | {"results": results}
    return json.dumps(answer, ensure_ascii=False, indent=1).encode()


def _unit_id(bank: Any, code: str) -> str:
    """The id of twelve digits: region and subregion stand in it, which TERYT does not tell."""
    level = _LEVEL_OF_CODE.get(len(code))
    units = bank.api.units.list_units(level=[level]) if level else []
    found = [str(unit["id"]) for unit in units if unit_of(str(unit["id"])) == code]
    if not found:
        raise UnknownId("unit", code)
    return found[-1]
