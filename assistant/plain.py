"""The dialogue in plain lines, for screen readers, pipes and terminals without an app."""

import re
import textwrap
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from assistant import french
from assistant.answers import understand
from assistant.dossier import Dossier, save_dossier
from assistant.interview import Interview, Step, sections_for
from assistant.outputs.checklist import VERDICTS, tally
from assistant.rules import Report, Rulebook, newly_stopped
from assistant.script import Script
from assistant.store import Keeper
from assistant.text import clean, fold, short
from assistant.wording import row_name, row_prompt, words_of

HELP = """Tapez votre réponse, ou l'une de ces commandes :
  /passer     je ne sais pas encore        /aucun     il n'y en a pas
  /retour     question précédente          /suite     laisser sans réponse, question suivante
  /pourquoi   ce que demandent les textes  /aide      cette aide
  /liste      toutes les questions         /aller N   aller à la question numéro N de la liste
  /retirer N  retirer l'élément N d'une liste
  /demander … poser une question libre     /oublier   oublier le sujet de vos questions libres
  /bilan      où en est le dossier         /quitter   s'arrêter (tout est enregistré)"""


_ALL_ANSWERED = "Toutes les questions ont une réponse. Tapez /liste puis /aller N pour en revoir une, ou Entrée pour finir."
# What is obeyed without its slash, when it answers nothing.
_BARE = {"aide", "retour", "quitter", "passer", "suite", "aucun", "pourquoi", "liste", "bilan", "oublier"}
_HOW = "(/aide pour les commandes)"
_ON_A_QUESTION = {"passer", "suite", "aucun", "pourquoi", "retirer"}


@dataclass(frozen=True)
class Tools:
    """What the dialogue borrows: a free question answered as text, and the passage of a section as text.

    `ask` understands a question with those before it; `forget` drops what they were about, and returns it ("" when nothing was).
    """

    ask: Callable[[str], str]
    forget: Callable[[], str]
    passage: Callable[[str], str]


class PlainInterview:
    """Play the dialogue on lines of text; `say` prints one, `lines` gives the answers, `keeper` saves after each."""

    def __init__(
        self, dossier: Dossier, keeper: Keeper, today: date, tools: Tools, say: Callable[[str], None], rulebook: Rulebook
    ) -> None:
        self.interview = Interview(dossier, today)
        self.keeper = keeper
        self.path = keeper.path
        self.today = today
        self.tools = tools
        self.say = say
        self.rulebook = rulebook
        self.step: Step | None = None
        self.over = False
        self._several = ""
        """The line of which it was said that it names several: typed once more, it is one name."""

    @property
    def script(self) -> Script:
        """The script that is played."""
        return self.interview.script

    def run(self, lines: Iterable[str]) -> None:
        """Play until the questions or the lines run out, then say where the dossier stands."""
        self.say(french.typography(self.script.about.call))
        self.say(french.typography(HELP))
        report = self.report
        self._goto(self.interview.resume(report.awaited, report.at_fault))
        for line in lines if not self.over else ():
            self.take(clean(line).strip())
            if self.over:
                break
        self._balance()
        if self.path.exists():
            self.say(french.typography(f"Réponses enregistrées dans « {self.path} »."))

    def take(self, line: str) -> None:
        """Take one line: a command, or the answer to the question that stands. Once all is answered, an empty line ends."""
        if line.startswith("/"):
            self._command(*line[1:].partition(" ")[::2])
        elif self._answers_nothing(line) and fold(line) in _BARE:
            self._command(fold(line), "")
        elif self._answers_nothing(line) and _is_question(line):
            self.say(self.tools.ask(line))
            self._goto(self.step)
        elif self.step is None:
            self.over = not line
            if line:
                self._goto(None)
        elif not line:
            self._goto(self.interview.after(self.step.path))
        elif self.step.question.type == "repeat":
            self._add(line)
        else:
            self._answer(self._chosen(line))

    def _answers_nothing(self, line: str) -> bool:
        """Whether a line is no acceptable answer to the question that stands; a question is none to one that asks for words."""
        if self.step is None or self.step.question.type == "repeat":
            return True
        if self.step.question.type in {"text", "long_text"} and _is_question(line):
            return True
        return bool(self.interview.problem(self.step.path, self._chosen(line)))

    def _command(self, name: str, rest: str) -> None:
        name = name.strip().lower()
        command = getattr(self, f"_do_{name}", None)
        if command is None:
            self.say(french.typography(f"La commande « /{short(name)} » n'existe pas. {_HOW}"))
        elif self.step is None and name in _ON_A_QUESTION:
            self._goto(None)
        else:
            command(rest.strip())

    def _chosen(self, line: str) -> str:
        """The choice that a number designates, or the line itself."""
        choices = self.step.question.choices if self.step else ()
        numbers = [part.strip() for part in line.replace(";", ",").split(",")]
        if choices and all(1 <= _number(part) <= len(choices) for part in numbers):
            return ", ".join(choices[_number(part) - 1].value for part in numbers)
        return line

    def _answer(self, raw: object) -> None:
        assert self.step is not None
        problem = self.interview.problem(self.step.path, raw)
        if problem:
            choices = len(self.step.question.choices)
            self.say(french.typography(f"{problem}{f' Tapez un numéro de 1 à {choices}.' if choices else ''} {_HOW}"))
            return
        self._keep(self.interview.answer(self.step.path, raw))
        reply = self.interview.dossier.reply(self.step.path)
        if reply.note:
            self.say(french.typography(f"({reply.note})"))
        self._confirm()
        self._goto(self.interview.after(self.step.path))

    def _add(self, line: str) -> None:
        assert self.step is not None
        state = understand(self.step.question, line).state
        if state == "skipped":
            self._do_passer("")
        elif state == "none":
            self._do_aucun("")
        elif problem := self.interview.row_problem(self.step.path, line):
            self.say(french.typography(f"{problem} {_HOW}"))
        elif line != self._several and (rows := self.interview.enumerated(self.step.path, line)):
            self._several = line
            names = french.join([f"« {row[self.step.question.title]} »" for row in rows])
            self.say(
                french.typography(
                    f"Vous en nommez {len(rows)} : {names}. Tapez-les un par un ; si c'est un seul nom, tapez de nouveau la même ligne."
                )
            )
        else:
            grown, opened = self.interview.add_row(self.step.path, line)
            self._keep(grown)
            self.say(f"→ {line}")
            self._goto(self.interview.step(opened))

    def _keep(self, interview: Interview) -> None:
        before, self.interview = self.report, interview
        for told in self.keeper.save(lambda: save_dossier(interview.dossier, self.path)):
            self.say(french.typography(told))
        for finding in newly_stopped(before, self.report):
            self.say(french.typography(f"Point bloquant : {finding.message}"))
            if finding.fix:
                self.say(french.typography(f"  À faire : {finding.fix}"))

    def _confirm(self) -> None:
        assert self.step is not None
        reply = self.interview.dossier.reply(self.step.path)
        self.say("→ " + ("je ne sais pas encore" if reply.state == "skipped" else words_of(self.step.question, reply)))

    def _has_rows(self) -> bool:
        return self.step is not None and self.step.question.type == "repeat" and bool(self.interview.dossier.rows(self.step.path))

    def _goto(self, step: Step | None) -> None:
        self.step = step
        if step is None:
            self.say("")
            self.say(french.typography(_ALL_ANSWERED))
            return
        question = step.question
        number = [other.path for other in self.interview.steps].index(step.path) + 1
        self.say("")
        self.say(f"[{number}/{len(self.interview.steps)}] {self.interview.heading(step)}")
        self.say(french.typography(question.label + (" (demandé)" if question.required else "")))
        if question.hint:
            self.say(textwrap.indent(textwrap.fill(french.typography(question.hint), 78), "  "))
        for rank, choice in enumerate(question.choices, 1):
            self.say(french.typography(f"  {rank}. {choice.label}"))
        self._current(step)

    def _current(self, step: Step) -> None:
        reply = self.interview.dossier.reply(step.path)
        if step.question.type == "repeat":
            count = self.interview.dossier.rows(step.path) or 0
            asked = row_prompt(step.question)
            self.say(french.typography(f"  Déjà noté : {count}. Pour ajouter {asked} (Entrée pour continuer)"))
        elif reply.state in {"given", "none"}:
            self.say(french.typography("  Réponse actuelle : ") + words_of(step.question, reply))
        elif reply.state == "unreadable":
            self.say(french.typography("  Réponse actuelle, non comprise : ") + f"{short(str(reply.raw))} ({reply.problem})")

    def _do_aide(self, _: str) -> None:
        self.say(french.typography(HELP))

    def _do_passer(self, _: str) -> None:
        assert self.step is not None
        if not self._has_rows():
            self._keep(self.interview.skip(self.step.path))
            self._confirm()
        self._goto(self.interview.after(self.step.path))

    def _do_suite(self, _: str) -> None:
        self.take("")

    def _do_aucun(self, _: str) -> None:
        assert self.step is not None
        if not self.step.question.none and self.step.question.type not in {"choices", "repeat"}:
            self.say(
                french.typography(f"Cette question n'admet pas « aucun » : tapez /passer si vous ne savez pas encore. {_HOW}")
            )
            return
        if not self._has_rows():
            self._keep(self.interview.none(self.step.path))
            self._confirm()
        self._goto(self.interview.after(self.step.path))

    def _do_retour(self, _: str) -> None:
        self._goto(self.interview.before(self.step.path if self.step else "") or self.step)

    def _do_pourquoi(self, _: str) -> None:
        assert self.step is not None
        asked = [requirement.asks for name in self.step.question.serves if (requirement := self.script.requirement(name))]
        for text in asked or ["Aucune règle ne dépend de cette réponse : elle complète la présentation de votre projet."]:
            self.say(french.typography(f"- {text}"))
        for section in sections_for(self.script, self.step.path)[:3]:
            self.say(self.tools.passage(section))

    def _do_liste(self, _: str) -> None:
        signs = {"given": "x", "none": "x", "skipped": "?", "unreadable": "!", "absent": " "}
        for number, step in enumerate(self.interview.steps, 1):
            sign = signs[self.interview.dossier.reply(step.path).state]
            row = (
                "" if step.repeat is None or step.row is None else f"{row_name(step.repeat, self.interview.dossier, step.row)} – "
            )
            self.say(f"{number:3}. [{sign}] {french.typography(row + step.question.name)}")

    def _do_aller(self, rest: str) -> None:
        steps = self.interview.steps
        if 1 <= _number(rest) <= len(steps):
            self._goto(steps[_number(rest) - 1])
        else:
            self.say(french.typography(f"Donnez un numéro de 1 à {len(steps)} : tapez /liste pour les voir. {_HOW}"))

    def _do_retirer(self, rest: str) -> None:
        assert self.step is not None
        path = self.step.path.partition("[")[0]
        count = self.interview.dossier.rows(path) or 0
        if 1 <= _number(rest) <= count:
            self._keep(self.interview.remove_row(path, _number(rest) - 1))
            self._goto(self.interview.step(path) or self.interview.first())
        else:
            self.say(french.typography(f"Il n'y a pas d'élément de ce numéro à retirer ici. {_HOW}"))

    def _do_demander(self, rest: str) -> None:
        self.say(self.tools.ask(rest) if rest else french.typography("Tapez votre question après /demander."))

    def _do_oublier(self, _: str) -> None:
        topic = self.tools.forget()
        told = f"Sujet oublié : « {topic} »." if topic else "Vos questions libres n'ont pas encore de sujet."
        self.say(french.typography(f"{told} La question suivante se lit seule."))

    def _do_bilan(self, _: str) -> None:
        self._balance()

    def _do_quitter(self, _: str) -> None:
        self.over = True

    @property
    def report(self) -> Report:
        """The report on the dossier as it stands."""
        return self.rulebook.evaluate(self.interview.dossier, self.today)

    def _balance(self) -> None:
        report = self.report
        self.say("")
        self.say(french.typography(f"Où en est le dossier : {VERDICTS[report.verdict]}."))
        self.say(tally(report))


def _is_question(line: str) -> bool:
    return line.endswith("?") and len(re.findall(r"\w+", line)) > 2


def _number(text: str) -> int:
    """A whole number typed in plain figures; 0 for anything else."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else 0
