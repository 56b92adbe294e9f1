"""Destinations of RTF: what a group is for, told by its first word."""

from __future__ import annotations

from typing import Final

TEXT: Final = "text"
STORIES: Final = {
    "header": "header", "headerl": "header", "headerr": "header", "headerf": "header",
    "footer": "footer", "footerl": "footer", "footerr": "footer", "footerf": "footer",
    "footnote": "footnote", "shptxt": "box", "dptxbxtext": "box",
}  # fmt: skip
"""Groups that are texts of their own."""
BOX: Final = "box"
CAPTURED: Final = frozenset({"fldinst", "listtext", "pntext", "title", "fonttbl", "stylesheet"})
"""Groups whose characters say something of other text."""
SHOWN: Final = frozenset(
    (
        "fldrslt",
        "result",
        "field",
        "shp",
        "shpinst",
        "shpgrp",
        "do",
        "object",
        "rtf",
        "info",
        "nesttableprops",
    )
)
"""Groups whose text is drawn, or that hold such groups."""
NOT_TEXT: Final = frozenset(
    """colortbl pict shprslt nonshppict shppict listtable listoverridetable nonesttables pn pnseclvl
    generator themedata colorschememapping datastore latentstyles bkmkstart bkmkend ftnsep ftnsepc
    ftncn aftnsep aftnsepc aftncn objdata objclass objname objalias objsect author operator subject
    keywords comment doccomm company manager category hlinkbase creatim revtim printim buptim xmlnstbl
    wgrffmtfilter docvar formfield ffname userprops propname staticval falt panose fontemb filetbl sp sn
    sv svb defchp defpap fchars lchars background datafield picprop blipuid template revtbl rsidtbl
    atnid atnauthor atndate atrfstart atrfend atntime atnref atnparent tc xe upr pgptbl listname
    listlevel levelnumbers leveltext listpicture protusertbl passwordhash mmathPr pgdsctbl
    cs ts ds""".split()  # noqa: SIM905
)
"""Groups for programs; their characters are no text of the document."""
