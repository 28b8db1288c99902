"""Questions answered from a campaign's texts: the right section first, short, with its passage, or an honest refusal."""

import contextlib
from collections.abc import Callable, Iterable, Sequence
from typing import Literal

import msgspec
from msgspec.structs import replace

from assistant import cache
from assistant.answering import STANDS_ALONE, SURE, Answer, Answers, Reading, fact, together
from assistant.campaign import Campaign
from assistant.conversation import SILENT, Context, Conversation, asks_for_more, elliptic, is_sentence
from assistant.errors import AssistantError
from assistant.index import Build, Index
from assistant.library import Document, Section
from assistant.passages import Passage, Passages
from assistant.query import Query, Reader
from assistant.ranking import CLEAR, Ranker, Ranking, Weights
from assistant.signals import Signals, read_signals
from assistant.spelling import Speller
from assistant.twofold import Half, halves

ALONE = (1.0, 0.7, 0.5)
"""What the question by itself is worth beside the question completed, when it leans on the conversation a little, and openly."""
SENTENCE, CERTAIN = (1.0, 0.75), (1.0, 0.9)
"""What a question of few ideas is worth by itself, and completed: when it is a whole sentence, and when it is surely answered."""
WHOLE = 4
"""Ideas in a question that says all by itself, when it is surely answered so, even if it begins with « et »."""
REREAD = 0.6
"""Confidence from which a question is answered in another reading than its own: what a thing that it only names is, its halves."""
ONE_ONLY = 0.85
"""Confidence from which one half of a question is answered, and the other said to have no answer."""
NEAREST = 2
"""Among how many sections nearest to what is named that answer must be."""
LAST, APART = 0.9, 0.6
"""What completing with the last question is worth beside the subject; the subject, when no entry holds both."""


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
        self._index = Index(build)
        self._reader = Reader(self._index, build.vocabulary, Speller(build.forms, build.sounds, spelling))
        self._ranker = Ranker(build, self._index, self._reader, weights or Weights())
        self._passages = Passages(build, self._index)
        self._number = {section.id: number for number, section in enumerate(self.library.sections)}
        self._documents = {document.id: document for document in self.library.documents}
        self._conversation = Conversation(build, self._reader, self._ranker)
        self._answers = Answers(build, self._ranker, self._passages, self._conversation, bar)

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
        """Answer a question, completed by what the conversation is about when it does not stand by itself.

        One that asks two things is answered twice, unless what is found for the whole already says both.
        """
        whole = self._ask_once(question, context)
        parts = halves(question)
        if not parts:
            return whole
        first = self._ask_half(parts[0], context)
        second = self._ask_half(parts[1], first.context)
        if _better(whole, first, second):
            return together(question, [part.shown for part in parts], (first, second))
        return whole

    def _ask_half(self, half: Half, context: Context | None) -> Answer:
        """Answer a half of a question after what was told before both, or by itself when that hides it."""
        answer = self._ask_once(half.asked, context)
        if answer.status == "answered" or half.asked == half.shown:
            return answer
        alone = self._ask_once(half.shown, context)
        return alone if alone.status == "answered" else answer

    def _ask_once(self, question: str, context: Context | None) -> Answer:
        query = self._reader.read(question)
        return self._answers.spelt_out(self._ask(question, query, context), query)

    def leans(self, question: str) -> bool:
        """Whether a question says that it leans on those before (« et pour… ? », « ça », « combien ? »), whoever asks it."""
        query = self._reader.read(question)
        leaning = self._conversation.leaning(query)
        return bool(query.plain) and (asks_for_more(query) or leaning > 1 or (leaning > 0 and len(query.plain.split()) == 1))

    def _ask(self, question: str, query: Query, context: Context | None) -> Answer:
        """Answer a question that was read."""
        if context and context.section in self._number and query.language and query.plain:
            if asks_for_more(query):
                return self._answers.next(question, context) or self._ask_within(question, query, context, len(ALONE) - 1)
            leaning = self._conversation.leaning(query)
            if leaning and not self._ranker.likeliest_silence(query, SILENT if leaning == len(ALONE) - 1 else CLEAR):
                return self._ask_within(question, query, context, leaning)
        return self._ask_alone(question, query, context)

    def _ask_alone(self, question: str, query: Query, context: Context | None) -> Answer:
        """Answer a question by its own words; one that only names a thing (« calendrier », « PRISME ») may be asking what it is."""
        answer = self._ask_worded(question, query, context)
        acronym = self._reader.is_acronym(query)
        if not query.bare or (answer.status == "answered" and not acronym):
            return answer
        what = self._ask_worded(question, self._reader.read(f"c'est quoi {query.plain}"), context)
        if what.status != "answered" or what.confidence < REREAD:
            return answer
        # « C'est quoi… » is most like the questions on what other things are: the thing named must be what is found.
        near = {self.library.sections[number].id for _, number in self._rank(query, context).sections[:NEAREST]}
        return what if acronym or what.passages[0].section in near else answer

    def _ask_worded(self, question: str, query: Query, context: Context | None) -> Answer:
        """Answer a question as it is worded; the conversation goes on when it has no answer."""
        if query.language and query.groups:
            reading = self._read(query, query, self._rank(query, context))
            if query.content or max(reading.ranking.likeness.values(), default=0.0) > STANDS_ALONE:
                answer = self._answers.decide(question, query, reading, None)
                return answer if answer.context else replace(answer, context=context)
        if query.plain and (silence := self._ranker.likeliest_silence(query)):
            return self._answers.tell(question, silence, 0.9, context)
        return self._answers.unintelligible(question, context)

    def _ask_within(self, question: str, query: Query, context: Context, leaning: int) -> Answer:
        """Answer a question that leans on the conversation, by the reading that answers it best."""
        reading, kept = self._best_reading(query, context, leaning)
        if reading.signals and self._conversation.strays(query, context, self.library.sections[reading.ranking.sections[0][1]]):
            topic = self._conversation.complete(query, context.topic)
            return self._answers.within(question, query, topic, self._rank(topic, context), context)
        if kept == "none":
            return self._ask_alone(question, query, context)
        if leaning == 1 and query.bare and reading.confidence < REREAD:
            # « PRISME » names another thing than what is talked of, « le prix ? » does not.
            named = self._ask_alone(question, query, context)
            if named.status == "answered" and named.confidence >= REREAD:
                return named
        answer = self._answers.decide(question, query, reading, context if kept == "topic" else None)
        if answer.status != "answered":
            return replace(answer, context=context)
        if kept == "last" and answer.context:
            return replace(answer, context=replace(answer.context, last=context.last))
        return replace(answer, understood=context.title if answer.passages[0].section == context.section else "")

    def _best_reading(self, query: Query, context: Context, leaning: int) -> tuple[Reading, Literal["none", "topic", "last"]]:
        """The question by itself, with the subject of the conversation, or with what was asked last, of a new subject.

        « Et le compost ? » after « combien coûte le potager ? » asks a price, though no text holds compost and potager together.
        """
        number = self._number[context.section]
        topic = self._conversation.complete(query, context.topic)
        last = self._conversation.complete(query, context.last)
        readings: list[tuple[float, Reading, Literal["none", "topic", "last"]]] = []
        completed = 1.0
        if query.content or not leaning:
            reading = self._read(query, query, self._rank(query, context))
            if len(query.content) >= WHOLE and reading.confidence >= SURE:
                return reading, "none"
            alone, completed = _shares(query, leaning, reading.confidence)
            readings.append((alone * reading.confidence, reading, "none"))
        reading = self._read(query, topic, self._rank(topic, context, number))
        together = self._conversation.holds_together(query, topic, reading.chosen)
        readings.append((completed * reading.confidence * (1 if together else APART), reading, "topic"))
        if query.content and last.added != topic.added:
            reading = self._read(query, last, self._rank(last, context))
            readings.append((completed * LAST * reading.confidence, reading, "last"))
        best = max(readings, key=lambda found: found[0])
        # What the subject finds too is about it still: the next question may lean on it.
        sure = [found for found in readings if found[2] == "topic" and found[1].confidence >= REREAD]
        return next((found for found in sure if best[2] == "none" and found[1].chosen == best[1].chosen), best)[1:]

    def _rank(self, query: Query, context: Context | None, topic: int | None = None) -> Ranking:
        return self._ranker.rank(query, topic, self._conversation.within(context))

    def _read(self, own: Query, query: Query, ranking: Ranking) -> Reading:
        """What a ranking finds; `own` is the question as asked, `query` completed by the conversation."""
        if not ranking.sections or (ranking.sections[0][0] <= 0 and not ranking.entries):
            return Reading(query, ranking, None, None)
        chosen = self._answers.chosen(ranking, ranking.sections[0][1])
        return Reading(query, ranking, chosen, read_signals(self._ranker, own if own.content else query, ranking, chosen))

    # --- for measures --------------------------------------------------------------------------------------------

    def ranked(self, question: str, context: Context | None = None, limit: int = 10) -> tuple[str, ...]:
        """The ids of the best sections for a question, whether they would be shown or not."""
        query = self._reader.read(question)
        leaning = self._conversation.leaning(query) if context and context.section in self._number else 0
        ranking = self._best_reading(query, context, leaning)[0].ranking if context and leaning else self._ranker.rank(query)
        return tuple(self.library.sections[number].id for _, number in ranking.sections[:limit])

    def signals(self, question: str) -> Signals | None:
        """What the decision to answer a question by itself rests on; None when it is refused before that. For calibration."""
        query = self._reader.read(question)
        return self._read(query, query, self._ranker.rank(query)).signals if query.groups else None


def _shares(query: Query, leaning: int, confidence: float) -> tuple[float, float]:
    """What a question is worth by itself, answered so with this confidence, and completed by the conversation."""
    if leaning == 1 and not elliptic(query):
        if confidence >= SURE:
            return CERTAIN
        if is_sentence(query):
            return SENTENCE
    return ALONE[leaning], 1.0


def _better(whole: Answer, *halves: Answer) -> bool:
    """Whether the halves of a question say more than what is found for the whole, and surely."""
    facts = {fact(half) for half in halves}
    lacks = whole.status != "answered" or any(text not in (whole.answer or "") for text in facts)
    if len(facts) == 1 or not lacks:
        return False
    answered = [half.confidence for half in halves if half.status == "answered"]
    if len(answered) == len(halves):
        return min(answered) >= REREAD
    # One half alone is told when it is sure, and so is that the other has no answer: the whole might have one.
    refused = [half.confidence for half in halves if half.status != "answered"]
    return bool(answered) and min(answered) >= ONE_ONLY and (whole.status != "answered" or min(refused) >= ONE_ONLY)


Progress = Callable[[str], None]
"""Called with a short French text while the index is built; the last one ends with a full stop."""


class IndexStatus(msgspec.Struct, frozen=True):
    """Whether the index of a campaign is ready in the cache, and a French sentence that says so."""

    ready: bool
    text: str


_STEPS = (
    "Préparation de l'index, étape 1 sur 3, lecture des textes : {}",
    "Préparation de l'index, étape 2 sur 3, calcul du poids des mots…",
    "Préparation de l'index, étape 3 sur 3, enregistrement…",
)
"""What building the index does, one step after the other."""


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
    from assistant.indexing import build
    from assistant.library import load

    said = ""

    def say(text: str) -> None:
        nonlocal said
        if progress and text != said:
            progress(text)
        said = text

    def tell(done: int, total: int) -> None:
        # What follows the reading takes a third of the time, in one go.
        say(_STEPS[0].format(f"{100 * done // total} %") if done < total else _STEPS[1])

    say(_STEPS[0].format("ouverture"))
    made = build(load(campaign), tell)
    say(_STEPS[2])
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
