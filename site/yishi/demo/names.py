"""Invented names."""

SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭"
    "陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤"
)
GIVEN = (
    "安北采辰初川春淳东端芳枫岗耕谷光海禾恒虹嘉简江景静君可兰澜乐黎礼立林凌鹿明木宁平朴齐青清"
    "秋然仁荣若山尚书舒松素堂田廷桐望文溪夏向晓欣行秀轩雅言砚阳怡映永雨玉远云泽昭正之知芷舟竹子"
)
FEMALE = set("芳采虹静兰素秀雅怡玉芷欣君可溪舒")


def invent(rng):
    """Return an invented name and the honorific that goes with it."""
    given = "".join(rng.choice(GIVEN) for _ in range(rng.choice((1, 2, 2, 2))))
    honorific = "女士" if set(given) & FEMALE or rng.random() < 0.35 else "先生"
    return rng.choice(SURNAMES) + given, honorific
