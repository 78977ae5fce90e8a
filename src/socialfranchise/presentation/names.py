"""Names of ids and values, in one language."""

from attrs import frozen

from socialfranchise.catalogue.catalogue import Catalogue
from socialfranchise.catalogue.vocabulary import FactTerm
from socialfranchise.core.dated import DatedValue, LegalBasis
from socialfranchise.core.text import Language, Text
from socialfranchise.wording.messages import Messages, messages


@frozen
class Names:
    """How a catalogue calls things in a language."""

    catalogue: Catalogue
    language: Language

    @property
    def say(self) -> Messages:
        """The messages of the language."""
        return messages(self.language)

    def text(self, text: Text) -> str:
        """The text in the language."""
        return text.to(self.language)

    def fact(self, id: str) -> str:
        """The name of a fact."""
        return self.text(self.question(id).name)

    def question(self, fact: str) -> FactTerm:
        """The question a fact of a diagnosis or of a proposal answers."""
        words = self.catalogue.vocabularies
        return words.proposal_facts[fact] if fact in words.proposal_facts else words.facts[fact]

    def term(self, fact: str, id: str) -> str:
        """The name of a term that a fact lists or offers as a choice."""
        question = self.question(fact)
        for choice in question.choices:
            if choice.id == id:
                return self.text(choice.name)
        kind = (question.vocabulary or "").replace("-", "_")
        vocabulary = getattr(self.catalogue.vocabularies, kind, {})
        return self.text(vocabulary[id].name) if id in vocabulary else id

    def terms(self, fact: str, ids: list[str], joint: str = "and") -> str:
        """Several terms as a list in words."""
        names = [self.term(fact, id) for id in ids]
        if len(names) < 2:
            return "".join(names)
        return ", ".join(names[:-1]) + self.say(f"list.{joint}") + names[-1]

    def parameter(self, id: str) -> str:
        """The name of a parameter of the law."""
        return self.text(self.catalogue.parameter(id).name)

    def source(self, id: str) -> str:
        """The title of a source, when it appeared, and where it stands."""
        source = self.catalogue.vocabularies.sources[id]
        parts = (self.text(source.name), source.published, source.url)
        return ", ".join(part for part in parts if part)

    def citation(self, basis: LegalBasis) -> str:
        """An article with the name of its act."""
        act = self.catalogue.vocabularies.acts[basis.act]
        return self.say("citation", article=basis.article, act=self.text(act.cited))

    def citations(self, bases: tuple[LegalBasis, ...]) -> str:
        """Several articles, those of one act together."""
        articles: dict[str, list[str]] = {}
        for basis in bases:
            articles.setdefault(basis.act, []).append(basis.article)
        return "; ".join(
            self.citation(LegalBasis(act, ", ".join(of_act))) for act, of_act in articles.items()
        )

    def basis(self, dated: DatedValue) -> str:
        """The legal basis of a value, or its sources, or how well it is known."""
        if dated.basis:
            return self.citations(dated.basis)
        sources = self.catalogue.vocabularies.sources
        if dated.sources:
            return "; ".join(self.text(sources[id].name) for id in dated.sources)
        return self.say(f"evidence.confidence.{dated.confidence}")
