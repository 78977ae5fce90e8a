"""What a package holds beside its documents: workbooks, and the calendar for calendar programs."""

from collections.abc import Iterator, Sequence
from typing import Final

from attrs import frozen

from socialfranchise.catalogue.catalogue import Catalogue
from socialfranchise.package.answers import COOP_NAME
from socialfranchise.package.calendar_file import calendar_file
from socialfranchise.package.funding_workbook import funding_workbook
from socialfranchise.package.kpi_workbook import kpi_workbook
from socialfranchise.package.plan import PackagePlan
from socialfranchise.package.typography import slug
from socialfranchise.package.workbook import economics_workbook
from socialfranchise.wording.messages import messages

ATTACHED: Final = ("xlsx", "ics")
"""The formats that are no form of a document."""


@frozen
class Attachment:
    """One file; ``id`` is unique among the documents and attachments of a package."""

    id: str
    title: str
    file: str
    content: bytes


def attachments(
    plan: PackagePlan, catalogue: Catalogue, formats: Sequence[str]
) -> tuple[Attachment, ...]:
    """The attachments in the formats asked for.

    There is always a workbook for the indicators. The workbooks of the economics and the funding,
    and the calendar, belong to a proposal. Raises :class:`MissingExtra` for workbooks without the
    extra ``excel``, and for the funding of a proposal without the extra ``optimize``.
    """
    say, made = messages(plan.language), []
    found = _made(plan, catalogue, formats)
    for number, (id, ending, content) in enumerate(found, len(plan.papers) + 1):
        title = say(f"attachment.{id}")
        made.append(Attachment(id, title, f"{number:02}-{slug(title)}.{ending}", content))
    return tuple(made)


def _made(
    plan: PackagePlan, catalogue: Catalogue, formats: Sequence[str]
) -> Iterator[tuple[str, str, bytes]]:
    language, studies = plan.language, plan.studies
    if "xlsx" in formats:
        coop = plan.answers.get(COOP_NAME)
        book = kpi_workbook(plan.template, plan.diagnosis, coop, language)
        yield "workbook-indicators", "xlsx", book
    if plan.proposal is None or studies is None:
        return
    if "xlsx" in formats:
        if studies.economics is not None:
            book = economics_workbook(studies.economics, catalogue, language)
            yield "workbook-economics", "xlsx", book
        if studies.funding is not None:
            yield "workbook-funding", "xlsx", funding_workbook(studies.funding, catalogue, language)
    if "ics" in formats:
        content = calendar_file(studies.feasibility, catalogue, plan.on, language)
        yield "calendar-of-duties", "ics", content
