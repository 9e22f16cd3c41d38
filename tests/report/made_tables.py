"""Made tables in the shape of the real ones: five regions by hand, or as many as asked for.

Rates and intervals are computed from made hits, so that a sentence can be checked by hand.
"""

from __future__ import annotations

import numpy as np
import pandas as pd
from scipy import stats

FIVE = [
    # region, English, kind, scope, date, title, author, source, national document, Han characters
    ("湖北", "Hubei", "event report", "event", "2021-12-29", None, None, None, None, 1315),
    ("广东", "Guangdong", "commentary", "national document", "2022-05-20",
     "深入贯彻实施规划构建“大计量”工作格局加快推动经济社会高质量发展", "陈良贤", "中国市场监管新闻网",
     "《计量发展规划（2021—2035年）》", 3401),
    ("天津", "Tianjin", "commentary", "province", None,
     "开创计量事业发展新局面", None, None, "《计量发展规划（2021—2035年）》", 1990),
    ("河北", "Hebei", "interpretation", "national document", "2021-11-16",
     "河北解读|《市场监管总局关于促进市场监管系统计量技术机构深化改革和创新发展的指导意见》", None, None,
     "《市场监管总局关于促进市场监管系统计量技术机构深化改革和创新发展的指导意见》", 3290),
    ("四川·重庆", "Sichuan–Chongqing", "event report", "event", "2023-05-15", None, None, None, None,
     1316),
]
OTHERS = ["北京 Beijing", "山西 Shanxi", "内蒙古 Inner Mongolia", "辽宁 Liaoning", "吉林 Jilin",
          "黑龙江 Heilongjiang", "上海 Shanghai", "江苏 Jiangsu", "浙江 Zhejiang", "安徽 Anhui",
          "福建 Fujian", "江西 Jiangxi", "山东 Shandong", "河南 Henan", "湖南 Hunan",
          "广西 Guangxi", "海南 Hainan", "贵州 Guizhou", "云南 Yunnan", "西藏 Tibet",
          "陕西 Shaanxi", "甘肃 Gansu", "青海 Qinghai", "宁夏 Ningxia", "新疆 Xinjiang",
          "香港 Hong Kong"]
THEMES = [
    ("dual_carbon", "双碳", "dual carbon", True, ["碳计量", "碳达峰、碳中和", "碳足迹"]),
    ("quantum", "量子计量与国际单位制变革", "quantum metrology", True, ["量子计量", "量子化"]),
    ("livelihood", "民生计量", "livelihood metrology", True, ["民生计量", "集贸市场", "加油机"]),
    ("traceability", "量值传递溯源与计量基准标准", "traceability and standards", False,
     ["量值传递", "计量标准", "标准物质"]),
    ("industry", "产业计量与先进制造", "industrial metrology", False, ["产业计量", "产业计量测试中心"]),
    ("capacity", "计量机构、人才、文化与保障", "institutions, people, culture", False,
     ["计量技术机构", "人才队伍"]),
    ("regional", "区域协同与计量一体化", "regional coordination", False, ["大区", "区域协同"]),
    ("international", "国际计量与对外开放", "international", False, ["国际互认"]),
]
HITS = {  # by theme, for the five regions in order
    "dual_carbon": [0, 1, 2, 3, 11], "quantum": [1, 7, 1, 0, 0], "livelihood": [0, 8, 10, 7, 3],
    "traceability": [7, 14, 3, 11, 1], "industry": [4, 10, 4, 4, 14],
    "capacity": [1, 17, 7, 45, 4], "regional": [22, 3, 1, 4, 1], "international": [1, 3, 1, 5, 0],
}
TERMS = ["计量", "发展", "测试", "服务", "体系", "产业", "大区", "规划", "机构", "创新", "技术", "双碳"]


def _articles(regions: int) -> pd.DataFrame:
    rows = list(FIVE[:regions])
    for number, name in enumerate(OTHERS[: max(0, regions - 5)]):
        chinese, english = name.split(" ", 1)
        rows.append((chinese, english, "work report", "province", f"2026-01-{number % 28 + 1:02d}",
                     f"2026年{chinese}政府工作报告", None, f"{chinese}政府网", None,
                     9000 + 137 * number))
    frame = pd.DataFrame(rows, columns=["region", "region_en", "kind", "scope", "date", "title",
                                        "author", "source", "national_document", "n_han"])
    frame.insert(0, "article_id", [f"a{number:03d}" for number in range(len(frame))])
    frame["seed"] = [f"{number:03d}_seed.txt" for number in range(len(frame))]
    frame["date_basis"] = frame["date"].notna().map({True: "publication", False: None})
    frame["author_office"] = None
    frame["n_tokens"] = (frame["n_han"] / 2).astype(int)
    frame["n_sentences"] = frame["n_han"] // 40
    frame["n_paragraphs"] = frame["n_han"] // 200
    frame["removed_share"] = np.round(0.05 + 0.07 * (np.arange(len(frame)) % 5), 4)
    caution = []
    for row in frame.to_dict("records"):
        codes = ["subject is a national document"] if row["scope"] == "national document" else []
        codes += ["event only"] if row["scope"] == "event" else []
        codes += [] if isinstance(row["date"], str) else ["no date"]
        caution.append(";".join(codes))
    frame["caution"] = caution
    frame["reference"] = [
        f"{row['author'] + '. ' if isinstance(row['author'], str) else ''}"
        f"{row['title'] if isinstance(row['title'], str) else '[为推动国家量值传递（拟题）]'}[EB/OL]. "
        f"{row['date'] if isinstance(row['date'], str) else '[日期不详]'}." for row in frame.to_dict("records")]
    return frame


def _hits(regions: int) -> dict[str, list[int]]:
    random = np.random.default_rng(20)
    return {theme: (known + random.poisson(9, max(0, regions - 5)).tolist())[:regions]
            for theme, known in HITS.items()}


def _intensity(articles: pd.DataFrame) -> pd.DataFrame:
    rows = []
    hits = _hits(len(articles))
    for theme, zh, en, focus, terms in THEMES:
        for number, article in enumerate(articles.to_dict("records")):
            count, han = hits[theme][number], article["n_han"]
            low = stats.chi2.ppf(0.025, 2 * count) / 2 if count else 0.0
            high = stats.chi2.ppf(0.975, 2 * count + 2) / 2
            rows.append({
                "region": article["region"], "region_en": article["region_en"], "theme": theme,
                "theme_zh": zh, "theme_en": en, "focus": focus, "hits": count, "han": han,
                "per_10k": 1e4 * count / han, "low": 1e4 * low / han, "high": 1e4 * high / han,
                "interval": "garwood", "token_share": count * 2 / article["n_tokens"],
                "sentence_share": min(1.0, count / article["n_sentences"]),
                "hits_outside_titles": count - count // 5,
                "per_10k_outside_titles": 1e4 * (count - count // 5) / han, "articles": 1,
                "top_term": terms[0] if count else None,
                "top_term_share": (np.ceil(0.6 * count) / count) if count else None,
                "caution": "single article" + (";few hits" if count < 5 else "")})
    return pd.DataFrame(rows)


def _evidence(articles: pd.DataFrame, intensity: pd.DataFrame) -> pd.DataFrame:
    ids = dict(zip(articles["region"], articles["article_id"], strict=True))
    terms = {theme: words for theme, *_, words in THEMES}
    rows = []
    for row in intensity.to_dict("records"):
        for number in range(int(row["hits"])):
            rows.append({
                "article_id": ids[row["region"]], "region": row["region"], "theme": row["theme"],
                "term": terms[row["theme"]][number % len(terms[row["theme"]])],
                "context": ["running text", "heading", "title"][number % 3],
                "left": "聚焦两地重点产业计量测试需求，加强计量技术交流合作，深化",
                "hit": terms[row["theme"]][number % len(terms[row["theme"]])],
                "right": "领域的合作，探讨解决计量瓶颈问题，推动经济社会高质量发展。",
                "source_start": 120 + 97 * number})
    return pd.DataFrame(rows)


def _positions(evidence: pd.DataFrame, articles: pd.DataFrame) -> pd.DataFrame:
    english = dict(zip(articles["region"], articles["region_en"], strict=True))
    names = {theme: (zh, en, focus) for theme, zh, en, focus, _ in THEMES}
    rows = []
    for number, row in enumerate(evidence.to_dict("records")):
        zh, en, focus = names[row["theme"]]
        late = row["region"] == "四川·重庆" and row["theme"] == "dual_carbon"
        rows.append({"article_id": row["article_id"], "region": row["region"],
                     "region_en": english[row["region"]], "theme": row["theme"], "theme_zh": zh,
                     "theme_en": en, "focus": focus, "term": row["term"],
                     "position": 0.7 + 0.02 * (number % 10) if late else (number * 0.37) % 1})
    return pd.DataFrame(rows)


def _emphasis(intensity: pd.DataFrame) -> pd.DataFrame:
    counts = intensity.pivot(index="region", columns="theme", values="hits")
    total = counts.to_numpy().sum()
    rows = []
    for row in intensity.to_dict("records"):
        mine, theme = counts.loc[row["region"]].sum(), counts[row["theme"]].sum()
        expected = mine * theme / total
        own = row["hits"] + 0.5
        rest = (theme - row["hits"] + 0.5) / max(1.0, float(intensity["han"].sum()) / 8 - row["han"])
        ratio = own / row["han"] / rest
        spread = np.exp(1.96 * np.sqrt(1 / own + 1 / (theme - row["hits"] + 0.5)))
        share = (1 - mine / total) * (1 - theme / total)
        rows.append({key: row[key] for key in ("region", "region_en", "theme", "theme_zh",
                                               "theme_en", "focus")} | {
            "observed": row["hits"], "expected": expected, "rate_ratio": ratio,
            "rr_low": ratio / spread, "rr_high": ratio * spread,
            "location_quotient": row["hits"] / expected if expected else np.nan,
            "residual": (row["hits"] - expected) / np.sqrt(expected * share) if expected and share else 0.0,
            "log_odds": np.log(own / (theme - row["hits"] + 0.5)),
            "caution": "expected < 5" if expected < 5 else ""})
    frame = pd.DataFrame(rows)
    outside = (frame["rr_low"] > 1) | (frame["rr_high"] < 1)
    return frame.assign(interval="exact", power=np.nan, verdict=np.select(
        [frame["expected"] < 5, outside], ["too few", "in this text"], default="not set apart"))


def _words(articles: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    frequencies, keyness = [], []
    for number, article in enumerate(articles.to_dict("records")):
        names = {"region": article["region"], "region_en": article["region_en"]}
        counts = {term: max(0, 40 - 3 * place - (7 * number * place) % 11)
                  for place, term in enumerate(TERMS)}
        order = sorted(counts, key=lambda term: (-counts[term], term))
        for rank, term in enumerate(order, start=1):
            frequencies.append(names | {
                "term": term, "count": counts[term], "string_count": counts[term] + 2,
                "per_10k": 1e4 * counts[term] / article["n_tokens"], "articles": 1,
                "dpnorm": 0.1 * (rank % 7), "rank": rank})
            key = number * 2 < 9 and term == TERMS[(number * 2 + 5) % len(TERMS)]
            keyness.append(names | {
                "term": term, "count": counts[term], "reference_count": 3 if key else 90,
                "log_ratio": 3.2 if key else 0.1, "log_ratio_low": 1.4 if key else -0.8,
                "log_ratio_high": 5.0 if key else 1.0, "lrc": 1.4 - 0.1 * number if key else 0.0,
                "g2": 25.0, "p": 0.0001, "q": 0.001, "bic": 15.0, "articles": 1})
    return pd.DataFrame(frequencies), pd.DataFrame(keyness)


def _cleaning(articles: pd.DataFrame) -> pd.DataFrame:
    rows = []
    for article in articles.to_dict("records"):
        source = round(article["n_han"] * 1.2 / (1 - article["removed_share"]))
        gone = source - round(article["n_han"] * 1.2)
        pinyin = gone * 2 // 3
        for rule, removed in (("kept", source - gone), ("pinyin in brackets", pinyin),
                              ("menu lines", gone - pinyin)):
            rows.append({"article_id": article["article_id"], "region": article["region"],
                         "region_en": article["region_en"], "rule": rule,
                         "edits": 0 if rule == "kept" else 12, "removed": removed, "inserted": 0,
                         "share": removed / source})
    return pd.DataFrame(rows)


def _certainty(articles: pd.DataFrame, intensity: pd.DataFrame) -> pd.DataFrame:
    names = {theme: (zh, en, focus) for theme, zh, en, focus, _ in THEMES}
    rows = []
    for left in ["", *articles["article_id"]]:
        region = articles.loc[articles["article_id"] == left]
        part = intensity[~intensity["region"].isin(region["region"])]
        if len(part) == 0:
            continue
        sums = part.groupby("theme")[["hits", "han"]].sum()
        sums["rate"] = 1e4 * sums["hits"] / sums["han"]
        ranks = sums["rate"].rank(ascending=False, method="first").astype(int)
        for theme, (zh, en, focus) in names.items():
            rows.append({
                "theme": theme, "theme_zh": zh, "theme_en": en, "focus": focus, "left_out": left,
                "left_out_region": region["region"].iloc[0] if len(region) else None,
                "left_out_region_en": region["region_en"].iloc[0] if len(region) else None,
                "hits": sums.loc[theme, "hits"], "per_10k": sums.loc[theme, "rate"],
                "rank": ranks[theme]})
    return pd.DataFrame(rows)


def _mentions(articles: pd.DataFrame) -> pd.DataFrame:
    rows = []
    for article in articles.to_dict("records"):
        places = [(part, None, "province") for part in article["region"].split("·")]
        places = [] if article["region"] == "河北" else places
        places += [("京津冀协同发展", "Beijing–Tianjin–Hebei coordination", "strategy")]
        places += [("成渝地区双城经济圈", "Chengdu–Chongqing twin-city circle", "area")] * (
            article["region"] in ("四川·重庆", "湖北"))
        for place, english, level in places:
            rows.append({"region": article["region"], "region_en": article["region_en"],
                         "place": place, "place_en": english, "level": level, "mentions": 3,
                         "articles": 1, "per_10k": 3e4 / article["n_han"]})
    return pd.DataFrame(rows)


def _correspondence(articles: pd.DataFrame) -> pd.DataFrame:
    rows = [{"item": "region", "key": row["region"], "label_zh": row["region"],
             "label_en": row["region_en"], "focus": False, "x": 0.1, "y": 0.2, "mass": 0.2,
             "contribution_x": 0.6 if number == 0 else 0.4 / max(1, len(articles) - 1),
             "contribution_y": 0.2} for number, row in enumerate(articles.to_dict("records"))]
    frame = pd.DataFrame(rows)
    frame.attrs["inertia"] = [0.48, 0.27]
    return frame


def _commitments(articles: pd.DataFrame) -> pd.DataFrame:
    made = [("31", "家", "产业计量测试中心"), ("7055", "项", "社会公用计量标准"),
            ("5000", "万元", "专项资金")]
    rows = [{"region": row["region"], "region_en": row["region_en"],
             "article_id": row["article_id"], "quantity": quantity, "unit": unit, "object": what,
             "sentence": f"全省已建成{what}{quantity}{unit}，为高质量发展提供了有力的计量技术支撑。"}
            for row in articles.head(2).to_dict("records") for quantity, unit, what in made]
    return pd.DataFrame(rows[:5])


def _trend(intensity: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Twelve years without 2018; the first theme steps up in 2019, the second rises steadily."""
    themes = intensity.drop_duplicates("theme")[["theme", "theme_zh", "theme_en", "focus"]]
    rows, changes = [], []
    for number, theme in enumerate(themes.to_dict("records")):
        for year in range(2012, 2025):
            hits = None if year == 2018 else (2 + 8 * (year > 2018) if number == 0 else year % 4)
            rows.append(theme | {
                "year": year, "period": str(year), "hits": hits, "han": 0 if hits is None else 5000,
                "per_10k": np.nan if hits is None else 2.0 * hits,
                "low": np.nan if hits is None else 1.2 * hits,
                "high": np.nan if hits is None else 3.1 * hits + 4,
                "interval": "no text" if hits is None else "garwood",
                "articles": int(hits is not None)})
        verdict = ("change", "steady trend")[number] if number < 2 else "none"
        changes.append(theme | {
            "number": 1, "verdict": verdict, "periods": 12, "hits": 60, "per_decade": 2.4,
            "per_decade_low": 1.3, "per_decade_high": 4.4, "p": 0.0005, "p_adjusted": 0.008,
            "caution": "kinds differ",
            **dict.fromkeys(("change", "change_low", "change_high", "before", "ratio", "ratio_low",
                             "ratio_high")),
            **({"change": 2019, "change_low": 2017, "change_high": 2019, "before": 2017,
                "ratio": 5.0, "ratio_low": 2.9, "ratio_high": 8.7} if number == 0 else {})})
    trend, told = pd.DataFrame(rows), pd.DataFrame(changes)
    trend.attrs = {"changes": told.to_dict("records"), "length": 1}
    return trend, told


def _pairs(articles: pd.DataFrame) -> dict[str, pd.DataFrame]:
    sides = articles[["article_id", "region", "region_en"]].to_dict("records")
    pairs = [(a, {f"other_{key}": value for key, value in b.items()})
             for place, b in enumerate(sides) for a in sides[place + 1 :]]
    alike = [a | b | {"similarity": 0.5 - 0.4 * n / len(pairs), "shared_terms": 90,
                      "top_terms": "计量 4.0%、发展 2.0%", "top_share": 0.06,
                      "own_terms": "碳达峰 1.0%、园区 0.5%"}
             for n, (a, b) in enumerate(pairs)]
    passages = [a | b | {
        "other_role": "reference" if n == 0 else "study", "characters": 40 - n % 20,
        "articles": 7 if n % 3 == 2 else 2, "common": n % 3 == 2, "start": 10, "end": 60,
        "other_start": 5, "other_end": 55, "source_start": 40, "other_source_start": 30,
        "position": 0.1, "position_end": 0.15, "other_position": 0.4, "other_position_end": 0.45,
        "text": "加强计量基础研究，建设产业计量测试中心，\n服务高质量发展。"}
        for n, (a, b) in enumerate(pairs)]
    reuse = [a | b | {"other_role": "reference" if n == 0 else "study", "passages": 1,
                      "characters": 40, "share": 0.02, "share_without_common": 0.02,
                      "other_share": 0.02, "longest": 40} for n, (a, b) in enumerate(pairs)]
    written = [side | {"articles": 1, "sentences": 40, "sentence_characters": 40.0 + n,
                       "long_share": 0.2, "mattr": 0.8} for n, side in enumerate(sides)]
    names = ["article_id", "region", "region_en"]
    both = [*names, *(f"other_{name}" for name in names)]
    return {
        "similarity": pd.DataFrame(alike, columns=None if pairs else [*both, "similarity"]),
        "shared_passages": pd.DataFrame(
            passages, columns=None if pairs else [*both, "other_role", "characters", "common"]),
        "text_reuse": pd.DataFrame(
            reuse, columns=None if pairs else [*both, "other_role", "share"]),
        "readability": pd.DataFrame(written)}


def _together(articles: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """Runs, neighbours, links, proposals and the lexicon's terms, as the real tables name them."""
    regions = articles.drop_duplicates("region")[["region", "region_en"]].to_dict("records")
    runs = [row | {"n": 3, "ngram": "国家 计量 中心", "string": "国家计量中心", "count": 4 + n,
                   "per_10k": 9.0, "articles": 1, "dpnorm": 0.3, "rank": 1}
            for n, row in enumerate(regions)]
    pairs = [{"first": "核心", "second": "竞争力", "count": 9, "log_dice": 14.0, "g2": 128.7},
             {"first": "指导", "second": "意见", "count": 11, "log_dice": 13.9, "g2": 146.1}]
    names = ["碳中和", "碳达峰", "核心", "竞争力", "增强"]
    links = [{"first": names[n], "second": names[n + 1], "together": 6 - n,
              "jaccard": round((6 - n) / 8, 4), "first_units": 7, "second_units": 7 - n,
              "first_count": 12, "second_count": 9, "first_community": 1 + n // 2,
              "second_community": 1 + (n + 1) // 2, "unit": "sentence", "units": 215}
             for n in range(len(names) - 1)]
    words = [{"word": "核心竞争力", "frequency": 9, "articles": 3, "freedom": 1.4}]
    terms = [{"theme": "a", "term": "计量", "whole_alone": True, "string_count": 6, "whole": 4},
             {"theme": "a", "term": "计量标准", "whole_alone": False, "string_count": 2,
              "whole": 0}]
    made = {"ngrams": runs, "collocations": pairs, "co_occurrence": links, "new_words": words,
            "term_wholeness": terms}
    return {name: pd.DataFrame(rows) for name, rows in made.items()}


def _course(intensity: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """Three decades of made numbers, by the same themes and terms."""
    decades = ["2000–2009", "2010–2019", "2020–2029"]
    told = {"why": "", "years_from": "date", "names": decades, "length": 10}
    periods = pd.DataFrame({"period": decades, "year": [2000, 2010, 2020], "articles": [6, 9, 5]})
    themes = intensity.drop_duplicates("theme")
    parts, cells = [], []
    for place, row in enumerate(periods.itertuples(index=False)):
        hits = 4 + 6 * place + np.arange(len(themes))
        part = themes.drop(columns=["region", "region_en"]).assign(
            period=row.period, year=row.year, hits=hits, han=20000, per_10k=hits / 2,
            low=hits / 3, high=hits / 1.5, interval="log-t", articles=row.articles)
        parts.append(part)
        cells.append(part[["period", "year", "theme", "theme_zh", "theme_en", "focus", "articles"]]
                     .assign(observed=hits, rate_ratio=0.5 * 2.0**place, rr_low=0.4 * 2.0**place,
                             rr_high=0.7 * 2.0**place, p=0.001,
                             verdict=["not set apart", "too few", "distinctive"][place]))
    keys = pd.DataFrame([
        (row.period, row.year, term, 30 + place, 3 + n, 2.0 - n, 1.0 - n, 3.0 - n, "log-t",
         ["distinctive", "not set apart"][n], 1.0 - n, 4, row.articles, 2, 12.0, 2.0)
        for place, row in enumerate(periods.itertuples(index=False))
        for n, term in enumerate((TERMS[place], TERMS[place + 3]))
    ], columns=["period", "year", "term", "count", "reference_count", "log_ratio", "log_ratio_low",
                "log_ratio_high", "interval", "verdict", "lrc", "articles", "group_articles",
                "reference_articles", "per_10k", "reference_per_10k"])
    written = pd.DataFrame([
        (row.period, row.year, measure, row.articles, top - 5 * place * top / 30,
         top - 5 * place * top / 30 - top / 20, top - 5 * place * top / 30 + top / 20, "t")
        for place, row in enumerate(periods.itertuples(index=False))
        for measure, top in (("sentence_characters", 45.0), ("clause_characters", 14.0),
                             ("long_share", 0.3), ("mattr", 0.8), ("uncommon_share", 0.2))
    ], columns=["period", "year", "measure", "articles", "mean", "low", "high", "interval"])
    frames = {"periods": periods, "theme_intensity_by_period": pd.concat(parts, ignore_index=True),
              "emphasis_by_period": pd.concat(cells, ignore_index=True),
              "keyness_by_period": keys, "readability_by_period": written}
    for frame in frames.values():
        frame.attrs["periods"] = told
    return frames


def made(regions: int = 5) -> dict[str, pd.DataFrame]:
    """All tables for a number of regions, one article each."""
    articles = _articles(regions)
    intensity = _intensity(articles)
    evidence = _evidence(articles, intensity)
    frequencies, keyness = _words(articles)
    trend, changes = _trend(intensity)
    return {
        "articles": articles, "cleaning_account": _cleaning(articles),
        "term_frequencies": frequencies, "keyness": keyness, **_together(articles),
        "theme_intensity": intensity,
        "theme_evidence": evidence, "theme_positions": _positions(evidence, articles),
        "regional_emphasis": _emphasis(intensity), "region_mentions": _mentions(articles),
        "correspondence": _correspondence(articles), "certainty": _certainty(articles, intensity),
        "theme_trend": trend, "theme_changes": changes, **_pairs(articles),
        "commitments": _commitments(articles), **_course(intensity)}
