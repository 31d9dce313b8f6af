"""Forms of credits in Chinese newsrooms, and the usual form of each: （新华社记者李明 王芳） is 文：李明、王芳.

Japanese has no 记者 and no 通讯员 in these characters, so a line with one of them is Chinese: its names are a known
family name and one or two characters, and a space between two of them parts two people.
"""

from __future__ import annotations

import re

_FAMILIES = (
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜"
    "范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易武乔贺赖龚文樊兰殷施陶洪翟安颜倪严牛温芦季俞章鲁葛伍韦"
    "申尤毕聂焦向柳邢路岳齐梅莫庄辛管祝左涂谷祁舒耿牟卜詹关苗凌费纪靳盛童欧甄项曲成游阳裴席卫查屈鲍位覃霍翁隋植甘景薄单包司"
    "柏宁柯阮桂闵解强柴华车冉房边刁佟池郎贝骆裘滕褚桑晏宫习畅荀敬农楚初步晋仇连贡巩支苟逄丛冀栾迟荆古蒙卓吉佘晁商竺木劳羊"
)
_TWO_LETTER_FAMILIES = "欧阳|上官|司马|诸葛|皇甫|尉迟|夏侯|慕容|东方|令狐|司徒|端木|公孙|独孤|南宫|长孙|宇文"
_HAN = "一-鿿"
_NAME = rf"(?:(?:{_TWO_LETTER_FAMILIES})[{_HAN}]{{1,2}}|[{_FAMILIES}][{_HAN}·]{{1,2}})"
_POST = (
    rf"(?:[{_HAN}]{{0,12}}?(?:记者|通讯员|实习生|见习生|评论员|撰稿人?|采写|采访|撰文)"
    r"|文\s?[/／]\s?图|图\s?[/／]\s?文|图文|文图)"
)
_SPACE = r"[\s、，,;；/／]+"
_BEHIND = rf"(?:整合|综合|整理|编译|报道|[{_HAN}]{{2,6}}报道|发自[{_HAN}]{{2,6}})"
_PEOPLE = rf"{_NAME}(?:{_SPACE}(?:{_POST}[:：\s]*)?{_NAME})*"
_THREE = rf"[{_FAMILIES}][{_HAN}]{{2}}"
_SHORT = rf"(?:(?!通讯员)[{_HAN}]{{2,3}}|[{_HAN}]\s[{_HAN}])(?![{_HAN}])"
_SPREAD = re.compile(rf"(?<![{_HAN}])([{_HAN}])\s([{_HAN}])(?![{_HAN}])")


def _written_by(match: re.Match[str]) -> str:
    parts = (re.sub(rf"^{_POST}[:：]?", "", part) for part in re.split(rf"{_SPACE}|[:：]", match["names"]))
    return "文：" + "、".join(part for part in parts if part)


def _listed(match: re.Match[str]) -> str:
    """Return the names that white space parts as a list, whatever the families: 记者 李明 王芳.

    A name of two characters may be spread over the width of three: 耿 平.
    """
    names = _SPREAD.sub(r"\1\2", match["names"])
    return "文：" + "、".join(re.split(r"[\s、]", names))


FORMS = (
    (re.compile(r"[\s，,]*返回[一-鿿]{2,6}[，,\s]*查看更多$"), "", "返"),
    (
        re.compile(rf"^(?:{_POST}[:：\s]*)?(?P<names>{_PEOPLE})\s?(?:摄影|摄|供图|制图|绘图|制表)$"),
        r"摄影：\g<names>",
        "摄图表",
    ),
    (
        re.compile(rf"^(?:{_POST}[:：\s]*){{1,2}}(?P<names>{_PEOPLE})(?:[\s/／]+{_BEHIND})?$"),
        _written_by,
        "记讯习评撰采图",
    ),
    (
        re.compile(
            rf"^[{_HAN}]{{0,8}}(?:记者|采写|撰稿)[:：]?\s*(?:[{_HAN}]{{0,6}}记者)?(?P<names>{_SHORT}(?:[\s、]{_SHORT}){{1,4}}|[{_HAN}]\s[{_HAN}])$"
        ),
        _listed,
        "记采撰",
    ),
    (re.compile(rf"^作者[:：\s]*(?P<names>{_THREE}(?:\s{_THREE})+)$"), _written_by, "作"),
    (re.compile(rf"^[{_HAN}]{{0,4}}(?:整理|综合|编译|摘编|摘|转载|转|编辑)自[:：]?(?=\S)"), "来源：", "自"),
)
"""What a syndicate glues to a name; a picture's credit; writers with their posts; whose text others put together.

One of the letters at the end of each is in every line of that form: a look at them costs a tenth.
"""
