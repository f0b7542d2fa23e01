"""A sample of every kind of input that ``docs/inputs.md`` lists: an invented article or two in each of the formats."""

import bz2
import csv
import gzip
import io
import json
import lzma
import sqlite3
import tarfile
import tempfile
import zipfile
from collections.abc import Callable, Mapping
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pyarrow
import zstandard
from pyarrow import parquet
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from quotes.ingest import Reading
from quotes.spark.columns import arrow_schema
from quotes.spark.rows import extracted_row

ARCHIVES = Path(__file__).parent / "archives"
TITLE, OUTLET, DATE, AUTHOR = "Ferry to be mended", "Tarnmouth Courier", "2025-03-14", "Ines Calloway"
URL = "https://courier.example/2025/03/14/ferry"
PARAGRAPHS = (
    "“The ferry leaks,” said Nora Quist, the harbour master, on Tuesday. “We mend it in May.”",
    "Mayor Owen Pratt called the plan “late but welcome”. The council of Tarnmouth had waited for it since the winter.",
)
TEXT = "\n\n".join(PARAGRAPHS)
RECORD = {"text": TEXT, "title": TITLE, "outlet": OUTLET, "date": DATE, "author": AUTHOR, "url": URL}
SECOND = {"text": "“Nobody asked the crews,” said Lena Farrow.", "title": "Crews want to be heard", "outlet": "Quay Herald",
          "date": "2025-03-15", "author": "Tom Abel", "url": "https://herald.example/crews"}  # fmt: skip
MARKUP = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
PAGE = (
    f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{TITLE} | {OUTLET}</title>'
    f'<link rel="canonical" href="{URL}"><meta property="og:site_name" content="{OUTLET}">'
    f'<meta property="og:title" content="{TITLE}"><meta property="article:published_time" content="{DATE}T09:30:00Z">'
    f'<meta name="author" content="{AUTHOR}"></head><body><nav>Home News</nav><article><h1>{TITLE}</h1>{MARKUP}'
    "</article><footer>Contact</footer></body></html>"
)
LINES = "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in (RECORD, SECOND))


def _separated(between: str) -> bytes:
    stream = io.StringIO()
    writer = csv.DictWriter(stream, list(RECORD), delimiter=between)
    writer.writeheader()
    writer.writerows((RECORD, SECOND))
    return stream.getvalue().encode()


def _excel() -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    for row in (list(RECORD), *(list(record.values()) for record in (RECORD, SECOND))):
        sheet.append(row)
    return _saved(book.save)


def _parquet() -> bytes:
    return _saved(lambda stream: parquet.write_table(pyarrow.Table.from_pylist([RECORD, SECOND]), stream))


def _extracted() -> bytes:
    rows = [extracted_row(record, Reading()) for record in (RECORD, SECOND)]
    stream = io.BytesIO()
    parquet.write_table(pyarrow.Table.from_pylist(rows, schema=arrow_schema()), stream)
    return stream.getvalue()


def _docx() -> bytes:
    document = docx.Document()
    document.add_heading(TITLE, 0)
    for paragraph in PARAGRAPHS:
        document.add_paragraph(paragraph)
    return _saved(document.save)


def _saved(save: Callable[[Any], object]) -> bytes:
    stream = io.BytesIO()
    save(stream)
    return stream.getvalue()


def _rtf(text: str) -> str:
    body = "".join(char if ord(char) < 128 else f"\\u{ord(char)}?" for char in text).replace("\n", "\\par\n")
    return "{\\rtf1\\ansi\\deff0{\\fonttbl{\\f0 Times;}}\\f0\\fs24\n" + body + "}\n"


def _message(text: str = TEXT, sender: str = f"{OUTLET} <news@tarnmouthcourier.example>") -> EmailMessage:
    message = EmailMessage()
    message["Subject"], message["From"], message["Date"] = TITLE, sender, "Fri, 14 Mar 2025 09:30:00 +0000"
    message["Message-ID"] = "<ferry@tarnmouthcourier.example>"
    message.set_content(f"{text}\n\n-- \nYou get this because you asked for it.\n")
    return message


def _saved_page() -> str:
    return (
        f"From: <Saved by a browser>\nSnapshot-Content-Location: {URL}\nMIME-Version: 1.0\n"
        'Content-Type: multipart/related; type="text/html"; boundary="=_"\n\n--=_\n'
        f"Content-Type: text/html; charset=utf-8\nContent-Location: {URL}\n\n{PAGE}\n--=_--\n"
    )


def _feed(content: str) -> str:
    return (
        '<?xml version="1.0" encoding="utf-8"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"'
        f' xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>{OUTLET}</title><link>https://courier.example</link>'
        f"<item><title>{TITLE}</title><link>{URL}</link><pubDate>Fri, 14 Mar 2025 09:30:00 +0000</pubDate>"
        f"<dc:creator>{AUTHOR}</dc:creator><description>A ferry is to be mended.</description>{content}"
        "</item></channel></rss>"
    )


ATOM = (
    f'<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>{OUTLET}</title><entry><title>{TITLE}</title>'
    f'<link href="{URL}"/><id>{URL}</id><published>{DATE}T09:30:00Z</published><author><name>{AUTHOR}</name></author>'
    f'<content type="html"><![CDATA[{MARKUP}]]></content></entry></feed>'
)


def _warc() -> bytes:
    stream = io.BytesIO()
    writer = WARCWriter(stream, gzip=False)
    headers = StatusAndHeaders("200 OK", [("Content-Type", "text/html; charset=utf-8")], protocol="HTTP/1.1")
    payload = io.BytesIO(PAGE.encode())
    fixed = {"WARC-Date": f"{DATE}T09:30:00Z", "WARC-Record-ID": "<urn:uuid:00000000-0000-0000-0000-000000000001>"}
    record = writer.create_warc_record(URL, "response", payload=payload, http_headers=headers, warc_headers_dict=fixed)
    writer.write_record(record)
    return stream.getvalue()


def _zip(members: Mapping[str, str | bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return stream.getvalue()


def _tar() -> bytes:
    stream = io.BytesIO()
    data = PAGE.encode()
    with tarfile.open(fileobj=stream, mode="w:gz") as archive:
        info = tarfile.TarInfo("crawl/ferry.html")
        info.size = len(data)
        archive.addfile(info, io.BytesIO(data))
    return stream.getvalue()


def _database() -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.db"
        connection = sqlite3.connect(path)
        connection.execute("CREATE TABLE t (x)")
        connection.commit()
        connection.close()
        return path.read_bytes()


SUBTITLES = "\n".join(
    f"{number}\n00:00:{number:02},000 --> 00:00:{number:02},900\n{words}\n"
    for number, words in enumerate(
        (
            "NORA QUIST: The ferry leaks,",
            "and it has since May.",
            "OWEN PRATT: Can it be mended?",
            "NORA QUIST: It can.",
        ),
        1,
    )
)
VTT = (
    "WEBVTT\n\n00:00:00.000 --> 00:00:02.000\n<v Nora Quist>The ferry leaks, and it has since May.\n\n"
    "00:00:02.000 --> 00:00:03.000\n<v Owen Pratt>Can it be mended?\n\n00:00:03.000 --> 00:00:04.000\n<v Nora Quist>It can.\n"
)
TRANSCRIPT = "NORA QUIST: The ferry leaks, and it has since May.\n\nOWEN PRATT: Can it be mended?\n\nQUIST: It can.\n"
CHAT = (
    "[14/03/2025, 09:30:01] Nora Quist: The ferry leaks, and it has since May.\n"
    "[14/03/2025, 09:31:12] \u200eOwen Pratt: \u200eimage omitted\n"
    "[14/03/2025, 09:31:40] Owen Pratt: Can it be mended?\n[14/03/2025, 09:33:00] Nora Quist: It can.\n"
)
MARKDOWN = (
    f"---\ntitle: {TITLE}\noutlet: {OUTLET}\ndate: {DATE}\nauthor: {AUTHOR}\nurl: {URL}\n---\n\n# {TITLE}\n\n"
    "“The ferry *leaks*,” said **Nora Quist**, the [harbour master](https://x.example), on Tuesday. “We mend it in May.”\n\n"
    "Mayor Owen Pratt called the plan “late but welcome”.\n"
)

ARTICLE = (TITLE, OUTLET, DATE)
"""What a sample that says everything gives: title, outlet and day."""
BARE = (None, None, None)
FROM_ARCHIVE = ("Ferry to be mended before the summer", OUTLET, DATE)
Known = tuple[str | None, str | None, str | None]

READ: dict[str, tuple[str, str | bytes, Known]] = {
    "Plain text": ("ferry.txt", TEXT, BARE),
    "Text in UTF-16 or UTF-32": ("ferry16.txt", TEXT.encode("utf-16"), BARE),
    "Text cut to lines": ("wrapped.txt", TEXT.replace("harbour master", "harbour\nmas-\nter").replace("council", "coun-\ncil"), BARE),
    "Transcript": ("talk.txt", TRANSCRIPT, BARE),
    "Subtitles (SRT)": ("talk.srt", SUBTITLES, BARE),
    "Subtitles (WebVTT)": ("talk.vtt", VTT, BARE),
    "Chat": ("chat.txt", CHAT, BARE),
    "Markdown": ("ferry.md", MARKDOWN, ARTICLE),
    "Web page": ("ferry.html", PAGE, ARTICLE),
    "Piece of a page": ("piece.txt", "<br />\n" + MARKUP, BARE),
    "Saved page (MHTML)": ("ferry.mhtml", _saved_page(), ARTICLE),
    "JSON Lines": ("records.jsonl", LINES, ARTICLE),
    "JSON object": ("record.json", json.dumps(RECORD, indent=1), ARTICLE),
    "JSON list": ("records.json", json.dumps([RECORD, SECOND]), ARTICLE),
    "JSON answer of an interface": (
        "answer.json",
        json.dumps({"status": "ok", "articles": [{"source": {"name": OUTLET}, "headline": TITLE, "content": MARKUP,
                                                  "publishedAt": f"{DATE}T09:30:00Z"}]}),
        ARTICLE,
    ),
    "JSON-LD": (
        "ld.json",
        json.dumps({"@type": "NewsArticle", "headline": TITLE, "articleBody": TEXT, "datePublished": DATE,
                    "author": {"name": AUTHOR}, "publisher": {"name": OUTLET}}),
        ARTICLE,
    ),
    "CSV": ("records.csv", _separated(","), ARTICLE),
    "CSV with semicolons": ("semicolons.csv", _separated(";"), ARTICLE),
    "TSV": ("records.tsv", _separated("\t"), ARTICLE),
    "Excel": ("records.xlsx", _excel(), ARTICLE),
    "Parquet": ("records.parquet", _parquet(), ARTICLE),
    "Parquet of `quotes spark`": ("extracted.parquet", _extracted(), ARTICLE),
    "RSS": ("feed.rss", _feed(f"<content:encoded><![CDATA[{MARKUP}]]></content:encoded>"), ARTICLE),
    "Atom": ("feed.xml", ATOM, ARTICLE),
    "E-mail": ("letter.eml", _message().as_bytes(), ARTICLE),
    "Mailbox": ("letters.mbox", b"From a@b Fri Mar 14 09:30:00 2025\n" + _message().as_bytes(), ARTICLE),
    "Word": ("ferry.docx", _docx(), (TITLE, None, None)),
    "Rich text": ("ferry.rtf", _rtf(TEXT), BARE),
    "WARC": ("crawl.warc", _warc(), ARTICLE),
    "gzip": ("records.jsonl.gz", gzip.compress(LINES.encode()), ARTICLE),
    "bzip2": ("records.jsonl.bz2", bz2.compress(LINES.encode()), ARTICLE),
    "xz": ("records.jsonl.xz", lzma.compress(LINES.encode()), ARTICLE),
    "zstd": ("records.jsonl.zst", zstandard.compress(LINES.encode()), ARTICLE),
    "zip": ("pages.zip", _zip({"../a.html": PAGE, "b/records.jsonl": json.dumps(SECOND), "picture.png": b"x"}), ARTICLE),
    "tar": ("pages.tar.gz", _tar(), ARTICLE),
    "LexisNexis": ("lexis.TXT", (ARCHIVES / "lexis_fields_behind_headline.txt").read_bytes(), FROM_ARCHIVE),
    "Nexis Uni": ("nexis.rtf", (ARCHIVES / "nexis_uni.rtf").read_bytes(), FROM_ARCHIVE),
    "Factiva": ("factiva.html", (ARCHIVES / "factiva_codes.html").read_bytes(), FROM_ARCHIVE),
    "ProQuest": ("proquest.txt", (ARCHIVES / "proquest_headings.txt").read_bytes(), FROM_ARCHIVE),
    "Europresse": ("europresse.html", (ARCHIVES / "europresse.html").read_bytes(), FROM_ARCHIVE),
    "Europresse as text": ("europresse.txt", (ARCHIVES / "europresse.txt").read_bytes(), FROM_ARCHIVE),
}  # fmt: skip
"""By the name of its row: the name of the file, what is in it, and what is known of its first article."""

SAID = "“We open,” said Ann Smith. "
REFUSED: dict[str, tuple[str, str | bytes, str]] = {
    "PDF": ("a.pdf", b"%PDF-1.4\n%\xe2\xe3\n" + SAID.encode(), "is a PDF, not text"),
    "Picture": ("a.png", b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "is a picture, not text"),
    "Sound or film": ("a.mp4", b"\0\0\0\x18ftypmp42" + bytes(99), "is a picture or film, not text"),
    "Old Word document": ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(99), "is an old office document"),
    "OpenDocument": ("a.odt", _zip({"mimetype": "application/vnd.oasis.opendocument.text"}), "is an OpenDocument file"),
    "E-book": ("a.epub", _zip({"mimetype": "application/epub+zip"}), "is an e-book"),
    "7-Zip, RAR": ("a.7z", b"7z\xbc\xaf\x27\x1c" + bytes(99), "is a 7-Zip archive"),
    "zip without articles": ("a.zip", _zip({"picture.png": b"x"}), "is an archive without a file that is read"),
    "Database": ("a.sqlite", _database(), "is a database, not text"),
    "Sitemap and other XML": ("a.xml", f'<?xml version="1.0"?><urlset><url><loc>{SAID}</loc></url></urlset>', "is XML"),
    "References (RIS)": ("a.ris", f"TY  - NEWS\nAB  - {SAID}\nER  - \n", "is a list of references"),
    "References (BibTeX)": ("a.bib", f"@article{{a,\n title={{{SAID}}}\n}}\n", "is a list of references"),
    "Calendar": ("a.ics", f"BEGIN:VCALENDAR\nSUMMARY:{SAID}\nEND:VCALENDAR\n", "is a calendar"),
    "Program, settings, log": ("a.py", f"print('{SAID}')\n", "is a .py file"),
    "Table without texts": ("a.csv", "id,place\n1,Tarnmouth\n", "has no column 'text'"),
    "Table without a header": ("b.csv", f"20250918,1,a.example,said|{SAID}\n", "has no column 'text'"),
    "Posts of a platform": ("a.jsonl", json.dumps({"id_str": "1", "full_text": SAID}) + "\n", "is a post"),
    "JSON without articles": ("a.json", json.dumps({"type": "map", "features": [{"name": SAID}]}), "has no 'text'"),
    "Empty file": ("a.txt", b"", "is empty"),
    "Binary file": ("a.bin", bytes(range(256)) * 9, "is not text"),
    "Packed bomb": ("bomb.txt.gz", gzip.compress(b"a" * 201_000_000, 1), "unpacks to more than 200 MB"),
    "Cut archive": ("cut.txt.gz", gzip.compress(TEXT.encode() * 9)[:90], "is broken or cut off"),
    "Export that doesn't fit": (
        "lexis.txt",
        (ARCHIVES / "lexis_headline_field.txt").read_text(encoding="utf-8").replace("March 15, 2025 Saturday", "soon"),
        "stops to fit at line",
    ),
}
"""By the name of its row: the name of the file, what is in it, and what is said of it."""
