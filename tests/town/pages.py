# ruff: noqa: E501  (templates: all take the same arguments, and markup stands in whole lines)
"""Pages of office sites: what states the direction, and what only seems to."""

from dataclasses import dataclass
from html import escape
from urllib.parse import quote

OTHER = "สำนักงานเขตพื้นที่การศึกษาประถมศึกษาพระนครศรีอยุธยา เขต 1"
MINISTRY = "กระทรวงศึกษาธิการ"


@dataclass(frozen=True)
class Page:
    """What a server sends for a path; `planted` pages are those that a search must find."""

    body: bytes
    planted: bool = False
    media_type: str = "text/html"
    status: int = 200
    location: str = ""


def ordered(items, tag="ol"):
    return f"<{tag}>" + "".join(f"<li>{item}</li>" for item in items) + f"</{tag}>"


def numbered(items):
    return "<br>\n".join(f"{at}. {item}" for at, item in enumerate(items, 1))


def dashed(items):
    return "<br>\n".join(f"- {item}" for item in items)


def section(heading, content, level=3):
    return f"<h{level}>{heading}</h{level}>\n{content}\n"


def vision(stated, heading="วิสัยทัศน์ (Vision)"):
    return section(heading, f"<p>“{stated.vision}”</p>")


def missions(stated, heading="พันธกิจ (Mission)", form=ordered):
    return section(heading, form(stated.missions))


def goals(stated, heading="เป้าประสงค์ (Goals)", form=ordered):
    return section(heading, form(stated.goals))


def strategies(stated, heading="กลยุทธ์"):
    rows = [f"กลยุทธ์ที่ {at} {text}" for at, text in enumerate(stated.strategies, 1)]
    return section(heading, "".join(f"<p>{row}</p>" for row in rows))


def values(stated, heading="ค่านิยมองค์กร"):
    return section(heading, ordered(stated.values, "ul"))


def ministry_news(at):
    """News that tells of a vision which is the ministry's."""
    return (
        f"<h2>รัฐมนตรีมอบนโยบายและวิสัยทัศน์ของ{MINISTRY} ครั้งที่ {at}</h2><p>เมื่อวันที่ {at} มกราคม 2568 "
        f"{MINISTRY} จัดประชุมมอบวิสัยทัศน์ “เรียนดี มีความสุข” แก่ผู้บริหารทั่วประเทศ ผู้เข้าร่วมได้แลกเปลี่ยนความเห็น "
        "เกี่ยวกับพันธกิจและยุทธศาสตร์ที่จะขับเคลื่อนต่อไป</p><p>อ่านแล้ว 120 ครั้ง</p>"
    )


def meeting_news(at, name):
    return (
        f"<h2>{name} จัดประชุมเชิงปฏิบัติการทบทวนแผน ครั้งที่ {at}</h2><p>วันที่ {at} กุมภาพันธ์ 2568 ที่ห้องประชุมใหญ่ "
        "มีผู้เข้าร่วม 45 คน บรรยากาศเป็นไปด้วยความเรียบร้อย</p>"
    )


def procurement(at):
    rows = "".join(
        f"<tr><td>{row}</td><td>ประกาศประกวดราคาจ้างก่อสร้างอาคาร {at}/{row}</td></tr>" for row in range(1, 6)
    )
    return f"<h2>ประกาศจัดซื้อจัดจ้าง หน้า {at}</h2><table>{rows}</table>"


def calendar(month, link):
    days = "".join(f"<td>{day}</td>" for day in range(1, 29))
    return (
        f"<h2>ปฏิทินกิจกรรม เดือนที่ {month}</h2><table><tr>{days}</tr></table>"
        f'<a href="{link(month - 1)}">ก่อนหน้า</a> <a href="{link(month + 1)}">ถัดไป</a>'
    )


def gallery(at, link):
    pictures = "".join(f'<a href="{link(at * 10 + row)}"><img src="t{row}.jpg"></a>' for row in range(1, 9))
    return f"<h2>ภาพกิจกรรม ชุดที่ {at}</h2>{pictures}"


def login():
    return (
        '<h2>เข้าสู่ระบบ</h2><form><input name="u"><input type="password" name="p"><button>ตกลง</button></form>'
    )


def board():
    return "<h2>กระดานถามตอบ</h2>" + "".join(f"<p>ถามเรื่องการย้าย ครั้งที่ {at}</p>" for at in range(6))


def others_strategy(stated):
    """The strategy of another office, whole."""
    return (
        f"<h1>{OTHER}</h1><h2>แผนกลยุทธ์ ของ{OTHER}</h2>"
        + vision(stated)
        + missions(stated)
        + strategies(stated)
    )


def thai(path):
    """A Thai path as it stands in an address."""
    return quote(path, safe="/?=&-.")


def html(title, body, head=""):
    return f"<!DOCTYPE html><html><head><meta charset='utf-8'><title>{escape(title)}</title>{head}</head><body>{body}</body></html>"
