"""An update in words: why, what becomes of the files, what changes in the texts, what is open."""

from collections.abc import Iterator
from datetime import date

from socialfranchise.catalogue.catalogue import Catalogue
from socialfranchise.package.merge import Conflict
from socialfranchise.package.origin_text import excerpt, value_name
from socialfranchise.package.paragraphs import split_markdown
from socialfranchise.package.reasons import DocumentChange, ParagraphChange, Reason
from socialfranchise.package.update_plan import FileUpdate, UpdatePlan
from socialfranchise.wording.messages import Messages
from socialfranchise.wording.numbers import day_text

LONGEST_CONFLICT = 2_000
"""Letters of a paragraph on which somebody has to decide."""
GROUPED = ("create", "rewrite", "remove")
"""Outcomes of which many files are told in one line."""


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
    if plan.changes_nothing:
        parts.insert(0, say("package_update.nothing"))
    return "\n\n".join(parts) + "\n"


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
                others.append(self.value_name(reason.name))
            else:
                yield self._reason(reason)
        if others:
            yield self.say("reason.value", names=", ".join(sorted(set(others))))

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
        return value_name(name, self.catalogue, self._say)

    def files(self) -> Iterator[str]:
        alike: dict[str, list[str]] = {}
        for update in self.plan.files:
            if update.outcome in GROUPED and update.before is None:
                alike.setdefault(update.outcome, []).append(update.name)
        for outcome, names in alike.items():
            yield self.say(f"outcome.{outcome}", file=", ".join(names))
        for update in self.plan.files:
            if update.name not in alike.get(update.outcome, ()) and not _quiet(update):
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
        gone = [str(each.number) for each in change.paragraphs if each.what == "gone"]
        for each in change.paragraphs:
            if each.what != "gone":
                yield self.say(
                    f"paragraph.{each.what}",
                    number=each.number,
                    text=excerpt(paragraphs[each.number - 1]),
                    why=self._why(each),
                )
        if gone:
            yield self.say("paragraph.gone", numbers=", ".join(gone))

    def _why(self, change: ParagraphChange) -> str:
        if change.values:
            return ", ".join(dict.fromkeys(self.value_name(name) for name in change.values))
        return self.say("reworded" if change.reworded else "otherwise")

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
                yield f"  {self.say(key, text=excerpt(text, LONGEST_CONFLICT))}"


def _quiet(update: FileUpdate) -> bool:
    """Is there nothing to read about it?"""
    return update.outcome == "identical" and update.before is None
