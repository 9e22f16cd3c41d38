"""Lines that belong to the site and not to the article: menus, share bars, comments, advice.

Each test looks at one stripped line. A test may only match what no paragraph of an article
looks like: it asks for the whole line, or for words that speak to the visitor of a page.
"""

from __future__ import annotations

import re
from functools import lru_cache

_MENU_WORDS = (
    "首页|列印|留言|上一版|下一版|版面导航|标题导航|版面目录|日报首页|往期回顾|上一篇|下一篇|上一条|下一条|"
    "上页|下页|网站首页|返回首页|返回|返回顶部|回到顶部|返回列表|页首|置顶|下载|打印|打印本页|"
    "打印此页|打印本文|打印文稿|打 印|"
    "关闭|关 闭|关闭窗口|关闭本页|全屏|收藏|收藏本页|收藏本文|收藏文章|加入收藏|设为首页|分享|"
    "一键分享|我要分享|分享文章|"
    "分享到|分享至|分享至好友和朋友圈|微信|微信好友|微信朋友圈|微博|新浪微博|腾讯微博|"
    "QQ|腾讯QQ|QQ空间|"
    "QQ好友|qq空间|易信|人人|人人网|开心网|豆瓣|豆瓣网|百度搜藏|百度贴吧|领英|领英分享|钉钉|"
    "支付宝|"
    "转播到腾讯微博|转寄朋友|朋友圈|Facebook|Twitter|Google\\+|LinkedIn|WeChat|Weibo|联合报书签|"
    "myshare书签|"
    "复制链接|复制本文链接|复制|邮件|加大|还原|减小|大|中|小|超大|超小|标准|正常|默认|特大|较大|"
    "较小|放大|缩小|"
    "字号|字体|字体大小|缩小字体|放大字体|字号变大|字号变小|[Aa]|[Aa][-+＋－]|T|[-+＋－]|登录|"
    "登陆|注册|"
    "登录/注册|登录注册|登录后评论|免费注册|立即注册|马上登录|一键登录|退出|安全退出|忘记密码|"
    "我的收藏|搜索|站内搜索|"
    "检索|高级搜索|导航|网站导航|网站地图|站点地图|联系我们|关于我们|广告服务|广告合作|招聘信息|"
    "法律声明|版权声明|"
    "隐私政策|隐私声明|免责条款|使用条款|服务协议|友情链接|意见反馈|我要反馈|在线客服|English|"
    "手机版|电脑版|"
    "触屏版|PC版|简体版|繁體版|繁体版|简体|繁體|繁体|无障碍|无障碍浏览|长者模式|长者版|适老版|"
    "适老化|关怀版|"
    "APP下载|App下载|客户端|客户端下载|移动客户端|手机客户端|新闻客户端|上一页|下一页|上一篇|"
    "下一篇|上一条|下一条|"
    "首 页|末页|尾页|阅读下一篇|余下全文|更多|更多>|查看更多|加载更多|点击加载更多|展开|展开全文|"
    "收起|阅读全文|"
    "阅读原文|查看原文|点击查看|评论|跟贴|跟帖|我要评论|发表评论|点赞|赞|踩|顶|推荐|举报|投诉|"
    "纠错|纠错本文|回复|"
    "关注|已关注|取消关注|订阅|投稿|有用|没用|不感兴趣|换一换|换一批|扫一扫|二维码|图片名|正文|"
    "正文内容|当前位置|您的位置|"
    "您现在的位置|位置|以后再说X?|以后再说|×|x|X|关闭X|菜单|目录导航|栏目导航|快速导航|文章导航|"
    "加载中|正在加载|"
    "加载失败|播放|暂停|重播|自动播放|自动播放开关|广告|取消|确定|提交|提 交|发送|发表|发布|刷新|"
    "表情|语音播报|听新闻|"
    "朗读|简|繁"
)
_GAPS = r"[\s【】\[\]()（）《》<>〈〉{}|｜/·•:：;；,，、>»›*＞.…\-—_↑↓→←#&\ue000-\uf8ff]"
_GAP = rf"{_GAPS}*+"
# Each word is taken once and for all, a longer one before a shorter: 返回首页 is one word and two
# words, and thirty of them in a line would have a billion readings to try.
_LONGEST_FIRST = "|".join(sorted(set(_MENU_WORDS.split("|")), key=lambda word: (-len(word), word)))
_MENU = re.compile(rf"{_GAP}(?:(?>{_LONGEST_FIRST}){_GAP}(?:\d{{1,6}}+{_GAP})?+)++")
# 共3页 首页 [1] [2] 下一页: page numbers, with the words that go with them.
_PAGER = re.compile(
    r"(?=.*(?:页|】\s*【|余下全文))(?:[\s\[\]【】()（）\d/|<>«»‹›….,]|第|共|页|上一|下一|首|末|"
    r"尾|余下全文|转到|跳至|GO)+"
)
#: What menus and pagers are made of: no line with another character is one.
MENU_CHARACTER = re.compile(rf"{_GAPS}|\d|[{re.escape(_MENU_WORDS)}第共末尾余转到跳至]")
_PUNCTUATION_ONLY = re.compile(r"[^\w\u3400-\u9fff]+")
#: Where the text stood in print: — 3 —, 第05版：要闻.
_PRINTED = re.compile(
    r"[-—–－]{1,2}\s*\d{1,4}\s*[-—–－]{1,2}|第\s*[A-Z]?\d{1,3}\s*版(?:\s*[:：]\s*\S{1,8})?"
)
_CRUMBS = re.compile(
    r"(?:(?:您|你)?(?:现在|当前)?(?:所在)?(?:的)?位置(?:是)?\s*[:：].*|"
    r"(?:网站)?首\s?页\s*[-—–/|→]\s*[^\s。，！？；]{1,16}(?:\s*[-—–/|"
    r"→]\s*[^\s。，！？；]{1,40}){0,5}|"
    r"[>»›＞]\s*[\u4e00-\u9fff]{2,8}|"
    r"[^\s。，！？；<《》>»›＞]{1,16}(?:\s*[>»›＞]+\s*[^。，！？；<>»›＞]{0,40}){1,8})"
)
_GREETING = re.compile(
    r"(?:欢迎(?:您)?(?:访问|光临|来到|关注|浏览)[^。]{0,40}|"
    r".{0,30}浏览器(?:版本)?(?:过低|太低|不支持|暂时?无法|无法).{0,60}|"
    r".{0,20}(?:升级|更新|更换)[^。]{0,12}浏览器.{0,20}|如欲取得最佳浏览效果.*|"
    r".{0,6}(?:扫一扫|扫码|扫描(?:下方|左侧|右侧|上方)?二维码|长按|微信扫|用(?:微信|手机|"
    r"微博)\S{0,6}扫).{0,40}|"
    r"(?:返回|回到|进入)[^。，]{0,24}(?:首页|新闻|列表|栏目|顶部|频道)"
    r"(?:\s*[|｜/]?\s*(?:返回|回到|进入)[^。，]{0,24})*|【?(?:(?:打印|关闭|收藏)(?:本|此|该|窗|"
    r"页|文|全)[^。，]{0,8}|(?:字号|字体)\s*[:：][^。，]{0,24})】?|"
    r"分享(?:到|至)?\s*[:：].{0,40}|[》【\[(（]*(?:点击|戳)(?:上方|下方|上面|下面|左上角|右上角|文末|顶部)?"
    r"(?:图片|此处|这里|链接|查看|进入|下载|大图|蓝字|蓝色|名片|卡片|关注)[^。]{0,30}[《>】\])）]*|"
    r"[(（]?点击(?:看|查看)?(?:清晰)?大图[)）]?|正文已结束.*|.{0,4}阅读全文.{0,12}登录.*|"
    r"(?:正在)?加载中.*|"
    r"\S{0,10}(?:帐号|账号|账户|QQ|微信|微博)[^。]{0,12}登[录陆].{0,10}|"
    r"(?:快速|免费|立即|马上|下次|自动|请先?|手机|扫码|记住)(?:自动)?(?:登[录陆]|"
    r"注册)[^。，]{0,6})[!！~>＞]*"
)
# A section's name in two languages, 新闻中心 NEWS CENTER: a banner of the site.
_BANNER = re.compile(
    r"[\u3400-\u9fff]{2,8}(?:\s*/?\s*[A-Z]{2,}(?:[&' ]+[A-Z]{2,})+|\s*[ /]\s*[A-Z]{4,})"
)
_TODAY = re.compile(
    r".{0,12}(?:今天是|现在是|今日是|当前时间|现在时间|今天|今日)\s*[:：]?\s*(?:公元)?(?:(?:19|"
    r"20)\d\d|星期).{0,40}"
)
_ADDRESS = re.compile(r"<?(?:https?|ftp)://\S+>?|www\.\S+")

#: Menu words that a table or a form may hold too: noise only beside other noise.
_AMBIGUOUS = re.compile(
    r"[\W_\d]*(?:大|中|小|超大|标准|正常|默认|特大|较大|较小|推荐|关注|检索|搜索|下载|注册|复制|"
    r"邮件|发布|发表|确定|提交|取消|"
    r"评论|订阅|位置|举报|投诉|回复|参与|支持|反对|微信|微博|支付宝|钉钉|客户端|二维码|"
    r"[A-Za-z]{0,2}|简|繁)?[\W_\d]*"
)
_PROMOTED = (
    r"(?:APP|App|app|客户端|公众号|公号|微信号|官方微信|官方微博|二维码|小程序|视频号|QQ群|微信群|"
    r"手机报|阅读原文)"
)
_PROMOTION = re.compile(
    rf"[(（【\[#*★☆▼↓>\s]*(?:更多|了解更多|想了解|欢迎|敬请|请|快|立即|点击|点个|扫码|扫描|识别|"
    rf"长按|搜索|下载|打开|安装|"
    rf"关注|加入|订阅|登录|微信搜|手机看)[^。；]{{0,60}}{_PROMOTED}.{{0,60}}|"
    rf"[^。；，]{{0,24}}{_PROMOTED}(?:下载|扫码下载|扫一扫|立即下载)[^。；]{{0,24}}|"
    r"(?:\d{1,2}\s*[、.．]\s*)?(?:后台|"
    r"公众号)?回复\s*[【“\"「\[][^】”\"」\]]{1,20}[】”\"」\]].{0,60}|"
    r"(?:[^。；]{0,30}点击?(?:一下)?)(?:菜单栏|右下角|左下角|右上角|下方|"
    r"底部)?\s*[【“\"「\[]?(?:在看|菜单栏|"
    r"阅读原文|好看)[】”\"」\]]?.{0,40}|点击菜单栏.{0,60}|(?:请)?发送(?:电子)?邮件(?:至|到).{0,80}|"
    r"(?:更多|相关)[^。，；]{0,16}请(?:持续)?(?:关注|点击|查看|登录|访问|移步|下载|"
    r"前往)[^。；]{0,40}|"
    r".{0,100}[【\[](?:下载|点击|立即|马上|戳)\S{0,10}[】\]].{0,40}|"
    r".{0,80}(?:扫描?|识别|长按)(?:\S{0,6}二维码)[^。]{0,10}(?:关注|下载|加入|添加).{0,60}"
)

_CLOCK = (
    r"(?:刚刚|\d+\s*(?:秒|分钟|小时|天|个?月|年)[以之]?前|"
    r"(?:今天|昨天|前天)?\s*\d{1,2}:\d{2}(?::\d{2})?)"
)
_COMMENT_HEAD = re.compile(
    r"(?:网友|全部|最新|最热|热门|热点|精彩|精选|用户|读者|发表|我要|参与|查看(?:全部|更多|剩下|"
    r"所有)?|写|暂无|我来说两句|"
    r"文明上网)\s*+\d*+\s*+条?\s*+(?:评论|跟[帖贴]|留言|点评|热评).{0,24}|"
    r"[(（]?\d[\d,.]*万?[)）]?\s*+条?\s*+(?:评论|跟[帖贴]|留言)(?:[\s|｜].{0,24})?|"
    r"(?:评论|跟[帖贴]|留言)\s*+[(（]?\s*+\d[\d,.]*+万?\s*+[)）]?.{0,12}|"
    r".{0,4}目前没有(?:热门)?(?:跟[帖贴]|评论).{0,20}|"
    r"(?:还?没有|暂无|该)评论[^。]{0,20}[!！。]?|评论内容为空.?|(?:已|还可以?|"
    r"可以?)?输入\s*\d+\s*字?.{0,6}|"
    r"(?:我有话说|我来说两句|去?跟[帖贴]广场.*|跟[帖贴]已关闭.*|(?:登录并)?发[帖贴]|我要(?:发言|"
    r"跟[帖贴]).{0,10}|"
    r".{0,8}自律公约|评论列表|评论区|留言板)"
)
_COMMENT_TOOL = re.compile(
    r"[|+＋\-－\s\d,.]*(?:[顶踩赞]|支持|反对|回复|举报|收藏|分享|参与|推荐)[\s\d,.|"
    r"()（）]*(?:(?:[顶踩赞]|支持|反对|回复|举报|收藏|分享)[\s\d,.|()（）]*)*|"
    rf"(?:[\d年]*\d{{1,2}}月\d{{1,2}}日|(?:19|20)\d\d-\d{{1,2}}-\d{{1,2}})?\s*{_CLOCK}\s*"
    r"(?:举报|回复|赞|顶|踩|来自|支持)[\s\d,.回复举报赞顶踩支持反对]*|"
    r".{0,60}\[[^\]]{0,30}网友\].{0,40}|.{0,20}网友\s*ip[:：].*|"
    r"网友评论仅供.*|请自觉遵守.{0,40}(?:法规|公约|规定).*|\d+人(?:参与|关注|点赞|赞过|喜欢|已读).*"
)
# Where all that stands between two runs of blanks may be left out, the first takes them for good:
# a hundred could be dealt out among six in a hundred million ways.
_VISITS = re.compile(
    r"(?:(?:本页|文章)?(?:浏览|阅读|点击|访问|人气|关注|查看|围观)(?:次数|人数|量|数|"
    r"率)?\s*+[:：]?\s*+[(（]?\s*+[\d,.]*+万?\s*+[)）]?\s*+次?|"
    r"\d[\d,.]*+\s*+万?\s*+次?(?:浏览|阅读|点击|访问|围观))"
)
_CONTACT = re.compile(
    r"(?:(?:[^。，；]{0,8}(?:服务|咨询|客服|投诉|举报|监督|联系|订购|新闻|报料|爆料))?(?:热线|"
    r"电话|邮箱|传真|QQ|手机|报料|爆料)"
    r"[ \t\u3000]*[:：].{0,60}|(?:[^。，]{0,10}(?:办公区|地[ \u3000]?址|地点|邮编|邮政编码|Add|"
    r"Tel|E-?mail))"
    r"[ \t\u3000]*[:：].{0,120}|\S+@\S+\.\w{2,4}(?:\s.{0,20})?)",
    re.IGNORECASE,
)


def is_navigation(text: str) -> bool:
    """Menus, crumbs, share bars, page numbers, requests to the visitor.

    Examples
    --------
    >>> is_navigation("缩小字体 放大字体 收藏 微博 微信 分享 106"), is_navigation("计量工作")
    (True, False)
    """
    return bool(
        _MENU.fullmatch(text)
        or _PUNCTUATION_ONLY.fullmatch(text)
        or _PRINTED.fullmatch(text)
        or (len(text) <= 120 and _CRUMBS.fullmatch(text))
        or _GREETING.fullmatch(text)
        or _BANNER.fullmatch(text)
        or (len(text) <= 60 and _PAGER.fullmatch(text))
        or _ADDRESS.fullmatch(text)
        or _TODAY.fullmatch(text)
    )


@lru_cache(maxsize=4096)
def is_ambiguous(text: str) -> bool:
    """A menu's word, or mere punctuation, that an article may hold as well.

    Examples
    --------
    >>> is_ambiguous("标准"), is_ambiguous("【打印】【关闭】"), is_ambiguous("分享到：")
    (True, False, False)
    """
    return bool(_AMBIGUOUS.fullmatch(text) and not _PRINTED.fullmatch(text))


def is_promotion(text: str) -> bool:
    """Download our app, scan our code, follow our account."""
    if len(text) > 120 or (text.endswith("。") and len(text) > 40 and "码" not in text):
        return False
    return bool(_PROMOTION.fullmatch(text))


def is_comment_head(text: str) -> bool:
    """The line that opens a box of comments."""
    return len(text) <= 40 and bool(_COMMENT_HEAD.fullmatch(text))


def is_comment_tool(text: str) -> bool:
    """A line that only stands at a comment: 举报 赞3 回复, or who wrote it from where."""
    return len(text) <= 120 and bool(_COMMENT_TOOL.fullmatch(text))


def is_visits(text: str) -> bool:
    """How often the page was seen."""
    return bool(_VISITS.fullmatch(text))


def is_contact(text: str) -> bool:
    """Address, telephone, mail."""
    return len(text) <= 160 and bool(_CONTACT.fullmatch(text))
