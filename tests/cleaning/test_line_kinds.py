"""Kinds of lines: a table of lines that are of a kind, and of lines that must not be."""

from __future__ import annotations

import pytest

from liangwen.cleaning.anatomy import read_anatomy
from liangwen.cleaning.line_kinds import ABOUT, NOISE, kind_of
from liangwen.cleaning.tails import tail_of

KINDS = {
    "navigation": [
        "缩小字体 放大字体 收藏 微博 微信 分享 106", "T + -", "【1】【2】【3】【4】", "1 2 下一页 余下全文", "首页 - 新闻动态",
        "用微信扫码二维码", "分享至好友和朋友圈", "当前位置 : 某网 > 新闻资讯 > 题名", "今天是2024年5月6日 星期一", "正文已结束，您可以按alt+4进行评论",
        "— 3 —", "-12-", "第05版：要闻", "> 要闻", "上一版 下一版 版面导航", "【点击进入：附近的加油站】", "点击上方蓝字 关注我们", "分享 留言 列印",
    ],
    "promotion": [
        "更多猛料！欢迎扫描左方二维码关注某某官方微信（abc）", "安装某某财经客户端第一时间接收最全面的市场资讯→【下载地址】",
        "2、回复【福利】查看各种政策福利", "点击菜单栏【便民服务】解锁更多服务！", "相关资讯请关注:某某专区",
    ],
    "comments": [
        "258条评论|20,536人参与网友评论", "最新评论", "10月23日17:26举报赞1回复", "网友评论仅供其表达个人看法，并不表明本站立场。",
        "跟贴31", "我要跟帖", "已输入0字",
    ],
    "credits": [
        "（原题为《是“收割韭菜”还是“回归理性”》）", "原标题：计量先行", "编辑 刘晓阳 校对 李铭",
        "责编|陈梦莹", "(责编：汤诗瑶、丁涛)", "(综合整理自澎湃新闻、智东西等)",
    ],
    "tags": ["关键字 : 香港", "文章关键词： 辟谣 外泄 账号", "标签 苹果劳动维权中国", "索 引 号", "发文机关：", "有效性"],
    "delivery": [
        "2015年3月5日在全国人民代表大会会议上国务院总理 李明", "政府工作报告——2016年3月5日在全国人民代表大会会议上 总理 李明",
        "——1960年4月6日在全国人民代表大会会议上          副总理李明",
    ],
    "disclaimer": [
        "图片来自网络，如有侵权，请联系删除。", "本文为某网原创文章，未经允许不得转载，如需转载请联系某某",
        "本文仅代表作者个人观点。", "特别声明：以上内容为用户上传并发布，本平台仅提供信息存储服务。", "违法和不良信息举报电话：010-62675637",
    ],
    "caption": ["省长作政府工作报告。本报记者 林君摄", "图为启动仪式。（刘通摄）", "图为计量检定人员在现场校准设备。（某某局供图）",
        "工作人员演示线上平台操作。院方供图", "图①：市民参观计量展。"],
    "related_links": ["延伸 · 推荐", "为您推荐", "热点新闻", "与内文相关的链接", "阅读排行榜"],
    "date_line": [
        "2019-05-17 · 苏皖城市报道", "2019年10月23日 09:05 环球网", "发表于2014-08-24 21:30| 1164次阅读| 来源CSDN| 作者魏星",
    ],
    "clause": ["京沪高速施工就将进入第二阶段，"],
    "enactment": ["2017年11月22日 国务院第193次常务会议通过", "2001年11月23日 中华人民共和国国务院令第324号公布", "2001年12月15日 施行"],
    "attachment": ["附件：1.重点任务分工表.docx", "附件2", "2.名词解释.pdf"],
    "row": ["| 指标 | 2025年 |"],
}  # fmt: skip

#: Sentences of laws and policy papers that an easy pattern takes for a line of the site.
ARTICLE = [
    "关闭的煤矿企业擅自恢复生产的，依照前款规定予以处罚。",
    "用当地民族语言文字扫盲的地方，脱盲标准由省、自治区人民政府根据前款规定制定。",
    "（三）采用人工方式清扫道路的，应当采取有效的抑尘措施。",
    "（三）现在是或者在人民法院受理破产申请前三年内曾经是债务人的控股股东；",
    "未经国务院计量行政部门批准，不得制造、销售；构成犯罪的，依法追究刑事责任。",
    "网络信息内容服务平台应当防范和抵制传播违法和不良信息。",
    "互联网新闻信息服务许可证由国家互联网信息办公室统一制定。",
    "本文件所称版权，是指著作权。",
    "说明：本表由各省、自治区、直辖市填报。",
    "消费者可以通过客户端、微信公众号等渠道投诉举报。",
    "国务院关于印发计量发展规划的通知",
    "智利申请加入RCEP",
    "资料来源：国家统计局",
    "如对本通知有异议，请在十日内联系省市场监管局。",
    "更多企业开发客户端，推动计量服务上网，让企业少跑腿、好办事、不添堵，提升服务水平。",
    "影片由李明拍摄。",
    "图1：国家现代先进测量体系结构",
    "图书馆为读者提供图片资料服务。",
    "2016年3月5日在会议上强调，要加快计量发展。",
    "国家建立计量标准——2025年前建成500项，2030年在全国推广。",
    "-2",
    "标题党现象应当治理",
    "第三十四条 本法自1986年7月1日起施行。",
]


@pytest.mark.parametrize(
    ("kind", "line"), [(kind, line) for kind, lines in KINDS.items() for line in lines]
)
def test_is_of_the_kind(kind, line):
    assert kind_of(line) == kind


@pytest.mark.parametrize("line", ARTICLE)
def test_what_an_article_says_is_no_noise(line):
    assert kind_of(line) not in NOISE | ABOUT


@pytest.mark.parametrize("word", ["标准", "大", "推荐", "支持", "-", "下载"])
def test_a_menu_word_in_a_table_stays(word):
    around = "加快建设国家现代先进测量体系，推动计量服务高质量发展，提升能力和水平。"
    found = read_anatomy("\n".join([around, "名称", word, "数值", around]))
    assert [line.kind for line in found] == ["body"] * 5


@pytest.mark.parametrize(
    ("paragraph", "tail"),
    [
        ("整顿仍将持续。返回某某网首页>>", "返回某某网首页>>"),
        ("工作取得成效。（责任编辑：李明）", "（责任编辑：李明）"),
        ("工作取得成效。（完）", "（完）"),
    ],
)
def test_what_is_glued_to_the_last_paragraph(paragraph, tail):
    change = tail_of(paragraph, 0)
    assert paragraph[change.start : change.end] == tail


@pytest.mark.parametrize("paragraph", ["工作取得成效。（张巨峰）", "规定见附件。", "返回首页"])
def test_the_end_of_a_paragraph_stays(paragraph):
    assert tail_of(paragraph, 0) is None
