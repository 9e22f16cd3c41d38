"""The rules in their order, composed into one list of edits against the source text."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import accumulate
from typing import TYPE_CHECKING

from ..collector import uncollected
from ..compose_changes import compose
from ..edits import Change, Edit, OffsetMap, apply_changes, place
from .anatomy import Line, read_anatomy, remove_lines
from .census import (
    BRACKET,
    LOST,
    MARKUP,
    MOJIBAKE,
    NOT_PLAIN,
    TAG,
    TRADITIONAL,
    WIDE_BLANK,
    Census,
    census_of,
)
from .characters import characters
from .front_matter import front_matter, read_front_matter
from .layout import layout
from .linked import linked
from .markup import links, markup
from .mojibake import FLAGGED_SHARE, damaged_share, mojibake
from .pinyin import pinyin, ruby
from .repeated import is_spun, repeated
from .spaced import spaced
from .traditional import is_traditional, traditional
from .wrapped import wrapped

if TYPE_CHECKING:
    from ..by_hand import ByHand

Rule = Callable[[str], list[Change]]

#: Rules that look at characters only, in their order. Bytes come before characters, because
#: the marks that cannot be seen may be half of a lost one; ruby and markup before pinyin, so
#: that tags hide nothing; lines are joined before pinyin, because a line's width is that of
#: the text with its readings, and once more behind it, if it was that of the text without;
#: pinyin goes before conversion, because the reading belongs to the character that was
#: written.
CHARACTER_RULES: tuple[Rule, ...] = (
    mojibake, characters, front_matter, ruby, markup, wrapped, pinyin, traditional,
)  # fmt: skip
#: Rules that look at lines, once layout has made each paragraph one. The lines outside the
#: body leave last of all: were it the other way round, layout would join what is left between
#: removed lines and take their edits under its own name.
LINE_RULES: tuple[Rule, ...] = (layout, spaced, linked)


#: Characters without any of which a rule has nothing to do.
_GATES: dict[Rule, int] = {
    mojibake: MOJIBAKE,
    characters: NOT_PLAIN | TAG,
    ruby: TAG,
    markup: MARKUP,
    pinyin: BRACKET,
    traditional: TRADITIONAL,
    spaced: WIDE_BLANK,
}


@dataclass(frozen=True)
class Cleaned:
    """A source text, its clean text, and all that lies between the two.

    Attributes
    ----------
    source, text : str
    edits : list of Edit
        Ordered; :func:`liangwen.edits.undo` of `text` and `edits` is `source`.
    lines : list of Line
        The lines as they stood before those outside the body left; empty for a whole text.
    front_matter : dict
        Keys of a YAML head, in lower case.
    links : list of str
        Addresses that stood in the source as links of their own.
    script : str
        "traditional" or "simplified", as the source was written.
    flags : list of str
        What cleaning saw and cannot mend: "mojibake", "spun copy".
    """

    source: str
    text: str
    edits: list[Edit]
    lines: list[Line] = field(default_factory=list)
    front_matter: dict[str, str] = field(default_factory=dict)
    links: list[str] = field(default_factory=list)
    script: str = "simplified"
    flags: list[str] = field(default_factory=list)

    @cached_property
    def marked(self) -> list[Line]:
        """The lines that are more than plain body: not body, or with a hint."""
        return [line for line in self.lines if line.kind != "body" or line.hint is not None]


class _Draft:
    """The text as it stands after some rules, with their changes against the source."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.text = source
        #: Classes of the characters that the text holds or held.
        self.held = census_of(source).held
        self._changes: list[Change] = []

    def concerns(self, rule: Rule) -> bool:
        """Say whether the text holds any of the characters that a rule works on."""
        return rule not in _GATES or bool(_GATES[rule] & self.held)

    def run(self, rule: Rule) -> bool:
        """Let a rule work on the text as it stands; say whether it changed anything."""
        return self.concerns(rule) and self.make(rule(self.text))

    def make(self, changes: Sequence[Change]) -> bool:
        if not changes:
            return False
        self._changes = compose(self._changes, changes, self.text)
        self.text = apply_changes(self.text, changes)
        if inserted := "".join({inserted for _, _, inserted, _ in changes}):
            self.held |= Census(inserted).held
        return True

    def edits(self) -> list[Edit]:
        return place(self.source, self._changes)


def hints_of_lines(draft: _Draft, hints: Sequence[str | None]) -> list[str | None]:
    """Return the hint of each line of the draft: that of the source line where it starts.

    Lines that were joined have the first one's hint, lines that were parted all have it.
    """
    starts = list(accumulate((len(line) + 1 for line in draft.source.split("\n")), initial=0))
    offsets = OffsetMap(draft.edits())
    found: list[str | None] = []
    start = 0
    for line in draft.text.split("\n"):
        number = bisect_right(starts, offsets.to_source(start)) - 1
        found.append(hints[number] if number < len(hints) else None)
        start += len(line) + 1
    return found


def _all_body(text: str) -> list[Line]:
    lines, start = [], 0
    for words in text.split("\n"):
        lines.append(Line(start, start + len(words), words, "body"))
        start += len(words) + 1
    return lines


@uncollected()
def clean_text(
    source: str,
    *,
    whole: bool = False,
    hints: Sequence[str | None] | None = None,
    by_hand: ByHand | None = None,
) -> Cleaned:
    """Clean a source text.

    Parameters
    ----------
    source : str
    whole : bool
        Keep every line as body: for a collection of documents in one file.
    hints : sequence of str or None, optional
        What a reader of the page's structure knows of each line of `source` (lines end with
        ``\\n``), such as "outside", "link" or "title"; they follow their lines through the rules.
    by_hand : ByHand, optional
        Lines that a person keeps or drops; they have the last word.

    Returns
    -------
    Cleaned

    Examples
    --------
    >>> clean_text("自治(zhì)區、直轄市(shì)的計量工作,支撐高質量發展。").text
    '自治区、直辖市的计量工作,支撑高质量发展。'
    """
    draft = _Draft(source)
    addresses = links(source)
    script = "simplified"
    head: dict[str, str] = {}
    narrower = False
    for rule in CHARACTER_RULES:
        if rule is front_matter:
            head = read_front_matter(draft.text)
        if rule is traditional and draft.concerns(rule) and is_traditional(draft.text):
            script = "traditional"
        changed = draft.run(rule)
        if rule is markup and changed and "<" in draft.text:
            draft.run(markup)  # what was escaped, &lt;p&gt;, is a tag only now
        narrower = narrower or (rule is pinyin and changed)
    if narrower:
        draft.run(wrapped)
    for rule in LINE_RULES:
        draft.run(rule)
    lines: list[Line] = []
    damaged = draft.held & LOST
    flags = ["mojibake"] if damaged and damaged_share(draft.text) >= FLAGGED_SHARE else []
    if not whole and draft.text:
        draft.run(repeated)
        flags += ["spun copy"] if is_spun(draft.text) else []
        lines = (
            read_anatomy(draft.text)
            if hints is None
            else read_anatomy(draft.text, hints=hints_of_lines(draft, hints))
        )
        if by_hand:
            lines = by_hand.corrected(lines, hints_of_lines(draft, source.split("\n")))
        draft.make(remove_lines(lines))
    elif by_hand and draft.text:
        sources = hints_of_lines(draft, source.split("\n"))
        draft.make(remove_lines(by_hand.corrected(_all_body(draft.text), sources)))
    return Cleaned(source, draft.text, draft.edits(), lines, head, addresses, script, flags)
