"""Shapes of pages, each a small one of our own: which lines are the article's, and what it tells."""

from __future__ import annotations

import re
from typing import NamedTuple

import pytest

from liangwen.cleaning import clean_text
from liangwen.edits import undo
from liangwen.extract import read_html
from liangwen.metadata import read_metadata
from liangwen.regions import load_gazetteer
from liangwen.study import STARTERS

GAZETTEER = load_gazetteer(STARTERS / "lexicon" / "regions.yaml")


class Shape(NamedTuple):
    """A page, the lines of its body (marked + there), and what it says of itself."""

    page: str
    told: dict[str, str | None]


def shape(page: str, **told: str | None) -> Shape:
    return Shape(page, told)


PORTAL = shape(
    """<title>时间频率基准研制取得进展_某某网</title><div class="nav"><a>新闻</a> <a>体育</a></div>
<div class="main"><h1>时间频率基准研制取得进展</h1>
<div><span>2021年07月08日 17:42</span> <a>某某新闻网</a></div><div class="text">
<p>原标题：时间频率基准研制取得进展</p>
<p>+某社北京7月8日电 （记者 李丹）市场监管总局8日发布消息称，时间频率计量基准装置研制取得重要进展。</p>
<div class="ad">广告</div>
<p>+据介绍，该装置的不确定度达到5乘以10的负16次方，相当于6000万年误差不超过1秒。</p>
<p><a>【点击进入：你家附近有哪些优惠加油站】</a></p>
<p>+“时间是目前测量精度最高的物理量。”首席研究员张明说，这一成果将为卫星导航等领域提供支撑。</p>
<div><p>推荐阅读：</p><p><a>网红主播直播带货翻车，平台这样回应</a></p><p><a>多地发布高温预警信号</a></p></div>
<p>+他表示，下一步将继续开展光钟的研究，为国际单位制“秒”的重新定义作出贡献。</p>
<p>+业内专家认为，量子计量技术正在深刻改变测量方式，传统的逐级量传模式将走向扁平化。（完）</p>
<p>责任编辑：王大力</p></div></div>""",
    title="时间频率基准研制取得进展", date="2021-07-08", source="某某新闻网", author="李丹",
)  # fmt: skip
ASIDE = shape(
    """<title>平台上线 企业送检“指尖办”_某某新闻网</title><article><h1>平台上线 企业送检“指尖办”</h1>
<div><time>2024-07-03 06:40</time> <span>来源：某某新闻</span></div>
<p>+市计量质量检测研究院日前正式启用线上服务平台。</p>
<p>+企业只需动动手指，就能完成送检预约、进度查询、证书下载等业务，送检周期缩短40%。</p>
<aside><h4>相关阅读</h4><ul><li><a>全市发布第三批低效用地名单</a></li><li><a>轨道交通延伸段开工建设</a></li></ul></aside>
<p>+“过去证书靠邮寄，现在扫码就能看。”某企业计量主管袁磊说，数字证书上线后，管理效率大大提升。</p>
<figure><figcaption>工作人员演示线上平台操作。院方供图</figcaption></figure>
<p>+截至6月底，平台注册企业突破1.2万家，累计出具数字校准证书85万份。</p>
<p>某某新闻记者 李舒 实习生 周扬</p></article><section class="comments"><h3>全部评论</h3></section>""",
    date="2024-07-03", source="某某新闻", author="李舒 周扬",
)  # fmt: skip
TASKS = shape(
    """<title>全省计量工作重点任务分工方案</title><div><h1>全省计量工作重点任务分工方案</h1>
<p>发布时间：2024-03-05 文章来源：计量处</p><div><p>+为确保各项任务落实到位，制定本方案。</p>
<p>+一、任务分工</p><table><tr><td>+序号</td><td>+重点任务</td><td>+责任单位</td><td>+完成时限</td></tr>
<tr><td>+1</td><td>+建成产业计量测试中心</td><td>+省计量院</td><td>+12月</td></tr>
<tr><td>+2</td><td>+开展计量服务行活动</td><td>+各市局</td><td>+全年</td></tr>
<tr><td>+3</td><td>+修订条例</td><td>+法规处</td><td>+6月</td></tr></table>
<p>+二、工作要求</p><p>+各责任单位要细化工作措施，明确时间节点，每季度末报送进展情况。</p>
<p>+某某省市场监督管理局</p><p>+2024年3月1日</p></div></div>""",
    title="全省计量工作重点任务分工方案", date="2024-03-05", source="计量处", kind="plan",
)  # fmt: skip
INDEX = shape(
    """首页
政务公开
当前位置：首页 > 政策文件
索 引 号
011043188/2022-08123
主题分类
市场监管
发文机关
某某省人民政府
成文日期
2022年03月02日
标　　题
省人民政府关于印发计量发展规划的通知
发文字号
某政发〔2022〕8号
发布日期
2022年03月16日
有效性
有效
省人民政府关于印发计量发展规划的通知
某政发〔2022〕8号
+各市、州、县人民政府，省政府各部门：
+《某某省计量发展规划》已经省人民政府同意，现印发给你们，请认真贯彻执行。
+2022年3月2日
+某某省计量发展规划
+为全面提升我省计量能力和水平，结合我省实际，制定本规划。
+一、发展基础
+全省建有社会公用计量标准5600余项，国家产业计量测试中心6个。
+二、总体要求
+到2025年，现代先进测量体系初步建立，社会公用计量标准达到6500项以上。
+三、主要任务
+加强计量基础研究，推动量子计量技术研究与应用。
扫一扫在手机上查看当前页面
版权所有：某某省人民政府办公厅 某ICP备05007348号-7""",
    title="省人民政府关于印发计量发展规划的通知", date="2022-03-16", source=None, kind="plan",
    document_number="某政发〔2022〕8号",
)  # fmt: skip
TRANSCRIPT = shape(
    """<title>在线访谈：解读计量条例</title><div><h1>在线访谈：解读计量条例</h1><div>时间：2023-05-19 14:30</div>
<div><p>+[主持人]：各位网友大家好，今天我们邀请到省市场监管局何志强，请他介绍条例修订情况。</p><p>14:30</p>
<p>+[何志强]：主持人好，各位网友大家好。</p><p>14:33</p><p>+[主持人]：请先介绍一下条例修订的背景。</p><p>14:36</p>
<p>+[何志强]：现行条例施行以来，对规范计量行为发挥了重要作用，有必要根据新形势进行修订。</p><p>14:39</p>
<p>+[网友“江南人家”]：请问家用电表不准怎么办？</p><p>14:42</p>
<p>+[何志强]：可以向当地计量检定机构申请检定，检定费用由供电企业承担。</p><p>14:45</p></div></div>""",
    date="2023-05-19", kind="interpretation", source=None,
)  # fmt: skip
ACCOUNT = shape(
    """<h1>世界计量日｜身边的度量衡</h1><div><span>王小丽</span> <a>某某市场监管</a> <em>2024-05-20 08:30</em>
<em>发表于湖北</em></div><div style="visibility: hidden"><p>点击上方蓝字 关注我们</p>
<p>+5月20日，第25个“世界计量日”到来。今年的主题是“测量支撑可持续发展”。</p><p>+01</p><p>+什么是计量</p>
<p>+计量是实现单位统一、保证量值准确可靠的活动。从买菜用的电子秤，到体检用的血压计，都离不开计量。</p>
<p>+02</p><p>+计量如何守护民生</p><p>+加油机、水表、电能表、燃气表，这些与百姓生活息息相关的器具，都要实施强制检定。</p>
<p>+去年，全省共检定民用“四表”1200万台件，减免企业检定费用3.2亿元。</p>
<p>来源丨某某市场监管</p><p>编辑丨王小丽</p><p>往期推荐</p><p><a>这样守护百姓“一杆秤”</a></p></div>
<div>微信扫一扫</div><div>关注该公众号</div><div>知道了</div>""",
    date="2024-05-20", source="某某市场监管", author="王小丽",
)  # fmt: skip
PAPER = shape(
    """首页 日报首页 版面导航 标题导航
第05版：要闻
上一版 下一版
在精准中触摸未来
长三角一体化再提速
夏粮收购工作启动
往期回顾
上一篇 下一篇 放大+ 缩小-
在精准中触摸未来
本报记者 徐静 通讯员 高峰 《某某日报》（2024年05月21日 第05版）
+5月的浦江之畔，一场关于“精准”的盛会如约而至，来自30多个国家和地区的专家齐聚一堂。
+创新驱动，迈向量子时代
+在展馆一角，一台芯片原子钟吸引了众多观众驻足。它只有火柴盒大小，却能做到3万年误差不超过1秒。
— 3 —
+服务民生，守护百姓秤杆子
+从菜市场到加油站，计量无处不在。计量院每年检定各类民用计量器具超过百万台件。
某某日报社版权所有，未经书面授权禁止使用""",
    title="在精准中触摸未来", date="2024-05-21", source="某某日报", author="徐静 高峰",
)  # fmt: skip
CAPTIONED = shape(
    """<title>计量服务驿站开到“家门口”-某某网</title><div><h2>计量服务驿站开到“家门口”</h2>
<div>2023-08-11 09:15:27　某某质量报</div><div>
<p>图为计量检定人员在企业现场校准设备。（某某省市场监管局供图）</p><p>□ 本报记者 孙玉</p>
<p>+“以前送检一台压力表，来回要跑三天，现在在园区里就能办完。”质量部经理赵伟正在领取检定证书。</p>
<p>驿站工作人员为企业提供咨询服务 孙玉/摄</p>
<p>+今年以来，全省在产业园区布局建设计量服务驿站48个，打通服务企业“最后一公里”。</p>
<p>《某某质量报》</p></div><div>（责任编辑：六六）</div></div>""",
    date="2023-08-11", source="某某质量报", author="孙玉", kind=None,
)  # fmt: skip
SHAPES = {
    "portal": PORTAL, "aside": ASIDE, "tasks": TASKS, "index": INDEX, "transcript": TRANSCRIPT,
    "account": ACCOUNT, "paper": PAPER, "captioned": CAPTIONED,
}  # fmt: skip


def dumped(page: str) -> str:
    """What a scraper makes of a page: every tag of a block ends a line, hidden text is kept."""
    lines = re.sub(r"<title>.*?</title>", "", page)
    lines = re.sub(r"</?(?:div|p|h\d|li|ul|table|tr|td|aside|figure|figcaption|section)\b[^>]*>",
                   "\n", lines)  # fmt: skip
    return re.sub(r"\n\s*", "\n", re.sub(r"<[^>]*>", "", lines)).strip()


@pytest.mark.parametrize("form", ["page", "dump"])
@pytest.mark.parametrize("name", SHAPES)
def test_body_and_metadata_of_a_shape(name, form):
    page, told = SHAPES[name]
    wanted = [x[1:] for x in dumped(page).split("\n") if x.startswith("+")]
    bare = re.sub(r"(^|>)\+", r"\1", page, flags=re.MULTILINE)
    if form == "dump" or "<" not in page:
        found = clean_text(dumped(bare))
    else:
        text, hints = read_html(bare)
        found = clean_text(text, hints=hints)
    assert undo(found.text, found.edits) == found.source
    assert [x.removesuffix("（完）") for x in found.text.split("\n")] == [
        x.removesuffix("（完）") for x in wanted
    ]
    data = read_metadata(found, GAZETTEER)
    assert {field: getattr(data, field) for field in told} == told
