"""Coverage-guided fuzzing of the reader and the validator. Not collected by pytest.

Usage: python tests/fuzz/fuzz_validate.py -max_total_time=600 [CORPUS FOLDER]   (needs atheris)

Whatever the bytes, the outcome is a report: no exception, no endless work.
"""

import sys

import atheris

with atheris.instrument_imports(include=["socialfranchise"]):
    from socialfranchise.core.errors import InvalidDocument
    from socialfranchise.core.findings import Report
    from socialfranchise.formats.catalogue_files import read_catalogue
    from socialfranchise.formats.files import decode
    from socialfranchise.formats.linking import declared_ids, facts_of, link
    from socialfranchise.formats.shape import shape
    from socialfranchise.formats.yaml_reader import parse
    from socialfranchise.validation.data import report_data
    from socialfranchise.validation.fixing import apply_fixes
    from socialfranchise.validation.suppression import sift
from socialfranchise.validation.text import SLUGS

FILES = read_catalogue().shaped
IDS, FACTS = declared_ids(FILES)[0], facts_of(FILES)


def one_input(data: bytes) -> None:
    """Decode, read, shape, link, set aside, mend, and turn the report into data."""
    try:
        text = decode(data, "fuzz.yaml")
    except InvalidDocument:
        return
    parsed, findings = parse(text, "fuzz.yaml")
    if parsed is not None:
        shaped, of_shape = shape(parsed)
        findings += of_shape
        if shaped is not None:
            findings += link(shaped, IDS, FACTS)
    report = Report(sift(findings, text, "fuzz.yaml", None, set(SLUGS)).kept, ("fuzz.yaml",))
    apply_fixes(text, report, unsafe=True)
    report_data(report, "pl")


def main() -> None:
    """Run until told to stop."""
    atheris.Setup(sys.argv, one_input)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
