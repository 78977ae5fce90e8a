"""Small tables with the traps of real ones, and what reads them."""

import os
from datetime import date
from pathlib import Path

from socialfranchise import Catalogue
from socialfranchise.catalogue.mapping import TableMapping
from socialfranchise.formats.loading import load_mapping
from socialfranchise.sources.candidates import MappedTable
from socialfranchise.sources.mapped import map_table
from tests.conftest import ROOT

ON = date(2026, 11, 21)
SHARED = Path(os.environ.get("SOCIALFRANCHISE_SHARED", ROOT.parent / "shared")) / "data"

OURS = """\
Tabela naszego powiatu;;;;
;;Ludność;;;
Kod;Gmina;ogółem (tys.);miasto (tys.);Sklep;CIS
0201011;Bolesławiec;37,5;1;T;1
0201022;Warta;x;;nie;0
201032;Gromadka;0;;może;
0201044;część gminy;9;9;T;1
0201000;powiat;90;;;
9901011;nie ma takiej;5;;;
"""
"""As an office keeps it: a title, a header of two rows with merged cells, thousands, all levels."""

INDICATORS = """\
powiat,kategoria,wskaznik,rok,wartosc,jednostka
powiat lipowski,LUDNOŚĆ,Ludność ogółem,2024,106985,
powiat lipowski,LUDNOŚĆ,Ludność w wieku 65+/ Współczynnik starości demograficznej,2024,17.66,%
powiat lipowski,POMOC SPOŁECZNA - B,Beneficjenci pomocy społecznej,2024,2.35,%
powiat lipowski,POMOC SPOŁECZNA I O,Centra integracji społecznej,2024,0,
powiat lipowski,POMOC SPOŁECZNA I O,Kluby integracji  społecznej,2024,2,
powiat lipowski,LUDNOŚĆ,Wskaźnik feminizacji,2024,102.76,
powiat dębowy,LUDNOŚĆ,Ludność ogółem,2204,5000,
"""
"""A row for every place and indicator."""


def our_mapping(catalogue: Catalogue) -> TableMapping:
    """The mapping of :data:`OURS`."""
    return load_mapping(ROOT / "tests" / "corpus" / "valid" / "our-table.yaml", catalogue)


def mapped(text: str, mapping: TableMapping, catalogue: Catalogue) -> MappedTable:
    """A text as a table."""
    return map_table(text.encode(), "table.csv", mapping, catalogue, ON)


def told(table: MappedTable) -> list[tuple[str, int, str | None]]:
    """The findings of a table by code, row and what stands there."""
    return [(f.code, f.place.line if f.place else 0, f.raw) for f in table.findings]
