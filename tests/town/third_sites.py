# ruff: noqa: ARG001, E501  (templates: all take the same arguments, and markup stands in whole lines)
"""Templates of the third town: what real sites do beside the usual, one oddity or two in each."""

from tests.town import pages
from tests.town.pages import Page, html, thai
from tests.town.paper import pdf, plan_lines, word

_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def splash(who, stated, other):
    """A picture before the real start, blocks with headings, `index.php?name=…` for everything."""

    def made(body, planted=False):
        block = "".join(
            f"<tr><td><img src=arrow.gif> <a href='index.php?name={name}'>{text}</a></td></tr>"
            for name, text in (
                ("page&op=1", "ประวัติหน่วยงาน"),
                ("page&op=2", "วิสัยทัศน์"),
                ("page&op=3", "พันธกิจ"),
                ("gallery", "ภาพกิจกรรม"),
                ("webboard", "เว็บบอร์ด"),
                ("contact", "ติดต่อเรา"),
            )
        )
        return Page(
            f"<html><head><meta charset=utf-8><title>{who.short}</title></head><body><table><tr><td><b>เมนูหลัก</b><table>{block}</table></td><td><b>{who.name}</b><br>{body}</td></tr></table></body></html>".encode(),
            planted,
        )

    return {
        "/": Page(
            html(
                "ทรงพระเจริญ",
                "<img src=king.jpg><p><a href='main.php'>เข้าสู่เว็บไซต์</a> <a href='sign.php'>ลงนามถวายพระพร</a>",
            ).encode()
        ),
        "/sign.php": Page(html("ลงนาม", "<form><input name=n></form>").encode()),
        "/main.php": made(
            "ยินดีต้อนรับ"
            + "".join(
                f"<a href='index.php?name=news&file=readnews&id={at}'>{who.short} จัดทำแผนพัฒนาบุคลากรและประชุมทบทวนยุทธศาสตร์การพัฒนาร่วมกับโรงเรียนในสังกัด {at}</a><br>"
                for at in range(60)
            )
        ),
        "/index.php?name=page&op=1": made("<p>ประวัติ</p>"),
        "/index.php?name=page&op=2": made(pages.vision(stated), True),
        "/index.php?name=page&op=3": made(
            pages.missions(stated, form=pages.numbered) + pages.goals(stated), True
        ),
        **{
            f"/index.php?name=news&file=readnews&id={at}": made(pages.meeting_news(at + 1, who.name))
            for at in range(60)
        },
        "/index.php?name=gallery": made("<p>ภาพ</p>"),
        "/index.php?name=webboard": made(pages.board()),
        "/index.php?name=contact": made("<p>ติดต่อ</p>"),
    }


def years_under_a_heading(who, stated, other):
    """Documents called by their year only, under a heading that says what they are."""

    def made(title, body):
        return Page(
            html(
                f"{title} | {who.short}",
                f"<header>{who.name}</header><div class='menu'><a href='/'>หน้าแรก</a><a href='/policy-plan'>กลุ่มนโยบายและแผน</a><a href='/hr'>กลุ่มบริหารงานบุคคล</a><a href='/fin'>กลุ่มการเงิน</a></div><main>{body}</main>",
            ).encode()
        )

    old = {
        year: pdf([*plan_lines(who.name, stated)[:2], "ค่านิยม", f"1. ซื่อสัตย์ ปี {year}", f"2. รับผิดชอบ ปี {year}"])
        for year in range(2563, 2568)
    }
    years = "".join(f"<li><a href='/doc/view/{year}'>ปีงบประมาณ {year}</a></li>" for year in old)
    forms = "".join(f"<li><a href='/doc/form/{at}'>แบบ {at}</a></li>" for at in range(1, 9))
    return {
        "/": made("หน้าแรก", "<p>ยินดีต้อนรับ</p>"),
        "/policy-plan": made(
            "กลุ่มนโยบายและแผน",
            f"<h4>แบบฟอร์ม</h4><ul>{forms}</ul><h4>แผนปฏิบัติราชการ</h4><ul>{years}</ul><h4>บุคลากรในกลุ่ม</h4><p>รายชื่อ</p>",
        ),
        **{f"/doc/view/{year}": Page(data, True, "application/pdf") for year, data in old.items()},
        **{f"/doc/form/{at}": Page(word([f"แบบ {at}", "ชื่อ สกุล"]), False, _DOCX) for at in range(1, 9)},
        "/hr": made("บุคคล", "<p>ประกาศย้าย</p>"),
        "/fin": made("การเงิน", pages.procurement(1)),
    }


def numbered_pages(who, stated, other):
    """`?page=5` for a page of its own, the menu at the foot, two hundred headlines above it."""

    def made(body, planted=False):
        foot = "".join(
            f"<a href='index.php?page={at}'>{text}</a> | "
            for at, text in enumerate(
                ("หน้าแรก", "ประวัติ", "โครงสร้าง", "ผู้บริหาร", "อำนาจหน้าที่", "ปรัชญา วิสัยทัศน์", "ยุทธศาสตร์และกลยุทธ์"), 1
            )
        )
        return Page(
            html(who.name, f"<h1>{who.name}</h1><div>{body}</div><footer>{foot}</footer>").encode(), planted
        )

    headlines = "".join(
        f"<p><a href='readme.php?topic={at}'>ขอเชิญร่วมงานประชุมวิชาการเรื่องวิสัยทัศน์การศึกษาไทยในศตวรรษใหม่ ครั้งที่ {at}</a></p>"
        for at in range(200)
    )
    return {
        "/": made(headlines),
        "/index.php?page=1": made(headlines),
        **{f"/index.php?page={at}": made("<p>ข้อมูลกำลังปรับปรุง</p>") for at in (2, 3, 4)},
        "/index.php?page=5": made("<p>มีหน้าที่ตามกฎหมาย</p>"),
        "/index.php?page=6": made(pages.section("ปรัชญา", "<p>การศึกษาคือชีวิต</p>") + pages.vision(stated), True),
        "/index.php?page=7": made(pages.strategies(stated) + pages.goals(stated), True),
        **{f"/readme.php?topic={at}": made(pages.ministry_news(at + 1)) for at in range(200)},
    }


def nameless_pictures(who, stated, other):
    """Pictures without descriptions: only the names of their files tell; cells that are clicked."""
    buttons = "".join(
        f"<a href='p{at}.html'><img src='images/btn_{name}.gif' border=0></a>"
        for at, name in enumerate(
            ("home", "history", "vision", "mission", "kalayut", "person", "webboard"), 1
        )
    )
    cells = "<table><tr><td onclick=\"loadPage('v1.html')\">ค่านิยมองค์กร</td><td onclick=\"loadPage('v2.html')\">ข่าวสาร</td></tr></table>"

    def made(body, planted=False):
        return Page(
            f"<html><head><title>Untitled Document</title><meta charset='utf-8'></head><body><img src=head.jpg alt='{who.name}'>{buttons}{cells}<br>{body}</body></html>".encode(),
            planted,
        )

    return {
        "/": made("<p>ยินดีต้อนรับ"),
        "/p1.html": made("<p>ยินดีต้อนรับ"),
        "/p2.html": made("<p>ประวัติ"),
        "/p3.html": made(pages.vision(stated, "วิสัยทัศน์"), True),
        "/p4.html": made(pages.missions(stated, "พันธกิจ", pages.numbered), True),
        "/p5.html": made(pages.strategies(stated), True),
        "/p6.html": made("<p>บุคลากร"),
        "/p7.html": made(pages.board()),
        "/v1.html": made(pages.values(stated), True),
        "/v2.html": made(pages.meeting_news(1, who.name)),
    }


def viewers(who, stated, other):
    """Documents shown by a viewer of another site or of one's own; a plan three clicks deep."""
    menu = "<ul id='nav'><li><a href='/'>หน้าหลัก</a></li><li><a href='/about'>รู้จักเรา</a></li><li><a href='/plan'>แผนงาน</a></li><li><a href='/news'>ข่าว</a></li></ul>"

    def made(title, body, planted=False):
        return Page(html(title, f"<h2>{who.name}</h2>{menu}<h3>{title}</h3>{body}").encode(), planted)

    outer = f"https://docs.google.com/viewer?embedded=true&url={who.home}files/vision2566.pdf"
    short = pdf(
        [
            who.name,
            "วิสัยทัศน์",
            stated.vision,
            "",
            "ค่านิยม",
            *(f"{at}. {text}" for at, text in enumerate(stated.values, 1)),
        ]
    )
    return {
        "/": made("หน้าหลัก", "<p>สวัสดี</p>"),
        "/about": made("รู้จักเรา", f"<iframe src='{outer}'></iframe>"),
        "/files/vision2566.pdf": Page(short, True, "application/pdf"),
        "/plan": made(
            "แผนงาน",
            "<a href='/plan/list?cat=2'>แผนกลยุทธ์และแผนพัฒนา</a> <a href='/plan/list?cat=3'>คำของบประมาณ</a>",
        ),
        "/plan/list?cat=2": made(
            "แผนกลยุทธ์และแผนพัฒนา", "<a href='/lib/viewer.html?file=../files/full-plan.pdf'>อ่าน</a>"
        ),
        "/plan/list?cat=3": made("คำของบประมาณ", "<p>ไม่มี</p>"),
        "/lib/viewer.html?file=../files/full-plan.pdf": Page(
            html("viewer", "<div id=viewer></div><script src=pdf.js></script>").encode()
        ),
        "/files/full-plan.pdf": Page(pdf(plan_lines(who.name, stated)), True, "application/pdf"),
        "/news": made("ข่าว", pages.ministry_news(1)),
    }


def abbreviations(who, stated, other):
    """The office is named by its short name only; tabs load parts of the page; a page for each kind in Thai names."""
    names = ("วิสัยทัศน์", "พันธกิจ", "เป้าประสงค์", "กลยุทธ์", "ค่านิยมองค์กร")
    parts = (pages.vision, pages.missions, pages.goals, pages.strategies, pages.values)
    menu = (
        "<nav>"
        + "".join(f"<a href='{thai('/' + name)}'>{name}</a>" for name in names)
        + "<a href='/e-service'>E-Service</a><a href='/qa?page=2'>Q&amp;A</a></nav>"
    )

    def made(title, body, planted=False):
        return Page(
            html(f"{title} {who.short}", f"<div>{who.short}</div>{menu}<article>{body}</article>").encode(),
            planted,
        )

    return {
        "/": made("หน้าหลัก", "<p>ยินดีต้อนรับ</p>"),
        **{thai("/" + name): made(name, part(stated), True) for name, part in zip(names, parts, strict=True)},
        "/e-service": made("E-Service", pages.login()),
        "/qa?page=2": made("ถามตอบ", pages.board()),
    }


def old_and_new(who, stated, other):
    """A new site and the old one under a folder and on a sister host; the direction stands in both, not alike."""
    old = f"http://old.{who.host.removeprefix('www.')}"

    def made(body, planted=False):
        return Page(
            html(
                who.short,
                f"<h1>{who.name}</h1><p><a href='/about.html'>เกี่ยวกับหน่วยงาน</a> <a href='{old}/'>เว็บไซต์เดิม</a> <a href='https://www.facebook.com/x'>Facebook</a></p>{body}",
            ).encode(),
            planted,
        )

    return {
        "/": made("<p>ยินดีต้อนรับ</p>"),
        "/about.html": made(
            f"<h2>เกี่ยวกับหน่วยงาน</h2>{pages.vision(stated)}{pages.missions(stated)}<p><a href='{old}/files/strategic-2566.docx'>แผนกลยุทธ์ฉบับเต็ม</a></p>",
            True,
        ),
    }


def old_host(who, stated, other):
    """The sister host."""
    return {
        "/": Page(
            html(
                "เว็บไซต์เดิม",
                f"<h1>{who.name}</h1><a href='goal.html'>เป้าประสงค์</a> <a href='misc.html'>เบ็ดเตล็ด</a>",
            ).encode()
        ),
        "/goal.html": Page(html("เป้าประสงค์", f"<h1>{who.name}</h1>{pages.goals(stated)}").encode(), True),
        "/misc.html": Page(html("เบ็ดเตล็ด", f"<h1>{who.name}</h1><p>อื่นๆ</p>").encode()),
        "/files/strategic-2566.docx": Page(word(plan_lines(who.name, stated)), True, _DOCX),
    }


def policies(who, stated, other):
    """Policies of many sorts beside each other: the ministry's, the privacy notice, the office's own focus."""

    def made(title, body, planted=False):
        links = "".join(
            f"<a class='btn' href='/policy/{at}'>{text}</a>"
            for at, text in enumerate(
                (
                    "นโยบายรัฐมนตรีว่าการกระทรวงศึกษาธิการ",
                    "นโยบาย สพฐ.",
                    "นโยบายและจุดเน้นของหน่วยงาน",
                    "นโยบายคุ้มครองข้อมูลส่วนบุคคล",
                    "นโยบายไม่รับของขวัญ (No Gift Policy)",
                    "ทิศทางการพัฒนา",
                ),
                1,
            )
        )
        return Page(
            html(
                f"{title} - {who.short}",
                f"<div class=brand>{who.name}</div>{links}<hr><h2>{title}</h2>{body}",
            ).encode(),
            planted,
        )

    minister = "<p>กระทรวงศึกษาธิการ</p>" + pages.section(
        "นโยบายรัฐมนตรีว่าการกระทรวงศึกษาธิการ", pages.ordered(other.missions)
    )
    return {
        "/": made("หน้าแรก", "<p>ยินดีต้อนรับ</p>"),
        "/policy/1": made("นโยบายรัฐมนตรี", minister),
        "/policy/2": made("นโยบาย สพฐ.", pages.section("นโยบาย สพฐ.", pages.ordered(other.goals))),
        "/policy/3": made(
            "นโยบายและจุดเน้น", pages.section("จุดเน้น ปีงบประมาณ พ.ศ. 2568", pages.ordered(stated.goals)), True
        ),
        "/policy/4": made(
            "นโยบายคุ้มครองข้อมูลส่วนบุคคล",
            pages.section("วัตถุประสงค์", "<ol><li>เพื่อคุ้มครองข้อมูล</li><li>เพื่อแจ้งสิทธิ</li></ol>"),
        ),
        "/policy/5": made("No Gift Policy", "<p>ประกาศเจตนารมณ์งดรับของขวัญ</p>"),
        "/policy/6": made(
            "ทิศทางการพัฒนา", pages.vision(stated) + pages.missions(stated) + pages.strategies(stated), True
        ),
    }


def training_projects(who, stated, other):
    """Projects with aims and goals of their own, job descriptions: the words of a direction in other papers."""
    project = pages.section("วัตถุประสงค์", "<ol><li>เพื่อพัฒนาครู</li><li>เพื่อเสริมทักษะ</li></ol>") + pages.section(
        "เป้าหมาย", "<ol><li>ครู 50 คน</li><li>ผู้บริหาร 20 คน</li></ol>"
    )

    def made(title, body, planted=False):
        menu = (
            "<ul class='nav'>"
            + "".join(
                f"<li><a href='{path}'>{text}</a></li>"
                for path, text in (
                    ("/", "หน้าแรก"),
                    ("/org", "องค์กรของเรา"),
                    ("/project", "โครงการอบรม"),
                    ("/down", "ดาวน์โหลดเอกสาร"),
                )
            )
            + "</ul>"
        )
        return Page(html(title, f"<h1>{who.name}</h1>{menu}<section>{body}</section>").encode(), planted)

    papers = (
        "".join(
            f"<tr><td>โครงการอบรมที่ {at}</td><td><a href='/d/{at}.docx'>Word</a></td></tr>"
            for at in range(1, 7)
        )
        + "<tr><td>วิสัยทัศน์ พันธกิจ (ฉบับเต็ม)</td><td><a href='/d/20.docx'>Word</a></td></tr>"
    )
    return {
        "/": made("หน้าแรก", "<p>ยินดีต้อนรับ</p>"),
        "/org": made(
            "องค์กรของเรา",
            "<ul><li><a href='/org/a'>ที่มา</a></li><li><a href='/org/b'>พันธกิจและภารกิจ</a></li></ul>",
        ),
        "/org/a": made("ที่มา", "<p>ที่มา</p>"),
        "/org/b": made("พันธกิจ", pages.missions(stated), True),
        "/project": made(
            "โครงการอบรม", "".join(f"<a href='/project/{at}'>โครงการที่ {at}</a>" for at in range(1, 6))
        ),
        **{f"/project/{at}": made(f"โครงการที่ {at}", project) for at in range(1, 6)},
        "/down": made("ดาวน์โหลดเอกสาร", f"<table>{papers}</table>"),
        **{
            f"/d/{at}.docx": Page(
                word([f"โครงการอบรมที่ {at}", "# วัตถุประสงค์", "1. เพื่อพัฒนาครู", "2. เพื่อเสริมทักษะ"]), False, _DOCX
            )
            for at in range(1, 7)
        },
        "/d/20.docx": Page(word(plan_lines(who.name, stated)), True, _DOCX),
    }
