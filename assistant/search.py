"""Questions answered from a campaign's texts: the right section first, short, with its passage, or an honest refusal."""

import contextlib
import re
from collections.abc import Callable, Iterable, Sequence
from typing import Any, Literal

import msgspec
from msgspec.structs import replace

from assistant import cache
from assistant.campaign import Campaign
from assistant.errors import AssistantError
from assistant.index import Build, Index
from assistant.library import Document, Section, Silence
from assistant.passages import Passage, Passages, nearness
from assistant.query import MAX_CHARACTERS, Query, Reader
from assistant.ranking import Ranker, Ranking, Weights
from assistant.signals import Signals, read_signals
from assistant.spelling import Speller

Status = Literal["answered", "not_in_texts", "out_of_scope", "unintelligible"]

MIN_PASSAGES, MAX_PASSAGES = 3, 5
MAX_RELATED = 3
MAX_SUGGESTIONS = 3
MAX_TOPIC = 8
"""Words of the conversation that are remembered."""
STANDS_ALONE = 0.75
"""How like a typical question one of little words must be to be answered at all."""
SILENT = 2.0
"""How much likelier than anything else (in log-likelihood) a silence must be for a question to be about it, whatever was said before."""
SHORT = 2
"""Ideas in a question that may lean on the conversation without saying so."""
ALONE = (1.0, 0.7, 0.5)
"""What the question by itself is worth beside the question completed, when it leans on the conversation a little, and openly."""
LAST, APART = 0.9, 0.6
"""What completing with the last question is worth beside the subject; the subject, when no entry holds both."""
ENOUGH = 0.25
"""Confidence from which a completed question is answered: the subject is known to be in the texts."""
TOPIC_SHARE = 0.8
"""What a word of the conversation keeps of its weight when it completes an elliptic question."""
MAX_TOLD, TOLD = 3, 520
"""How many entries of a section answer together, and in how many characters: people ask one thing from several sides."""
TOLD_SILENT = 0.45
"""The part that a silence must have in the scores for its own sentences to be the refusal."""
NEAR = 0.6
"""How near its score must be to the first one's; likelihoods, where they are trusted, spread scores out below nought."""
NEWS = 0.25
"""Share of its words that an answer must add to what is told already."""


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


class Answer(msgspec.Struct, frozen=True):
    """What is shown for a question. Texts hold ordinary spaces and plain apostrophes; faces set them."""

    question: str
    status: Status
    confidence: float
    answer: str | None
    citations: tuple[str, ...] = ()
    passages: tuple[Passage, ...] = ()
    suggestions: tuple[str, ...] = ()
    related: tuple[Passage, ...] = ()
    notice: str = ""
    """What must be said with the answer: it comes from a companion document, or the question was cut."""
    understood: str = ""
    """The topic kept from the conversation, when the question was completed with it."""
    mended: tuple[tuple[str, str], ...] = ()
    """Words as typed and as understood."""
    context: Context | None = None

    def to_json(self) -> dict[str, Any]:
        """The object that `--json` prints."""
        return {
            "question": self.question,
            "status": self.status,
            "confidence": round(self.confidence, 3),
            "answer": self.answer,
            "citations": list(self.citations),
            "passages": [passage.to_json() for passage in self.passages],
            "suggestions": list(self.suggestions),
            "related": [passage.to_json() for passage in self.related],
        }


class _Reading(msgspec.Struct, frozen=True):
    """One way of understanding a question, and what it finds."""

    query: Query
    ranking: Ranking
    chosen: int | None
    """The entry it would be answered with."""
    signals: Signals | None
    """None when nothing is found."""

    @property
    def confidence(self) -> float:
        return self.signals.confidence if self.signals else 0.0


class Engine:
    """Answers questions on one campaign. Built by `open_engine`; one thread at a time.

    `weights`, `spelling` and `bar` (the confidence under which an answer is refused) are for experiments: people get the measured ones,
    and their slips mended.
    """

    def __init__(
        self,
        build: Build,
        notices: Sequence[str] = (),
        weights: Weights | None = None,
        spelling: bool = True,
        bar: float = 0.5,
    ) -> None:
        self.library = build.library
        self.notices = tuple(notices)
        """What went wrong with the cache, in French, for stderr; empty when all is well."""
        self._build = build
        self._bar = bar
        self._index = Index(build)
        self._reader = Reader(self._index, build.vocabulary, Speller(build.forms, build.sounds, spelling))
        self._ranker = Ranker(build, self._index, self._reader, weights or Weights())
        self._passages = Passages(build, self._index)
        self._number = {section.id: number for number, section in enumerate(self.library.sections)}
        self._documents = {document.id: document for document in self.library.documents}
        self._entries: list[list[int]] = [[] for _ in self.library.sections]
        """Of each section."""
        for number, entry in enumerate(self.library.entries):
            self._entries[self._number[entry.section]].append(number)
        self._kinds = {
            term: kind
            for kind, names in self.library.lexicon.entities.items()
            for name in names
            for term in build.vocabulary.terms(name)
        }

    # --- what the texts hold -------------------------------------------------------------------------------------

    def section(self, name: str) -> Section:
        """The section with this id. Raises KeyError when there is none."""
        return self.library.sections[self._number[name]]

    def sections(self) -> tuple[Section, ...]:
        """All sections, in the order of the documents."""
        return self.library.sections

    def document(self, name: str) -> Document:
        """The document with this id. Raises KeyError when there is none."""
        return self._documents[name]

    def passages_for(self, names: Iterable[str]) -> tuple[Passage, ...]:
        """The beginnings of these sections, in the given order; unknown ids are left out."""
        return tuple(self._passages.of(self._number[name], 1.0) for name in names if name in self._number)

    # --- asking --------------------------------------------------------------------------------------------------

    def ask(self, question: str, context: Context | None = None) -> Answer:
        """Answer a question, completed by what the conversation is about when it does not stand by itself."""
        query = self._reader.read(question)
        if context and context.section in self._number and query.language and query.plain:
            if _NEXT.match(query.plain):
                return self._ask_next(question, query, context)
            leaning = self._leaning(query)
            if leaning and not self._ranker.likeliest_silence(query, SILENT):
                return self._ask_within(question, query, context, leaning)
        return self._ask_alone(question, query, context)

    def _ask_alone(self, question: str, query: Query, context: Context | None) -> Answer:
        """Answer a question by its own words; the conversation goes on when it has no answer."""
        if query.language and query.groups:
            reading = self._read(query, query, self._ranker.rank(query, within=self._within(context)))
            if query.content or max(reading.ranking.likeness.values(), default=0.0) > STANDS_ALONE:
                answer = self._decide(question, query, reading, None)
                return answer if answer.context else replace(answer, context=context)
        if query.plain and (silence := self._ranker.likeliest_silence(query)):
            return self._tell(question, silence, 0.9, context)
        return Answer(question, "unintelligible", 0.0, None, suggestions=self._starters(), context=context)

    def ranked(self, question: str, context: Context | None = None, limit: int = 10) -> tuple[str, ...]:
        """The ids of the best sections for a question, whether they would be shown or not."""
        query = self._reader.read(question)
        leaning = self._leaning(query) if context and context.section in self._number else 0
        ranking = self._best_reading(query, context, leaning)[0].ranking if context and leaning else self._ranker.rank(query)
        return tuple(self.library.sections[number].id for _, number in ranking.sections[:limit])

    def signals(self, question: str) -> Signals | None:
        """What the decision to answer a question by itself rests on; None when it is refused before that. For calibration."""
        query = self._reader.read(question)
        return self._read(query, query, self._ranker.rank(query)).signals if query.groups else None

    # --- conversation --------------------------------------------------------------------------------------------

    def _leaning(self, query: Query) -> int:
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

    def _ask_within(self, question: str, query: Query, context: Context, leaning: int) -> Answer:
        """Answer a question that leans on the conversation, by the reading that answers it best."""
        reading, kept = self._best_reading(query, context, leaning)
        if kept == "none":
            return self._ask_alone(question, query, context)
        answer = self._decide(question, query, reading, context if kept == "topic" else None)
        if answer.status != "answered":
            return replace(answer, context=context)
        if kept == "last" and answer.context:
            return replace(answer, context=replace(answer.context, last=context.last))
        return replace(answer, understood=context.title if answer.passages[0].section == context.section else "")

    def _best_reading(self, query: Query, context: Context, leaning: int) -> tuple["_Reading", Literal["none", "topic", "last"]]:
        """The question by itself, with the subject of the conversation, or with what was asked last, of a new subject.

        « Et le compost ? » after « combien coûte le potager ? » asks a price, though no text holds compost and potager together.
        """
        number, within = self._number[context.section], self._within(context)
        alone, topic, last = query, self._complete(query, context.topic), self._complete(query, context.last)
        readings: list[tuple[float, _Reading, Literal["none", "topic", "last"]]] = []
        if query.content or not leaning:
            reading = self._read(query, alone, self._ranker.rank(alone, within=within))
            readings.append((ALONE[leaning] * reading.confidence, reading, "none"))
        reading = self._read(query, topic, self._ranker.rank(topic, number, within))
        readings.append((reading.confidence * (1 if self._holds_together(query, topic, reading) else APART), reading, "topic"))
        if query.content and last.added != topic.added:
            reading = self._read(query, last, self._ranker.rank(last, within=within))
            readings.append((LAST * reading.confidence, reading, "last"))
        return max(readings, key=lambda found: found[0])[1:]

    def _within(self, context: Context | None) -> str:
        """The document that a conversation is about; none when it has not begun."""
        return (
            self.library.sections[self._number[context.section]].document if context and context.section in self._number else ""
        )

    def _holds_together(self, query: Query, completed: Query, reading: "_Reading") -> bool:
        """Whether the entry found holds most of the question, and something of what completes it."""
        if reading.chosen is None:
            return False
        own = sum(group.weight for group in query.content)
        held = sum(group.weight for group in query.content if self._ranker.covers("entry", group, reading.chosen))
        added = [group for group in completed.groups if group.share < 1 and not group.light]
        return held >= own / 2 and (not added or any(self._ranker.covers("entry", group, reading.chosen) for group in added))

    def _complete(self, query: Query, words: tuple[str, ...]) -> Query:
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

    def _remember(self, query: Query, section: Section, entry: str, context: Context | None) -> Context:
        own = tuple(word for group in query.groups if group.share == 1 for word in group.words)[:MAX_TOPIC]
        if context is None:
            return Context(section.id, section.title, own, own, entry)
        kinds = {self._kinds[term] for group in query.content for term in group.terms if term in self._kinds}
        if not kinds:
            # In another document, the conversation has moved on to what was just asked.
            moved = query.content and section.document != self.section(context.section).document
            topic = own if moved else context.topic
            return Context(section.id, section.title, topic, own, entry)
        terms = self._build.vocabulary.terms
        kept = [word for word in context.topic if not any(self._kinds.get(term) in kinds for term in terms(word))]
        return Context(section.id, section.title, (*own, *kept)[:MAX_TOPIC], own, entry)

    def _ask_next(self, question: str, query: Query, context: Context) -> Answer:
        """« et après ? »: the entry that follows the last answer in the same section."""
        entries = self.library.entries
        number = next((n for n, entry in enumerate(entries) if entry.id == context.entry), len(entries)) + 1
        if number >= len(entries) or entries[number].section != context.section:
            return self._ask_within(question, query, context, len(ALONE) - 1)
        entry = entries[number]
        return Answer(
            question,
            "answered",
            0.7,
            entry.answer.strip(),
            citations=tuple(dict.fromkeys((entry.section, *entry.also))),
            passages=self.passages_for([entry.section]),
            notice=self._documents[self.section(entry.section).document].notice,
            understood=context.title,
            context=replace(context, entry=entry.id),
        )

    # --- deciding ------------------------------------------------------------------------------------------------

    def _read(self, own: Query, query: Query, ranking: Ranking) -> "_Reading":
        """What a ranking finds; `own` is the question as asked, `query` completed by the conversation."""
        if not ranking.sections or ranking.sections[0][0] <= 0:
            return _Reading(query, ranking, None, None)
        chosen = self._chosen(ranking, ranking.sections[0][1])
        return _Reading(query, ranking, chosen, read_signals(self._ranker, own if own.content else query, ranking, chosen))

    def _decide(self, question: str, own: Query, reading: "_Reading", context: Context | None) -> Answer:
        """Answer, or say that the texts do not."""
        ranking, signals = reading.ranking, reading.signals
        if signals is None:
            silence = self._ranker.best_silence(ranking.asked)
            if silence is not None and ranking.likeness.get(silence, 0.0) > STANDS_ALONE:
                return self._silent(question, own, ranking, 0.9, context)
            return self._astray(question, ranking, 0.9, context)
        top = ranking.sections[:MAX_PASSAGES]
        if signals.confidence >= (self._bar if reading.query is own else min(ENOUGH, self._bar)):
            return self._show(question, own, reading.query, ranking, top, reading.chosen, signals.confidence, context)
        acronyms = self._build.vocabulary.acronyms
        named = any(word in acronyms for group in own.content for word in group.words)
        if signals.strange and not named:
            return self._astray(question, ranking, 1 - signals.confidence, context)
        if self._ranker.part(ranking.asked, self._ranker.best_silence(ranking.asked)) > TOLD_SILENT:
            return self._silent(question, own, ranking, 1 - signals.confidence, context)
        return self._refuse(question, own, ranking, 1 - signals.confidence, top, context)

    def _chosen(self, ranking: Ranking, section: int) -> int | None:
        """The best entry of a section."""
        mine = [(ranking.entries[number], -number) for number in self._entries[section] if number in ranking.entries]
        return -max(mine)[1] if mine else None

    def _astray(self, question: str, ranking: Ranking, confidence: float, context: Context | None) -> Answer:
        """On another subject; when it is a known one, its sentence says so."""
        number = self._ranker.best(dict(enumerate(ranking.likely)), silent=True)
        silence = self._ranker.sources[number] if number is not None else None
        said = silence.says if isinstance(silence, Silence) and silence.outside else None
        return Answer(question, "out_of_scope", confidence, said, suggestions=self._starters(), context=context)

    def _silent(self, question: str, own: Query, ranking: Ranking, confidence: float, context: Context | None) -> Answer:
        """The texts are known not to say: say so, with what they do say nearby."""
        number = self._ranker.best_silence(ranking.asked)
        silence = self._ranker.sources[number] if number is not None else None
        if not isinstance(silence, Silence):
            return self._astray(question, ranking, confidence, context)
        about = self.section(silence.sections[0]) if silence.sections else None
        kept = context or (self._remember(own, about, "", None) if about else None)
        return self._tell(question, silence, confidence, kept, ranking)

    def _tell(
        self, question: str, silence: Silence, confidence: float, context: Context | None, ranking: Ranking | None = None
    ) -> Answer:
        """What the texts are known not to say, with what they do say nearby."""
        near = [self._number[name] for name in silence.sections]
        return Answer(
            question,
            "not_in_texts",
            confidence,
            " ".join(filter(None, (silence.says, silence.nearby))),
            citations=silence.sections,
            related=tuple(self._passages.of(n, 1.0, ranking) for n in near[:MAX_RELATED]),
            suggestions=self._questions_near(ranking, near) if ranking else self._starters(),
            context=context,
        )

    def _refuse(
        self,
        question: str,
        query: Query,
        ranking: Ranking,
        confidence: float,
        top: list[tuple[float, int]],
        context: Context | None,
    ) -> Answer:
        """On the subject, but nothing answers: the nearest sections are offered."""
        best = top[0][0]
        near = [(score, number) for score, number in top[:MAX_RELATED] if score > best / 2]
        return Answer(
            question,
            "not_in_texts",
            confidence,
            None,
            related=tuple(self._passages.of(number, nearness(score, best), ranking, query) for score, number in near),
            suggestions=self._questions_near(ranking, [number for _, number in near]),
            context=context,
        )

    def _show(
        self,
        question: str,
        own: Query,
        query: Query,
        ranking: Ranking,
        top: list[tuple[float, int]],
        chosen: int | None,
        confidence: float,
        context: Context | None,
    ) -> Answer:
        section = self.library.sections[top[0][1]]
        citations = [section.id]
        entry = ""
        if chosen is None:
            text = self._passages.best_unit(top[0][1], ranking)
        else:
            answers = self._told(ranking, chosen)
            text = "\n".join(self.library.entries[number].answer.strip() for number in answers)
            citations.extend(name for number in answers for name in self.library.entries[number].also)
            entry = self.library.entries[chosen].id
        best = top[0][0]
        passages = tuple(
            self._passages.of(number, nearness(score, best), ranking, query, chosen if number == top[0][1] else None)
            for place, (score, number) in enumerate(top)
            if place < MIN_PASSAGES or score > best / 5
        )
        notices = [self._documents[section.document].notice]
        if own.cut:
            notices.append(f"Seuls les {MAX_CHARACTERS} premiers caractères de la question ont été lus.")
        return Answer(
            question,
            "answered",
            confidence,
            text,
            citations=tuple(dict.fromkeys(citations)),
            passages=passages,
            suggestions=self._questions_near(ranking, [top[0][1]], chosen),
            notice=" ".join(filter(None, notices)),
            mended=tuple(pair for pair in own.mended if pair[0] != pair[1]),
            context=self._remember(own, section, entry, context),
        )

    def _told(self, ranking: Ranking, chosen: int) -> list[int]:
        """The entries whose answers are shown: the chosen one, then those of its section that are near it and add something."""
        section = self._number[self.library.entries[chosen].section]
        floor = ranking.entries[chosen] * (NEAR - (NEAR + 1) * self._ranker.trust)
        near = sorted(
            (-ranking.entries[number], number)
            for number in self._entries[section]
            if number != chosen and ranking.entries.get(number, floor) > floor
        )
        told, said = [chosen], set(self._passages.terms(chosen))
        size = len(self.library.entries[chosen].answer)
        for _, number in near[: MAX_TOLD - 1]:
            answer, terms = self.library.entries[number].answer, self._passages.terms(number)
            if size + len(answer) <= TOLD and len(terms - said) > NEWS * len(terms):
                told.append(number)
                said |= terms
                size += len(answer)
        return told

    # --- showing -------------------------------------------------------------------------------------------------

    def _questions_near(self, ranking: Ranking, sections: Sequence[int], chosen: int | None = None) -> tuple[str, ...]:
        """Typical questions of the best other entries of these sections."""
        near = sorted(
            (-ranking.entries[number], number)
            for section in set(sections)
            for number in self._entries[section]
            if number != chosen and number in ranking.entries
        )[:MAX_SUGGESTIONS]
        return tuple(
            _sentence(self.library.entries[number].questions[0]) for _, number in near if self.library.entries[number].questions
        )

    def _starters(self) -> tuple[str, ...]:
        """Questions to begin with: the first one of the first entry of some sections of the first document."""
        seen: dict[str, str] = {}
        for entry in self.library.entries:
            if entry.questions:
                seen.setdefault(entry.section, entry.questions[0])
        return tuple(_sentence(question) for question in list(seen.values())[:MAX_SUGGESTIONS])


# « et… », « mais… »: a question that begins so leans on the one before.
_LEANS = re.compile(r"(?:et|mais|ou|alors|donc|sinon|pareil|idem)\b(?! si possible)")
# « ça », « elle », « y »: it points back.
_POINTS = re.compile(
    r"(?<!faut )(?<!a t )(?<!existe t )\b(?:ca|cela|celui ci|celle ci|ceux ci|celles ci|il|ils|elle|elles|lui|leur|y|la dessus|la dedans)\b"
    r"(?! (?:y )?(?:a|avait|aura|faut|faudra|s agit)\b)"
)
# « et après ? »: it asks for what follows.
_NEXT = re.compile(
    r"(?:(?:et|ok|puis|ah|bon) )*(?:apres|ensuite|la suite|puis|quoi d autre|autre chose|encore)(?: (?:ca|cela|quoi|alors))?\Z"
)


def _points_back(query: Query) -> bool:
    """Whether a pronoun stands for something of the conversation: with a noun before it (« le potager, ça coûte… »), it stands for that."""
    found = _POINTS.search(query.plain)
    if found is None:
        return False
    before = set(query.plain[: found.start()].split())
    return not any(before.intersection(group.words) for group in query.content)


def _sentence(question: str) -> str:
    """A typical question as it is shown: capital first, question mark last."""
    text = question[:1].upper() + question[1:]
    return text if text[-1:] in "?!." else f"{text} ?"


Progress = Callable[[str], None]
"""Called with a short French text while the index is built; the last one ends with a full stop."""


class IndexStatus(msgspec.Struct, frozen=True):
    """Whether the index of a campaign is ready in the cache, and a French sentence that says so."""

    ready: bool
    text: str


def open_engine(campaign: Campaign, progress: Progress | None = None) -> Engine:
    """The engine of a campaign: from the cache, or built now, which takes a second or two and calls `progress`.

    When the cache cannot be used, the engine works from memory and its `notices` say so. Raises AssistantError when the content
    of the campaign is wrong.
    """
    key = cache.key_of(campaign)
    data = cache.fetch(key)
    if data is not None:
        # The seal is right, so only another version of Whoosh or of Python could get here; Whoosh may raise anything.
        with contextlib.suppress(Exception):
            return Engine(Build.unpacked(data))
        cache.forget(key)
    return _build(campaign, key, progress)


def _build(campaign: Campaign, key: str, progress: Progress | None) -> Engine:
    from assistant.index import build
    from assistant.library import load

    def tell(done: int, total: int) -> None:
        if progress:
            progress(f"Préparation de l'index : {100 * done // max(1, total)} %")

    made = build(load(campaign), tell)
    refused = cache.store(key, made.packed())
    if progress:
        progress("L'index est prêt.")
    notices = (f"L'index ne peut pas être gardé dans {refused} ; il sera refait à chaque fois.",) if refused else ()
    return Engine(made, notices)


def rebuild_index(campaign: Campaign, progress: Progress | None = None) -> None:
    """Build the index anew, whatever the cache holds.

    Raises AssistantError when the content is wrong, or when the cache cannot be written.
    """
    engine = _build(campaign, cache.key_of(campaign), progress)
    if engine.notices:
        raise AssistantError(engine.notices[0])


def index_status(campaign: Campaign) -> IndexStatus:
    """Tell whether the index of this campaign, as its content is now, is in the cache."""
    key = cache.key_of(campaign)
    if cache.fetch(key) is None:
        return IndexStatus(False, "L'index n'est pas encore construit : il le sera à la première question.")
    return IndexStatus(True, f"L'index est prêt, dans « {cache.folder() / key}.build ».")
