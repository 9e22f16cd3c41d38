"""Readings in brackets and ruby tags: what is one, and what only looks like one."""

from __future__ import annotations

import pytest

from liangwen.cleaning import clean_text
from liangwen.cleaning.pinyin import pinyin, ruby
from liangwen.edits import apply_changes

CHANGES = [
    ("測(ce)(ce)試", "測試"),
    ("額(e)(e)度(du)", "額度"),
    ("計 (jì) 量 (liàng)", "計量"),
    ("計( jì )量（ liàng ）", "計量"),
    ("略(lu:e4) 旅(lü3)遊 綠(lv4) 女(nu:3)", "略 旅遊 綠 女"),
    ("中[zhōng]國［guó］和【hé】平〔píng〕", "中國和平"),
    ("隻(zhǐ)有", "隻有"),  # a reading of 只, which it stands for
    ("發(fà)展、行(háng)、長(cháng)、了(liǎo)", "發展、行、長、了"),
    ("著(zhe)力和著(zhuó)手", "著力和著手"),
    ("計量(jì liàng)和計量(jìliàng)", "計量和計量"),
    ("简体(ti)字也(ye3)标(biāo)注", "简体字也标注"),
    ("100米(mi)、3吨(dun)、5安(an)", "100米、3吨、5安"),
    ("阿(a)富(fu)汗(han)", "阿富汗"),
    ("量(liɑng)", "量"),
    ("量(Liàng)和计量(Jì Liàng)、(JÌLIÀNG)", "量和计量、(JÌLIÀNG)"),
    ("计量(JÌLIÀNG)、量(Li\u00e0ng)、量(Lia\u0300ng)、量(Liang4)", "计量、量、量、量"),
    ("西安(Xī'ān)和延安(Yan2'an1)", "西安和延安"),
    ("计量(jì-liàng)、计量(ji4liang4)、花儿(huār)", "计量、计量、花儿"),
    # Among other annotations, several syllables without tones are annotation, too.
    ("测(ce)量(liang)和计(ji)量,微信(weixin)平台", "测量和计量,微信平台"),
    ("微信(weixin)和测(cè)试", "微信(weixin)和测试"),
    ("量(liǎng)", "量"),  # another tone than the dictionary's is a reading all the same
]
STAYS = [
    "质量(PDCA)(CRM)一氧化碳(CO)分钟(min)浓度(ppm)质量(kg)单位(SI)零部件(元器件)",
    "米(m)吨(t)安(A)帕(Pa)", "阿(a)", "数额(e)", "微信(weixin)平台", "我国(wo guo)",
    "高清(HD)视频(vr)", "（一）(yi)", "(ji)量", "A(a)", "百分比(see below)", "第(二)项", "公里(km)", "测(Ce)试",
    "量(Liang)", "锂(Li)和锂(Li4)", "计量(Jiliang)", "西安(XIAN)", "硅(Si)、钛(Ti)", "亳(B)州", "儿(r)",
    "安徽量(JÌ)", "计量(celiang)",
]  # fmt: skip
RUBY = [
    ("<ruby>字<rt>zì</rt></ruby>符", "字符"),
    ("<ruby>漢<rp>(</rp><rt>hàn</rt><rp>)</rp>字<rp>(</rp><rt>zì</rt><rp>)</rp></ruby>", "汉字"),
    ("<ruby>漢字<rt>hàn zì</rt></ruby>", "汉字"),
    ("<ruby><rb>計</rb><rt>jì</rt></ruby>量", "计量"),
    ("<ruby>計<rt>ㄐㄧˋ</rt></ruby>量", "计量"),
    ("<RUBY>计<RT>jì</RUBY>量", "计量"),
    ("<ruby>PDCA<rp>(</rp><rt>计划</rt><rp>)</rp></ruby>", "PDCA(计划)"),
]


@pytest.mark.parametrize(("noisy", "plain"), CHANGES)
def test_a_reading_leaves(noisy, plain):
    assert apply_changes(noisy, pinyin(noisy)) == plain


@pytest.mark.parametrize("text", STAYS)
def test_what_is_no_reading_stays(text):
    assert pinyin(text) == []


@pytest.mark.parametrize(("noisy", "plain"), RUBY)
def test_ruby(noisy, plain):
    found = clean_text(noisy, whole=True)
    assert found.text == plain
    assert ruby(plain) == []
    if noisy.lower().count("<rt>") and "PDCA" not in noisy:
        assert "pinyin" in {edit.rule for edit in found.edits} or "markup" in {
            edit.rule for edit in found.edits
        }
