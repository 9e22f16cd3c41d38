"""How alike two articles are in their words: TF-IDF cosine, and the words that make it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from .compared import group_names, group_order, grouped, tidy

if TYPE_CHECKING:
    from scipy.sparse import csr_array

#: Terms named beside a pair: those that add most to its cosine.
NAMED = 5
#: Beyond this many articles or groups only the most alike pairs of each are listed.
ALL_PAIRS, NEAREST = 60, 10
#: Rows of the cosine matrix at a time.
BLOCK = 500

_SIDE = ["article_id", "region", "region_en"]
ARTICLE_COLUMNS = [
    *_SIDE, *(f"other_{name}" for name in _SIDE), "similarity", "shared_terms", "top_terms",
    "top_share", "own_terms",
]  # fmt: skip
GROUP_COLUMNS = [
    "group", "group_en", "other_group", "other_group_en", "similarity", "shared_terms",
    "top_terms", "top_share", "own_terms",
]  # fmt: skip


def tf_idf(counts: pd.DataFrame, documents: list[Any]) -> tuple[csr_array, list[str]]:
    """Weigh terms: (1 + ln tf) · (1 + ln((1 + N) / (1 + df))), each document brought to length 1.

    Parameters
    ----------
    counts : DataFrame
        One row a term of a document: document, term, count.
    documents : list
        The documents, as rows of the matrix; one without terms is a row of zeros.

    Returns
    -------
    (matrix documents × terms, the terms in the order of their code points)

    Notes
    -----
    Weights after Salton and Buckley (1988), with the smoothed idf that scikit-learn takes
    (``TfidfTransformer(sublinear_tf=True)``): with five documents a plain idf, ln(N / df), would
    give a term of all documents no weight at all, and make likeness of what only two share.

    Examples
    --------
    >>> rows = [("a", "计量", 3), ("a", "量子", 1), ("b", "计量", 2), ("b", "民生", 1)]
    >>> counts = pd.DataFrame(rows, columns=["document", "term", "count"])
    >>> matrix, terms = tf_idf(counts, ["a", "b"])
    >>> terms, matrix.toarray().round(3).tolist()
    (['民生', '计量', '量子'], [[0.0, 0.831, 0.556], [0.639, 0.769, 0.0]])
    """
    from scipy.sparse import csr_array, diags_array

    row_of = {name: i for i, name in enumerate(documents)}
    held = counts[counts["document"].isin(row_of)]
    terms = sorted(set(held["term"]))
    number = {term: i for i, term in enumerate(terms)}
    rows = held["document"].map(row_of).to_numpy(int)
    columns = held["term"].map(number).to_numpy(int)
    documents_with = np.bincount(columns, minlength=len(terms))
    rarity = 1 + np.log((1 + len(documents)) / (1 + documents_with[columns]))
    weight = (1 + np.log(held["count"].to_numpy(float))) * rarity
    matrix = csr_array((weight, (rows, columns)), shape=(len(documents), len(terms)))
    length = np.sqrt(np.asarray((matrix * matrix).sum(axis=1)).ravel())
    scale = np.divide(1.0, length, out=np.zeros_like(length), where=length > 0)
    return csr_array(diags_array(scale) @ matrix), terms


def similarity(
    articles: pd.DataFrame,
    term_counts: pd.DataFrame,
    *,
    by: str = "article",
    stop_words: Iterable[str] = (),
) -> pd.DataFrame:
    """Compare each article (or group of articles) with each other one by its words.

    Parameters
    ----------
    articles, term_counts : DataFrame
        A corpus' frames.
    by : str
        "article", "region", or any grouping of :func:`liangwen.compared.grouped`; the terms of a
        group's articles are counted together, as one document.
    stop_words : iterable of str
        Left out; numbers and terms without a Chinese character are left out as well.

    Returns
    -------
    DataFrame
        One row a pair (each once), the most alike first: for articles article_id, region,
        region_en and the same with other_; for groups group, group_en and other_. similarity:
        cosine of the two TF-IDF vectors, 0 to 1; shared_terms: terms that both use; top_terms: the
        five that add most, with their part of the cosine; top_share: the part of all five;
        own_terms: the five that add most beyond what they add to a pair on average. With more
        than sixty articles or groups the ten most alike of each.

    Raises
    ------
    LiangwenError
        For a grouping that the articles do not have.

    Notes
    -----
    Form of the weights: see `tf_idf`; the cosine is a sum over terms, so `top_terms` are exact
    parts of it. When it misleads: idf is taken from these texts, so adding articles moves every
    number; names of the text's own places make texts of one province alike; long texts share more
    words, and short ones few, so that their cosine is low. Compare pairs of one table, and not a
    number with a number elsewhere.
    """
    rows = grouped(articles, by=by)
    names = group_order(rows, by=by)
    group_of = dict(zip(rows["article_id"], rows["group"], strict=True))
    held = term_counts[term_counts["article_id"].isin(group_of)]
    held = held[held["term"].str.contains(r"[\u4e00-\u9fff]") & ~held["term"].isin([*stop_words])]
    counts = held.assign(document=held["article_id"].map(group_of))
    counts = counts.groupby(["document", "term"], sort=True)["count"].sum().reset_index()
    matrix, terms = tf_idf(counts, names)
    pairs = _pairs(matrix)
    single = by in {"article", "article_id"}
    sides = _article_sides(rows) if single else _group_sides(rows, names)
    found = [
        (*sides[a], *sides[b], *rest)
        for (a, b), rest in zip(pairs, _drivers(matrix, terms, pairs), strict=True)
    ]
    frame = pd.DataFrame(found, columns=ARTICLE_COLUMNS if single else GROUP_COLUMNS)
    frame["order"] = -frame["similarity"].astype(float).round(9)
    frame = frame.sort_values("order", kind="stable").drop(columns="order")
    return tidy(frame)


def _article_sides(rows: pd.DataFrame) -> list[tuple[Any, ...]]:
    """What names an article on its side of a pair; a region that is not known stays null."""
    return list(rows[_SIDE].itertuples(index=False, name=None))


def _group_sides(rows: pd.DataFrame, names: list[Any]) -> list[tuple[Any, ...]]:
    english = group_names(rows)
    return [(name, english[name]) for name in names]


def _pairs(matrix: csr_array) -> list[tuple[int, int]]:
    """Pairs (first, second) to list: all of them, or of many documents the nearest of each."""
    size = matrix.shape[0]
    if size <= ALL_PAIRS:
        return [(a, b) for a in range(size) for b in range(a + 1, size)]
    chosen = set()
    for start in range(0, size, BLOCK):
        cosine = (matrix[start : start + BLOCK] @ matrix.T).toarray().round(9)
        cosine[np.arange(len(cosine)), np.arange(start, start + len(cosine))] = -1
        nearest = np.argsort(-cosine, axis=1, kind="stable")[:, :NEAREST]
        for a, others in enumerate(nearest.tolist(), start=start):
            chosen |= {(min(a, b), max(a, b)) for b in others}
    return sorted(chosen)


def _drivers(
    matrix: csr_array, terms: list[str], pairs: list[tuple[int, int]]
) -> Iterator[tuple[float, int, str, float, str]]:
    """Yield of each pair its cosine, the number of terms that make it, and the largest of them."""
    usual = _usual(matrix)
    first, weight = -1, np.zeros(len(terms))
    for a, b in pairs:
        if a != first:
            first, weight = a, matrix[[a]].toarray().ravel()
        start, end = matrix.indptr[b : b + 2]
        common = matrix.indices[start:end]
        parts = matrix.data[start:end] * weight[common]
        common, parts = common[parts > 0], parts[parts > 0]
        total = float(parts.sum())
        if not total:
            yield 0.0, 0, "", np.nan, ""
            continue
        best = _largest(parts, common)
        surplus = (parts - usual[common]).round(9)
        own = [place for place in _largest(surplus, common) if surplus[place] > 0]
        yield (
            min(total, 1.0), len(common), _told(parts, common, best, terms),
            float(parts[best].sum() / total), _told(parts, common, own, terms),
        )  # fmt: skip


def _usual(matrix: csr_array) -> np.ndarray:
    """What each term adds to the cosine of a pair on average."""
    size = matrix.shape[0]
    sums = np.asarray(matrix.sum(axis=0)).ravel()
    squares = np.asarray((matrix * matrix).sum(axis=0)).ravel()
    usual: np.ndarray = (sums**2 - squares) / max(size * (size - 1), 1)
    return usual


def _largest(parts: np.ndarray, common: np.ndarray) -> list[int]:
    """Places of the largest parts, ties in the order of the terms."""
    order: list[int] = np.lexsort((common, -parts.round(12)))[:NAMED].tolist()
    return order


def _told(parts: np.ndarray, common: np.ndarray, chosen: list[int], terms: list[str]) -> str:
    share = 100 * parts / parts.sum()
    return "、".join(f"{terms[common[place]]} {share[place]:.1f}%" for place in chosen)
