"""What is made to fill the memory is read or refused within a stated ceiling.

Each case runs in a process of its own whose address space is limited: what needs more dies there
with a MemoryError, which no reader catches.
"""

from __future__ import annotations

import subprocess
import sys

import pytest

resource = pytest.importorskip("resource")

#: MB of address space beyond what the libraries take once they are loaded. The most that is ever
#: unpacked is 256 MB; a text of 50 MB of Chinese is kept as bytes, as 33 million characters of two
#: bytes each, and as the clean text.
_CEILING = 1200
_BEFORE = f"""
import gzip, io, resource, sys, zipfile, zlib
from liangwen.cleaning import clean_text
from liangwen.edits import undo
from liangwen.errors import SeedError
from liangwen.read import read_bytes
import lxml.etree, opencc
clean_text("計(jì)量")
with open("/proc/self/statm") as pages:
    loaded = int(pages.read().split()[0]) * resource.getpagesize()
ceiling = loaded + {_CEILING} * 2**20
resource.setrlimit(resource.RLIMIT_AS, (ceiling, ceiling))
def reason(data, name):
    try:
        return read_bytes(data, name).text
    except SeedError as error:
        return f"{{error.reason}} {{error.remedy}}"
"""
_ZIP = """
out = io.BytesIO()
with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
    archive.writestr("[Content_Types].xml", "<Types/>")
    with archive.open({member!r}, "w", force_zip64=True) as part:
        for _ in range(1200):
            part.write(bytes(2**20))
assert "more than 256 MB" in reason(out.getvalue(), {name!r})
"""
CASES = {
    "zip bomb as .docx": _ZIP.format(member="word/document.xml", name="a.docx"),
    "zip bomb as .xlsx": _ZIP.format(member="xl/workbook.xml", name="a.xlsx"),
    "gzip bomb": """
pack = zlib.compressobj(1, wbits=31)
data = b"".join(pack.compress(bytes(2**20)) for _ in range(1200)) + pack.flush()
assert "more than 256 MB" in reason(data, "a.txt.gz")
""",
    "one line of 50 MB": """
text = reason("计量是科技创新的重要基础".encode() * (50_000_000 // 36), "a.txt")
cleaned = clean_text(text)
assert len(text) > 16_000_000 and undo(cleaned.text, cleaned.edits) == text
""",
    "100,000 nested tags of a page": """
text = reason(("<html><body>" + "<div>" * 100_000 + "计量是基础").encode(), "a.html")
assert "计量是基础" in text
""",
    "100,000 nested tags in a text": """
text = "<div>" * 100_000 + "计量是基础" + "</div>" * 100_000
assert clean_text(text).text == "计量是基础"
""",
    "100,000 nested parts of a .docx": """
out = io.BytesIO()
with zipfile.ZipFile(out, "w") as archive:
    archive.writestr("[Content_Types].xml", "<Types/>")
    archive.writestr("word/document.xml", "<w:p>" * 100_000 + "</w:p>" * 100_000)
assert "cannot be read" in reason(out.getvalue(), "a.docx")
""",
    "a line that is a bracket a million times": """
text = "（" * 1_000_000
cleaned = clean_text(text)
assert undo(cleaned.text, cleaned.edits) == text
""",
}


@pytest.mark.skipif(sys.platform != "linux", reason="the size of a process is read from /proc")
@pytest.mark.parametrize("case", CASES)
def test_the_ceiling_holds(case):
    outcome = subprocess.run(
        [sys.executable, "-c", _BEFORE + CASES[case]], capture_output=True, text=True, timeout=120
    )
    assert outcome.returncode == 0, outcome.stderr[-1500:]
