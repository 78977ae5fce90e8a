"""What a reader with a keyboard, a screen reader or no network meets on an HTML page."""

from html.parser import HTMLParser
from itertools import pairwise

from attrs import define, field

VOID = {"meta", "br", "hr", "col", "input", "img", "link"}
LANDMARKS = ("header", "nav", "main", "footer")


@define
class Page(HTMLParser):
    """The parts of a page that accessibility and safety hang on."""

    elements: list[tuple[str, dict[str, str]]] = field(factory=list)
    texts: dict[str, list[str]] = field(factory=dict)
    open: list[str] = field(factory=list)
    unbalanced: list[str] = field(factory=list)
    outside: list[str] = field(factory=list)

    def __attrs_pre_init__(self) -> None:
        super().__init__(convert_charrefs=True)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))
        if tag not in VOID:
            self.open.append(tag)
            self.texts.setdefault(tag, []).append("")

    def handle_endtag(self, tag: str) -> None:
        if self.open and self.open[-1] == tag:
            self.open.pop()
        elif tag not in VOID:
            self.unbalanced.append(tag)

    def handle_data(self, data: str) -> None:
        for tag in dict.fromkeys(self.open):
            self.texts[tag][-1] += data
        inside = {*self.open} & {*LANDMARKS, "head"}
        if data.strip() and not inside and self.open[-1:] != ["a"]:
            self.outside.append(data.strip())

    def all(self, *tags: str) -> list[dict[str, str]]:
        """The attributes of the elements with these names, in order."""
        return [attributes for tag, attributes in self.elements if tag in tags]


def read(content: bytes) -> Page:
    """The page in a file."""
    page = Page()
    page.feed(content.decode())
    page.close()
    return page


def faults(content: bytes) -> list[str]:
    """What would stop somebody from reading the page, or make it reach out or act."""
    page = read(content)
    found = [f"unbalanced {tag}" for tag in (*page.unbalanced, *page.open)]
    found += [f"outside every landmark: {text}" for text in page.outside]
    if not all(attributes.get("lang") for attributes in page.all("html")):
        found.append("no language")
    if not page.texts.get("title", [""])[0].strip():
        found.append("no title")
    if len(page.all("h1")) != 1 or len(page.all("main")) != 1:
        found.append("not one h1 and one main")
    found += _headings(page)
    found += [f"th without scope: {th}" for th in page.all("th") if th.get("scope") != "col"]
    ids = [attributes["id"] for _, attributes in page.elements if "id" in attributes]
    found += [f"id twice: {id}" for id in {*ids} if ids.count(id) > 1]
    for link in page.all("a"):
        target = link.get("href", "")
        if target.startswith("#") and target[1:] not in ids:
            found.append(f"link to nowhere: {target}")
        elif not target.startswith(("#", "https://", "http://", "mailto:")):
            found.append(f"link of another kind: {target}")
    return [*found, *_reaching_out(page)]


def _headings(page: Page) -> list[str]:
    levels = [int(tag[1]) for tag, _ in page.elements if tag in {f"h{n}" for n in range(1, 7)}]
    steps = pairwise(levels)
    found = [f"h{before} before h{after}" for before, after in steps if after > before + 1]
    texts = (text for n in range(1, 7) for text in page.texts.get(f"h{n}", []))
    return [*found, *("empty heading" for text in texts if not text.strip())]


def _reaching_out(page: Page) -> list[str]:
    banned = {"script", "link", "img", "iframe", "object", "embed", "form", "base", "svg", "video"}
    found = [f"element {tag}" for tag, _ in page.elements if tag in banned]
    for tag, attributes in page.elements:
        for name in attributes:
            if name.startswith("on") or name in ("style", "src", "srcset", "action"):
                found.append(f"{tag} {name}")
    return found
