"""Which lines are traditional, and what they become."""

from __future__ import annotations

import pytest

from liangwen.cleaning.traditional import is_traditional, to_simplified, traditional
from liangwen.edits import apply_changes

CHANGES = [
    ("體係全麵曆次機製單位製製定同誌", "体系全面历次机制单位制制定同志"),
    ("經済産業爲將国発展", "经济产业为将国发展"),
    ("日本経済産業省発表", "日本经济产业省发表"),
    ("乾紅", "干红"),
    ("計量發展\n著力\n乾旱", "计量发展\n着力\n干旱"),
    (
        "第一行是简体的计量发展规划\n第二行是繁體的計量發展規劃",
        "第一行是简体的计量发展规划\n第二行是繁体的计量发展规划",
    ),
    ("计量發展规划與國家战略,质量發展", "计量发展规划与国家战略,质量发展"),
]
STAYS = [
    "後藤先生参加了计量工作会议,介绍经验。",
    "乾隆年间的度量衡制度由国家规定",
    "瞭望塔与乾县的於先生",
    "标志着迈入新阶段,随着名单公布,成效显著",
    "経済発展を推進する計量の標準",
    "简体计量工作报告\n《國榷》\n显著提升质量发展水平",
]  # fmt: skip
#: 著 in converted text; what stands right of the bar is right.
PARTICLES = [
    "标志着", "随着名单公布", "沿着作业线", "朝着录取", "有着书香", "着力推动", "着手", "依傍着巴山蜀水", "意味着著名学者",
    "显著", "著名学者", "专著", "著称于世", "原著", "论著等身", "成效卓著的一年", "或者著名人物", "编著者", "著作权", "土著居民",
    "执着追求", "穿着名牌", "本着作品", "围绕着述职", "附着力", "昭著", "睹微知著", "所著", "著有专著", "拿着名单", "着眼",
]  # fmt: skip


@pytest.mark.parametrize(("noisy", "plain"), CHANGES)
def test_changes(noisy, plain):
    assert apply_changes(noisy, traditional(noisy)) == plain


@pytest.mark.parametrize("text", STAYS)
def test_simplified_text_is_left_alone(text):
    assert traditional(text) == []


@pytest.mark.parametrize("words", PARTICLES)
def test_the_particle(words):
    assert to_simplified(words.replace("着", "著")) == words


def test_script():
    assert is_traditional("計量工作會議")
    assert not is_traditional("计量工作会议,於先生与後藤先生")
