"""PDF and DOCX for tests: by the programs' own libraries, and by hand where no library would write such a thing."""

import io
import zlib
from collections.abc import Sequence

from docx import Document
from docx.oxml import parse_xml
from fpdf import FPDF

UNTOLD = b"BT /F1 12 Tf 72 700 Td <0001000200030004000500060007000800090010> Tj ET"
UNTOLD_FONT = (
    b"<< /Type /Font /Subtype /Type0 /BaseFont /X /Encoding /Identity-H /DescendantFonts [<< /Type /Font "
    b"/Subtype /CIDFontType2 /BaseFont /X /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> "
    b">>] >>"
)
_NAMES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
)
_HELVETICA = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"


def make_pdf(
    pages: Sequence[Sequence[str]], *, title: str | None = None, head: str = "", password: str | None = None
) -> bytes:
    """A document of those paragraphs, set in lines; one that begins with "# " is set large, as a headline.

    ``head`` stands over each page, with its number.
    """
    pdf = FPDF()
    if title is not None:
        pdf.set_title(title)
    if password is not None:
        pdf.set_encryption(owner_password="owner", user_password=password)
    for number, paragraphs in enumerate(pages, 1):
        pdf.add_page()
        if head:
            _set(pdf, f"{head} {number}", size=8)
        for paragraph in paragraphs:
            _set(pdf, paragraph.removeprefix("# "), size=18 if paragraph.startswith("# ") else 11)
    return bytes(pdf.output())


def _set(pdf: FPDF, text: str, *, size: int) -> None:
    pdf.set_font("Helvetica", size=size)
    for line in text.split("\n"):
        pdf.multi_cell(0, size / 2, line, align="L", new_x="LMARGIN", new_y="NEXT")
    pdf.ln(3)


def raw_pdf(content: bytes, *, font: bytes = _HELVETICA, pages: int = 1) -> bytes:
    """A document whose pages, all the same, show that content stream; ``/F1`` is the font."""
    packed = zlib.compress(content)
    box, fonts = b"/MediaBox [0 0 612 792]", b"/Resources << /Font << /F1 5 0 R >> >>"
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Count %d /Kids [%s] >>" % (pages, b" ".join([b"3 0 R"] * pages)),
        b"<< /Type /Page /Parent 2 0 R %s %s /Contents 4 0 R >>" % (box, fonts),
        b"<< /Length %d /Filter /FlateDecode >> stream\n%s\nendstream" % (len(packed), packed),
        font,
    ]
    data, places = b"%PDF-1.7\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    trailer = b"trailer << /Size 6 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % len(data)
    return data + b"xref\n0 6\n0000000000 65535 f \n" + table + trailer


def make_docx(*paragraphs: str, title: str = "", xml: str = "") -> bytes:
    """A document of those paragraphs; ``xml`` is put at the end of its body as it is."""
    document = Document()
    document.core_properties.title = title
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    if xml:
        document.element.body.extend(parse_xml(f"<w:body {_NAMES}>{xml}</w:body>"))
    held = io.BytesIO()
    document.save(held)
    return held.getvalue()
