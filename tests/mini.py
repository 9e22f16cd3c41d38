"""A corpus of six short articles of three regions, whose sums a reader can do by hand."""

from __future__ import annotations

from pathlib import Path

from liangwen.corpus import Corpus, build, open_corpus
from liangwen.study import open_study

#: name -> (region that the byline gives, sentences). Each sentence ends with 。 and holds ten or
#: more characters, so that it is read as prose.
ARTICLES = {
    "a1.txt": (
        "湖北省副省长 李明",
        ["湖北推进量子计量和民生计量工作。", "民生计量服务人民群众生活。"],
    ),
    "a2.txt": ("湖北省省长 王强", ["湖北支撑碳达峰碳中和目标实现。", "民生计量关系千家万户冷暖。"]),
    "b1.txt": ("河北省省长 张伟", ["河北建设产业计量测试中心工作。", "建设31家产业计量测试中心。"]),
    "b2.txt": ("河北省副省长 刘洋", ["河北加强计量标准和产业计量建设。"] * 2),
    "c1.txt": (
        "海南省省长 陈静",
        ["海南推进量子计量研究和应用工作。", "量子计量是前沿的重要方向。"],
    ),
    "c2.txt": (
        "海南省副省长 杨帆",
        ["海南发布《计量发展规划》实施方案。", "海南服务一带一路建设。"],
    ),
}
THEMES = """
version: test
generic_near: [计量]
themes:
- {id: carbon, name_zh: 双碳, name_en: dual carbon, focus: true, terms: [碳达峰碳中和, 碳达峰, 碳中和]}
- {id: quantum, name_zh: 量子计量, name_en: quantum metrology, focus: true, terms: [量子计量]}
- {id: livelihood, name_zh: 民生计量, name_en: livelihood metrology, focus: true, terms: [民生计量]}
- {id: industry, name_zh: 产业计量, name_en: industry, terms: [产业计量, 产业计量测试中心]}
- {id: empty, name_zh: 无, name_en: nothing, terms: [从来没有的词]}
"""


def make_study(folder: Path, articles: dict[str, tuple[str, list[str]]] = ARTICLES) -> Path:
    """Write a study with seeds and a lexicon of its own."""
    (folder / "seeds").mkdir(parents=True)
    (folder / "lexicon").mkdir()
    (folder / "study.toml").write_text('title = "小"\nminimum_count = 1\n', encoding="utf-8")
    (folder / "lexicon" / "themes.yaml").write_text(THEMES, encoding="utf-8")
    (folder / "lexicon" / "terms.txt").write_text(
        "量子计量\n民生计量\n产业计量\n碳达峰碳中和\n", encoding="utf-8"
    )
    for name, (byline, sentences) in articles.items():
        text = "\n".join([*sentences, byline]) + "\n"
        (folder / "seeds" / name).write_text(text, encoding="utf-8")
    return folder


def make_corpus(folder: Path, articles: dict[str, tuple[str, list[str]]] = ARTICLES) -> Corpus:
    """Build it and open it."""
    study = open_study(make_study(folder, articles))
    build(study)
    return open_corpus(study)
