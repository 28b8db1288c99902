"""Answers: what is shown for a question that was read and ranked, or the honest refusal."""

import re
from collections.abc import Sequence
from typing import Any, Literal

import msgspec
from msgspec.structs import replace

from assistant.analysis import fold
from assistant.conversation import Context, Conversation
from assistant.index import Build
from assistant.library import Silence
from assistant.passages import Passage, Passages, nearness
from assistant.query import MAX_CHARACTERS, Query
from assistant.ranking import Ranker, Ranking
from assistant.signals import Signals
from assistant.telling import NOTHING

Status = Literal["answered", "not_in_texts", "out_of_scope", "unintelligible"]

MIN_PASSAGES, MAX_PASSAGES = 3, 5
MAX_RELATED = 3
MAX_SUGGESTIONS = 3
STANDS_ALONE = 0.75
"""How like a typical question one of little words must be to be answered at all."""
STANDS_NEAR = 0.5
"""How like a question, completed by its conversation, a silence must be to be told for it."""
SURE = 0.9
"""Confidence that the section a conversation is about does not say."""
GIVEN = 0.7
"""Confidence of an answer that the conversation alone points to (« et après ? »)."""
ENOUGH = 0.25
"""Confidence from which a completed question is answered: the subject is known to be in the texts."""
MAX_TOLD, TOLD = 3, 520
"""How many entries of a section answer together, and in how many characters: people ask one thing from several sides."""
TOLD_SILENT = 0.45
"""The part that a silence must have in the scores for its own sentences to be the refusal."""
NEAR = 0.6
"""How near its score must be to the first one's; likelihoods, where they are trusted, spread scores out below nought."""
NEWS = 0.25
"""Share of its words that an answer must add to what is told already."""


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
    halves: tuple[tuple[str, str], ...] = ()
    """Of a question that asks two things: each question, and what is said of it."""
    proved: int = 1
    """How many of the first passages are what it rests on: one, or one for each half that is answered."""

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


def together(question: str, parts: Sequence[str], answers: Sequence[Answer]) -> Answer:
    """The answer to a question that asks two things, of those to its halves (`parts`), of which one at least is answered.

    Passages come in turn from each, so that the first two prove both.
    """
    given = [answer for answer in answers if answer.status == "answered"]
    halves = tuple((part, _said(answer)) for part, answer in zip(parts, answers, strict=True))
    turns = [answer.passages[place] for place in range(MAX_PASSAGES) for answer in given if place < len(answer.passages)]
    passages: dict[str, Passage] = {}
    for passage in turns:
        passages.setdefault(passage.section, passage)
    return Answer(
        question,
        "answered",
        min(answer.confidence for answer in given),
        "\n".join(text for _, text in halves),
        citations=tuple(dict.fromkeys(name for answer in given for name in answer.citations)),
        passages=tuple(passages.values())[:MAX_PASSAGES],
        suggestions=tuple(dict.fromkeys(asked for answer in answers for asked in answer.suggestions))[:MAX_SUGGESTIONS],
        notice=" ".join(dict.fromkeys(answer.notice for answer in given if answer.notice)),
        understood=answers[0].understood,
        mended=tuple(dict.fromkeys(pair for answer in answers for pair in answer.mended)),
        context=answers[-1].context,
        halves=halves,
        proved=len({answer.passages[0].section for answer in given if answer.passages}) or 1,
    )


def _said(answer: Answer) -> str:
    return (answer.answer or NOTHING[answer.status]).strip()


def fact(answer: Answer) -> str:
    """The paragraph of an answer that holds the fact, or the sentence that says that the texts hold none."""
    return _said(answer).split("\n")[0]


class Reading(msgspec.Struct, frozen=True):
    """One way of understanding a question, and what it finds."""

    query: Query
    ranking: Ranking
    chosen: int | None
    """The entry it would be answered with."""
    signals: Signals | None
    """None when nothing is found."""

    @property
    def confidence(self) -> float:
        """How sure one may be that the texts answer (0..1)."""
        return self.signals.confidence if self.signals else 0.0


class Answers:
    """Makes the answers of one build. `bar` is the confidence under which a question is refused."""

    def __init__(self, build: Build, ranker: Ranker, passages: Passages, conversation: Conversation, bar: float) -> None:
        self.library = build.library
        self._vocabulary = build.vocabulary
        self._ranker = ranker
        self._passages = passages
        self._conversation = conversation
        self._bar = bar
        self._number = {section.id: number for number, section in enumerate(self.library.sections)}
        self._meanings = {fold(acronym.short): acronym for acronym in reversed(self.library.lexicon.acronyms)}
        self._notices = {document.id: document.notice for document in self.library.documents}
        self._entries: list[list[int]] = [[] for _ in self.library.sections]
        """Of each section."""
        for number, entry in enumerate(self.library.entries):
            self._entries[self._number[entry.section]].append(number)

    def decide(self, question: str, own: Query, reading: Reading, context: Context | None) -> Answer:
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
        acronyms = self._vocabulary.acronyms
        named = any(word in acronyms for group in own.content for word in group.words)
        # A name that the texts hold (« Loos ») asks nothing yet; it is on the subject.
        named = named or (own.bare and signals.grounded >= 1)
        if signals.strange and not named:
            return self._astray(question, ranking, 1 - signals.confidence, context)
        if self._ranker.part(ranking.asked, self._ranker.best_silence(ranking.asked)) > TOLD_SILENT:
            return self._silent(question, own, ranking, 1 - signals.confidence, context)
        return self._refuse(question, own, ranking, 1 - signals.confidence, top, context)

    def chosen(self, ranking: Ranking, section: int) -> int | None:
        """The best entry of a section."""
        mine = [(ranking.entries[number], -number) for number in self._entries[section] if number in ranking.entries]
        return -max(mine)[1] if mine else None

    def next(self, question: str, context: Context) -> Answer | None:
        """The entry that follows the last answer in the same section; None when there is none."""
        entries = self.library.entries
        number = next((n for n, entry in enumerate(entries) if entry.id == context.entry), len(entries)) + 1
        if number >= len(entries) or entries[number].section != context.section:
            return None
        entry = entries[number]
        section = self._number[entry.section]
        return Answer(
            question,
            "answered",
            GIVEN,
            entry.answer.strip(),
            citations=tuple(dict.fromkeys((entry.section, *entry.also))),
            passages=(self._passages.of(section, 1.0),),
            notice=self._notices[self.library.sections[section].document],
            understood=context.title,
            context=replace(context, entry=entry.id),
        )

    def within(self, question: str, own: Query, query: Query, ranking: Ranking, context: Context) -> Answer:
        """What the section that a conversation is about gives of the kind that is asked, or that it does not.

        `own` is the question as asked, `query` completed by the conversation.
        """
        section = self._number[context.section]
        mine = [number for number in self._entries[section] if number in ranking.entries and self._gives(own, number)]
        if mine:
            first = max(ranking.sections[0][0], 1.0)
            top = [(first, section), *(pair for pair in ranking.sections[: MAX_PASSAGES - 1] if pair[1] != section)]
            chosen = max(mine, key=lambda number: ranking.entries[number])
            return replace(self._show(question, own, query, ranking, top, chosen, GIVEN, context), understood=context.title)
        silences = [
            (like, number)
            for number, like in ranking.likeness.items()
            if isinstance(source := self._ranker.sources[number], Silence) and context.section in source.sections
        ]
        like, number = max(silences, default=(0.0, 0))
        silence = self._ranker.sources[number]
        if like > STANDS_NEAR and isinstance(silence, Silence):
            return self.tell(question, silence, SURE, context, ranking)
        return self._refuse(question, query, ranking, SURE, [(1.0, section)], context)

    def spelt_out(self, answer: Answer, query: Query) -> Answer:
        """The answer to a question on what an acronym means, which begins with that: the texts seldom spell one out."""
        named = [group for group in query.content if not _MEANING.search(" ".join(group.words))]
        if len(named) != 1 or not _MEANING.search(query.plain):
            return answer
        acronym = next((self._meanings[word] for word in named[0].words if word in self._meanings), None)
        if acronym is None or fold(acronym.long) in self._meanings or fold(acronym.long) in fold(answer.answer or ""):
            return answer
        rest = answer.answer or "Les textes n'en disent pas le sens."
        return replace(answer, answer=f"{acronym.short} : {acronym.long}. {rest}")

    def _gives(self, query: Query, entry: int) -> bool:
        """Whether an entry gives the kind of thing that is wanted, of all that is named and that the campaign knows."""
        given = query.wants is not None and self._ranker.provides(entry, query.wants)
        return given and all(self._ranker.matcher.covers("entry", group, entry) for group in query.content if group.alternatives)

    def unintelligible(self, question: str, context: Context | None) -> Answer:
        """Nobody's words: questions to begin with are offered."""
        return Answer(question, "unintelligible", 0.0, None, suggestions=self._starters(), context=context)

    def tell(
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
        about = self.library.sections[self._number[silence.sections[0]]] if silence.sections else None
        kept = context or (self._conversation.remember(own, about, "", None) if about else None)
        return self.tell(question, silence, confidence, kept, ranking)

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
        notices = [self._notices[section.document]]
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
            context=self._conversation.remember(own, section, entry, context),
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


# « que veut dire FIPD », « c'est quoi un CLSPD », « le sens de PJJ »
_MEANING = re.compile(r"\bveu\w* dire|\bsignifi\w*|\bquoi\b|\bqu est ce\b|\bsens\b|\bdefini\w*|\bsigle")


def _sentence(question: str) -> str:
    """A typical question as it is shown: capital first, question mark last."""
    text = question[:1].upper() + question[1:]
    return text if text[-1:] in "?!." else f"{text} ?"
