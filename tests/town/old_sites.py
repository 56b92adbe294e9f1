# ruff: noqa: ARG001, E501  (templates: all take the same arguments, and markup stands in whole lines)
"""Templates of old sites: FrontPage tables, framesets, menus of pictures, a side bar of eighty links, AMSS."""

from tests.town import pages
from tests.town.pages import Page
from tests.town.paper import pdf, plan_lines, word


def frontpage(who, stated, other):
    """Tables and font tags in windows-874, `vision.htm` two clicks from the start, counters, a marquee."""

    def made(title, body, planted=False):
        menu = "<br>".join(
            f'<a href="{path}"><font size="2" color="#000080">{text}</font></a>'
            for path, text in (("index.htm", "หน้าแรก"), ("about.htm", "ข้อมูลทั่วไป"), ("news.htm", "ข่าวประชาสัมพันธ์"),
                               ("egp.htm", "จัดซื้อจัดจ้าง"), ("board.htm", "กระดานข่าว"), ("person.htm", "บุคลากร"))
        )  # fmt: skip
        text = (
            f"<html><head><title>{title}</title><meta http-equiv=Content-Type content='text/html; charset=windows-874'></head>"
            f"<body><table><tr><td colspan=2><font size=5><b>{who.name}</b></font></td></tr><tr><td width=150 valign=top>"
            f"{menu}</td><td>{body}</td></tr></table>ผู้เข้าชม 012345</body></html>"
        )
        return Page(text.encode("cp874", "replace"), planted)

    about = "<p>".join(
        f'<a href="{path}"><font face="MS Sans Serif">{text}</font></a>'
        for path, text in (("vision.htm", "วิสัยทัศน์"), ("phanthakit.htm", "พันธกิจ"), ("pao.htm", "เป้าประสงค์"),
                           ("strategy.htm", "กลยุทธ์"), ("prawat.htm", "ประวัติความเป็นมา"), ("map.htm", "แผนที่"))
    )  # fmt: skip
    home = "<marquee>ยินดีต้อนรับ</marquee><a href='news1.htm'>รัฐมนตรีมอบนโยบายและวิสัยทัศน์ของกระทรวงศึกษาธิการให้แก่ผู้บริหารทั่วประเทศ</a><p><a href='other.htm'>แผนกลยุทธ์ สพป.พระนครศรีอยุธยา เขต 1</a>"
    return {
        "/": made("Untitled Document", home),
        "/index.htm": made("Untitled Document", home),
        "/about.htm": made("ข้อมูลทั่วไป", about),
        "/vision.htm": made("New Page 1", f"<b>วิสัยทัศน์</b><p>“{stated.vision}”", planted=True),
        "/phanthakit.htm": made(
            "New Page 2", f"<b>พันธกิจ</b><p>{pages.numbered(stated.missions)}", planted=True
        ),
        "/pao.htm": made("New Page 3", f"<b>เป้าประสงค์</b><p>{pages.numbered(stated.goals)}", planted=True),
        "/strategy.htm": made("New Page 4", pages.strategies(stated), planted=True),
        "/prawat.htm": made(
            "ประวัติ", "<b>ประวัติความเป็นมา</b><p>ตั้งขึ้นเมื่อ พ.ศ. 2546 ตามกฎหมาย มีที่ทำการอยู่ใจกลางเมือง"
        ),
        "/map.htm": made("แผนที่", "<b>แผนที่</b>"),
        "/news.htm": made("ข่าว", "<br>".join(f"<a href=news{at}.htm>ข่าวที่ {at}</a>" for at in range(1, 30))),
        **{f"/news{at}.htm": made("ข่าว", pages.ministry_news(at)) for at in range(1, 30)},
        "/egp.htm": made("จัดซื้อ", pages.procurement(1)),
        "/board.htm": made("กระดานข่าว", pages.board()),
        "/person.htm": made("บุคลากร", "<b>บุคลากร</b>"),
        "/other.htm": made("แผนกลยุทธ์", pages.others_strategy(other)),
    }


def frameset(who, stated, other):
    """Three frames; the pages inside have a title and little else, the banner is in a frame of its own."""

    def inner(title, body, planted=False):
        text = f"<html><head><title>{title}</title></head><body bgcolor=#ffffff>{body}</body></html>"
        return Page(text.encode("cp874", "replace"), planted, "text/html; charset=tis-620")

    links = (("main.html", "หน้าแรก"), ("about/vision.html", "วิสัยทัศน์ / พันธกิจ"), ("about/strategic.html", "ยุทธศาสตร์การพัฒนา"),
             ("about/corevalue.html", "ค่านิยมองค์กร"), ("webboard/index.html", "เว็บบอร์ด"), ("pr/list.html", "ข่าวประชาสัมพันธ์"))  # fmt: skip
    left = "<p>".join(f'<a href="{path}" target="main">{text}</a>' for path, text in links)
    name = f"<center><b>{who.name}</b></center>"
    return {
        "/": Page(
            f"<html><head><title>{who.short}</title></head><frameset rows='90,*'><frame src='top.html' name=top><frameset cols='180,*'>"
            "<frame src='left.html' name=left><frame src='main.html' name=main></frameset></frameset></html>".encode("cp874"),
            media_type="text/html; charset=tis-620",
        ),
        "/top.html": inner("top", f"<h1>{who.name}</h1>"),
        "/left.html": inner("left", left),
        "/main.html": inner("main", "<p>ยินดีต้อนรับ<p><a href='pr/list.html'>ข่าวทั้งหมด</a>"),
        "/about/vision.html": inner("วิสัยทัศน์", name + pages.vision(stated) + pages.missions(stated, form=pages.numbered), True),
        "/about/strategic.html": inner("ยุทธศาสตร์", name + pages.goals(stated) + pages.strategies(stated), True),
        "/about/corevalue.html": inner("ค่านิยม", name + pages.values(stated), True),
        "/webboard/index.html": inner("เว็บบอร์ด", pages.board()),
        "/pr/list.html": inner(
            "ข่าว", "<br>".join(f"<a href='n{at}.html'>ประชุมชี้แจงวิสัยทัศน์และยุทธศาสตร์ของกระทรวงศึกษาธิการ ครั้งที่ {at} ณ โรงแรมในกรุงเทพมหานคร</a>" for at in range(1, 40))
        ),
        **{f"/pr/n{at}.html": inner("ข่าว", pages.ministry_news(at)) for at in range(1, 40)},
        "/pr/other.html": inner("แผน", pages.others_strategy(other)),
    }  # fmt: skip


def picture_menu(who, stated, other):
    """A menu of pictures that only their descriptions name, an image map, numbered file names."""

    def made(body, planted=False):
        names = ("หน้าหลัก", "วิสัยทัศน์", "พันธกิจ", "นโยบาย", "แผนปฏิบัติราชการ", "ข่าวกิจกรรม", "สมุดเยี่ยม")
        menu = "".join(
            f'<a href="page{at}.php"><img src="img/b{at}.gif" alt="{text}" border=0></a>'
            for at, text in enumerate(names)
        )
        area = '<map name="m"><area shape=rect coords="0,0,9,9" href="page7.php" alt="ค่านิยมและวัฒนธรรมองค์กร"><area shape=rect coords="1,1,2,2" href="http://www.moe.example/" alt="กระทรวงศึกษาธิการ"></map>'
        return Page(
            pages.html(
                who.name, f"<img src=banner.jpg usemap='#m' alt='{who.name}'>{menu}{area}<div>{body}</div>"
            ).encode(),
            planted,
        )

    plan_rows = "".join(
        f"<tr><td>{at}</td><td>{text}</td><td><a href='{path}'><img src=pdf.gif></a></td></tr>"
        for at, (text, path) in enumerate(
            (
                (f"แผนปฏิบัติราชการ {stated.years}", "files/0012.pdf"),
                ("แผนจัดซื้อจัดจ้างประจำปี", "files/0013.pdf"),
                ("คำสั่งแต่งตั้งคณะกรรมการ", "files/0014.pdf"),
            ),
            1,
        )
    )
    plan = pdf(plan_lines(who.name, stated))
    return {
        "/": made("<p>ยินดีต้อนรับสู่เว็บไซต์</p>" + "".join(f"<a href='show.php?id={at}'>รายละเอียด</a> " for at in range(25))),
        "/page0.php": made("<p>ยินดีต้อนรับสู่เว็บไซต์</p>"),
        "/page1.php": made(pages.vision(stated), True),
        "/page2.php": made(pages.missions(stated), True),
        "/page3.php": made(section_policy()),
        "/page4.php": made(f"<table>{plan_rows}</table>"),
        "/page5.php": made(pages.meeting_news(1, who.name)),
        "/page6.php": made(pages.board()),
        "/page7.php": made(pages.values(stated), True),
        "/files/0012.pdf": Page(plan, True, "application/pdf"),
        "/files/0013.pdf": Page(pdf(["แผนจัดซื้อจัดจ้าง", "ลำดับ รายการ วงเงิน", "1. ครุภัณฑ์ 200,000"]), False, "application/pdf"),
        "/files/0014.pdf": Page(pdf(["คำสั่ง", "เรื่อง แต่งตั้งคณะกรรมการ"]), False, "application/pdf"),
        **{f"/show.php?id={at}": made(pages.meeting_news(at + 1, who.name)) for at in range(25)},
    }  # fmt: skip


def section_policy():
    return "<h3>นโยบายคุ้มครองข้อมูลส่วนบุคคล</h3><p>เว็บไซต์นี้เก็บข้อมูลเท่าที่จำเป็น</p>"


def long_sidebar(who, stated, other):
    """Eighty links beside every page, most of them of groups, systems and other sites."""
    systems = [f'<li><a href="/sys/{at}/default.aspx">ระบบงาน {at}</a></li>' for at in range(1, 41)]
    groups = [f'<li><a href="/group.aspx?g={at}">กลุ่มงานที่ {at}</a></li>' for at in range(1, 31)]
    abroad = [
        f'<li><a href="http://www.link{at}.example/">หน่วยงานที่เกี่ยวข้อง {at}</a></li>' for at in range(1, 6)
    ]
    own = [
        '<li><a href="/info.aspx?topic=21">ประวัติหน่วยงาน</a></li>', '<li><a href="/info.aspx?topic=22">วิสัยทัศน์ พันธกิจ เป้าประสงค์</a></li>',
        '<li><a href="/info.aspx?topic=23">กลยุทธ์และจุดเน้น</a></li>', '<li><a href="/info.aspx?topic=24">โครงสร้าง</a></li>',
        '<li><a href="/login.aspx">เข้าสู่ระบบ</a></li>',
    ]  # fmt: skip
    bar = (
        "<div id='sidebar'><ul>"
        + "".join([*systems[:20], *own[:2], *groups, *own[2:], *systems[20:], *abroad])
        + "</ul></div>"
    )

    def made(title, body, planted=False):
        return Page(
            pages.html(
                f"{title} - {who.short}",
                f"<div class=head><a href='/'>{who.name}</a></div>{bar}<div id=content>{body}</div>",
            ).encode(),
            planted,
        )

    focus = pages.section("จุดเน้น", pages.ordered(stated.goals))
    return {
        "/": made("หน้าแรก", pages.meeting_news(3, who.name)),
        "/info.aspx?topic=21": made("ประวัติหน่วยงาน", "<p>ประวัติหน่วยงานโดยย่อ ตั้งขึ้นเมื่อ พ.ศ. 2546</p>"),
        "/info.aspx?topic=22": made(
            "วิสัยทัศน์", pages.vision(stated) + pages.missions(stated) + pages.goals(stated), True
        ),
        "/info.aspx?topic=23": made("กลยุทธ์", pages.strategies(stated) + focus, True),
        "/info.aspx?topic=24": made("โครงสร้าง", "<p>ผังโครงสร้าง</p>"),
        "/login.aspx": made("เข้าสู่ระบบ", pages.login()),
        **{f"/sys/{at}/default.aspx": made(f"ระบบงาน {at}", pages.login()) for at in range(1, 41)},
        **{f"/group.aspx?g={at}": made(f"กลุ่มงานที่ {at}", "<p>ข้อมูลกลุ่มงาน</p>") for at in range(1, 31)},
    }


def amss(who, stated, other):
    """One script for everything: modules as parameters, a calendar without end, a log-in on each page."""

    def made(body, planted=False):
        menu = "".join(
            f'<a href="index.php?option={option}&amp;task={task}">{text}</a> | '
            for option, task, text in (
                ("main", "home", "หน้าแรก"), ("info", "general", "ข้อมูลพื้นฐาน"), ("calendar", "main", "ปฏิทิน"),
                ("book", "main", "หนังสือราชการ"), ("news", "main", "ข่าวสาร"), ("plan", "main", "งานนโยบายและแผน"),
            )
        )  # fmt: skip
        return Page(
            pages.html(
                "AMSS++", f"<b>{who.short}</b><form>รหัสผ่าน <input type=password></form>{menu}<hr>{body}"
            ).encode(),
            planted,
        )

    info = "".join(
        f"<li><a href='index.php?option=info&task=show&id={at}'>{text}</a></li>"
        for at, text in enumerate(("วิสัยทัศน์/พันธกิจ", "เป้าหมายการพัฒนา", "แผนที่ตั้ง"), 1)
    )
    plans = "".join(
        f"<li>{text} <a href='upload/plan/{path}'>ดาวน์โหลด</a></li>"
        for text, path in (
            (f"แผนพัฒนาการศึกษา {stated.years}", "a1.docx"),
            ("แบบรายงานการใช้จ่าย", "a2.docx"),
            ("แผนกลยุทธ์ของ สพป.พระนครศรีอยุธยา เขต 1", "a3.docx"),
        )
    )
    file = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    other_plan = word([pages.OTHER, "แผนกลยุทธ์ของ" + pages.OTHER, *plan_lines(pages.OTHER, other)[2:]])
    months = {
        f"/index.php?option=calendar&task=main&month={at}": made(
            pages.calendar(at, lambda n: f"index.php?option=calendar&task=main&month={n}")
        )
        for at in range(1, 60)
    }
    home = made("<p>ระบบสนับสนุนการบริหารจัดการสำนักงาน</p>")
    return {
        "/": home,
        "/index.php?option=main&task=home": home,
        "/index.php?option=info&task=general": made(f"<ul>{info}</ul>"),
        "/index.php?option=info&task=show&id=1": made(
            f"<p>{who.name}</p>" + pages.vision(stated) + pages.missions(stated, form=pages.dashed), True
        ),
        "/index.php?option=info&task=show&id=2": made(
            f"<p>{who.name}</p>" + pages.section("เป้าหมายการพัฒนา", pages.ordered(stated.goals)), True
        ),
        "/index.php?option=info&task=show&id=3": made("<p>แผนที่ตั้ง</p>"),
        "/index.php?option=calendar&task=main": made(
            pages.calendar(1, lambda n: f"index.php?option=calendar&task=main&month={n}")
        ),
        **months,
        "/index.php?option=book&task=main": made(
            "".join(
                f"<a href='index.php?option=book&task=get&id={at}'>ที่ ศธ 04{at:03}</a><br>" for at in range(40)
            )
        ),
        **{
            f"/index.php?option=book&task=get&id={at}": made(f"<p>หนังสือราชการเลขที่ {at}</p>")
            for at in range(40)
        },
        "/index.php?option=news&task=main": made(pages.ministry_news(2)),
        "/index.php?option=plan&task=main": made(f"<ul>{plans}</ul>"),
        "/upload/plan/a1.docx": Page(word(plan_lines(who.name, stated)), True, file),
        "/upload/plan/a2.docx": Page(word(["แบบรายงาน", "ลำดับ รายการ จำนวนเงิน"]), False, file),
        "/upload/plan/a3.docx": Page(other_plan, False, file),
    }
