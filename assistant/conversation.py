"""Conversations: what a question leans on, what completes it, and what is remembered for the next one."""

import re

import msgspec
from msgspec.structs import replace

from assistant.index import Build
from assistant.library import Section
from assistant.query import Query, Reader
from assistant.ranking import Ranker

MAX_TOPIC = 8
"""Words of the conversation that are remembered."""
SILENT = 2.0
"""How much likelier than anything else (in log-likelihood) a silence must be for a question to be about it, whatever was said before."""
SHORT = 2
"""Ideas in a question that may lean on the conversation without saying so."""
TOPIC_SHARE = 0.8
"""What a word of the conversation keeps of its weight when it completes an elliptic question."""


class Context(msgspec.Struct, frozen=True):
    """What a conversation is about, for the next turn."""

    section: str
    title: str
    topic: tuple[str, ...]
    """The words of the last question that stood by itself."""
    last: tuple[str, ...] = ()
    """The words of the last question: what was asked of the topic."""
    entry: str = ""
    """The entry that was answered last."""


class Conversation:
    """Reads questions in the light of those before. Of one build."""

    def __init__(self, build: Build, reader: Reader, ranker: Ranker) -> None:
        self._vocabulary = build.vocabulary
        self._reader = reader
        self._ranker = ranker
        self._sections = {section.id: section for section in build.library.sections}
        self._apart = frozenset(build.library.lexicon.apart)
        self._kinds = {
            term: kind
            for kind, names in build.library.lexicon.entities.items()
            for name in names
            for term in build.vocabulary.terms(name)
        }

    def within(self, context: Context | None) -> str:
        """The document that a conversation is about; none when it has not begun."""
        return self._sections[context.section].document if context and context.section in self._sections else ""

    def leaning(self, query: Query) -> int:
        """How much a question leans on those before (0 to 2): it says so (« et… »), points back (« ça »), or hardly says anything."""
        own = query.content
        if own and not any(group.alternatives for group in own):
            return 0
        if not query.groups:
            return 0 if self._ranker.likeliest_silence(query) else 2
        if _LEANS.match(query.plain):
            return 2 if len(own) <= 4 else 1
        if len(own) <= 4 and _points_back(query):
            return 2
        return 1 if len(own) <= SHORT and query.groups else 0

    def strays(self, query: Query, context: Context, section: Section) -> bool:
        """Whether a section tells of another thing than the conversation, though the question only asks how much, how long, when…

        « Combien ça coûte ? » about a thing whose price the texts do not give is not answered with the price of another.
        """
        if not query.wants or len(query.content) > SHORT or section.id == context.section:
            return False
        named = set(self._vocabulary.terms(section.title))
        return {section.id, context.section} <= self._apart and not any(named & set(group.terms) for group in query.content)

    def complete(self, query: Query, words: tuple[str, ...]) -> Query:
        """The question with words of the conversation, which weigh less; a name replaces another of its kind."""
        kinds = {self._kinds[term] for group in query.groups for term in group.terms if term in self._kinds}
        known = {term for group in query.groups for term in group.terms}
        added = [
            replace(group, weight=group.weight * TOPIC_SHARE, share=TOPIC_SHARE, focus=False)
            for group in self._reader.read(" ".join(words)).groups
            if not group.light
            and not known & set(group.terms)
            and not any(self._kinds.get(term) in kinds for term in group.terms)
        ]
        return replace(query, groups=(*query.groups, *added), added=" ".join(word for group in added for word in group.words))

    def holds_together(self, query: Query, completed: Query, chosen: int | None) -> bool:
        """Whether the entry found holds most of the question, and something of what completes it."""
        if chosen is None:
            return False
        own = sum(group.weight for group in query.content)
        held = sum(group.weight for group in query.content if self._ranker.matcher.covers("entry", group, chosen))
        added = [group for group in completed.groups if group.share < 1 and not group.light]
        return held >= own / 2 and (not added or any(self._ranker.matcher.covers("entry", group, chosen) for group in added))

    def remember(self, query: Query, section: Section, entry: str, context: Context | None) -> Context:
        """What the conversation is about after a question was answered from a section, by an entry if any."""
        own = tuple(word for group in query.groups if group.share == 1 for word in group.words)[:MAX_TOPIC]
        if context is None:
            return Context(section.id, section.title, own, own, entry)
        kinds = {self._kinds[term] for group in query.content for term in group.terms if term in self._kinds}
        if not kinds:
            # In another document, the conversation has moved on to what was just asked.
            moved = query.content and section.document != self._sections[context.section].document
            topic = own if moved else context.topic
            return Context(section.id, section.title, topic, own, entry)
        terms = self._vocabulary.terms
        kept = [word for word in context.topic if not any(self._kinds.get(term) in kinds for term in terms(word))]
        return Context(section.id, section.title, (*own, *kept)[:MAX_TOPIC], own, entry)


# « et… », « mais… »: a question that begins so leans on the one before; « ou se trouve… » is « où ».
_LEANS = re.compile(r"(?:et|mais|ou(?= (?:bien|alors|sinon|encore|si|meme)\b)|alors|donc|sinon|pareil|idem)\b(?! si possible)")
# « ça », « elle », « y »: it points back.
_POINTS = re.compile(
    r"(?<!faut )(?<!a t )(?<!existe t )\b(?:ca|cela|celui ci|celle ci|ceux ci|celles ci|il|ils|elle|elles|lui|leur|y|la dessus|la dedans)\b"
    r"(?! (?:y )?(?:a|avait|aura|faut|faudra|s agit)\b)"
)
# « et après ? »: it asks for what follows.
_NEXT = re.compile(
    r"(?:(?:et|ok|puis|ah|bon) )*(?:apres|ensuite|la suite|puis|quoi d autre|autre chose|encore)(?: (?:ca|cela|quoi|alors))?\Z"
)


def asks_for_more(query: Query) -> bool:
    """Whether a question asks for what follows the last answer."""
    return bool(_NEXT.match(query.plain))


# « avec qui ? », « même sans quartier prioritaire ? »: less than a sentence, that completes the one before.
_COMPLETES = re.compile(r"(?:avec|sans|pour|par|en|dans|sur|sous|de|du|des|d|a|au|aux|jusqu a|chez|entre|vers|meme|si|depuis)\b")
# « qui les a faites », « on peut l'embaucher », « faut-il en parler », « ces jeunes »
_STANDS_FOR = re.compile(
    r"\b(?:on|je|j|nous|vous|qui|comment|ou|quand|il)(?: (?:peut|doit|va|faut|a))? (?:l|le|la|les|lui|leur|en|y)\b|\b(?:ces|cet|cette)\b"
)
LEAST_SAID = 4
"""Words of a whole sentence; one that begins as a complement has one more (« à quel âge on est jeune »)."""


def elliptic(query: Query) -> bool:
    """Whether a question is less than a sentence, or a word of it stands for something said before."""
    completes = bool(_COMPLETES.match(query.plain)) and len(query.plain.split()) <= LEAST_SAID
    return completes or bool(_STANDS_FOR.search(query.plain))


def is_sentence(query: Query) -> bool:
    """Whether a question is a whole sentence, which says what it is about."""
    return len(query.plain.split()) >= LEAST_SAID


def _points_back(query: Query) -> bool:
    """Whether a pronoun stands for something of the conversation: with a noun before it (« le potager, ça coûte… »), it stands for that."""
    found = _POINTS.search(query.plain)
    if found is None:
        return False
    before = set(query.plain[: found.start()].split())
    return not any(before.intersection(group.words) for group in query.content)
