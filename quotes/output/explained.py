"""Explains codes and numbers for ``--explain``: a sentence for each code, and how to read the weights."""

from quotes.model import Reason, Uncredited
from quotes.output.lines import wrapped

SENTENCES: dict[str, str] = {
    Reason.NAME_THEN_VERB: "the name stands before the reporting verb (Okafor said)",
    Reason.VERB_THEN_NAME: "the name stands behind the reporting verb (said Okafor)",
    Reason.ACCORDING_TO: "according to, in the words of … names who said it",
    Reason.NAME_THEN_COLON: "the name stands before a colon, as in a script",
    Reason.POSSESSIVE: "the words belong to somebody (Okafor's claim)",
    Reason.SAME_SENTENCE: "somebody in the same sentence, without a pattern of its own",
    Reason.SENTENCE_BEFORE: "somebody in the sentence before",
    Reason.SENTENCE_AFTER: "somebody in the sentence after",
    Reason.CARRIED_OVER: "whoever said the quotation before goes on",
    Reason.REOPENED: "the paragraph before was left open: the same speech",
    Reason.TURN: "the other one of two who talk in turns",
    Reason.BYLINE_BEHIND: "a line behind the quotation names who said it",
    Reason.WITHIN_QUOTATION: "the quotation around it says whose words these are",
    Uncredited.WORK_TITLE: "the title of a work",
    Uncredited.SCARE_QUOTE: "a word in marks that nobody said: a term, a nickname, a distance taken",
    Uncredited.NOBODY_NAMED: "the text names nobody who could have said it",
    Uncredited.SPEAKER_NOT_TOLD: "said by somebody, but the text does not tell by whom",
    Uncredited.FIRST_PERSON: "said by the writer, who is not named",
    Uncredited.QUESTIONER: "asked by whoever leads the conversation",
    Uncredited.NOT_SPEECH: "a stage direction or a line of the house",
    Uncredited.OTHER_LANGUAGE: "the text is in another language than English",
}
"""What each code means."""

LEGEND = """\
Below each quotation: the code of what decided, with the probability that words and speaker are both right, and what \
the code means; then the likeliest candidates with their probabilities, and below each what weighed most for (+) or \
against (-) it.
A weight's name is a template and what it met: < the candidate stands before the quotation, > behind it, << or >> in \
another sentence; subj, pos, rank, path, edge, near say where and how; carry: the speaker before goes on; no: nobody.
Letters in it: n name, o body, l place, p pronoun, c other noun, s noun for speech, t noun for a text, S S0 Sg \
reporting verb, v v0 vg other verb, b h d be, have, do, m modal, x not, i conjunction, Q quotation, ^ beginning, \
$ end."""
"""How to read an explanation."""


def legend(width: int) -> str:
    """Returns :data:`LEGEND` on lines of *width*, with a blank line behind."""
    return "\n".join(wrapped(part, width=width) for part in LEGEND.split("\n")) + "\n\n"
