"""Which files of a folder are seeds, and how a file is hashed."""

from __future__ import annotations

import hashlib

from liangwen.catalog import list_seeds, sha256_of


def test_seeds_are_listed_by_their_paths_and_links_to_folders_are_not_followed(tmp_path):
    seeds = tmp_path / "seeds"
    for name in ("a/2.txt", "a/.hidden", "a-b.txt", "a.txt", "a.txt.drop", "catalog.csv", "b/c/1"):
        (seeds / name).parent.mkdir(parents=True, exist_ok=True)
        (seeds / name).write_text("计量", encoding="utf-8")
    (seeds / "file").symlink_to(seeds / "a.txt")
    (seeds / "folder").symlink_to(seeds / "a")
    (seeds / "nowhere").symlink_to(tmp_path / "gone")
    (seeds / "round").symlink_to(seeds / "round")
    assert list(list_seeds(seeds)) == [
        "a/2.txt", "a-b.txt", "a.txt", "b/c/1", "file", "nowhere", "round",
    ]  # fmt: skip


def test_a_file_is_hashed_whole(tmp_path):
    for size in (0, 1, 2**20, 2**20 + 1, 3 * 2**20):
        data = b"\xe9" * size
        (tmp_path / "x").write_bytes(data)
        assert sha256_of(tmp_path / "x") == hashlib.sha256(data).hexdigest()
