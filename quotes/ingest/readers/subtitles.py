"""Reads subtitles (``.srt``, ``.vtt``): what is spoken, as turns of a transcript if they tell who speaks."""

import html
import re
from collections.abc import Iterator
from typing import NamedTuple

from quotes.errors import UnreadableSource
from quotes.ingest.decode import decode
from quotes.ingest.items import Content, Item
from quotes.ingest.readers.text import with_line_feeds
from quotes.model import Article

_TIME = r"(?:\d{1,3}:)?\d{2}:\d{2}[.,]\d{1,3}"
CUE = re.compile(rf"(?m)^[ \t]*{_TIME}[ \t]+-->[ \t]+{_TIME}.*$")
"""The line of times above the words of a cue."""
_VOICE = re.compile(r"<v(?:\.[\w.]+)?[ \t]+([^<>\n]{1,80})>")
_MARKUP = re.compile(r"</?(?:v|c|i|b|u|ruby|rt|lang|font)\b[^<>\n]{0,100}>|<\d[\d:.]*>|\{\\[^{}\n]{0,40}\}")
_NEW_SPEAKER = re.compile(
    r"(?:[-–—] ?(?=[A-ZÀ-Þ\"“])|>{2,}|[A-ZÀ-Þ][A-ZÀ-Þ .'’-]{1,40}:\s|[A-Z][a-z]+(?: [A-Z][a-z.'’-]+){0,2}:\s)"
)
"""How the words of a cue begin with which somebody else speaks."""
_NAMED = re.compile(r"[A-ZÀ-Þ][^:\n]{1,60}:\s|>{2,}")
"""A turn that tells its speaker."""
_SENTENCES = re.compile(r"[.?!…][\"”’)]*\Z")
LONGEST = 600
"""Characters of a paragraph without a speaker from which the next sentence begins another."""


class _Cue(NamedTuple):
    """The words of a cue, and the voice that its markup names."""

    voice: str | None
    words: str

    @property
    def is_told(self) -> bool:
        """Whether the words report what the voice says (*said Mina Rowe*): nobody says that of themselves."""
        return self.voice is not None and re.match(rf"[a-z]+ {re.escape(self.voice)}\b", self.words) is not None


def read_subtitles(content: Content) -> Iterator[Item]:
    """Yields what is spoken in a file of subtitles, without times: a paragraph a turn, ``Name: words`` if a voice is
    named.

    :raises UnreadableSource: there are no words in it.
    """
    decoded = decode(content.whole(), declared=content.charset)
    turns = list(_turns(_cues(with_line_feeds(decoded.text))))
    if not turns:
        raise UnreadableSource("is a file of subtitles without words")
    named = any(_NAMED.match(turn) for turn in turns)
    note = "" if named else "its subtitles name nobody who speaks: only words in marks are quotations"
    yield content.item(Article(text="\n\n".join(turns), id=content.stem, url=content.url), decoded.note, note)


def _cues(text: str) -> Iterator[_Cue]:
    """Yields the cues in order: a speaker's words up to the next voice, blank line or time."""
    for block in CUE.split(text)[1:]:
        words = block.partition("\n\n")[0] if block.startswith("\n") else block
        voice = None
        parts = _VOICE.split(words)
        for place, part in enumerate(parts):
            if place % 2:
                voice = " ".join(part.split())
                continue
            spoken = html.unescape(_MARKUP.sub("", part))
            for line in spoken.split("\n"):
                if line.strip():
                    yield _Cue(voice, " ".join(line.split()))


def _turns(cues: Iterator[_Cue]) -> Iterator[str]:
    """Yields the cues put together to paragraphs; what is told of a voice stands in brackets by itself, as transcripts
    have what nobody says.
    """
    turn, speaker = "", None
    for cue in cues:
        voice, words = cue
        if cue.is_told:
            yield from (turn, f"({words})") if turn else (f"({words})",)
            turn, speaker = "", None
            continue
        new = voice != speaker or (voice is None and _NEW_SPEAKER.match(words) is not None)
        new = new or (voice is None and len(turn) > LONGEST and _SENTENCES.search(turn) is not None)
        if new and turn:
            yield turn
            turn = ""
        if not turn and voice is not None:
            turn = f"{voice}:"
        turn = f"{turn} {words}".strip()
        speaker = voice
    if turn:
        yield turn
