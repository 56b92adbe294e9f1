"""Small office documents made from strings: the smallest package that each reader takes."""

import io
import zipfile

W_NS = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R_NS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
A_NS = "http://schemas.openxmlformats.org/drawingml/2006/main"
P_NS = "http://schemas.openxmlformats.org/presentationml/2006/main"
S_NS = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
NAMES = " ".join(
    f'xmlns:{prefix}="{uri}"'
    for prefix, uri in {
        "w": W_NS,
        "r": R_NS,
        "a": A_NS,
        "v": "urn:schemas-microsoft-com:vml",
        "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
        "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
        "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
        "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
    }.items()
)
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
WORD_STYLES = """
<w:docDefaults><w:rPrDefault>
 <w:rPr><w:sz w:val="32"/><w:szCs w:val="32"/></w:rPr>
</w:rPrDefault></w:docDefaults>
<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="H1"><w:name w:val="heading 1"/><w:basedOn w:val="Normal"/>
 <w:pPr><w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:b/><w:szCs w:val="40"/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="H2"><w:name w:val="heading 2"/><w:basedOn w:val="H1"/></w:style>
<w:style w:type="paragraph" w:styleId="Title"><w:name w:val="Title"/></w:style>
<w:style w:type="paragraph" w:styleId="TOC1"><w:name w:val="toc 1"/></w:style>
<w:style w:type="character" w:styleId="Strong"><w:name w:val="Strong"/><w:rPr><w:b/></w:rPr></w:style>
"""


def package(parts):
    """A zip of the parts (name → text or bytes), the same bytes every time."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            data = content.encode() if isinstance(content, str) else content
            archive.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def relations(targets):
    """A relationship part: id → (kind, target)."""
    items = "".join(
        f'<Relationship Id="{name}" Type="{R_NS}/{kind}" Target="{target}"/>'
        for name, (kind, target) in targets.items()
    )
    return f'<Relationships xmlns="{RELATIONS}">{items}</Relationships>'


def docx_parts(body, *, styles=WORD_STYLES, numbering="", parts=None, targets=None):
    """The parts of a Word document with this body; `targets` are more relations of the main part."""
    made = {
        "[Content_Types].xml": "<Types/>",
        "_rels/.rels": relations({"r1": ("officeDocument", "word/document.xml")}),
        "word/document.xml": f"<w:document {NAMES}><w:body>{body}</w:body></w:document>",
        "word/styles.xml": f"<w:styles {NAMES}>{styles}</w:styles>",
    }
    found = {"s": ("styles", "styles.xml")} | (targets or {})
    if numbering:
        made["word/numbering.xml"] = f"<w:numbering {NAMES}>{numbering}</w:numbering>"
        found["n"] = ("numbering", "numbering.xml")
    made["word/_rels/document.xml.rels"] = relations(found)
    return made | (parts or {})


def docx(body, **more):
    return package(docx_parts(body, **more))


def p(content, style="", number=None, *, level=0, more=""):
    """A paragraph: text or runs, its style, its list."""
    listed = ""
    if number is not None:
        listed = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    runs = content if content.startswith("<") else r(content)
    return f"<w:p><w:pPr>{named}{listed}{more}</w:pPr>{runs}</w:p>"


def r(text, properties=""):
    """A run."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def tc(content, span=1, merge=""):
    """A table cell; `merge` is "restart" or "continue"."""
    grid = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    up = f'<w:vMerge w:val="{merge}"/>' if merge else ""
    return f"<w:tc><w:tcPr>{grid}{up}</w:tcPr>{content if content.startswith('<') else p(content)}</w:tc>"


def tbl(*rows):
    drawn = ["<w:tr>" + "".join(row) + "</w:tr>" for row in rows]
    return "<w:tbl>" + "".join(drawn) + "</w:tbl>"


def lvl(text, number_format="decimal", *, at=0, start=1, more=""):
    """One level of a list."""
    return (
        f'<w:lvl w:ilvl="{at}"><w:start w:val="{start}"/><w:numFmt w:val="{number_format}"/>'
        f'<w:lvlText w:val="{text}"/>{more}</w:lvl>'
    )


def lists(*definitions, extra=""):
    """Lists 1, 2 … with these levels each."""
    made = "".join(
        f'<w:abstractNum w:abstractNumId="{number}">{levels}</w:abstractNum>'
        for number, levels in enumerate(definitions, 1)
    )
    nums = "".join(
        f'<w:num w:numId="{number}"><w:abstractNumId w:val="{number}"/></w:num>'
        for number in range(1, len(definitions) + 1)
    )
    return made + nums + extra


ODF = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for prefix, name in {
        "office": "office",
        "text": "text",
        "style": "style",
        "table": "table",
        "draw": "drawing",
        "fo": "xsl-fo-compatible",
        "meta": "meta",
    }.items()
)


def odt(body, *, automatic="", styles="", parts=None):
    """An OpenDocument text."""
    content = (
        f"<office:document-content {ODF}><office:automatic-styles>{automatic}</office:automatic-styles>"
        f"<office:body><office:text>{body}</office:text></office:body></office:document-content>"
    )
    return package(
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "content.xml": content,
            "styles.xml": f"<office:document-styles {ODF}>{styles}</office:document-styles>",
            "META-INF/manifest.xml": "<manifest/>",
        }
        | (parts or {})
    )


def rtf(
    body, head="\\ansi\\ansicpg874\\deff0{\\fonttbl{\\f0\\fcharset222 Angsana New;}{\\f1\\fcharset2 Symbol;}}"
):
    """A Rich Text file; Thai letters become bytes of windows-874."""
    made = "".join(
        f"\\'{char.encode('cp874')[0]:02x}" if not char.isascii() and "\u0e01" <= char <= "\u0e5b" else char
        for char in body
    )
    return f"{{\\rtf1{head}{made}}}".encode("ascii")


def pptx(*slides):
    """A presentation; each slide is the content of its shape tree, or (content, attributes)."""
    slides = [slide if isinstance(slide, tuple) else (slide, "") for slide in slides]
    made = {
        "_rels/.rels": relations({"r1": ("officeDocument", "ppt/presentation.xml")}),
        "ppt/_rels/presentation.xml.rels": relations(
            {f"r{at}": ("slide", f"slides/slide{at}.xml") for at in range(1, len(slides) + 1)}
        ),
        "ppt/presentation.xml": f'<p:presentation xmlns:p="{P_NS}" xmlns:r="{R_NS}"><p:sldIdLst>'
        + "".join(f'<p:sldId r:id="r{at}"/>' for at in range(1, len(slides) + 1))
        + "</p:sldIdLst></p:presentation>",
    }
    for at, (slide, attributes) in enumerate(slides, 1):
        made[f"ppt/slides/slide{at}.xml"] = (
            f'<p:sld xmlns:p="{P_NS}" xmlns:a="{A_NS}" xmlns:r="{R_NS}" {attributes}>'
            f"<p:cSld><p:spTree>{slide}</p:spTree>"
            "</p:cSld></p:sld>"
        )
    return package(made)


def shape(paragraphs, role=None):
    """A shape of a slide: its `a:p` elements, and its role if it is a placeholder."""
    mark = "" if role is None else f'<p:ph type="{role}"/>' if role else "<p:ph/>"
    return f"<p:sp><p:nvSpPr><p:nvPr>{mark}</p:nvPr></p:nvSpPr><p:txBody>{paragraphs}</p:txBody></p:sp>"


def xlsx(*sheets, strings=(), styles=""):
    """A workbook; each sheet is (name, content of `worksheet`) or (name, content, state)."""
    shared = "".join(f"<si>{item}</si>" for item in strings)
    made = {
        "_rels/.rels": relations({"r1": ("officeDocument", "xl/workbook.xml")}),
        "xl/_rels/workbook.xml.rels": relations(
            {f"r{at}": ("worksheet", f"worksheets/sheet{at}.xml") for at in range(1, len(sheets) + 1)}
            | {"s": ("sharedStrings", "sharedStrings.xml"), "t": ("styles", "styles.xml")}
        ),
        "xl/sharedStrings.xml": f'<sst xmlns="{S_NS}">{shared}</sst>',
        "xl/styles.xml": f'<styleSheet xmlns="{S_NS}">{styles}</styleSheet>',
        "xl/workbook.xml": f'<workbook xmlns="{S_NS}" xmlns:r="{R_NS}"><sheets>'
        + "".join(
            f'<sheet name="{sheet[0]}" r:id="r{at}" state="{sheet[2] if len(sheet) > 2 else "visible"}"/>'
            for at, sheet in enumerate(sheets, 1)
        )
        + "</sheets></workbook>",
    }
    for at, sheet in enumerate(sheets, 1):
        made[f"xl/worksheets/sheet{at}.xml"] = f'<worksheet xmlns="{S_NS}">{sheet[1]}</worksheet>'
    return package(made)
