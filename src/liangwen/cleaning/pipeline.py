"""The rules in their order, composed into one list of edits against the source text."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from ..edits import Change, Edit, apply_changes, compose, place
from .anatomy import Line, read_anatomy, remove_lines
from .characters import characters
from .front_matter import front_matter, read_front_matter
from .layout import layout
from .markup import links, markup
from .pinyin import pinyin
from .traditional import TEXT_SHARE, share_converted, traditional

Rule = Callable[[str], list[Change]]

#: Rules that look at characters only. Pinyin goes before conversion, because the reading
#: belongs to the character that was written; markup before both, so that tags hide nothing.
CHARACTER_RULES: tuple[Rule, ...] = (characters, front_matter, markup, pinyin, traditional)
# Layout follows, then the lines outside the body: were it the other way round, layout would
# join what is left between removed lines and take their edits under its own name.


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
    """

    source: str
    text: str
    edits: list[Edit]
    lines: list[Line] = field(default_factory=list)
    front_matter: dict[str, str] = field(default_factory=dict)
    links: list[str] = field(default_factory=list)
    script: str = "simplified"


class _Draft:
    """The text as it stands after some rules, with their changes against the source."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.text = source
        self._changes: list[Change] = []

    def make(self, changes: Sequence[Change]) -> None:
        if changes:
            self._changes = compose(self._changes, changes, self.text)
            self.text = apply_changes(self.text, changes)

    def edits(self) -> list[Edit]:
        return place(self.source, self._changes)


def clean_text(source: str, *, whole: bool = False) -> Cleaned:
    """Clean a source text.

    Parameters
    ----------
    source : str
    whole : bool
        Keep every line as body: for a collection of documents in one file.

    Returns
    -------
    Cleaned

    Examples
    --------
    >>> clean_text("自治(zhì)區、直轄市(shì)的計量工作,支撐高質量發展。").text
    '自治区、直辖市的计量工作,支撑高质量发展。'
    """
    draft = _Draft(source)
    script = "simplified"
    head: dict[str, str] = {}
    for rule in CHARACTER_RULES:
        if rule is front_matter:
            head = read_front_matter(draft.text)
        if rule is traditional and share_converted(draft.text) >= TEXT_SHARE:
            script = "traditional"
        draft.make(rule(draft.text))
    draft.make(layout(draft.text))
    lines: list[Line] = []
    if not whole and draft.text:
        lines = read_anatomy(draft.text)
        draft.make(remove_lines(lines))
    return Cleaned(source, draft.text, draft.edits(), lines, head, links(source), script)
