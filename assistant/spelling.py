"""Mend what people type: slips of the keyboard, spelling by ear, lost accents and apostrophes, words glued or cut, SMS."""

import itertools
from collections.abc import Iterator
from functools import cached_property
from math import inf, log

from assistant.analysis import LIGHT_WORDS, fold, is_stop, phonetic, stem

_SMS = {
    typed: meant
    for line in """
        esk esque esq:est-ce que
        eskon esquon eske:est-ce que
        keske keskon kesk qu'est-ce:qu'est-ce que
        keski:qu'est-ce qui
        koi kwa quoa:quoi
        kan kand qd qand cantes:quand
        ki:qui
        ke:que
        kel kels kelle kelles qel qelle:quel
        kom:comme
        koman komen coment commen komment:comment
        kombien conbien cb cbien combiens combi:combien
        pk pq pkoi pourkoi prkoi pourquoi:pourquoi
        ds:dans
        pr:pour
        pa:pas
        ac avk:avec
        ya:il y a
        jai:j'ai
        ces:c'est
        sa:ça
        tt tts:tout
        bcp:beaucoup
        mrci mci mersi:merci
        qq qqs:quelque
        qqn qqun:quelqu'un
        vs:vous
        ns:nous
        subv subvs subvent:subvention
        mel mél mels email e-mail courriel:mail
        asso assos:association
        asap:vite
        rdv:rendez-vous
        info infos:information
        doc docs:document
        appart:appartement
        prof profs:enseignant
        dedan:dedans
        pri:pris
        sui:suit
        ado ados:adolescent
        interco:intercommunalité
        rv:rendez-vous
        el:elle
        o:au
        dt:dont
        nb nbre:nombre
        chui chuis jsui jsuis:je suis
        ossi ausi:aussi
        fo fot:faut
        chak chaq:chaque
        dc:donc
        tjs tjrs tjr:toujours
        svt:souvent
        jms:jamais
        mtn:maintenant
        auj ajd ojd:aujourd'hui
        pb pbs:problème
        qlq qlqs:quelque
        qqch qqc:quelque chose
        jsp:je ne sais pas
        pe peu peus:peut
        cmt cmnt:comment
        dja deja dejà:déjà
        psk pcq parske:parce que
        oci:aussi
        cest:c'est
        kes kess:qu'est-ce
        tps:temps
        max maxi:maximum
        lgtps lgtmps:longtemps
        pdt pdtt:pendant
        cetait cetai:c'était
        quon qon kon:qu'on
        quil:qu'il
        quils:qu'ils
        kil:qu'il
        kils:qu'ils
        esce eske esk:est-ce
        delib delibs:délibération
        dun:d'un
        dune:d'une
        nen:n'en
        jen:j'en
        yen:y en
        sil:s'il
        ny:n'y
        quelke qelque kelke:quelque
        ojourdui:aujourd'hui
        """.strip().splitlines()
    for typed_words, meant in [line.strip().split(":")]
    for typed in typed_words.split()
}


def short_hand(form: str) -> str | None:
    """What a folded word of SMS or office shorthand stands for, in plain French; None when it is none."""
    return _SMS.get(form)


class Speller:
    """Mends words against the words of a library (`forms`, and `sounds` as a Build keeps them)."""

    def __init__(self, forms: dict[str, int], sounds: str, active: bool = True) -> None:
        self._active = active
        self._forms = forms
        self._sounds = sounds
        self._mended: dict[str, list[tuple[str, float]]] = {}

    @cached_property
    def _by_length(self) -> dict[int, list[str]]:
        found: dict[int, list[str]] = {}
        for form in self._forms:
            if len(form) > 3 and not form[0].isdigit():
                found.setdefault(len(form), []).append(form)
        return found

    def mend(self, form: str, limit: int = 3) -> list[tuple[str, float]]:
        """The words most like a folded one that the library does not have, with the trust in each (0..1), best first.

        A French word that means something else is left alone.
        """
        if not self._active or form[0].isdigit() or len(form) < 3 or form in self._forms:
            return []
        if form not in self._mended:
            if len(self._mended) >= MAX_REMEMBERED:
                self._mended.clear()
            self._mended[form] = self._nearest(form)
        return self._mended[form][:limit]

    def _alike(self, form: str) -> list[str]:
        """The words of the library that sound like this one."""
        mark = f"\n{phonetic(form)} "
        place = self._sounds.find(mark)
        return self._sounds[place + len(mark) : self._sounds.index("\n", place + 1)].split() if place >= 0 else []

    def _nearest(self, form: str, limit: int = 3) -> list[tuple[str, float]]:
        if _is_common(form):
            bare = _single(form)
            return [(other, DOUBLED) for other in self._alike(form) if _single(other) == bare][:limit]
        if _is_french(form):
            return [(other, LIKELY) for other in self._alike(form) if stem(other) != stem(form)][:limit]
        # Loaded only when a word is unknown: it costs a fifth of a cold start.
        from rapidfuzz.distance import OSA
        from rapidfuzz.process import extract

        trusts: dict[str, float] = {}
        for length in range(len(form) - MAX_SLIPS, len(form) + MAX_SLIPS + 1):
            longest = max(len(form), length)
            most = 0.5 if len(form) < 4 else 1 if longest < 8 else 1.5 if longest < 9 else 2.5
            near = extract(
                form, self._by_length.get(length, ()), scorer=OSA.distance, score_cutoff=int(most + MOST_FORGIVEN), limit=None
            )
            for candidate, distance, _ in near:
                cost = distance - _slack(form, candidate) + (0.5 if candidate[0] != form[0] else 0)
                if cost <= most:
                    trusts[candidate] = min(0.95, 1.15 - cost / max(3, longest * 0.6))
        for candidate in self._alike(form):
            distance = OSA.distance(form, candidate)
            if distance <= MAX_SLIPS:
                trust = 0.97 - 0.01 * distance - (0.1 if candidate[0] != form[0] else 0)
                trusts[candidate] = max(trusts.get(candidate, 0.0), trust)
        ranked = sorted(
            ((candidate, trust) for candidate, trust in trusts.items() if trust >= 0.5),
            key=lambda pair: (-pair[1], -self._forms[pair[0]], pair[0]),
        )
        return [(candidate, trust) for candidate, trust in ranked[:limit] if trust > ranked[0][1] - 0.15]

    @staticmethod
    def is_french(form: str) -> bool:
        """Whether a folded word is an everyday French word."""
        return _is_french(form)

    def same_word(self, form: str) -> bool:
        """Whether the texts hold this folded word or an inflection of it, not only another everyday word of the same stem."""
        from assistant.french_words import COMMON

        return form not in COMMON or any(
            variant in self._forms for variant in (form, form + "s", form + "e", form + "x", form + "es", form.rstrip("esx"))
        )

    def lost_apostrophe(self, form: str) -> bool:
        """Whether a word that the texts do not have is one of theirs with its elided article stuck on (« largent »)."""
        if not self._active or form in self._forms:
            return False
        head = "qu" if form.startswith("qu") else form[:1]
        tail = form[len(head) :]
        if head not in _ELIDED or len(tail) < 4 or tail[0] not in "aeiouyh" or not self._forms.get(tail, 0):
            return False
        from assistant.french_words import COMMON

        return form not in COMMON

    def only_looks_known(self, form: str) -> bool:
        """Whether a word that we do not have sounds like ours of another stem, whatever its own stem (« quartié », « quart »)."""
        if not self._active or form in self._forms or len(form) < 4 or _is_common(form):
            return False
        alike = self._alike(form)
        return bool(alike) and stem(max(alike, key=lambda other: self._forms[other])) != stem(form)

    def split(self, form: str) -> tuple[str, str] | None:
        """Two words written as one (« lappel », « pointsde »), of which the library has the second one at least; or None."""
        if not self._active or (_is_french(form) and not self.lost_apostrophe(form)):
            return None
        for cut in range(1, len(form) - 1):
            head, tail = form[:cut], form[cut:]
            if head in _GLUED and (tail in _GLUED_TAILS or (len(tail) > 2 and self._forms.get(tail, 0) > 0)):
                return head, tail
        best = max(
            ((min(self._forms.get(form[:cut], 0), self._forms.get(form[cut:], 0)), cut) for cut in range(3, len(form) - 2)),
            default=(0, 0),
        )
        return (form[: best[1]], form[best[1] :]) if best[0] > 1 else None

    def knows(self, form: str) -> bool:
        """Whether a folded word stands in the library, or is everyday French."""
        return form in self._forms or _is_french(form)

    def likely(self, form: str) -> bool:
        """Whether a word is likely to be the slip of a single one."""
        return any(trust >= LIKELY for _, trust in self.mend(form))

    def segment(self, form: str) -> list[str] | None:
        """A sentence typed without spaces, in words; None when it does not come apart in words that we know."""
        if not self._active or not MIN_GLUED <= len(form) <= MAX_GLUED or form in self._forms or _is_french(form):
            return None
        best: list[tuple[float, int]] = [(0.0, 0)]
        for end in range(1, len(form) + 1):
            ways = (
                (best[start][0] + cost, start)
                for start in range(max(0, end - MAX_PIECE), end)
                if best[start][0] < inf and (cost := self._piece(form[start:end])) < inf
            )
            best.append(min(ways, default=(inf, 0)))
        if best[-1][0] == inf:
            return None
        pieces: list[str] = []
        end = len(form)
        while end:
            pieces.append(form[best[end][1] : end])
            end = best[end][1]
        return pieces[::-1] if len(form) >= MEAN_PIECE * len(pieces) else None

    def _piece(self, piece: str) -> float:
        """How unlikely a piece of a glued sentence is to be a word of its own; the more often it is used, the less."""
        if piece in _GLUED or piece in _GLUED_TAILS or (len(piece) > 1 and (is_stop(piece) or piece in LIGHT_WORDS)):
            return 5.0 if len(piece) > 1 else 7.0
        often = self._forms.get(piece, 0) if len(piece) > 2 else 0
        return 12.0 - log(often) if often else inf

    def unglue(self, form: str) -> str | None:
        """What follows a lost apostrophe (« lambission »), to be mended in its turn; None when nothing is glued."""
        if _is_french(form):
            return None
        head = "qu" if form.startswith("qu") else form[:1]
        return form[len(head) :] if head in _ELIDED and len(form) - len(head) > 3 and form[len(head)] in "aeiouyh" else None


def _is_common(form: str) -> bool:
    from assistant.french_words import COMMON

    return form in COMMON or form.rstrip("sx") in COMMON


def _is_french(form: str) -> bool:
    from assistant.french_words import COMMON

    global _STEMS
    if not _STEMS:
        _STEMS = frozenset(map(stem, COMMON))
    return _is_common(form) or (len(stem(form)) > 3 and stem(form) in _STEMS)


MAX_REMEMBERED = 2_000
"""Words whose mends are kept."""
MAX_SLIPS = 3
"""Letters lost, added, changed or swapped in a word that is still recognised."""
LIKELY = 0.65
"""Trust in a mended word from which it is not looked at as several words glued together."""
MIN_GLUED, MAX_GLUED, MAX_PIECE, MEAN_PIECE = 6, 100, 20, 3
"""Letters of a glued sentence, of its longest word, and of its words on average."""
DOUBLED = 0.5
"""Trust that an everyday word lost a doubled letter (« metre » for « mettre »)."""
_STEMS: frozenset[str] = frozenset()
_ELIDED = frozenset("l d j m t s c n qu".split())
_GLUED_TAILS = frozenset("on il elle ils elles un une en y est a ai au aux".split())
_GLUED = frozenset(fold("l d j m t s c n qu le la les de des du un une en et au a").split())


_ROWS = ("azertyuiop", "qsdfghjklm", "wxcvbn")
_NEAR = frozenset(pair for row in _ROWS for a, b in itertools.pairwise(row) for pair in ((a, b), (b, a)))


MOST_FORGIVEN = 0.5
"""The most that is forgiven of the distance (in edits) between a word as typed and a word of the texts."""


def _slack(typed: str, meant: str) -> float:
    """What to forgive of a distance: a doubled letter, a swap of neighbours, a key beside the right one."""
    if sorted(typed) == sorted(meant) or _single(typed) == _single(meant):
        return MOST_FORGIVEN
    if len(typed) == len(meant):
        wrong = [(a, b) for a, b in zip(typed, meant, strict=True) if a != b]
        if len(wrong) == 1 and wrong[0] in _NEAR:
            return 0.3
    return 0.0


def _single(form: str) -> str:
    return "".join(a for a, b in zip(form, form[1:] + " ", strict=False) if a != b)


def babble(forms: list[str]) -> Iterator[bool]:
    """For each folded word: whether it looks like fingers on a keyboard rather than a word."""
    for form in forms:
        letters = [c for c in form if c.isalpha()]
        vowels = sum(c in "aeiouy" for c in letters)
        run = any(
            form[i : i + 5] in row or form[i : i + 5] in row[::-1] for row in (*_ROWS, "qwertyuiop") for i in range(len(form) - 4)
        )
        same = any(form[i : i + 4] == form[i] * 4 for i in range(len(form) - 3))
        yield run or same or (len(letters) >= 4 and vowels * 6 < len(letters))
