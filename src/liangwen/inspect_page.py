"""The view of :mod:`liangwen.inspect` as one page of HTML: no script, no request to anywhere."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from itertools import groupby
from typing import NamedTuple

from .cleaning.rule_names import rule_words
from .inspect import Stretch, View, is_unseen

#: Backgrounds that dark text stands on, told apart also by those who see no red or green;
#: a rule's name stands with it wherever the rule changes.
COLOURS = (
    "#ffe08a", "#a9d6f5", "#ffc3a0", "#c9e7a7", "#e3c6f2", "#a8e6dc", "#f7c4d4", "#d9d2b4",
    "#bfc8f5", "#f2e29b", "#b9dfc1", "#e8cdb5", "#d0d7de", "#c2ecf2", "#f5d5ef", "#dbe5a1",
)  # fmt: skip

_STYLE = """
.lw{font:15px/1.75 "Noto Sans SC","Source Han Sans SC","PingFang SC","Microsoft YaHei",sans-serif;
 color:#1b1f24;background:#fff;max-width:86rem;margin:0 auto;padding:1.5rem 2rem 4rem}
.lw h1{font-size:1.35rem;line-height:1.4;margin:0 0 .2rem}
.lw .facts{color:#57606a;margin:0 0 1.1rem;font-size:.87rem}
.lw table{border-collapse:collapse;font-size:.87rem;font-variant-numeric:tabular-nums}
.lw caption{text-align:left;padding:0 0 .4rem;color:#57606a}
.lw .account td,.lw .account th{padding:.12rem .9rem .12rem 0;text-align:right;font-weight:400}
.lw .account th[scope=row],.lw .account thead th:first-child{text-align:left}
.lw .account thead th{color:#57606a;border-bottom:1px solid #d0d7de}
.lw .account tfoot td,.lw .account tfoot th{border-top:1px solid #d0d7de;font-weight:600}
.lw .swatch{display:inline-block;min-width:1.5rem;padding:0 .3rem;margin-right:.5rem;
 border-radius:3px;text-align:center}
.lw .texts{width:100%;table-layout:fixed;font-size:1rem;margin-top:1.6rem}
.lw .texts thead th{text-align:left;font-size:.87rem;font-weight:600;color:#57606a;
 border-bottom:2px solid #d0d7de;padding:.2rem .9rem;background:#fff;position:sticky;top:0}
.lw .texts td{vertical-align:top;text-align:left;padding:.3rem .9rem;white-space:pre-wrap;
 overflow-wrap:anywhere;border-bottom:1px solid #eaeef2}
.lw .texts td+td{background:#f8fafb;border-left:1px solid #eaeef2}
.lw .texts tr.blank td{padding:0 .9rem;font-size:.6rem;line-height:1.3;border-bottom:0}
.lw .texts tr.open td{border-bottom:0;padding-bottom:0}
.lw .texts tr.cont td,.lw .texts tr.gone td{padding-top:0}
.lw .texts tr:has(+tr.gone) td{border-bottom:0;padding-bottom:0}
.lw del{text-decoration:none;border-radius:3px;padding:.05em .12em;
 -webkit-box-decoration-break:clone;box-decoration-break:clone}
.lw ins{text-decoration:underline;text-decoration-color:#0b6e99;text-underline-offset:.25em;
 text-decoration-thickness:1px}
.lw .rule{font-size:.68rem;line-height:1;padding:.1rem .3rem;margin:0 .15rem 0 0;color:#3d444d;
 border:1px solid #8c959f;border-radius:3px;white-space:nowrap;vertical-align:.1em;
 font-style:normal}
.lw .unseen{color:#57606a;font-size:.7rem}
.lw .unseen::before{content:attr(data-name)}
@media print{.lw{padding:0;font-size:10pt}.lw .texts thead th{position:static}
 .lw del,.lw .swatch{print-color-adjust:exact;-webkit-print-color-adjust:exact}}
@media (max-width:50rem){.lw{padding:1rem}.lw .texts td,.lw .texts th{padding-inline:.3rem}}
"""


class _Row(NamedTuple):
    """A line of the source, in its stretches."""

    stretches: list[Stretch]

    @property
    def source(self) -> str:
        return "".join(stretch.source for stretch in self.stretches)

    @property
    def text(self) -> str:
        return "".join(stretch.text for stretch in self.stretches)


def page(view: View) -> str:
    """Return the view as a whole page.

    Everything is in the one file; a policy in its head forbids it any request and any script, so
    that text from anywhere can be looked at.
    """
    title = escape(view.facts.get("title") or view.name)
    policy = "default-src 'none'; style-src 'unsafe-inline'"
    return (
        '<!DOCTYPE html>\n<html lang="zh-Hans">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{title} · liangwen inspect</title>\n</head>\n"
        f'<body style="margin:0">\n{fragment(view)}\n</body>\n</html>\n'
    )


def fragment(view: View) -> str:
    """Return the view as a fragment that brings its own style, for a notebook."""
    number = {row.rule: i for i, row in enumerate(view.account)}
    colours = "".join(
        f".lw .r{i}{{background:{COLOURS[i % len(COLOURS)]}}}" for i in number.values()
    )
    facts = " · ".join(escape(fact) for name, fact in view.facts.items() if name != "title")
    return (
        f'<style>{_STYLE}{colours}</style>\n<main class="lw">\n'
        f"<h1>{escape(view.facts.get('title') or view.name)}</h1>\n"
        f'<p class="facts">{escape(view.name)}{" · " + facts if facts else ""}</p>\n'
        f"{_account(view, number)}\n{_texts(view, number)}\n</main>"
    )


def _account(view: View, number: dict[str, int]) -> str:
    total = max(view.characters, 1)
    rows = [
        f'<tr><th scope="row"><span class="swatch r{number[row.rule]}">{number[row.rule] + 1}'
        f"</span>{_names(row.rule)}</th><td>{row.removed:,}</td><td>{row.removed / total:.1%}</td>"
        f"<td>{row.edits:,}</td><td>{row.inserted:,}</td></tr>"
        for row in view.account
    ]
    inserted = sum(row.inserted for row in view.account)
    edits = sum(row.edits for row in view.account)
    return (
        '<table class="account"><caption>What each rule removed · 各规则删去的字符</caption>\n'
        '<thead><tr><th scope="col">rule · 规则</th><th scope="col">characters · 字符</th>'
        '<th scope="col">share · 占比</th><th scope="col">edits · 处</th>'
        '<th scope="col">inserted · 写入</th></tr></thead>\n<tbody>\n'
        + "\n".join(rows)
        + '\n<tr><th scope="row"><span class="swatch"></span>kept · 保留</th>'
        f"<td>{view.kept:,}</td><td>{view.kept / total:.1%}</td><td></td><td></td></tr>\n</tbody>\n"
        f'<tfoot><tr><th scope="row"><span class="swatch"></span>source · 原文</th>'
        f"<td>{view.characters:,}</td><td>100.0%</td><td>{edits:,}</td><td>{inserted:,}</td></tr>"
        "</tfoot></table>"
    )


def _names(rule: str) -> str:
    return f"{escape(rule_words(rule, 'en'))} · {escape(rule_words(rule, 'zh'))}"


def _texts(view: View, number: dict[str, int]) -> str:
    return (
        '<table class="texts">\n<thead><tr><th scope="col">source · 原文</th>'
        '<th scope="col">clean text · 净文</th></tr></thead>\n<tbody>\n'
        + "\n".join(_table_rows(view, number))
        + "\n</tbody></table>"
    )


def _table_rows(view: View, number: dict[str, int]) -> Iterator[str]:
    goes_on = False
    named: frozenset[str] = frozenset()
    for blank, rows in groupby(_rows(view.stretches), key=_is_blank):
        if blank:
            stretches = [stretch for row in rows for stretch in row.stretches]
            clean = "".join(_clean_piece(stretch) for stretch in stretches)
            source = _source_cell(stretches, number)
            yield f'<tr class="blank"><td>{source}</td><td>{clean}</td></tr>'
            continue
        for row in rows:
            rules = frozenset(stretch.rule or "" for stretch in row.stretches)
            classes = "cont" if goes_on else ""
            # Lines that left one behind another under one name are one block.
            gone = "" not in rules
            classes += " gone" if gone and rules <= named else ""
            if row.text:
                goes_on = not row.text.endswith("\n")
                classes += " open" if goes_on else ""
            mark = f' class="{classes.strip()}"' if classes.strip() else ""
            clean = "".join(_clean_piece(stretch) for stretch in row.stretches)
            source = _source_cell(row.stretches, number, named if gone else frozenset())
            named = rules if gone else frozenset()
            yield f"<tr{mark}><td>{source}</td><td>{clean}</td></tr>"


def _is_blank(row: _Row) -> bool:
    return not row.source.strip() and not row.text.strip()


def _rows(stretches: list[Stretch]) -> Iterator[_Row]:
    """Cut the stretches at the line ends of the source; what was inserted goes with the start."""
    row: list[Stretch] = []
    for rule, source, text in stretches:
        for place, line in enumerate(_lines(source)):
            piece = line if rule is None else text if place == 0 else ""
            row.append(Stretch(rule, line, piece))
            if line.endswith("\n"):
                yield _Row(row)
                row = []
    if row:
        yield _Row(row)


def _lines(text: str) -> list[str]:
    """Cut behind each line feed; an empty text is one empty line, for what is only inserted."""
    *full, rest = text.split("\n")
    lines = [line + "\n" for line in full]
    return [*lines, rest] if rest or not lines else lines


def _source_cell(
    stretches: list[Stretch], number: dict[str, int], named: frozenset[str] = frozenset()
) -> str:
    """A line of the source; each rule's name stands before its first stretch there."""
    parts = []
    known = set(named)
    for rule, source, _ in stretches:
        if rule is None:
            parts.append(_shown(source))
            continue
        if not source:
            continue
        if rule not in known and source.strip():
            parts.append(f'<i class="rule">{escape(rule_words(rule, "en"))}</i>')
            known.add(rule)
        title = escape(f"{rule_words(rule, 'en')} · {rule_words(rule, 'zh')}", quote=True)
        parts.append(f'<del class="r{number[rule]}" title="{title}">{_shown(source)}</del>')
    return "".join(parts)


def _clean_piece(stretch: Stretch) -> str:
    if stretch.rule is None or not stretch.text.strip():
        return _shown(stretch.text)
    return f"<ins>{_shown(stretch.text)}</ins>"


def _shown(text: str) -> str:
    """Escape text; what leaves no trace on a page is named instead."""
    return "".join(
        f'<span class="unseen" data-name="U+{ord(c):04X}">{_kept(c)}</span>'
        if is_unseen(c)
        else escape(c, quote=False)
        for c in text
    )


def _kept(character: str) -> str:
    # Neither may stand in a page: HTML forbids the one, UTF-8 the other.
    control = character < " " or "\x7f" <= character <= "\x9f"
    return "" if control or "\ud800" <= character <= "\udfff" else character
