"""Rule `wrapped` where a page ends within a sentence, and where blanks took the line ends' place."""

from __future__ import annotations

import random

import pytest

from liangwen.cleaning import clean_text
from liangwen.cleaning.wrapped import wrapped
from liangwen.edits import apply_changes

CLAUSES = (
    "计量是实现单位统一、保证量值准确可靠的活动", "是科技创新和产业发展的重要基础", "各地区、各部门要加强组织领导",
    "到2025年建成31家产业计量测试中心", "社会公用计量标准达到7055项", "完善配套措施和工作机制", "深入实施制造业计量能力提升工程",
    "加强关键共性计量技术研究", "推动计量数据共享和应用", "服务国家战略体系建设建设", "提升民生计量保障水平", "严格计量执法监督",
)  # fmt: skip


def paragraph(seed: int) -> str:
    """Prose of the same clauses in another order, so that nothing looks like a repetition."""
    rng = random.Random(seed)
    sentences = ["，".join(rng.sample(CLAUSES, rng.randint(3, 6))) + "。" for _ in range(5)]
    return "".join(sentences)


PARAGRAPHS = [paragraph(seed) for seed in range(8)]


def pieces(paragraph: str, width: int) -> list[str]:
    return [paragraph[i : i + width] for i in range(0, len(paragraph), width)]


@pytest.mark.parametrize("width", [20, 34])
@pytest.mark.parametrize("blank", [" ", "\u3000"])
def test_blanks_one_width_apart_are_line_ends(width, blank):
    whole = "\n".join(PARAGRAPHS) + "\n"
    gapped = "\n".join(blank.join(pieces(p, width)) for p in PARAGRAPHS) + "\n"
    found = clean_text(gapped, whole=True)
    assert found.text == clean_text(whole, whole=True).text
    assert {edit.rule for edit in found.edits} <= {"wrapped", "layout"}


def test_blanks_that_a_writer_set_stay():
    text = "\n".join(f"{p} 张三 李四 王五 供稿" for p in PARAGRAPHS) + "\n"
    assert clean_text(text, whole=True).text.count(" 张三 李四 王五 供稿") == 8


@pytest.mark.parametrize("form", ["- {} -", "— {} —", "{}", "第 {} 页", "第{}页 共40页", "{}/40"])
@pytest.mark.parametrize("head", [[], ["", "政策文件汇编"]])
def test_a_sentence_goes_on_behind_a_page_number(form, head):
    lines = [line for p in PARAGRAPHS for line in pieces("　　" + p, 30)]
    shown: list[str] = []
    for page, start in enumerate(range(0, len(lines), 7), start=1):
        shown += [*lines[start : start + 7], form.format(page), *head]
    found = clean_text("\n".join(shown) + "\n", whole=True).text
    for word in ("产业计量测试中心", "社会公用计量标准", "国家战略体系建设"):
        assert found.count(word) == "".join(PARAGRAPHS).count(word)
    assert clean_text("\n".join(shown) + "\n", whole=True).edits


def test_two_lone_numbers_are_no_habit_and_stay():
    lines = [line for p in PARAGRAPHS for line in pieces("　　" + p, 30)]
    shown = [*lines[:4], "- 2 -", *lines[4:9], "- 3 -", *lines[9:]]
    found = clean_text("\n".join(shown) + "\n", whole=True).text
    assert "- 2 -" in found and "- 3 -" in found


def test_a_blank_that_is_a_gap_of_two_kinds_goes_once():
    # Found by chance inputs: a blank beside a number, in a line that is one width from blank to
    # blank, too.
    text = (
        "ì àng)法“国省强，展划**标²的：例<http://a.b/c>20211 月 16 日了1 9 9 7年加，发 -\n"
        "ìiàng)法“国省强，展划**标²的：例<http://a.b/c>20 11 月 16 日了1 9 9 7年加，发 的总\n"
        "àng)法“国省强，展划**标²的：例<http://a.b/c>2021 11 月 16 日了1 9 9 7年加，发 的\n"
        "ng)法“国省强，展划**标²的：例<http://a.b/c>2021年 11 月 16 日了1 9 9 7年加，发 的"
    )
    changes = wrapped(text)
    assert len({change.start for change in changes}) == len(changes) > 0
    assert "1月" in apply_changes(text, changes)
