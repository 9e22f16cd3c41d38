"""Feed broken files to the reader and broken texts to the cleaning rules, and see that they hold.

    python tools/fuzz.py --count 100000 --what read
    python tools/fuzz.py --count 100000 --what clean --seed 7
    python tools/fuzz.py --count 100000 --what both --seed 7 --start 40000

Each input is a small sound file that was broken at random: bytes changed, cut out, doubled,
or taken from a list of what is known to hurt; inside zip files the parts are broken, not the
archive alone. What must hold: reading gives a text or a SeedError, never another exception;
undoing the edits of cleaning gives back the source text; nothing takes longer than --limit
seconds. `both` takes turns, and cleans what was read. Input number n of a seed is the same in
each run, so that a run can go on where it was broken off (--start; its progress is printed) and
what failed can be made again. With atheris installed, --atheris lets coverage choose the inputs.
"""

from __future__ import annotations

import argparse
import faulthandler
import gzip
import io
import logging
import random
import signal
import sys
import time
import traceback
import zipfile
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]

TEXT = (
    "湖北省人民政府工作报告\r\n2026年1月20日 来源:湖北日报 作者：李明\n"
    "计(jì)量(liàng)是科技创新、產業發展的重要基础。建设31家产业计量测试中心，推进 计 量 发 展。\r"
    "　　<b>责任编辑</b>：张三<U+00A0>&nbsp;ldquo;民生計量rdquo;\u200b（CRM）\n上一篇：无\n"
)
PAGE = (
    "<!DOCTYPE html><html><head><meta charset='{0}'><title>计量工作</title></head><body>"
    "<div class=nav><a href=/>首页</a></div><h1>计量工作会议</h1><table><tr><td>{1}</td></tr>"
    "</table><p style='display:none'>隐藏</p><ruby>测<rt>cè</rt></ruby><!-- x --></body></html>"
)
#: After so many inputs a line tells how far a run is.
_PROGRESS = 5000
#: What is known to hurt parsers.
TOKENS = [
    b"\x00", b"\xff\xfe", b"\xef\xbb\xbf", b"\xed\xa0\x80", b"\x80", b"\xa1\xa1", b"\x1a", b"\r",
    b"<", b"</p>", b"<p>" * 50, b"<!--", b"]]>", b"&#xD800;", b"&#0;", b"&lol;", b"\"", b"{" * 40,
    b"[" * 2000, b"%PDF-1.4", b"PK\x03\x04", b"(ce)(ce)", "（ｌiàng）".encode(), b"9" * 5000,
    b"\xf0\x90\x80\x80", b"\n" * 300, b"\t", b"\\ud800", b"endobj", b"stream\n", b"-1", b"1e999",
    "\u202e\u2028\u0301".encode(), "著".encode() * 30, b"=?utf-8?B?", b"--b", b"w:del", b"w:p",
]  # fmt: skip
_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def _zipped(parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return out.getvalue()


def _word_parts() -> dict[str, bytes]:
    paragraphs = "".join(
        f'<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr><w:r><w:t>'
        f"{line}</w:t></w:r><w:del><w:r><w:delText>旧</w:delText></w:r></w:del></w:p>"
        for line in ("计量是基础", "民生计量")
    )
    return {
        "[Content_Types].xml": b"<Types/>",
        "word/document.xml": f'<w:document xmlns:w="{_WORD}"><w:body>{paragraphs}</w:body>'
        "</w:document>".encode(),
        "word/numbering.xml": (
            f'<w:numbering xmlns:w="{_WORD}"><w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0">'
            '<w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="%1、"/>'
            '</w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'
            "</w:numbering>"
        ).encode(),
    }


def _workbook_parts() -> dict[str, bytes]:
    import openpyxl

    book = openpyxl.Workbook()
    for row in (["标题", "正文", "日期"], ["题", TEXT, "2021-01-02"], [None, "计量", 3.0]):
        book.active.append([cell and str(cell).replace("\u200b", "") for cell in row])
    out = io.BytesIO()
    book.save(out)
    with zipfile.ZipFile(out) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _pdf() -> bytes:
    shown = "计量是科技创新的重要基础".encode("utf-16-be").hex()
    content = f"BT /F1 12 Tf 50 780 Td <{shown}> Tj 0 -20 Td <{shown}> Tj ET".encode()
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R"
        b"/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(content), content),
        b"<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UCS2-H"
        b"/DescendantFonts[6 0 R]>>",
        b"<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/CIDSystemInfo"
        b"<</Registry(Adobe)/Ordering(GB1)/Supplement 2>>/DW 1000>>",
    ]
    body = b"".join(b"%d 0 obj\n%s\nendobj\n" % pair for pair in enumerate(objects, 1))
    return b"%PDF-1.4\n" + body + b"trailer<</Size 7/Root 1 0 R>>\n%%EOF"


Sample = tuple[str, "bytes | dict[str, bytes]"]


def samples() -> list[Sample]:
    """Sound files of each kind: a name, and its bytes or the parts of its archive."""
    page = PAGE.format("utf-8", TEXT).encode()
    found: list[Sample] = [
        (f"{encoding}.txt", TEXT.replace("\u200b", "").encode(encoding, "ignore"))
        for encoding in ("utf-8", "gb18030", "big5", "utf-16", "utf-16-le", "utf-8-sig")
    ]
    rows = '{"id": 1, "title": "题", "text": "计量是基础。"}\n{"id": 2, "text": ["一", "二"]}\n'
    cells = f'标题,正文,日期\n题,"{TEXT.replace(chr(34), "")}",2021/1/2\n,计量,\n'
    letter = b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=b\r\n\r\n--b\r\n"
    letter += b"Content-Type: text/html; charset=utf-8\r\n\r\n" + page + b"\r\n--b--\r\n"
    found += [
        ("page.html", page),
        ("gbk.html", PAGE.format("gb2312", TEXT).encode("gb18030")),
        ("page.mhtml", letter),
        ("rows.jsonl", rows.encode()),
        ("rows.csv", cells.encode()),
        ("gbk.csv", cells.encode("gb18030")),
        ("a.txt.gz", gzip.compress(TEXT.encode())),
        ("a.pdf", _pdf()),
        ("a.docx", _word_parts()),
        ("a.xlsx", _workbook_parts()),
    ]
    return found


def broken(data: bytes, chance: random.Random) -> bytes:
    """Break bytes in one to six ways."""
    out = bytearray(data)
    for _ in range(chance.randint(1, 6)):
        at = chance.randrange(len(out) + 1)
        end = min(len(out), at + chance.choice((1, 2, 3, 8, 60, 1000)))
        match chance.randrange(7):
            case 0:
                out[at:end] = bytes(chance.randrange(256) for _ in range(end - at))
            case 1:
                del out[at:end]
            case 2:
                out[at:at] = chance.choice(TOKENS)
            case 3:
                out[at:at] = out[at:end] * chance.choice((1, 2, 30))
            case 4:
                out[at:at] = chr(chance.choice((0x4E00, 0xD7FF, 0x1F600, 0x300, 0xE000))).encode()
            case 5 if out:
                out[at - 1] ^= 1 << chance.randrange(8)
            case _:
                out[at:end] = chance.choice(TOKENS)
        if len(out) > 200_000:
            del out[200_000:]
    return bytes(out)


def broken_sample(sample: Sample, chance: random.Random) -> tuple[str, bytes]:
    """Break a file, or mostly one part of its archive; sometimes under another name."""
    name, data = sample
    if isinstance(data, dict):
        part = chance.choice(list(data))
        whole = _zipped(data | {part: broken(data[part], chance)})
        data = broken(whole, chance) if chance.random() < 0.1 else whole
    else:
        data = broken(data, chance)
    if chance.random() < 0.1:
        name = "x" + chance.choice((".txt", ".html", ".csv", ".jsonl", ".xlsx", ".docx", ".doc"))
    return name, data


def check_reading(name: str, data: bytes, *, clean: bool = False) -> str:
    """Read the bytes, and clean what was read where asked to; return what came of it.

    Raises
    ------
    Exception
        Whatever reading raised that is no SeedError, or AssertionError for a text that the
        store could not hold.
    """
    from liangwen.errors import SeedError
    from liangwen.read import read_bytes
    from liangwen.read.rows import rows_of
    from liangwen.read.seeds import is_table

    try:
        if is_table(name):
            for row in rows_of(data, name):
                assert (row.source is None) != (row.problem is None), row
        read = read_bytes(data, name)
    except SeedError as error:
        assert error.reason and error.remedy
        return "refused"
    assert read.text.strip(), "an empty text"
    read.text.encode("utf-8")
    if clean:
        check_text(read.text, read.hints)
    assert 0 <= read.confidence <= 1
    assert read.hints is None or len(read.hints) == read.text.count("\n") + 1
    return "read"


def check_cleaning(data: bytes) -> str:
    """Clean the text of the bytes; undo must give it back.

    Raises
    ------
    Exception
        Whatever cleaning raised, or AssertionError where undo is not exact.
    """
    text = data.decode("utf-8", "replace")
    for whole in (False, True):
        check_text(text, whole=whole)
    return "cleaned"


def check_text(
    text: str, hints: Sequence[str | None] | None = None, *, whole: bool = False
) -> None:
    """Clean a text; undo must give it back.

    Raises
    ------
    Exception
        Whatever cleaning raised, or AssertionError where undo is not exact.
    """
    from liangwen.cleaning import clean_text
    from liangwen.edits import undo

    cleaned = clean_text(text, whole=whole, hints=hints)
    assert undo(cleaned.text, cleaned.edits) == text, "undo is not exact"


def run(what: str, count: int, seed: int, limit: float, seconds: float, *, start: int = 0) -> int:
    """Check so many broken inputs, from number `start` on; return how many failed."""
    found = samples()
    results: Counter[str] = Counter()
    slow = 0
    if hasattr(signal, "setitimer"):
        signal.signal(signal.SIGVTALRM, _too_long)
    for name, sound in found:
        # Parsers and dictionaries are loaded here, not while the clock runs.
        whole = _zipped(sound) if isinstance(sound, dict) else sound
        assert check_reading(name, whole) == "read", name
    check_cleaning(TEXT.encode())
    slowest, began = 0.0, time.monotonic()
    for number in range(start, start + count):
        if time.monotonic() - began >= seconds:
            break
        chance = random.Random(f"{seed}:{number}")
        is_text = what == "clean" or (what == "both" and number % 2 == 1)
        if is_text:
            name, data = "text", broken(TEXT.encode(), chance)
        else:
            name, data = broken_sample(chance.choice(found), chance)
        # A parser in C hears no alarm: the process ends then, and says where it was.
        faulthandler.dump_traceback_later(20 * limit, exit=True)
        clock = time.process_time()
        _alarm(limit)
        try:
            results[
                check_cleaning(data) if is_text else check_reading(name, data, clean=what == "both")
            ] += 1
        except Exception:
            results["failed"] += 1
            _keep(name, data, f"seed {seed}, input {number}: {traceback.format_exc(limit=-3)}")
        _alarm(0)
        faulthandler.cancel_dump_traceback_later()
        took = time.process_time() - clock
        slowest = max(slowest, took)
        if took > limit:
            slow += 1
            _keep(name, data, f"seed {seed}, input {number}: took {took:.1f} s")
        if (number + 1) % _PROGRESS == 0:
            print(f"seed {seed}: next is --start {number + 1}, {dict(results)}", flush=True)
    print(
        f"{results.total()} inputs, {dict(results)}, {slow} slow, slowest {slowest:.2f} s",
        flush=True,
    )
    return results["failed"] + slow


def _alarm(seconds: float) -> None:
    """Break off what does not end by itself, where the system can.

    CPU time is counted: on a machine that does other things, too, a second may be short.
    """
    if hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_VIRTUAL, seconds)


def _too_long(*_: object) -> None:
    raise TimeoutError("it does not end")


def _keep(name: str, data: bytes, why: str) -> None:
    folder = ROOT / ".liangwen" / "fuzz"
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / f"{len(list(folder.iterdir())):04d}-{Path(name).name}"
    file.write_bytes(data)
    print(f"{file}: {why}", file=sys.stderr, flush=True)


def run_atheris(what: str, count: int) -> None:
    """Let coverage choose the inputs; ends the process, as libFuzzer does."""
    import atheris

    with atheris.instrument_imports(include=["liangwen"]):
        import liangwen.cleaning
        import liangwen.read.rows  # noqa: F401
    names = [name for name, _ in samples()]

    def one(data: bytes) -> None:
        if what != "read":
            check_cleaning(data)
        if what != "clean" and data:
            check_reading(names[data[0] % len(names)], data[1:])

    atheris.Setup([sys.argv[0], f"-runs={count}", "-max_len=4096"], one)
    atheris.Fuzz()


def main() -> int:
    """Run the command."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--what", choices=("read", "clean", "both"), default="read")
    parser.add_argument("--count", type=int, default=10_000, help="inputs")
    parser.add_argument("--seconds", type=float, default=float("inf"), help="stop after these")
    parser.add_argument("--seed", type=int, default=1, help="of the random numbers")
    parser.add_argument("--start", type=int, default=0, help="number of the first input")
    parser.add_argument("--limit", type=float, default=5.0, help="seconds an input may take")
    parser.add_argument("--atheris", action="store_true", help="coverage chooses the inputs")
    options = parser.parse_args()
    logging.disable(logging.WARNING)
    if options.atheris:
        run_atheris(options.what, options.count)
    failed = run(
        options.what,
        options.count,
        options.seed,
        options.limit,
        options.seconds,
        start=options.start,
    )
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
