"""Write the JSON Schemas generated from the documents into ``schemas/``."""

from pathlib import Path

from socialfranchise.formats.schemas import schema_names, schema_text


def main() -> None:
    """Write one file per kind."""
    folder = Path(__file__).resolve().parents[1] / "schemas"
    for kind in schema_names():
        (folder / f"{kind}.schema.json").write_text(schema_text(kind), encoding="utf-8")


if __name__ == "__main__":
    main()
