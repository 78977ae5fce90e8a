"""An update in words: why, what becomes of the files, what changes in the texts, what is open."""

from collections.abc import Iterable, Iterator
from datetime import date

from socialfranchise.catalogue.catalogue import Catalogue
from socialfranchise.package.merge import Conflict
from socialfranchise.package.origin_text import excerpt, value_name
from socialfranchise.package.paragraphs import split_markdown
from socialfranchise.package.reasons import DocumentChange, ParagraphChange, Reason
from socialfranchise.package.update_plan import FileUpdate, UpdatePlan
from socialfranchise.wording.messages import Messages
from socialfranchise.wording.numbers import day_text

QUIET = ("identical",)
"""Outcomes of which nobody needs to read."""


def update_text(
    plan: UpdatePlan, catalogue: Catalogue, say: Messages, *, done: bool = False
) -> str:
    """The update as plain text; ``done`` tells it as something that has happened."""
    words = _Words(plan, catalogue, say)
    sections = (
        (say("package_update.why"), list(words.reasons())),
        (say("package_update.files_done" if done else "package_update.files"), list(words.files())),
        (say("package_update.texts"), list(words.documents())),
        (say("package_update.open"), list(words.conflicts())),
    )
    parts = [
        "\n".join([f"{heading}:", *(f"  {line}" for line in lines)])
        for heading, lines in sections
        if lines
    ]
    return "\n\n".join(parts or [say("package_update.nothing")]) + "\n"


class _Words:
    def __init__(self, plan: UpdatePlan, catalogue: Catalogue, say: Messages) -> None:
        self.plan = plan
        self.catalogue = catalogue
        self._say = say

    def say(self, key: str, **parameters: object) -> str:
        return self._say(f"package_update.{key}", **parameters)

    def reasons(self) -> Iterator[str]:
        others = []
        for reason in self.plan.reasons:
            if reason.cause == "value":
                others.append(reason.name)
            else:
                yield self._reason(reason)
        if others:
            yield self.say("reason.value", names=", ".join(others))

    def _reason(self, reason: Reason) -> str:
        before, after = (self._value(reason, each) for each in (reason.before, reason.after))
        text = self.say(
            f"reason.{reason.cause}", name=self.name(reason), before=before, after=after
        )
        if reason.since is not None:
            text = self.say("since", text=text, day=day_text(reason.since, self._say.language))
        return text

    def _value(self, reason: Reason, text: str | None) -> str:
        if text is None:
            return self.say("none")
        if reason.cause == "day":
            return day_text(date.fromisoformat(text), self._say.language)
        return text

    def name(self, reason: Reason) -> str:
        return self.value_name(
            f"answers.{reason.name}" if reason.cause == "answer" else reason.name
        )

    def value_name(self, name: str) -> str:
        return value_name(name, self.catalogue, self._say.language)

    def files(self) -> Iterator[str]:
        for update in self.plan.files:
            if update.outcome not in QUIET or update.before is not None:
                yield self._file(update)

    def _file(self, update: FileUpdate) -> str:
        written = update.written or update.name
        text = self.say(f"outcome.{update.outcome}", file=update.name, written=written)
        if update.before is not None:
            text = self.say("moved", text=text, before=update.before)
        return text

    def documents(self) -> Iterator[str]:
        for change in self.plan.documents:
            yield self.say(f"document.{change.what}", title=change.title)
            for line in self._paragraphs(change):
                yield f"  {line}"

    def _paragraphs(self, change: DocumentChange) -> Iterator[str]:
        texts = {document.id: document.markdown for document in self.plan.package.plan.documents}
        paragraphs = split_markdown(texts.get(change.document, ""))
        for each in change.paragraphs:
            text = "" if each.what == "gone" else excerpt(paragraphs[each.number - 1])
            yield self.say(
                f"paragraph.{each.what}",
                number=each.number,
                text=text,
                why="; ".join(self._why(each)),
            )

    def _why(self, change: ParagraphChange) -> Iterable[str]:
        named = [self.value_name(name) for name in change.values]
        if named:
            yield ", ".join(dict.fromkeys(named))
        if change.reworded and change.what == "changed":
            yield self.say("reworded")
        elif not named and change.what == "changed":
            yield self.say("otherwise")

    def conflicts(self) -> Iterator[str]:
        for update in self.plan.files:
            for conflict in update.conflicts:
                yield from self._conflict(update, conflict)
            if update.outcome == "beside":
                yield self.say("compare", file=update.name, written=update.written)

    def _conflict(self, update: FileUpdate, conflict: Conflict) -> Iterator[str]:
        yield self.say(f"conflict.{conflict.kind}", file=update.name, number=conflict.number)
        for key, texts in (("theirs", conflict.theirs), ("ours", conflict.ours)):
            for text in texts:
                yield f"  {self.say(key, text=excerpt(text))}"
