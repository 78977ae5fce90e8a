"""The frame of a page for the screen and the printer: nothing loaded, nothing run."""

from collections.abc import Iterable, Iterator
from html import escape

from socialfranchise.core.text import Language
from socialfranchise.core.version import __version__

_STYLE = """
body { font: 1rem/1.5 system-ui, sans-serif; color: #1a1a1a; background: #fff; margin: 0; }
main { max-width: 60rem; margin: 0 auto; padding: 1rem; }
h1 { font-size: 1.6rem; } h2 { font-size: 1.25rem; margin-top: 2rem; overflow-wrap: anywhere; }
h3 { font-size: 1rem; margin: 0; }
table { border-collapse: collapse; width: 100%; }
caption { text-align: left; font-weight: bold; padding: .25rem 0; }
th, td { border: 1px solid #767676; padding: .25rem .5rem; text-align: left; vertical-align: top; }
td.number { text-align: right; }
tbody th { font-weight: normal; overflow-wrap: anywhere; }
@media print {
  main { max-width: none; padding: 0; }
  h2 { break-after: avoid; } tr { break-inside: avoid; }
}
"""
_POLICY = "default-src 'none'; style-src 'unsafe-inline'"


def html_page(
    title: str, body: Iterable[str], language: Language, style: str = ""
) -> Iterator[str]:
    """The lines of a whole page around the lines of ``body``; ``title`` is plain text."""
    safe = escape(title)
    yield "<!doctype html>"
    yield f'<html lang="{language}">'
    yield "<head>"
    yield '<meta charset="utf-8">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
    yield f"<title>{safe}</title>"
    yield f"<style>{_STYLE}{style}</style>"
    yield "</head>"
    yield "<body>"
    yield "<main>"
    yield f"<h1>{safe}</h1>"
    yield from body
    yield "</main>"
    yield f"<footer><p>socialfranchise {__version__}</p></footer>"
    yield "</body>"
    yield "</html>"
