"""The blanks of a package as lines to fill: each with its name, its hint and where it is used."""

from collections.abc import Iterator, Mapping, Sequence

from socialfranchise.authoring.yaml_text import comment
from socialfranchise.catalogue.documents import AnswerField
from socialfranchise.wording.messages import Messages


def answer_lines(
    fields: Mapping[str, AnswerField],
    used_in: Mapping[str, Sequence[str]],
    indent: int,
    say: Messages,
) -> Iterator[str]:
    """The lines below ``answers:``; an empty answer stays a blank in the documents.

    ``used_in`` has the titles of the documents that ask for a field.
    """
    if not fields:
        yield f"{' ' * indent}answers: {{}}"
        return
    yield f"{' ' * indent}answers:"
    inside = indent + 2
    for number, field in enumerate(fields.values()):
        if number:
            yield ""
        yield from comment(f"{field.label.to(say.language)}.", inside)
        if field.hint is not None:
            yield from comment(field.hint.to(say.language), inside)
        yield from comment(say(f"authoring.answer_kind.{field.kind}"), inside)
        if used_in.get(field.id):
            documents = "; ".join(used_in[field.id])
            yield from comment(say("authoring.used_in", documents=documents), inside)
        empty = "[]" if field.kind == "names" else '""'
        yield f"{' ' * inside}{field.id}: {empty}"
