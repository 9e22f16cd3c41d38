"""Synthetic studies for the figures: 2, 5, 31 or 40 regions, made by rule, seeded.

``frames(5)`` returns a dict of all tables a figure reads, by the tables' names. The rules are
simple on purpose: what a test reads off a drawing can be read off the frame.
"""

from __future__ import annotations

from functools import cache

import matplotlib
import numpy as np
import pandas as pd
import pytest
from scipy import stats

matplotlib.use("Agg")

FIVE = ["湖北", "广东", "天津", "河北", "四川·重庆"]
ENGLISH = {
    "北京": "Beijing", "天津": "Tianjin", "河北": "Hebei", "山西": "Shanxi",
    "内蒙古": "Inner Mongolia", "辽宁": "Liaoning", "吉林": "Jilin", "黑龙江": "Heilongjiang",
    "上海": "Shanghai", "江苏": "Jiangsu", "浙江": "Zhejiang", "安徽": "Anhui", "福建": "Fujian",
    "江西": "Jiangxi", "山东": "Shandong", "河南": "Henan", "湖北": "Hubei", "湖南": "Hunan",
    "广东": "Guangdong", "广西": "Guangxi", "海南": "Hainan", "重庆": "Chongqing",
    "四川": "Sichuan", "贵州": "Guizhou", "云南": "Yunnan", "西藏": "Tibet", "陕西": "Shaanxi",
    "甘肃": "Gansu", "青海": "Qinghai", "宁夏": "Ningxia", "新疆": "Xinjiang",
    "香港": "Hong Kong", "澳门": "Macao", "台湾": "Taiwan",
}
JOINT = ["北京·天津", "上海·江苏", "广东·广西", "甘肃·青海", "福建·江西", "湖北·湖南"]
THEMES = [
    ("dual_carbon", "双碳", "dual carbon", "碳达峰"),
    ("quantum", "量子计量与国际单位制变革", "quantum metrology", "量子计量"),
    ("livelihood", "民生计量", "livelihood metrology", "民生计量"),
    ("basic_research", "计量基础与前沿科技创新", "basic and frontier research", "关键共性技术"),
    ("digital", "计量数字化转型与智能化", "digital metrology", "智慧计量"),
    ("traceability", "量值传递溯源与计量基准标准", "traceability and standards", "计量标准"),
    ("industry", "产业计量与先进制造", "industrial metrology", "产业计量"),
    ("instruments", "仪器仪表与测量设备", "instruments", "仪器仪表"),
    ("energy_resources", "能源资源计量与绿色发展", "energy and resources", "能源计量"),
    ("health_env_safety", "大众健康、生态环境与公共安全计量", "health, environment, safety",
     "医疗计量"),
    ("strategic_fields", "航空航天、海洋、交通与国防计量", "aerospace, marine, transport",
     "航空航天"),
    ("supervision", "法制计量与监督管理", "legal metrology and supervision", "计量监管"),
    ("integrity", "诚信计量与社会共治", "integrity and shared governance", "诚信计量"),
    ("capacity", "计量机构、人才、文化与保障", "institutions, people, culture", "计量技术机构"),
    ("regional", "区域协同与计量一体化", "regional coordination", "协同发展"),
    ("international", "国际计量与对外开放", "international", "国际互认"),
]
PLACES = [
    ("京津冀协同发展", "Beijing–Tianjin–Hebei", "strategy"), ("长三角一体化发展", None, "strategy"),
    ("粤港澳大湾区建设", "Greater Bay Area", "strategy"), ("长江经济带发展", None, "strategy"),
    ("共建“一带一路”", "Belt and Road", "strategy"), ("中部地区崛起", None, "strategy"),
    ("成渝地区双城经济圈建设", "Chengdu–Chongqing Economic Circle", "strategy"),
    ("东北全面振兴", None, "strategy"), ("西部大开发", "Western Development", "strategy"),
    ("雄安新区", "Xiong'an New Area", "strategy"), ("西部地区", None, "area"),
    ("川渝", None, "area"), ("武汉", "Wuhan", "city"), ("成都", None, "city"),
    ("深圳", "Shenzhen", "city"), ("石家庄", None, "city"), ("鄂尔多斯", None, "city"),
]
TERMS = [
    "计量", "发展", "技术", "建设", "标准", "国家", "产业", "测量", "体系", "服务", "创新",
    "检定", "能力", "管理", "质量", "中心", "计量标准", "量值", "溯源", "社会", "企业", "校准",
    "监管", "检测", "双碳", "碳达峰", "碳中和", "量子", "民生", "协同", "高质量发展",
    "公用计量标准", "测试", "机构", "人才", "数字化", "仪器", "能源", "医疗", "贸易结算",
]
KINDS = ["event report", "commentary", "interpretation", "speech", "plan", "regulation", "notice",
         "work report"]
RULES = ["kept", "navigation", "pinyin", "related links", "disclaimer", "byline", "blank"]

# The hits of the house style's example pictures (five texts), by theme in the order of THEMES.
EXAMPLE_HAN = {"广东": 3390, "天津": 1990, "河北": 3295, "四川·重庆": 1317, "湖北": 1320}
EXAMPLE_HITS = {
    "广东": [1, 7, 8, 7, 12, 14, 10, 1, 1, 1, 1, 10, 4, 17, 3, 3],
    "天津": [2, 1, 10, 4, 2, 3, 4, 0, 2, 3, 0, 9, 3, 7, 1, 1],
    "河北": [3, 0, 7, 7, 6, 11, 4, 1, 0, 2, 0, 14, 0, 45, 4, 5],
    "四川·重庆": [11, 0, 3, 0, 1, 1, 14, 0, 0, 0, 0, 1, 0, 4, 1, 0],
    "湖北": [1, 1, 0, 1, 1, 7, 4, 0, 0, 0, 0, 3, 0, 1, 22, 1],
}
EXAMPLE_HITS["湖北"][0] = 0


def english(region: str) -> str:
    return "–".join(ENGLISH[part] for part in region.split("·"))


def region_names(count: int) -> list[str]:
    if count <= 5:
        return FIVE[:count]
    every = [name for name in ENGLISH if name not in ("香港", "澳门", "台湾")]
    return [*every, "香港", "澳门", "台湾", *JOINT][:count]


def _interval(hits: int, han: int, articles: int) -> tuple[float, float, str]:
    if articles > 1:
        spread = stats.t.ppf(0.975, articles - 1) * 0.25
        rate = max(hits, 0.5) / han * 1e4
        return rate * np.exp(-spread), rate * np.exp(spread), "log-t"
    low = stats.chi2.ppf(0.025, 2 * hits) / 2 if hits else 0.0
    return low / han * 1e4, stats.chi2.ppf(0.975, 2 * hits + 2) / 2 / han * 1e4, "garwood"


def _articles(regions: list[str], per_region: list[int], han: dict[str, int]) -> pd.DataFrame:
    rows = []
    for r, region in enumerate(regions):
        for copy in range(per_region[r]):
            number = len(rows)
            kind = KINDS[(r + copy) % len(KINDS)]
            dated = region != "天津"
            n_han = han[region] // per_region[r]
            rows.append({
                "article_id": f"a{number:03d}", "seed": f"{region}{copy}.txt",
                "title": None if number % 4 == 3 else f"{region}计量工作综述",
                "date": f"{2021 + number % 4}-0{1 + number % 9}-15" if dated else None,
                "date_basis": "text" if dated else None, "kind": kind,
                "scope": ["event", "province", "province", "national document"][r % 4],
                "region": region, "region_en": english(region), "source": "市场监管报",
                "author": None, "author_office": None, "n_han": n_han,
                "n_tokens": int(n_han * 0.62), "n_sentences": n_han // 40 + 1,
                "n_paragraphs": n_han // 150 + 1, "removed_share": round(0.05 + 0.07 * (r % 9), 3),
                "national_document": "计量发展规划（2021—2035年）" if r % 4 == 3 else None,
                "caution": ["event only", "", "no date", "subject is a national document"][r % 4],
                "reference": f"[{number + 1}] {region}计量工作综述[N]. 市场监管报.",
            })
    return pd.DataFrame(rows)


def _cleaning(articles: pd.DataFrame, rng: np.random.Generator) -> pd.DataFrame:
    rows = []
    for row in articles.itertuples():
        kept = row.n_han + row.n_han // 5
        removed = [0 if rng.random() < 0.35 else int(rng.integers(5, row.n_han // 3))
                   for _ in RULES[1:]]
        total = kept + sum(removed)
        for rule, amount in zip(RULES, [kept, *removed], strict=True):
            if amount:
                rows.append({"article_id": row.article_id, "region": row.region,
                             "region_en": row.region_en, "rule": rule,
                             "edits": 0 if rule == "kept" else amount // 20 + 1,
                             "removed": amount, "inserted": 0, "share": amount / total})
    return pd.DataFrame(rows)


def _terms(regions: list[str], han: dict[str, int], rng: np.random.Generator) -> pd.DataFrame:
    rows = []
    for region in regions:
        tokens = int(han[region] * 0.62)
        weights = 1 / np.arange(1, len(TERMS) + 1) ** 0.8
        counts = rng.poisson(weights / weights.sum() * tokens * 0.25)
        counts = np.where(rng.random(len(TERMS)) < 0.1, 0, counts)
        counts[0] += 1
        order = np.argsort(-counts, kind="stable")
        for rank, index in enumerate(order[counts[order] > 0], start=1):
            rows.append({"region": region, "region_en": english(region), "term": TERMS[index],
                         "count": int(counts[index]),
                         "string_count": int(counts[index]) + index % 3,
                         "per_10k": counts[index] / tokens * 1e4, "articles": 1,
                         "dpnorm": None if len(regions) < 3 else round(float(rng.random()), 3),
                         "rank": rank})
    return pd.DataFrame(rows)


def _keyness(terms: pd.DataFrame, han: dict[str, int]) -> pd.DataFrame:
    rows = []
    total = terms.groupby("term")["count"].sum()
    tokens = {region: int(n * 0.62) for region, n in han.items()}
    whole = sum(tokens.values())
    for row in terms.itertuples():
        count, others = int(row.count), whole - tokens[row.region]
        rest = int(total[row.term]) - count
        ratio = np.log2((count + 0.5) / tokens[row.region] / ((rest + 0.5) / others))
        half = 1.96 / np.log(2) * np.sqrt(1 / (count + 0.5) + 1 / (rest + 0.5))
        low, high = ratio - half, ratio + half
        lrc = low if low > 0 else high if high < 0 else 0.0
        g2 = float(np.sign(ratio) * (ratio / half) ** 2 * 3.84)
        rows.append({"region": row.region, "region_en": row.region_en, "term": row.term,
                     "count": count, "reference_count": rest, "log_ratio": ratio,
                     "log_ratio_low": low, "log_ratio_high": high, "lrc": lrc, "g2": g2,
                     "p": float(stats.chi2.sf(abs(g2), 1)), "q": float(stats.chi2.sf(abs(g2), 1)),
                     "bic": abs(g2) - float(np.log(whole)), "articles": 1})
    return pd.DataFrame(rows)


def _theme_columns(index: int) -> dict[str, object]:
    theme, chinese, name, _ = THEMES[index]
    return {"theme": theme, "theme_zh": chinese, "theme_en": name, "focus": index < 3}


def _intensity(
    regions: list[str], hits: dict[str, list[int]], han: dict[str, int], per_region: list[int]
) -> pd.DataFrame:
    rows = []
    for r, region in enumerate(regions):
        for t in range(len(THEMES)):
            n, size = int(hits[region][t]), han[region]
            low, high, basis = _interval(n, size, per_region[r])
            rows.append({
                "region": region, "region_en": english(region), **_theme_columns(t), "hits": n,
                "han": size, "per_10k": n / size * 1e4, "low": low, "high": high,
                "interval": basis, "token_share": n / size / 0.62,
                "sentence_share": min(1.0, n * 40 / size), "hits_outside_titles": n - n // 4,
                "per_10k_outside_titles": (n - n // 4) / size * 1e4, "articles": per_region[r],
                "articles_with_hits": min(per_region[r], n),
                "top_term": THEMES[t][3] if n else None,
                "top_term_share": round(0.4 + 0.1 * (t % 6), 2) if n else None,
                "caution": "single article" if per_region[r] == 1 else "",
            })
    return pd.DataFrame(rows)


def _positions(intensity: pd.DataFrame, rng: np.random.Generator) -> pd.DataFrame:
    keys = ["region", "region_en", "theme", "theme_zh", "theme_en", "focus"]
    rows = [
        {"article_id": f"a-{row.region}", **{key: getattr(row, key) for key in keys},
         "term": row.top_term, "position": float(position)}
        for row in intensity.itertuples()
        for position in np.sort(rng.random(row.hits)).round(4)
    ]
    return pd.DataFrame(rows, columns=["article_id", *keys, "term", "position"])


def _emphasis(intensity: pd.DataFrame) -> pd.DataFrame:
    hits = intensity.pivot(index="region", columns="theme", values="hits")
    han = intensity.groupby("region")["han"].first()
    rows = []
    for row in intensity.itertuples():
        region_sum, theme_sum = hits.loc[row.region].sum(), hits[row.theme].sum()
        total = hits.to_numpy().sum()
        expected = region_sum * theme_sum / total
        spread = expected * (1 - region_sum / total) * (1 - theme_sum / total)
        other_hits, other_han = theme_sum - row.hits, han.sum() - row.han
        known = bool(other_hits and row.hits)
        ratio = (row.hits / row.han) / (other_hits / other_han) if other_hits else np.nan
        half = 1.96 * np.sqrt(1 / row.hits + 1 / other_hits) if known else np.nan
        rows.append({
            **{key: getattr(row, key) for key in ("region", "region_en", "theme", "theme_zh",
                                                  "theme_en", "focus")},
            "observed": row.hits, "expected": expected, "rate_ratio": ratio,
            "rr_low": ratio * np.exp(-half) if known else 0.0 if other_hits else np.nan,
            "rr_high": ratio * np.exp(half) if known else np.nan,
            "location_quotient": row.hits / expected if expected else np.nan,
            "residual": (row.hits - expected) / np.sqrt(spread) if spread > 0 else np.nan,
            "log_odds": np.log((row.hits + 0.5) / (other_hits + 0.5)),
            "caution": "expected < 5" if expected < 5 else "",
        })
    frame = pd.DataFrame(rows)
    outside = (frame["rr_low"] > 1) | (frame["rr_high"] < 1)
    return frame.assign(interval="exact", verdict=np.select(
        [frame["expected"] < 5, outside], ["too few", "in this text"], default="not set apart"))


def _mentions(
    regions: list[str], han: dict[str, int], per_region: list[int], rng: np.random.Generator
) -> pd.DataFrame:
    provinces = sorted({part for region in regions for part in region.split("·")})
    places = PLACES + [(name, ENGLISH[name], "province") for name in provinces]
    rows = []
    for r, region in enumerate(regions):
        for place, name, level in places:
            own = place in region.split("·")
            count = int(rng.poisson(6 if own else 0.7 if level == "strategy" else 0.25))
            if count:
                rows.append({"region": region, "region_en": english(region), "place": place,
                             "place_en": name, "level": level, "mentions": count,
                             "articles": min(per_region[r], count),
                             "per_10k": count / han[region] * 1e4})
    return pd.DataFrame(rows)


def _correspondence(intensity: pd.DataFrame) -> pd.DataFrame:
    """Plain correspondence analysis by singular values: enough for a drawing."""
    table = intensity.pivot(index="region", columns="theme", values="hits")
    table = table.loc[table.sum(axis=1) > 0, table.sum(axis=0) > 0]
    share = table.to_numpy() / table.to_numpy().sum()
    r, c = share.sum(axis=1), share.sum(axis=0)
    u, s, v = np.linalg.svd((share - np.outer(r, c)) / np.sqrt(np.outer(r, c)),
                            full_matrices=False)
    names = intensity.drop_duplicates("region").set_index("region")["region_en"]
    themes = intensity.drop_duplicates("theme").set_index("theme")
    rows = []
    for item, keys, vectors, mass in (("region", table.index, u, r), ("theme", table.columns, v.T,
                                                                      c)):
        for i, key in enumerate(keys):
            second = vectors[i, 1] * s[1] / np.sqrt(mass[i]) if len(s) > 1 else 0.0
            rows.append({
                "item": item, "key": key,
                "label_zh": key if item == "region" else themes.loc[key, "theme_zh"],
                "label_en": names[key] if item == "region" else themes.loc[key, "theme_en"],
                "focus": False if item == "region" else bool(themes.loc[key, "focus"]),
                "x": vectors[i, 0] * s[0] / np.sqrt(mass[i]), "y": second, "mass": mass[i],
                "contribution_x": vectors[i, 0] ** 2,
                "contribution_y": vectors[i, 1] ** 2 if len(s) > 1 else 0.0,
            })
    frame = pd.DataFrame(rows)
    inertia = s**2 / (s**2).sum() if s.sum() else s
    frame.attrs["inertia"] = [float(value) for value in [*inertia, 0.0][:2]]
    return frame


def _certainty(intensity: pd.DataFrame, articles: pd.DataFrame) -> pd.DataFrame:
    shares = articles.groupby("region")["article_id"].transform("count")
    rows = []
    for left_out in ["", *articles["article_id"]]:
        row = articles[articles["article_id"] == left_out]
        weight = pd.Series(1.0, index=intensity.index)
        if len(row):
            gone = intensity["region"] == row["region"].iloc[0]
            weight[gone] = 1 - 1 / shares[row.index[0]]
        hits = (intensity["hits"] * weight).groupby(intensity["theme"]).sum()
        han = (intensity["han"] * weight).groupby(intensity["theme"]).sum()
        rate = (hits / han.where(han > 0) * 1e4).fillna(0.0)
        rank = rate.rank(ascending=False, method="first").astype(int)
        for t, (theme, *_) in enumerate(THEMES):
            rows.append({**{k: v for k, v in _theme_columns(t).items()}, "left_out": left_out,
                         "left_out_region": row["region"].iloc[0] if len(row) else None,
                         "left_out_region_en": row["region_en"].iloc[0] if len(row) else None,
                         "hits": round(hits[theme]), "per_10k": rate[theme],
                         "rank": rank[theme]})
    return pd.DataFrame(rows)


@cache
def build(count: int | str) -> dict[str, pd.DataFrame]:
    """All tables of a study with that many regions; "example": the numbers of the pictures."""
    example = count == "example"
    regions = list(EXAMPLE_HAN) if example else region_names(int(count))
    rng = np.random.default_rng(20260101 + len(regions))
    per_region = [3, 2] if len(regions) == 2 else [1] * len(regions)
    if example:
        han, hits = dict(EXAMPLE_HAN), EXAMPLE_HITS
    else:
        han = {region: int(rng.integers(1300, 9000)) for region in regions}
        base = np.array([3, 2, 6, 6, 7, 9, 9, 1, 2, 2, 1, 9, 3, 14, 7, 4]) / 3000
        hits = {region: list(rng.poisson(base * han[region] * rng.gamma(1.2, 0.8, len(base))))
                for region in regions}
        if len(regions) == 2:
            for region in regions:
                hits[region][7] = 0
    articles = _articles(regions, per_region, han)
    intensity = _intensity(regions, hits, han, per_region)
    terms = _terms(regions, han, rng)
    return {
        "articles": articles,
        "cleaning_account": _cleaning(articles, rng),
        "term_frequencies": terms,
        "keyness": _keyness(terms, han),
        "theme_intensity": intensity,
        "theme_positions": _positions(intensity, rng),
        "regional_emphasis": _emphasis(intensity),
        "region_mentions": _mentions(regions, han, per_region, rng),
        "correspondence": _correspondence(intensity),
        "certainty": _certainty(intensity, articles),
    }


def copied(count: int | str) -> dict[str, pd.DataFrame]:
    tables = {}
    for name, frame in build(count).items():
        tables[name] = frame.copy()
        tables[name].attrs = dict(frame.attrs)
    return tables


@pytest.fixture
def frames():
    """Factory: ``frames(31)["theme_intensity"]``; copies, so that a test may change them."""
    return copied


@pytest.fixture(autouse=True)
def _styled_and_closed():
    """Each test draws in the house style; no figure is left open."""
    import matplotlib.pyplot as plt

    from liangwen.figures.style import house_style

    with house_style():
        yield
    plt.close("all")
