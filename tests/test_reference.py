"""Published and independently computed values, one case an entry of the reference file.

The file is shared material beside the project; ``LIANGWEN_REFERENCE`` names another place. Without
it, nothing here runs.
"""

from __future__ import annotations

import json
import math
import os
import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from liangwen.measures import (
    agreement,
    association,
    contingency,
    correspondence,
    dispersion,
    intervals,
    keyness,
    new_words,
    rate_models,
    rates,
)

ROOT = Path(__file__).resolve().parents[1]
REFERENCE = Path(os.environ.get("LIANGWEN_REFERENCE", ROOT.parent / "shared" / "reference.json"))
if not REFERENCE.is_file() and "LIANGWEN_REFERENCE" not in os.environ:
    # A file that was named and is not there is an error, below.
    pytest.skip(
        f"no reference values at {REFERENCE}: set LIANGWEN_REFERENCE", allow_module_level=True
    )
CONTENT = json.loads(REFERENCE.read_text(encoding="utf-8"))

Inputs = Any


# --- keyness ---------------------------------------------------------------------------------


def part_and_rest(measure: Callable[..., Any], **options: Any) -> Callable[[Inputs], Any]:
    """A measure of count, total, reference count, reference total."""
    return lambda i: measure(i["f1"], i["n1"], i["f2"], i["n2"], **options)


def four_cells(measure: Callable[..., Any], **options: Any) -> Callable[[Inputs], Any]:
    """The same, from the cells of the table."""
    return lambda i: measure(
        i["o11"], i["o11"] + i["o21"], i["o12"], i["o12"] + i["o22"], **options
    )


def two_cell_bic(i: Inputs) -> float:
    return keyness.bic(keyness.g2(i["f1"], i["n1"], i["f2"], i["n2"], form=2), i["n1"] + i["n2"])


def family_row(i: Inputs) -> dict[str, float]:
    parts = i["f1"], i["n1"], i["f2"], i["n2"]
    return {
        "G2": keyness.signed_g2(*parts),
        "LogRatio": keyness.log_ratio(*parts),
        "SM100": keyness.simple_maths(*parts),
        "LRC": keyness.lrc(*parts, family=i["family"]),
    }


def fighting_words(variance: str) -> Callable[[Inputs], Any]:
    return lambda i: (
        keyness.dirichlet_log_odds(i["target"], i["reference"], i["alpha"], variance=variance).z
    )


def fighting_words_with_delta(i: Inputs) -> dict[str, Any]:
    found = keyness.dirichlet_log_odds(i["target"], i["reference"], i["alpha"])
    return {"delta": found.delta, "z": found.z}


# --- dispersion ------------------------------------------------------------------------------


def spread(measure: Callable[..., Any]) -> Callable[[Inputs], Any]:
    return lambda i: measure(i["freq"], i["part_sizes"])


def all_dispersion(i: Inputs) -> dict[str, float]:
    both = i["freq"], i["part_sizes"]
    bits = dispersion.kld(*both)
    return {
        "range_rel": dispersion.relative_range(i["freq"]),
        "juilland_D": dispersion.juilland_d(*both),
        "carroll_D2": dispersion.carroll_d2(*both),
        "rosengren_S": dispersion.rosengren_s(*both),
        "DP": dispersion.dp(*both),
        "DPnorm_lg2012": dispersion.dp_norm(*both),
        "DPnorm_egbert2020": dispersion.dp_norm(*both, least_used=True),
        "DA": dispersion.da(*both),
        "KLD_bits": bits,
        "DKL_o2p": bits / (1 + bits),
        "DKL_exp": 1 - math.exp(-bits),
    }


def dispersion_of_text(i: Inputs) -> dict[str, float]:
    """The counts must follow from the text; the word is the one that has them."""
    parts = [part.split() for part in i["text"].split("|")]
    assert [len(part) for part in parts] == i["part_sizes"]
    words = sorted({word for part in parts for word in part})
    counts = {word: [part.count(word) for part in parts] for word in words}
    assert i["freq"] in counts.values()
    return all_dispersion(i)


def reduced_frequency(i: Inputs) -> dict[str, float]:
    at = [position for position, token in enumerate(i["tokens"]) if token == i["word"]]
    length = len(i["tokens"])
    return {
        "ARF": dispersion.average_reduced_frequency(at, length),
        "ALD": dispersion.average_logarithmic_distance(at, length),
        "AWT": dispersion.average_waiting_time(at, length),
    }


# --- association -----------------------------------------------------------------------------


def all_association(i: Inputs) -> dict[str, float]:
    pair = i["o11"], i["f1"], i["f2"]
    four = *pair, i["N"]
    delta = association.delta_p(*four)
    return {
        "PMI": association.pmi(*four),
        "MI2": association.pmi(*four, power=2),
        "MI3": association.pmi(*four, power=3),
        "NPMI": association.npmi(*four),
        "t": association.t_score(*four),
        "z": association.z_score(*four),
        "logDice": association.log_dice(*pair),
        "Dice": association.dice(*pair),
        "Jaccard": association.jaccard(*pair),
        "G2": association.association_g2(*four),
        "deltaP_2given1": delta.second_given_first,
        "deltaP_1given2": delta.first_given_second,
        "min_sensitivity": association.minimum_sensitivity(*pair),
        "odds_ratio_disc": association.pair_odds_ratio(*four),
    }


def pair_of(measure: Callable[..., Any], **options: Any) -> Callable[[Inputs], Any]:
    return lambda i: measure(
        *(i[name] for name in ("o11", "f1", "f2", "N") if name in i), **options
    )


def delta_p_rows(i: Inputs) -> dict[str, float]:
    row, column = i["o11"] + i["o12"], i["o11"] + i["o21"]
    found = association.delta_p(i["o11"], row, column, row + i["o21"] + i["o22"])
    return {"row": found.second_given_first, "col": found.first_given_second}


def bouma(i: Inputs) -> Any:
    together, first, second, total = np.array(i["cases"]).T
    return association.npmi(together, first, second, total)


def network(i: Inputs) -> dict[str, float]:
    terms = sorted({term for unit in i["units"] for term in unit})
    matrix = association.jaccard_matrix([[term in unit for term in terms] for unit in i["units"]])
    return {
        f"{terms[a]}|{terms[b]}": matrix[a, b]
        for a in range(len(terms))
        for b in range(a + 1, len(terms))
        if matrix[a, b] > 0
    }


def grapes(i: Inputs) -> dict[str, float]:
    found = new_words.word_evidence(i["text"], i["word"])
    return {
        "freq": found.frequency,
        "H_left": found.left_entropy,
        "H_right": found.right_entropy,
        "freedom": found.freedom,
        "aggregation": found.aggregation,
        "pmi_ln": math.log(found.aggregation),
    }


# --- rates, tables, agreement ----------------------------------------------------------------


def three(interval: Sequence[Any]) -> Any:
    return np.transpose([interval[0], interval[1], interval[2]])


def poisson(i: Inputs) -> dict[str, float]:
    fit = rate_models.poisson_fit(i["count"], i["chars"])
    return {
        "rate": fit.rate,
        "se_log": fit.se_log,
        "pearson_dispersion": fit.dispersion,
        "se_quasi": fit.se_log_quasi,
    }


def negative_binomial(i: Inputs) -> dict[str, float]:
    fit = rate_models.negative_binomial_fit(i["count"], i["chars"])
    return {"rate": fit.rate, "theta": fit.size, "loglik": fit.log_likelihood}


def shrunken(i: Inputs) -> Any:
    return three(
        rate_models.gamma_poisson(
            i["count"], i["chars"], shape=i["shape"], mean=i["prior_mean_per_10k"]
        )
    )


def exact_ratio(i: Inputs) -> dict[str, float]:
    found = rates.rate_ratio(i["x"][0], i["chars"][0], i["x"][1], i["chars"][1])
    return {"ratio": found.estimate, "lo": found.low, "hi": found.high, "p": found.p}


def bootstrap(i: Inputs) -> dict[str, Any]:
    found = intervals.exact_bootstrap(i["count"], i["chars"])
    return {"mean": found.mean, "sd": found.sd, "pct": found.percentiles}


def precision_interval(i: Inputs) -> dict[str, Any]:
    return {
        "wilson": intervals.wilson(i["k"], i["n"])[1:],
        "clopper_pearson": intervals.clopper_pearson(i["k"], i["n"])[1:],
    }


def table_tested(i: Inputs) -> dict[str, Any]:
    found = contingency.table_test(i["table"])
    return {
        "chi2": found.chi2,
        "df": found.df,
        "p": found.p,
        "expected": found.expected,
        "pearson": found.pearson,
        "adjusted": found.adjusted,
        "cramer_v": found.cramers_v,
    }


def log_odds_of_first_row(i: Inputs) -> Any:
    found = contingency.log_odds_rest(i["table"])
    return np.transpose([found.estimate[0], found.se[0]])


def map_of_table(i: Inputs) -> dict[str, Any]:
    found = correspondence.correspondence(i["table"], rows=i["rows"], columns=i["cols"])
    return {
        "inertia": found.inertia,
        "abs_row": np.abs(found.row_coordinates),
        "abs_col": np.abs(found.column_coordinates),
    }


def smoke(i: Inputs) -> dict[str, Any]:
    inertia = correspondence.correspondence(i["table"]).inertia
    return {"inertia": inertia, "total": inertia.sum()}


def segmentation(i: Inputs) -> dict[str, float]:
    found = agreement.span_scores(i["gold"], i["system"])
    return {"P": found.precision, "R": found.recall, "F": found.f1}


# --- adapters to other rooms (imported when used) --------------------------------------------


def cleaned(text: str) -> str:
    from liangwen.cleaning import clean_text

    return clean_text(text, whole=True).text


def hits(text: str, terms: Sequence[str]) -> list[str]:
    """Leftmost-longest, non-overlapping occurrences of the terms."""
    from liangwen.matching import StringMatcher

    return [match.string for match in StringMatcher(terms).find(text)]


def matched(i: Inputs) -> dict[str, Any]:
    overlapping = {
        term: len(re.findall(f"(?={re.escape(term)})", i["text"])) for term in i["terms"]
    }
    return {
        "longest": dict(Counter(hits(i["text"], i["terms"]))),
        "naive": {term: count for term, count in overlapping.items() if count},
    }


def theme_share(i: Inputs) -> dict[str, float]:
    def theme_hits(text: str) -> list[str]:
        return [term for term in hits(text, i["all_terms_for_longest"]) if term in i["terms"]]

    found = theme_hits(i["text"])
    han = len(re.findall("[\u4e00-\u9fff]", i["text"]))
    visible = len(re.sub(r"\s", "", i["text"]))
    sentences = [part for part in re.split("[。!?;]", i["text"]) if part.strip()]
    return {
        "hits": len(found),
        "han_chars": han,
        "nonspace_chars": visible,
        "per10k_han": rates.rate(len(found), han),
        "per10k_nonspace": rates.rate(len(found), visible),
        "sentences": len(sentences),
        "sentences_with": sum(bool(theme_hits(sentence)) for sentence in sentences),
        "char_share": sum(map(len, found)) / han,
    }


OTHER_ROOMS: dict[str, Callable[[Inputs], Any]] = {
    "clean": cleaned,
    "longest_match": matched,
    "theme_share": theme_share,
}

FUNCTIONS: dict[str, Callable[[Inputs], Any]] = {
    "arf": reduced_frequency,
    "association_all": all_association,
    "bh": lambda i: keyness.benjamini_hochberg(i["p"]),
    "bic": two_cell_bic,
    "bouma_npmi": bouma,
    "ca": map_of_table,
    "ca_smoke": smoke,
    "carroll_d2": spread(dispersion.carroll_d2),
    "chi2": part_and_rest(keyness.chi2),
    "chi2_yates": part_and_rest(keyness.chi2, yates=True),
    "chisq": table_tested,
    "church_hanks": pair_of(association.pmi),
    "deltap": delta_p_rows,
    "dice": pair_of(association.dice),
    "diffcoef": part_and_rest(keyness.difference_coefficient),
    "dispersion_all": all_dispersion,
    "dispersion_from_text": dispersion_of_text,
    "dpnorm": spread(dispersion.dp_norm),
    "dunning1993": four_cells(keyness.g2),
    "dunning_chi2": four_cells(keyness.chi2),
    "exact_bootstrap": bootstrap,
    "fightin_words_convokit_uniform_0_1": fighting_words("two-term"),
    "fightin_words_informative_jurafsky": fighting_words("four-term"),
    "fightin_words_informative_word_sigma10": fighting_words("four-term"),
    "fightin_words_monroe_a0_500_2term": fighting_words_with_delta,
    "fisher": lambda i: [
        four_cells(keyness.fisher_exact, alternative=side)(i)
        for side in ("two-sided", "less", "greater")
    ],
    "fisher_p": part_and_rest(keyness.fisher_exact),
    "g2_2cell": part_and_rest(keyness.g2, form=2),
    "g2_4cell": part_and_rest(keyness.g2),
    "g2_4cell_signed": part_and_rest(keyness.signed_g2),
    "g2_williams": part_and_rest(keyness.williams_g2),
    "gamma_poisson": shrunken,
    "garwood": lambda i: three(rates.garwood(i["count"], i["chars"])),
    "holm": lambda i: keyness.holm(i["p"]),
    "jaccard": network,
    "jaccard_datasketch": lambda i: association.set_jaccard(i["a"], i["b"]),
    "juilland": spread(dispersion.juilland_d),
    "kappa": lambda i: agreement.kappa(i["table"]),
    "keyness_row_with_family": family_row,
    "log_ratio": part_and_rest(keyness.log_ratio),
    "log_ratio_plain": part_and_rest(keyness.log_ratio, add=0),
    "logdice_max": pair_of(association.log_dice),
    "logodds_rest": log_odds_of_first_row,
    "lq": lambda i: contingency.location_quotient(i["table"]).estimate,
    "lq_rest": lambda i: contingency.location_quotient_rest(i["table"]).estimate,
    "lrc": part_and_rest(keyness.lrc, family=1),
    "manning_t": pair_of(association.t_score, variance="binomial"),
    "negbin": negative_binomial,
    "oddsratio": part_and_rest(keyness.odds_ratio),
    "pedersen_yates": four_cells(keyness.chi2, yates=True),
    "percent_diff": part_and_rest(keyness.percent_difference),
    "poisson_glm": poisson,
    "precision_ci": precision_interval,
    "prf": segmentation,
    "putao": grapes,
    "rate_ratio_ci": lambda i: part_and_rest(keyness.rate_ratio_interval)(i)[1:],
    "ratio_exact": exact_ratio,
    "rosengren": spread(dispersion.rosengren_s),
    "simple_maths_1": part_and_rest(keyness.simple_maths, add=1),
    "simple_maths_100": part_and_rest(keyness.simple_maths, add=100),
    "simplemaths": lambda i: part_and_rest(keyness.simple_maths, add=i["N"])(i),
    **OTHER_ROOMS,
}


def assert_close(got: Any, wanted: Any, tolerance: Mapping[str, Any], where: str = "") -> None:
    """Walk through the expected value; each number within the entry's own tolerance.

    An entry may ask for fewer numbers than a measure gives; a mapping of terms must be complete,
    which `assert_same_terms` sees to.
    """
    if isinstance(wanted, dict):
        assert set(wanted) <= set(got), f"{where}: lacks {set(wanted) - set(got)}"
        for key, value in wanted.items():
            assert_close(got[key], value, tolerance, f"{where}.{key}")
    elif isinstance(wanted, list):
        assert len(got) == len(wanted), f"{where}: {len(got)} values for {len(wanted)}"
        for position, value in enumerate(wanted):
            assert_close(got[position], value, tolerance, f"{where}[{position}]")
    elif tolerance.get("exact"):
        assert got == wanted, where
    else:
        near = math.isclose(
            float(got),
            float(wanted),
            rel_tol=0.0,
            abs_tol=max(tolerance.get("abs", 0.0), tolerance.get("rel", 0.0) * abs(float(wanted))),
        ) or float(got) == float(wanted)
        assert near, f"{where}: {float(got)!r} for {float(wanted)!r} within {tolerance}"


@pytest.mark.parametrize("entry", CONTENT["values"], ids=lambda entry: entry["id"])
def test_reference(entry: dict[str, Any]) -> None:
    function = entry["function"]
    if function not in FUNCTIONS:
        pytest.fail(f"{entry['id']}: no measure is known for the function {function!r}")
    got = FUNCTIONS[function](entry["inputs"])
    if function in ("jaccard", "longest_match"):  # a mapping of terms is complete
        assert_same_terms(got, entry["expected"])
    assert_close(got, entry["expected"], entry["tolerance"], entry["id"])


def assert_same_terms(got: Mapping[str, Any], wanted: Mapping[str, Any]) -> None:
    assert set(got) == set(wanted)
    for key, value in wanted.items():
        if isinstance(value, dict):
            assert_same_terms(got[key], value)


def test_each_function_of_the_closed_list_is_dispatched() -> None:
    assert set(CONTENT["functions"]) == set(FUNCTIONS)
