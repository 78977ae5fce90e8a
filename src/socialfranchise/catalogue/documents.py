"""The texts of the package: which documents there are, when each belongs to it, and its fields."""

from collections.abc import Mapping
from typing import Literal

from attrs import field, frozen

from socialfranchise.core.conditions import Condition
from socialfranchise.core.findings import Place
from socialfranchise.core.text import Text

AnswerKind = Literal["text", "money", "day", "number", "names"]
"""What an answer is: any text, an amount in zlotys, a day, a number, names of several."""


@frozen(kw_only=True)
class AnswerField:
    """A blank that the founders fill, such as the name of the co-operative."""

    id: str
    label: Text
    hint: Text | None = None
    kind: AnswerKind = "text"


@frozen(kw_only=True)
class PackageDocument:
    """One document of the package. ``texts`` holds a Markdown text with placeholders per language.

    ``when`` is a condition on the diagnosis: a document is left out only when it surely does not
    hold. Without a condition the document always belongs to the package.
    """

    id: str
    title: Text
    description: Text
    texts: Mapping[str, str]
    when: Condition | None = None
    place: Place | None = field(default=None, eq=False)


@frozen(kw_only=True)
class SetUp:
    """Who founds together: a usual combination of founders, for which the texts are right.

    ``founders`` are the kinds it takes, ids of the vocabulary of founders. ``when`` is a condition
    on the diagnosis; without one the set-up suits every group of its legal form.
    """

    id: str
    name: Text
    legal_form: str
    founders: tuple[str, ...]
    when: Condition | None = None
