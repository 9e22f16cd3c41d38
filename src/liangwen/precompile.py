"""Compile the loops over characters before they are needed: ``python -m liangwen.precompile``.

numba compiles each loop at its first use and keeps it; all of them take some fifteen seconds,
once on a machine. Setting up does it, so that nobody waits in the middle of a first build.
"""

from __future__ import annotations

import logging
import tempfile
from pathlib import Path

_BODY = """\
　　会议指出，要加强计量(jì liàng)基础研究，构建国家现代先进测量体系，服务碳达峰、碳中和。
　　<b>與會者認為</b>，要推動高質量發展；到２０２５年，建成100项标准。
　　会议指出，要加强计量(jì liàng)基础研究，构建国家现代先进测量体系，服务碳达峰、碳中和。
计 量 事 业 发 展 规 划
　　一、总体要求
　　第一条 为了加强计量监督管理，保障国家计量单位制的统一和量值的准确可靠，有利于生产、贸易和
科学技术的发展，适应社会主义现代化建设的需要，维护国家、人民的利益，制定本办法。
　　第二条 在本省行政区域内，建立计量基准器具、计量标准器具，进行计量检定，制造、修理、销售、
使用计量器具，必须遵守本办法。
　　第三条 各级人民政府应当把计量工作纳入国民经济和社会发展规划，保障计量工作所需经费。
"""
#: A page with something of all that is looked for: a menu, a byline, pinyin, markup, traditional
#: characters, wide blanks, a line set apart, and a body that stands again in other words.
PAGE = f"""首页 > 要闻
量值传递工作会议在某市召开
发布时间：2021-11-16 08:20 来源：某某日报 作者：李明
{_BODY}{_BODY.replace("。", "等。")}责任编辑：王红
上一篇：某市召开会议
"""


def main() -> None:
    """Build a study of a made-up page and its reprint, which asks for every loop there is."""
    from .corpus import build
    from .study import open_study

    logging.getLogger("liangwen").setLevel(logging.ERROR)
    with tempfile.TemporaryDirectory(prefix="liangwen-") as folder:
        study = Path(folder)
        (study / "seeds").mkdir()
        (study / "study.toml").write_text('title = "loops"\n', encoding="utf-8")
        for name in ("page.txt", "reprint.txt"):
            (study / "seeds" / name).write_text(PAGE, encoding="utf-8")
        build(open_study(study))


if __name__ == "__main__":
    main()
