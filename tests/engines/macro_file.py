"""An .odt that runs a macro when it is opened, and shows a picture from the network."""

import io
import zipfile

_SPACES = " ".join(
    f'xmlns:{short}="{name}"'
    for short, name in {
        "office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
        "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
        "draw": "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0",
        "svg": "urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0",
        "script": "urn:oasis:names:tc:opendocument:xmlns:script:1.0",
        "xlink": "http://www.w3.org/1999/xlink",
        "dom": "http://www.w3.org/2001/xml-events",
        "library": "http://openoffice.org/2000/library",
        "manifest": "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0",
    }.items()
)
_CONTENT = """<?xml version="1.0" encoding="UTF-8"?>
<office:document-content {spaces} office:version="1.2"><office:scripts><office:event-listeners>
<script:event-listener script:language="ooo:script" script:event-name="dom:load" xlink:type="simple"
 xlink:href="vnd.sun.star.script:Standard.Module1.Main?language=Basic&amp;location=document"/>
</office:event-listeners></office:scripts><office:body><office:text><text:p>hello<draw:frame
 svg:width="2cm" svg:height="2cm"><draw:image xlink:href="{url}" xlink:type="simple" xlink:show="embed"
 xlink:actuate="onLoad"/></draw:frame></text:p></office:text></office:body></office:document-content>"""
_LIBRARIES = """<?xml version="1.0" encoding="UTF-8"?>
<library:libraries {spaces}><library:library library:name="Standard" library:link="false"/>
</library:libraries>"""
_LIBRARY = """<?xml version="1.0" encoding="UTF-8"?>
<library:library {spaces} library:name="Standard" library:readonly="false"
 library:passwordprotected="false"><library:element library:name="Module1"/></library:library>"""
_MODULE = """<?xml version="1.0" encoding="UTF-8"?>
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Module1"
 script:language="StarBasic">Sub Main
Open "{canary}" For Output As #1
Close #1
End Sub</script:module>"""
_PARTS = {
    "content.xml": _CONTENT,
    "Basic/script-lc.xml": _LIBRARIES,
    "Basic/Standard/script-lb.xml": _LIBRARY,
    "Basic/Standard/Module1.xml": _MODULE,
}
_TYPE = "application/vnd.oasis.opendocument.text"


def odt(canary, url):
    entries = "".join(
        f'<manifest:file-entry manifest:full-path="{name}" manifest:media-type="{kind}"/>'
        for name, kind in {"/": _TYPE, **dict.fromkeys(_PARTS, "text/xml")}.items()
    )
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as package:
        package.writestr("mimetype", _TYPE)
        for name, part in _PARTS.items():
            package.writestr(name, part.format(spaces=_SPACES, canary=canary, url=url))
        manifest = f"<manifest:manifest {_SPACES}>{entries}</manifest:manifest>"
        package.writestr("META-INF/manifest.xml", manifest)
    return data.getvalue()
