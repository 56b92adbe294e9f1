# ruff: noqa: ARG001, E501  (templates take the same arguments, and markup stands in whole lines)
"""Sites drawn by lot: labels, paths, ways to link, depth, charset and decoys are chosen for each office."""

import random
from dataclasses import dataclass, field

from tests.town import pages
from tests.town.pages import Page
from tests.town.paper import pdf, plan_lines, word

_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_SHELVES = (
    "เกี่ยวกับเรา", "ข้อมูลหน่วยงาน", "ข้อมูลทั่วไป", "แนะนำหน่วยงาน", "About", "หน่วยงานของเรา", "องค์กร", "ข้อมูลพื้นฐาน", "ข้อมูลองค์กร",
    "โครงสร้างและภารกิจ", "นโยบาย/แผน", "การบริหารจัดการ", "ข้อมูลเผยแพร่", "สำนักงาน", "เมนูหลัก", "ข้อมูลสาธารณะ (ITA)",
)  # fmt: skip
_PLANS = (
    "แผนปฏิบัติราชการประจำปี 2567", "แผนพัฒนาการศึกษาขั้นพื้นฐาน (2566-2570)", "แผนกลยุทธ์", "แผนยุทธศาสตร์ 5 ปี", "O10 แผนดำเนินงานและการใช้งบประมาณประจำปี",
    "Action Plan 2024", "แผนพัฒนา 5 ปี", "เล่มแผน 2566-2570", "E-Book แผนพัฒนา", "แผนปฏิบัติการ",
)  # fmt: skip
_LEAVES = {
    ("vision",): ("วิสัยทัศน์", "Vision", "วิสัยทัศน์องค์กร", "วิสัยทัศน์ สพป.", "วิสัยทัศน์ (Vision)"),
    ("missions",): ("พันธกิจ", "Mission", "พันธกิจหลัก", "ภารกิจและพันธกิจ"),
    ("vision", "missions"): ("วิสัยทัศน์/พันธกิจ", "วิสัยทัศน์ และ พันธกิจ", "Vision & Mission", "ทิศทางองค์กร", "ปรัชญา วิสัยทัศน์ พันธกิจ"),
    ("goals",): ("เป้าประสงค์", "เป้าหมายและตัวชี้วัด", "Goals", "เป้าประสงค์หลัก"),
    ("strategies",): ("กลยุทธ์", "ยุทธศาสตร์", "กลยุทธ์หน่วยงาน", "Strategy", "นโยบายและกลยุทธ์"),
    ("goals", "strategies"): ("เป้าประสงค์และกลยุทธ์", "ทิศทางการพัฒนา", "ยุทธศาสตร์การพัฒนา"),
    ("values",): ("ค่านิยม", "Core Values", "ค่านิยมองค์กร", "วัฒนธรรมองค์กร", "ค่านิยมร่วม"),
    ("vision", "missions", "goals", "strategies"): ("ทิศทางการพัฒนาการศึกษา", "วิสัยทัศน์ พันธกิจ เป้าประสงค์ กลยุทธ์", "นโยบายและทิศทาง"),
}  # fmt: skip
_OTHERS = (
    "ประวัติความเป็นมา", "โครงสร้าง", "ทำเนียบผู้บริหาร", "บุคลากร", "ข่าวประชาสัมพันธ์", "จัดซื้อจัดจ้าง", "ภาพกิจกรรม", "ปฏิทินงาน", "ติดต่อเรา", "กระดานถามตอบ",
    "เข้าสู่ระบบ", "ดาวน์โหลดแบบฟอร์ม", "สถิติการเข้าชม", "รับเรื่องร้องเรียน", "ระบบสารบรรณ", "แผนผังเว็บไซต์", "คู่มือประชาชน", "งบทดลอง", "ข้อมูลสารสนเทศ", "ลิงก์น่าสนใจ",
)  # fmt: skip
_ROMAN = {
    "vision": "visaithat",
    "missions": "panthakij",
    "goals": "paoprasong",
    "strategies": "konlayut",
    "values": "kaniyom",
}


@dataclass
class Drawn:
    """A site while it is drawn."""

    who: object
    stated: object
    chance: random.Random
    pages: dict = field(default_factory=dict)
    count: int = 10

    def __post_init__(self):
        choose = self.chance.choice
        self.codec = choose(("utf-8", "utf-8", "utf-8", "cp874", "cp874-bare"))
        self.way = choose(
            ("text", "text", "alt", "file", "click", "choice", "dropdown", "button", "area", "nested")
        )
        self.paths = choose(("id", "dates", "thai", "roman", "two", "folder", "aspx"))
        self.named = choose(("full", "short", "alt", "title"))
        self.where = choose(("top", "left", "foot"))

    def path(self, label, parts=()):
        """An address for a page in this site's style."""
        self.count += self.chance.randint(1, 9)
        at = self.count
        roman = "-".join(_ROMAN[part] for part in parts) or f"page{at}"
        return {
            "id": f"/page.php?id={at}",
            "dates": f"/index.php/2015-11-0{at % 9 + 1}-03-{at:02}-50",
            "thai": pages.thai(f"/{label.replace(' ', '-').replace('/', '-').replace('&', 'and')}-{at}/"),
            "roman": f"/{roman}{at}.html",
            "two": f"/index.php?mod={at % 7}&sub={at}",
            "folder": f"/content/view/{at}/{at % 5}/",
            "aspx": f"/Detail.aspx?ID={at}",
        }[self.paths]

    def links(self, pairs):
        """Links in this site's way."""
        way = self.way
        if way == "choice":
            return (
                "<select onchange='go(this)'><option>เลือก</option>"
                + "".join(f"<option value='{path}'>{text}</option>" for text, path in pairs)
                + "</select>"
            )
        if way == "area":
            return (
                "<map name=m>"
                + "".join(f"<area href='{path}' alt='{text}'>" for text, path in pairs)
                + "</map>"
            )
        return "".join(self._link(text, path) for text, path in pairs)

    def _link(self, text, path):
        return {
            "text": f"<a href='{path}'>{text}</a> ",
            "alt": f"<a href='{path}'><img src='i.gif' alt='{text}'></a>",
            "file": f"<div><a href='{path}'><img src='i.gif'></a><br>{text}</div>",
            "click": f"<td onclick=\"location.href='{path}'\">{text}</td>",
            "dropdown": f"<li class='dropdown-item'><a href='{path}'><span>{text}</span></a></li>",
            "button": f"<button onclick=\"window.open('{path}')\">{text}</button>",
            "nested": f"<ul class=menu><li><ul><li><a href='{path}'><b>{text}</b></a></li></ul></li></ul>",
        }[self.way]

    def put(self, path, title, body, planted=False):
        """Make a page of the site's look."""
        name = {
            "full": f"<h1>{self.who.name}</h1>", "short": f"<b>{self.who.short}</b>", "alt": f"<img src=b.jpg alt='{self.who.name}'>", "title": "",
        }[self.named]  # fmt: skip
        head = f"{title} - {self.who.name}" if self.named == "title" else title
        menu = f"<div id=m>{self.menu}</div>"
        order = {
            "top": name + menu + f"<div>{body}</div>",
            "left": f"<table><tr><td>{name}{menu}</td><td>{body}</td></tr></table>",
            "foot": f"{name}<div>{body}</div>{menu}",
        }[self.where]
        label = {
            "utf-8": "<meta charset=utf-8>",
            "cp874": "<meta http-equiv=Content-Type content='text/html; charset=tis-620'>",
            "cp874-bare": "",
        }[self.codec]
        data = f"<html><head>{label}<title>{head}</title></head><body>{order}</body></html>".encode(
            self.codec.removesuffix("-bare"), "replace"
        )
        self.pages[path] = Page(data, planted, "text/html")


def drawn(who, stated, other):
    """A site drawn for one office."""
    chance = random.Random(f"drawn {who.office_id}")
    site = Drawn(who, stated, chance)
    site.menu = ""
    groups = chance.choice(
        (
            (("vision",), ("missions",), ("goals",), ("strategies",)),
            (("vision", "missions"), ("goals", "strategies"), ("values",)),
            (("vision", "missions", "goals", "strategies"),),
            (("vision", "missions"), ("values",)),
            (("vision",), ("missions",), ("values",)),
        )
    )
    leaves = [(chance.choice(_LEAVES[parts]), parts) for parts in groups]
    leaf_links = [(label, site.path(label, parts)) for label, parts in leaves]
    plan = _plan(site, chance)
    others = [(label, site.path(label)) for label in chance.sample(_OTHERS, 12)]
    depth = chance.choice((1, 2, 2, 3))
    shelf, inner = chance.sample(_SHELVES, 2)
    shelf_path, inner_path = site.path(shelf), site.path(inner)
    top = [*others, *(leaf_links if depth == 1 else [(shelf, shelf_path)])]
    chance.shuffle(top)
    site.menu = site.links([("หน้าแรก", "/"), *top])
    news = [
        (f"ข่าวที่ {at} ประชุมชี้แจงนโยบายและวิสัยทัศน์ของกระทรวงศึกษาธิการ ประจำปี 2567 ณ ห้องประชุม", f"/news/read/{at}")
        for at in range(1, 25)
    ]
    site.put(
        "/",
        "หน้าแรก",
        "<p>ยินดีต้อนรับ</p>" + "".join(f"<p><a href='{path}'>{text}</a></p>" for text, path in news),
    )
    if depth == 2:
        site.put(shelf_path, shelf, f"<h3>{shelf}</h3>{site.links([*leaf_links, *plan])}")
    elif depth == 3:
        site.put(
            shelf_path, shelf, f"<h3>{shelf}</h3>{site.links([(inner, inner_path), ('ประวัติ', others[0][1])])}"
        )
        site.put(inner_path, inner, f"<h3>{inner}</h3>{site.links([*leaf_links, *plan])}")
    else:
        site.put(shelf_path, shelf, site.links(plan))
        site.menu += site.links([(shelf, shelf_path)])
        site.put("/", "หน้าแรก", "<p>ยินดีต้อนรับ</p>" + site.links(plan))
    for (label, path), (_, parts) in zip(leaf_links, leaves, strict=True):
        site.put(path, label, "".join(getattr(pages, part)(stated) for part in parts), planted=True)
    for label, path in others:
        site.put(
            path,
            label,
            chance.choice(
                (pages.board(), pages.procurement(2), f"<p>{label}</p>", pages.meeting_news(3, who.name))
            ),
        )
    for at in range(1, 25):
        site.put(f"/news/read/{at}", "ข่าว", pages.ministry_news(at))
    return site.pages


def _plan(site, chance):
    """A plan as a document, and another office's beside it."""
    label = chance.choice(_PLANS)
    form, kind, ending = chance.choice(((pdf, "application/pdf", "pdf"), (word, _DOCX, "docx")))
    mine, theirs = f"/files/doc{site.count}.{ending}", f"/files/doc{site.count + 1}.{ending}"
    site.pages[mine] = Page(form(plan_lines(site.who.name, site.stated)), True, kind)
    site.pages[theirs] = Page(form(plan_lines(pages.OTHER, site.stated)), False, kind)
    return [(label, mine), ("แผนพัฒนาการศึกษา สพป.พระนครศรีอยุธยา เขต 1", theirs)]
