"""The exceptions a caller may have to catch.

Each of them is an expected failure: it carries findings or plain parameters and no sentence in a
particular language. Anything else that is raised is our bug. All of them can be pickled.
"""

from socialfranchise.core.findings import Report


class SocialFranchiseError(Exception):
    """Base of every expected failure of this library."""


class InvalidDocument(SocialFranchiseError):
    """A file or mapping could not be turned into a value; ``report`` says why."""

    def __init__(self, report: Report) -> None:
        super().__init__(report)
        self.report = report

    def __str__(self) -> str:
        codes = sorted({finding.code for finding in self.report.findings})
        return f"{len(self.report)} finding(s): {', '.join(codes)}"


class UnknownId(SocialFranchiseError, KeyError):
    """A template, fact, parameter or term was asked for that the catalogue does not hold.

    ``near`` holds the ids that were probably meant.
    """

    def __init__(self, kind: str, id: str, near: tuple[str, ...] = ()) -> None:
        super().__init__(kind, id, near)
        self.kind = kind
        self.id = id
        self.near = near

    def __str__(self) -> str:
        return f"unknown {self.kind}: {self.id}"


class BrokenText(SocialFranchiseError):
    """A text of a package document names something that does not exist, or is not well formed."""

    def __init__(self, document: str, language: str, problem: str) -> None:
        super().__init__(document, language, problem)
        self.document = document
        self.language = language
        self.problem = problem

    def __str__(self) -> str:
        return f"{self.document}.{self.language}.md: {self.problem}"


class MissingExtra(SocialFranchiseError):
    """An optional part was used whose libraries are not installed; ``extra`` names it."""

    def __init__(self, extra: str) -> None:
        super().__init__(extra)
        self.extra = extra

    def __str__(self) -> str:
        return f"needs the extra {self.extra!r}"
