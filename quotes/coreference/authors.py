"""Finds the author of a text or an act of speech: *a survey by Dana Okafor*, *the statement* issued sentences before.

A text is mentioned with its author once: by the owner (*Okafor's memo*), by what follows (*by*, *from*, *published by*,
*that Okafor wrote*), or by the clause that it stands in (*Okafor said in a statement*, *the union sent a letter*, *In a
note, it said*). Later it is *the memo*, and refers to its author.
"""

from quotes.coreference.antecedents import person_of_pronoun
from quotes.coreference.context import ResolutionContext
from quotes.coreference.organisations import organisation_of_pronoun
from quotes.english import pronouns
from quotes.english.lexicons import lexicon
from quotes.english.nouns import is_speech
from quotes.english.verbs import ISSUED_STATEMENT, ISSUING, WRITING, is_reporting_form
from quotes.model import Identity, MentionKind, Sentence

FAR = 200
"""Mentions looked back over for one that gives the text's author."""
BEHIND = 14
"""Words behind a text within which *published by* is looked for."""
GAP = 6
"""Most words between a verb and the text that it issues or tells of: *said late on Monday in a statement*."""
_MADE = frozenset(
    """
    authored co-authored compiled conducted drafted filed issued led penned posted prepared produced published released
    sent signed written
    """.split()
)
_ISSUES = ISSUED_STATEMENT | ISSUING | WRITING
_SUBJECTS = (MentionKind.PERSON, MentionKind.ORGANISATION, MentionKind.PLACE)
_TEXTS = frozenset({"document", "text"})
"""Head nouns by which any text may be called when it is mentioned again."""


def is_authored(head: str) -> bool:
    """Tests whether a common noun names a text or an act of speech, which leads to its author."""
    texts = lexicon("authored_nouns")
    return head in texts or (head.endswith("s") and head[:-1] in texts) or is_speech(head)


def author_told(context: ResolutionContext, number: int) -> Identity | None:
    """Returns the author of the text or speech at *number* by its owner or by the words behind it, else None."""
    head = context.mentions[number].head
    if not is_authored(head) and head not in _TEXTS:
        return None
    found = owner_of_text(context, number)
    if found is None:
        at = _author_behind(context, number)
        found = _resolved(context, at) if at is not None else None
    return found


def issuer_of_text(context: ResolutionContext, number: int) -> Identity | None:
    """Returns the author of *the statement* at *number* by an earlier mention of the same text, at most ``FAR``
    mentions back; None if no author is found.
    """
    mention = context.mentions[number]
    if mention.full_end > mention.end or not (is_authored(mention.head) or mention.head in _TEXTS):
        return None
    for back in range(number - 1, max(-1, number - FAR), -1):
        earlier = context.mentions[back]
        same = earlier.head == mention.head or (mention.head in _TEXTS and is_authored(earlier.head))
        if earlier.kind is not MentionKind.NOUN or not same:
            continue
        found = author_told(context, back)
        if found is None:
            at = _maker(context, back)
            found = _resolved(context, at) if at is not None else None
        if found is not None and found.name is not None:
            return found._replace(how="role")
    return None


def owner_of_text(context: ResolutionContext, number: int) -> Identity | None:
    """Returns the owner of a text or an act of speech (*Okafor's claim*, *his remarks*, *Okafor, whose report*), or
    None if it has none with a name.
    """
    mention = context.mentions[number]
    sentence = context.document.sentences[mention.sentence]
    low = sentence.lows[mention.first]
    if low == "whose":
        earlier = context.mentions[number - 1] if number else None
        near = earlier is not None and earlier.sentence == mention.sentence and mention.first - earlier.last <= 1
        return context.resolve(number - 1) if near else None
    if sentence.tags[mention.first] == "PRP$":
        gender = pronouns.GENDER.get(low)
        if gender:
            return person_of_pronoun(context, number, gender)
        if low in pronouns.NEUTRAL_POSSESSIVES and not is_speech(mention.head):
            found = organisation_of_pronoun(context, number, plural=low == "their")
            return found if found.name is not None else None
        return None
    if number and context.mentions[number - 1].sentence == mention.sentence and (
        mention.full_start <= context.mentions[number - 1].start and context.mentions[number - 1].end < mention.start
    ):  # fmt: skip
        owner = context.mentions[number - 1]
        if owner.kind is MentionKind.NOUN and not is_speech(mention.head):
            return None  # the government's report: no name to lead to
        return context.resolve(number - 1)
    return None


def subject_after(context: ResolutionContext, number: int) -> Identity | None:
    """Returns the first name behind a comma of the same sentence (*In a message praising …, Okafor …*), else None."""
    mention = context.mentions[number]
    sentence = context.document.sentences[mention.sentence]
    for later in range(number + 1, len(context.mentions)):
        other = context.mentions[later]
        if other.sentence != mention.sentence:
            break
        if other.first > mention.last and sentence.words[other.first - 1] == "," and other.kind in _SUBJECTS:
            entity = context.entity_of(other)
            return context.identity_of(entity, 0.9, "apposition") if entity is not None else None
    return None


def opens_sentence(context: ResolutionContext, number: int) -> bool:
    """Tests whether the phrase opens its sentence behind a preposition, without an owner: *In a message …,*."""
    mention = context.mentions[number]
    sentence = context.document.sentences[mention.sentence]
    return (
        mention.first == 1
        and sentence.lows[0] in ("in", "during", "with", "through", "via")
        and sentence.lows[1] in ("a", "an", "the", "one", "another")
    )


def _resolved(context: ResolutionContext, at: int) -> Identity | None:
    """Returns the entity that the mention at *at* refers to, or None if that has no name. A proper name is resolved by
    its words alone, because it may stand behind the mention asked about.
    """
    mention = context.mentions[at]
    if mention.kind in (MentionKind.PRONOUN, MentionKind.NOUN):
        found = context.resolve(at)
        return found if found.name is not None else None
    entity = context.entity_of(mention)
    return context.identity_of(entity, 0.9, "apposition") if entity is not None else None


def _author_behind(context: ResolutionContext, number: int) -> int | None:
    """Returns the position of the author behind a text: *by Okafor*, *published by Okafor*, *that Okafor wrote*."""
    mention = context.mentions[number]
    sentence = context.document.sentences[mention.sentence]
    made = False
    opening = mention.last + _opens_aside(sentence.lows[mention.last : mention.last + 4])
    for at in range(opening, min(len(sentence.words) - 1, mention.last + BEHIND)):
        low, tag = sentence.lows[at], sentence.tags[at]
        if low in (",", ";", ":", ".", "") or tag in ("VBD", "VBZ", "VBP", "MD"):
            break
        made = made or low in _MADE
        direct = at == opening or sentence.starts[at] < mention.full_end
        if (low == "by" and (made or direct)) or (low == "from" and direct):
            return _starting(context, number, at + 1)
    at = mention.last
    if at < len(sentence.words) and sentence.lows[at] in ("that", "which"):
        at += 1
    writer = _starting(context, number, at)
    if writer is None:
        return None
    last = context.mentions[writer].last
    return writer if last < len(sentence.words) and sentence.lows[last] in _ISSUES else None


def _opens_aside(words: tuple[str, ...]) -> int:
    """Returns how many of the *words* behind a text, in lower case, open an aside on its author (*, which was written
    by*, *, by*).
    """
    if words[:1] != (",",):
        return 0
    if words[1:3] in (("which", "was"), ("which", "is")) and words[3:4] and words[3] in _MADE:
        return 3
    return 1 if words[1:2] and (words[1] in _MADE or words[1] == "by") else 0


def _starting(context: ResolutionContext, number: int, at: int) -> int | None:
    """Returns the position of the first mention behind the one at *number* that begins with token *at*, else None."""
    sentence = context.mentions[number].sentence
    for position in range(number + 1, min(len(context.mentions), number + BEHIND)):
        later = context.mentions[position]
        if later.sentence != sentence or later.first > at:
            return None
        if later.first == at:
            return position
    return None


def _maker(context: ResolutionContext, number: int) -> int | None:
    """Returns the position of the subject whose verb issues the text at *number* or reports words that stand in it,
    else None.
    """
    mention = context.mentions[number]
    sentence = context.document.sentences[mention.sentence]
    if opens_sentence(context, number):
        return _subject_behind(context, number, sentence)
    verb = mention.first - 1
    while verb >= max(0, mention.first - GAP) and sentence.tags[verb] not in ("VBD", "VBZ", "VBP", "VB", "VBN"):
        if sentence.words[verb] in (",", ";", ":"):
            return None
        verb -= 1
    if verb < 0:
        return None
    low, before = sentence.lows[verb], sentence.lows[mention.first - 1]
    if not (low in _ISSUES if before != "in" else is_reporting_form(low) or low in _ISSUES):
        return None
    end = verb
    while end and (sentence.tags[end - 1][:2] in ("VB", "MD", "RB") or sentence.tags[end - 1] == "MD"):
        end -= 1
    if end and sentence.words[end - 1] == ",":  # The board, led by Dana Okafor, said
        end -= 1
        while end and sentence.words[end - 1] != ",":
            end -= 1
        end -= 1
    return _ending(context, number, end)


def _ending(context: ResolutionContext, number: int, at: int) -> int | None:
    """Returns the position of the outermost mention before the one at *number* whose phrase ends at token *at*, else
    None.
    """
    if at <= 0:
        return None
    sentence = context.mentions[number].sentence
    end = context.document.sentences[sentence].ends[at - 1]
    found: int | None = None
    for position in range(number - 1, -1, -1):
        earlier = context.mentions[position]
        if earlier.sentence != sentence:
            break
        reaches = earlier.full_end == end and earlier.kind is MentionKind.NOUN
        if earlier.last == at or reaches:
            found = position
    return found


def _subject_behind(context: ResolutionContext, number: int, sentence: Sentence) -> int | None:
    """Returns the position of the first mention behind a comma with a verb right behind it (*In a statement, it said
    …*), else None.
    """
    mention = context.mentions[number]
    for position in range(number + 1, len(context.mentions)):
        later = context.mentions[position]
        if later.sentence != mention.sentence:
            return None
        verb = later.last < len(sentence.words) and sentence.tags[later.last][:2] in ("VB", "MD")
        if verb and "," in sentence.words[mention.last : later.first]:
            return position
    return None
