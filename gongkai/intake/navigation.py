"""Words of menus, tools and breadcrumbs 导航: a line that holds nothing else is no text of a document."""

import re

from gongkai.intake.lines import Line, is_row

NAV_WORDS = (
    "字体 字号 字体大小 文字大小 大 中 小 默认 超大 特大 较大 标准 正常 打印 打印本页 打印文章 打印页面 关闭 "
    "关闭窗口 关闭本页 分享 分享到 收藏 加入收藏 微信 微博 新浪微博 腾讯微博 qq qq空间 人人网 空间 朋友圈 "
    "首页 网站首页 本站首页 设为首页 登录 登陆 注册 退出 搜索 检索 站内搜索 高级搜索 无障碍 无障碍浏览 "
    "无障碍阅读 长者模式 长者版 关怀版 适老版 老年版 简体 繁体 简体版 繁体版 简体中文 繁体中文 中文 中文版 "
    "英文版 手机版 移动版 电脑版 返回 返回顶部 返回首页 顶部 上一页 下一页 上一篇 下一篇 网站地图 联系我们 "
    "关于我们 网站声明 使用帮助 我要纠错 纠错 语音播报 朗读 播报 保护视力色 视力保护色 背景色 扫一扫 客户端 "
    "公众号 政务公开 政府信息公开 信息公开 政务服务 网上办事 办事服务 在线服务 互动交流 政民互动 公众参与 "
    "新闻中心 政务要闻 要闻动态 工作动态 通知公告 政策文件 政策法规 政策解读 专题专栏 数据开放 数据发布 魅力 "
    "概况 机构设置 机构职能 领导之窗 领导信息 政府公报 规划计划 财政信息 依申请公开 信息公开指南 "
    "信息公开目录 信息公开年报 正文 内容 法定主动公开内容 政府信息公开指南 政府信息公开制度 政府信息公开年报 "
    "市政府文件 政府文件 规范性文件 其他文件 下载 word pdf word下载 pdf下载 附件下载 原文下载 文件下载 a a+ "
    "a- t t+ t- t| en english chinese home index back top print close share search login register menu "
    "español français"
)
NAV = frozenset(NAV_WORDS.split())
TOKEN = re.compile(r"[\s|丨│/·•:,、\[\]【】()>»→<«\-—_+]+")
NAV_START = re.compile(
    rf"[\s|丨│/·•:,\[\]()>→<-]*(?:{'|'.join(sorted(map(re.escape, NAV), key=len, reverse=True))}|\d)"
)
SINGLE_WORDS = (
    "政务公开 政府信息公开 信息公开 政务服务 概况 魅力 依申请公开 规范性文件 政策解读 公众参与 互动交流 "
    "通知公告 政策文件 政策法规 正文 内容 大 中 小 标准 正常 机构设置 机构职能 数据开放 数据发布 规划计划 "
    "财政信息 政府公报 网上办事 办事服务"
)
SINGLE = NAV - frozenset(SINGLE_WORDS.split())


def is_navigation(line: Line) -> bool:
    """Whether every word of a short line is a word of menus, tools or breadcrumbs."""
    if len(line.text) > 160 or is_row(line):
        return False
    if len(line.text) > 24 and not NAV_START.match(line.folded):
        return False
    tokens = [token for token in TOKEN.split(line.folded) if token]
    if not tokens:
        return len(line.text) <= 12
    known = [token for token in tokens if token in NAV or re.fullmatch(r"\d{1,6}", token)]
    if len(known) < len(tokens) or not any(token in NAV for token in tokens):
        return False
    return len(tokens) > 1 or tokens[0] in SINGLE
