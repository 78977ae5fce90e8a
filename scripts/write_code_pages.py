"""Write one page per code of a finding, and their index, into ``docs/codes/``."""

from pathlib import Path

from socialfranchise.validation.code_pages import code_pages


def main() -> None:
    """Write every page; pages of codes that are gone are removed."""
    folder = Path(__file__).resolve().parents[1] / "docs" / "codes"
    folder.mkdir(exist_ok=True)
    pages = code_pages()
    for file in folder.iterdir():
        if file.name not in pages:
            file.unlink()
    for name, text in pages.items():
        (folder / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
