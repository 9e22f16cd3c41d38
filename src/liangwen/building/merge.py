"""The shards of the new store, from the rows of old and new articles."""

from __future__ import annotations

import json
import os
import shutil
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..duplicates import Pair
from ..schema import DATASETS, OF_AN_ARTICLE, schema
from .copies import COPY_KINDS
from .deal import Held
from .layout import file_name, shards
from .memory import lean
from .sources import Sources

if TYPE_CHECKING:
    import pyarrow as pa

#: Datasets whose rows come of one article alone, as they stand in its source.
PLAIN = tuple(name for name in OF_AN_ARTICLE if name != "articles")

#: Columns that hardly ever hold a value twice, and those of ascending numbers: a dictionary of
#: their values would be made in vain.
UNLIKE = frozenset({"digest", "hashes", "length", "seed", "sha256", "text"})
OFFSETS = frozenset({"source_start", "source_end", "text_start", "text_end", "start", "end"})


@dataclass(frozen=True)
class Shard:
    """One shard of the new store to be written, by any process that sees the study's folder.

    Attributes
    ----------
    prefix : str
    names : tuple of str
        Its articles, in order.
    datasets : tuple of str
    sources : Sources
        Of these articles.
    fresh : Path
        The folder of the new store.
    copies : mapping
        article_id -> kind, of those that are another's copy.
    """

    prefix: str
    names: tuple[str, ...]
    datasets: tuple[str, ...]
    sources: Sources
    fresh: Path
    copies: Mapping[str, str] = field(default_factory=dict)


@lean()
def write_shard(shard: Shard) -> None:
    """Write the datasets of one shard."""
    for dataset in shard.datasets:
        table = shard.sources.rows(dataset, shard.names)
        if dataset == "articles":
            table = flagged(table, shard.copies)
        _write(shard.fresh, dataset, shard.prefix, table)


@dataclass
class Merge:
    """Deals out what is to be written into the new store, and takes over what did not change.

    Attributes
    ----------
    dealt : mapping
        Shard's prefix -> its articles, of the new store.
    old : mapping
        Shard's prefix -> ids, of the old store.
    again : tuple of str
        Datasets that were made anew from unchanged texts.
    corpus, fresh : Path
        The old store, and the folder of the new one.
    """

    dealt: Mapping[str, Held]
    old: Mapping[str, Sequence[str]]
    again: tuple[str, ...]
    corpus: Path
    fresh: Path
    _same: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self._same = {
            prefix
            for prefix, held in self.dealt.items()
            if prefix in self.old
            and list(self.old[prefix]) == list(held.names)
            and not held.sources.any_new
        }
        for dataset in DATASETS:
            (self.fresh / dataset).mkdir(exist_ok=True)
        _drafts(self.fresh).mkdir(exist_ok=True)

    def plain(self, datasets: Sequence[str]) -> list[Shard]:
        """The shards to write of datasets that no other article decides; the same ones stay."""
        return [shard for prefix in self.dealt if (shard := self._plain(prefix, datasets)).datasets]

    def _plain(self, prefix: str, datasets: Sequence[str]) -> Shard:
        stay = [name for name in datasets if prefix in self._same and name not in self.again]
        for dataset in stay:
            self._take_over(dataset, prefix)
        return self._shard(prefix, tuple(name for name in datasets if name not in stay))

    def articles(self, pairs: Sequence[Pair], before: Mapping[str, str]) -> list[Shard]:
        """The shards to write of the articles' own dataset, which all of them decide together.

        Parameters
        ----------
        pairs : sequence of Pair
        before : mapping
            article_id -> kind, of the copies of the old store.
        """
        copies = {pair.article_id: pair.kind for pair in pairs if pair.kind in COPY_KINDS}
        found = []
        for prefix, (names, _) in self.dealt.items():
            stays = all(copies.get(name) == before.get(name) for name in names)
            if prefix in self._same and stays and "articles" not in self.again:
                self._take_over("articles", prefix)
            else:
                own = {name: copies[name] for name in names if name in copies}
                found.append(self._shard(prefix, ("articles",), own))
        return found

    def _shard(
        self, prefix: str, datasets: tuple[str, ...], copies: Mapping[str, str] | None = None
    ) -> Shard:
        names, sources = self.dealt[prefix]
        return Shard(prefix, names, datasets, sources, self.fresh, copies or {})

    def write_duplicates(self, pairs: Sequence[Pair]) -> None:
        """Write which article is whose copy."""
        own: dict[str, list[Pair]] = {}
        for pair in pairs:
            own.setdefault(pair.article_id, []).append(pair)
        for prefix, (names, _) in self.dealt.items():
            rows = [pair._asdict() for name in names for pair in own.get(name, ())]
            _write(self.fresh, "duplicates", prefix, _table("duplicates", rows))

    def write_seeds(self, rows: pa.Table) -> list[str]:
        """Write what is known of each seed; return the prefixes of the shards."""
        import pyarrow as pa

        whole = rows.combine_chunks()
        place_of = {name: place for place, name in enumerate(whole["seed"].to_pylist())}
        dealt = shards(place_of)
        for prefix, names in dealt.items():
            own = whole.take(pa.array([place_of[name] for name in names], pa.int64()))
            _write(self.fresh, "seeds", prefix, own)
        return list(dealt)

    def finish(self, content: Mapping[str, Any]) -> None:
        """Write the store's manifest; it comes last, and a store without it is none."""
        # What a worker that was given up wrote half goes, and nothing it writes later comes in.
        shutil.rmtree(_drafts(self.fresh))
        write_manifest(self.fresh, content)

    def _take_over(self, dataset: str, prefix: str) -> None:
        target = self.fresh / dataset / file_name(prefix)
        old = self.corpus / dataset / file_name(prefix)
        try:
            os.link(old, target)
        except OSError:  # no hard links here
            shutil.copyfile(old, target)


def _drafts(fresh: Path) -> Path:
    return fresh / ".drafts"


def _write(fresh: Path, dataset: str, prefix: str, table: pa.Table) -> None:
    """Write a file under another name first: two workers may have been given the same shard."""
    import pyarrow.parquet as pq

    own = schema(dataset)
    table = table.select(own.names).cast(own)
    draft = _drafts(fresh) / uuid.uuid4().hex
    pq.write_table(table, draft, **_encoded(table))
    os.replace(draft, fresh / dataset / file_name(prefix))


def _encoded(table: pa.Table) -> dict[str, Any]:
    """How a table is written: by dictionary where values come again, as steps where they grow."""
    import pyarrow as pa

    lists = {field.name for field in table.schema if pa.types.is_list(field.type)}
    return {
        "compression": "zstd",
        "use_dictionary": [
            f"{name}.list.element" if name in lists else name
            for name in table.column_names
            if name not in UNLIKE | OFFSETS
        ],
        "column_encoding": dict.fromkeys(OFFSETS & set(table.column_names), "DELTA_BINARY_PACKED"),
    }


def _table(dataset: str, rows: list[dict[str, Any]]) -> pa.Table:
    import pyarrow as pa

    return pa.Table.from_pylist(rows, schema=schema(dataset))


def flagged(table: pa.Table, copies: Mapping[str, str]) -> pa.Table:
    """Return articles with the flags that say whose copy each is, and no older ones."""
    import pyarrow as pa

    flags = [
        [flag for flag in own if flag not in COPY_KINDS]
        + ([copies[name]] if name in copies else [])
        for name, own in zip(
            table["article_id"].to_pylist(), table["flags"].to_pylist(), strict=True
        )
    ]
    place = table.schema.get_field_index("flags")
    kind = table.schema.field(place)
    return table.set_column(place, kind, pa.array(flags, kind.type))


def write_manifest(folder: Path, content: Mapping[str, Any]) -> None:
    """Write a store's manifest."""
    text = json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True)
    (folder / "manifest.json").write_text(text + "\n", encoding="utf-8")
