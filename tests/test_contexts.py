"""Where a hit stands: which stretches are titles, names of organisations, headings."""

from __future__ import annotations

import pytest

from liangwen.contexts import HEADING, ORGANISATION, RUNNING, TITLE, ContextFinder


@pytest.mark.parametrize(
    ("text", "word", "context"),
    [
        ("贯彻《计量发展规划》的要求。", "计量", TITLE),
        ("中国计量院承担了任务。", "计量", ORGANISATION),
        ("上海市质检院承担了任务。", "质检", ORGANISATION),
        ("国家药检所承担了任务。", "药检", ORGANISATION),
        ("河北省特检院承担了任务。", "特检", ORGANISATION),
        ("广东省量子检定所承担了任务。", "量子", ORGANISATION),
        ("国家能源实验室承担了任务。", "能源", ORGANISATION),
        ("国家能源检测所需的设备。", "能源", RUNNING),
        ("国家能源检验所有关的工作。", "能源", RUNNING),
        ("国家检测体系不断完善。", "检测", RUNNING),
        ("以国家能源院落改造为例。", "能源", RUNNING),
        ("一、能源计量\n能源工作有了进展。", "能源", HEADING),
    ],
)
def test_the_context_of_a_hit(text, word, context):
    start = text.index(word)
    assert ContextFinder(text).at(start, start + len(word)) == context
