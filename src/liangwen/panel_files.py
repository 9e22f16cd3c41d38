"""The panel on disk: CSV, XLSX, Parquet and Stata 118, with English labels where they fit."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Any

import pandas as pd

#: Written into files that carry a time of their own, so that the same input gives the same bytes.
FIXED_TIME = datetime.datetime(2000, 1, 1)
#: Stata's fixed strings hold so many bytes; longer ones need its strL.
_LONGEST_STRING = 2045

LABELS = {
    "region": "Region of the texts (Chinese name)",
    "region_en": "Region of the texts",
    "codes": "GB/T 2260 codes, joined by ;",
    "year": "Year of publication or event",
    "theme": "Theme (identifier)",
    "theme_en": "Theme",
    "theme_zh": "Theme (Chinese name)",
    "hits": "Hits of the theme's terms",
    "han": "Chinese characters of the texts",
    "tokens": "Tokens of the texts",
    "sentences": "Sentences of the texts",
    "per_10k": "Hits per 10,000 Chinese characters",
    "articles": "Number of articles (0: no text collected)",
    "region_id": "Region (numbered, labelled)",
    "theme_id": "Theme (numbered, labelled)",
}


def write_panel(panel: pd.DataFrame, folder: Path | str, *, name: str = "panel") -> list[Path]:
    """Write a panel as CSV, XLSX, Parquet and Stata file.

    Parameters
    ----------
    panel : DataFrame
        Of :func:`liangwen.panel.panel`, balanced or not.
    folder : path
        Made where it is not there.
    name : str
        Of the files, without suffix.

    Returns
    -------
    list of Path
        The files; an empty panel has no Stata file, which cannot be without rows.

    Notes
    -----
    Nulls are empty cells (CSV, XLSX), null (Parquet) and the missing value (Stata).
    """
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    text = panel.to_csv(index=False, lineterminator="\n", float_format="%.6g")
    path = folder / f"{name}.csv"
    path.write_bytes(text.encode("utf-8-sig"))
    written = [path, _write_xlsx(panel, folder / f"{name}.xlsx")]
    written.append(write_parquet(panel, folder / f"{name}.parquet"))
    if len(panel):
        written.append(write_stata(panel, folder / f"{name}.dta"))
    return written


def _write_xlsx(panel: pd.DataFrame, path: Path) -> Path:
    options = {"strings_to_formulas": False, "strings_to_urls": False}
    with pd.ExcelWriter(path, engine="xlsxwriter", engine_kwargs={"options": options}) as writer:
        writer.book.set_properties({"created": FIXED_TIME})
        panel.to_excel(writer, sheet_name="panel", index=False, freeze_panes=(1, 0))
        labels = pd.DataFrame(
            [(column, LABELS.get(column, "")) for column in panel.columns],
            columns=["column", "label"],
        )
        labels.to_excel(writer, sheet_name="labels", index=False)
    return path


def write_parquet(panel: pd.DataFrame, path: Path) -> Path:
    """Write a panel as Parquet, each column's English label in the metadata of its field.

    ``pyarrow.parquet.read_schema(path).field("hits").metadata`` reads a label.
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    table = pa.Table.from_pandas(panel, preserve_index=False)
    fields = [
        field.with_metadata({"label": LABELS.get(field.name, "")}) for field in table.schema
    ]
    labelled = table.cast(pa.schema(fields, metadata=table.schema.metadata))
    pq.write_table(labelled, path, compression="zstd")
    return path


def write_stata(panel: pd.DataFrame, path: Path) -> Path:
    """Write a panel as Stata file, version 118 (Unicode), with variable and value labels.

    Two numbered columns are added, `region_id` and `theme_id`, whose value labels are the English
    names: Stata's ``xtset`` takes numbers.
    """
    frame = panel.copy()
    frame.attrs = {}
    values: dict[str, dict[int, str]] = {}
    for column, key, english in (
        ("region_id", "region", "region_en"), ("theme_id", "theme", "theme_en"),
    ):  # fmt: skip
        names = panel.drop_duplicates(key)
        number = {name: i for i, name in enumerate(names[key], start=1)}
        frame[column] = panel[key].map(number).astype("int32")
        # Two themes may bear one English name; Stata's readers want labels that differ.
        twice = names[english].duplicated(keep=False)
        values[column] = {
            number[name]: f"{label} ({name})" if again else str(label)
            for name, label, again in zip(names[key], names[english], twice, strict=True)
        }
    long = []
    for column in frame.columns:
        if str(frame[column].dtype) in {"str", "object", "string"}:
            frame[column] = frame[column].fillna("").astype(object)
            if max(len(str(text).encode()) for text in frame[column]) > _LONGEST_STRING:
                long.append(column)
        elif str(frame[column].dtype) == "Int64":
            frame[column] = frame[column].astype("float64")
    options: dict[str, Any] = {"convert_strl": long} if long else {}
    frame.to_stata(
        path,
        version=118,
        write_index=False,
        time_stamp=FIXED_TIME,
        data_label="Theme hits by region and year",
        variable_labels={name: LABELS[name] for name in frame.columns if name in LABELS},
        value_labels=values,
        **options,
    )
    return path
