"""Does what a proposal names exist, in the proposal and in the catalogue it is for?"""

from collections.abc import Iterator
from collections.abc import Set as AbstractSet

from socialfranchise.catalogue.catalogue import Catalogue
from socialfranchise.core import codes
from socialfranchise.core.findings import Finding
from socialfranchise.formats.documents.proposal import ProposalDocument
from socialfranchise.formats.estimates import check_avoided, check_estimates
from socialfranchise.formats.references import Ids, Path, own_ids, unknown_id, unknown_ids
from socialfranchise.formats.shape import Shaped


def link_proposal(
    file: Shaped, catalogue: Catalogue, templates: AbstractSet[str]
) -> Iterator[Finding]:
    """What in a proposal leads nowhere, and what it says that cannot be said there.

    ``templates`` are the models it may be about. What cannot be said are target groups of founders
    who are no people, answers to what is worked out, people in effects that are not counted on
    people, and numbers that stand the wrong way round.
    """
    document: ProposalDocument = file.document
    ids: Ids = {
        **catalogue.vocabularies.ids(),
        "templates": templates,
        "funding": catalogue.funding.keys(),
        "effects": catalogue.effects.keys(),
    }
    yield from unknown_ids(file, ids)
    yield from _inside(file, document)
    yield from check_estimates(file, document)
    yield from check_avoided(file, document, catalogue.effects)
    yield from _answers_worked_out(file, document, catalogue)
    yield from _groups_of_legal_persons(file, document, catalogue)
    yield from _answers_about_people(file, document, catalogue)


def _inside(file: Shaped, document: ProposalDocument) -> Iterator[Finding]:
    """Jobs, purchases, sales … have ids of their own, and what equips a job names one."""
    for section in ("jobs", "purchases", "sales", "running_costs", "support"):
        yield from own_ids(file, (section,), getattr(document, section) or (), set())
    account = document.public_account
    for section in ("outlays", "property_lent"):
        parts = () if account is None else getattr(account, section) or ()
        yield from own_ids(file, ("public_account", section), parts, set())
    jobs = {job.id for job in document.jobs}
    for index, purchase in enumerate(document.purchases or ()):
        if purchase.job is not None:
            path: Path = ("purchases", index, "job")
            yield from unknown_id(file, purchase.job, "jobs", path, {"jobs": jobs})


def _answers_worked_out(
    file: Shaped, document: ProposalDocument, catalogue: Catalogue
) -> Iterator[Finding]:
    facts = catalogue.vocabularies.proposal_facts.terms
    for index, answer in enumerate(document.answers):
        fact = facts.get(answer.fact)
        if fact is not None and fact.origin != "asked":
            path: Path = ("answers", index, "fact")
            place = file.parsed.place(path)
            yield codes.FACT_WORKED_OUT.finding(place, path=path, raw=answer.fact, fact=answer.fact)


def _groups_of_legal_persons(
    file: Shaped, document: ProposalDocument, catalogue: Catalogue
) -> Iterator[Finding]:
    kinds = catalogue.vocabularies.founders.terms
    for index, founder in enumerate(document.founders):
        kind = kinds.get(founder.kind)
        if kind is not None and kind.legal_person and founder.groups:
            path: Path = ("founders", index, "groups")
            yield codes.GROUP_OF_LEGAL_PERSON.finding(
                file.parsed.key_place(path), path=path, raw="groups", kind=founder.kind
            )


def _answers_about_people(
    file: Shaped, document: ProposalDocument, catalogue: Catalogue
) -> Iterator[Finding]:
    """Yes or no, said of a question about a person in a job that asks for something else."""
    facts = catalogue.vocabularies.job_facts.terms
    for number, job in enumerate(document.jobs):
        for index, answer in enumerate(job.answers):
            fact = facts.get(answer.fact)
            if fact is not None and fact.kind != "answer":
                path: Path = ("jobs", number, "answers", index, "fact")
                place = file.parsed.place(path)
                yield codes.FACT_MISFIT.finding(
                    place, path=path, raw=fact.id, fact=fact.id, given="answer", wanted=fact.kind
                )
