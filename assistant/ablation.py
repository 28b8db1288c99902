"""What each part of the search brings: judged questions asked of an engine that lacks one part at a time."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from msgspec.structs import replace

from assistant.evaluate import Judgement, Report, evaluate
from assistant.indexing import build
from assistant.library import Lexicon, Library
from assistant.ranking import Weights
from assistant.search import Engine


@dataclass(frozen=True, slots=True)
class Part:
    """A part that can be taken away: from the content (fields of Library), the weights (fields of Weights) or the engine's options."""

    id: str
    name: str
    """In French, for the table."""
    content: dict[str, Any] = field(default_factory=dict)
    lexicon: dict[str, Any] = field(default_factory=dict)
    weights: dict[str, Any] = field(default_factory=dict)
    engine: dict[str, Any] = field(default_factory=dict)
    context: bool = True


WHOLE = Part("nothing", "(rien : le tout)")
PARTS: tuple[Part, ...] = (
    # Without any entry a silence has no rival, and every question would be refused: both go.
    Part("entries", "questions typiques, réponses, silences", content={"entries": (), "silences": ()}),
    Part("silences", "silences connus des textes", content={"silences": ()}),
    Part("lexicon", "lexique en entier", content={"lexicon": Lexicon()}),
    Part("synonyms", "· synonymes", lexicon={"synonyms": ()}),
    Part("families", "· familles de mots", lexicon={"families": ()}),
    Part("acronyms", "· sigles", lexicon={"acronyms": ()}),
    Part("spelling", "orthographe réparée", engine={"spelling": False}),
    Part("text", "textes des sections", weights={"text": 0.0}),
    Part("title", "· titres", weights={"title": 0.0}),
    Part("body", "· corps", weights={"body": 0.0}),
    Part("unit", "· meilleur paragraphe", weights={"unit": 0.0}),
    Part("likeness", "ressemblance aux questions typiques", weights={"question": 0.0, "exact": 0.0}),
    Part("exact", "· prime à la presque identité", weights={"exact": 0.0}),
    Part("missing", "· coût de ce qui manque à la typique", weights={"missing": 0.0}),
    Part("excess", "· coût de ce qu'elle a de trop", weights={"excess": 0.0}),
    Part("interrogatives", "· accord des interrogatifs", weights={"other_question": 1.0}),
    Part("kinds", "· accord du type demandé", weights={"other_kind": 1.0, "other_silence": 1.0}),
    Part("entry", "champ des réponses (questions + réponse)", weights={"entry": 0.0}),
    Part("cover", "couverture de la question", weights={"cover": 0.0}),
    Part("lacking", "réponse du type demandé (montant, date…)", weights={"lacking": 1.0}),
    Part("likelihood", "vraisemblance (Bayes naïf)", weights={"by_section": 0.0, "by_entry": 0.0}),
    Part("by_section", "· pour la section", weights={"by_section": 0.0}),
    Part("by_entry", "· pour la réponse", weights={"by_entry": 0.0}),
    Part("light", "mots interrogatifs allégés dans les textes", weights={"light": 1.0}),
    Part("companion", "retrait du document d'un autre cadre", weights={"companion": 1.0}),
    Part("topic", "prime au sujet de la conversation", weights={"topic": 0.0}),
    Part("context", "contexte de la conversation", context=False),
    Part("confidence", "tous les refus", engine={"bar": 0.0}),
)


def ablations(
    library: Library, judgements: Sequence[Judgement], tell: Callable[[int, int], None] | None = None
) -> Iterator[tuple[Part, Report]]:
    """The whole engine, then without each part in turn; `tell` is called with what is done and what there is to do."""
    base = build(library)
    rows = (WHOLE, *PARTS)
    for done, part in enumerate(rows):
        if tell:
            tell(done, len(rows))
        content = dict(part.content)
        if part.lexicon:
            content["lexicon"] = replace(library.lexicon, **part.lexicon)
        made = build(replace(library, **content)) if content else base
        yield part, evaluate(Engine(made, weights=Weights(**part.weights), **part.engine), judgements, part.context)
    if tell:
        tell(len(rows), len(rows))
