# ruff: noqa: ARG001, E501  (templates: all take the same arguments, and markup stands in whole lines)
"""Templates of the second town, made in another manner: what leads to a direction is hidden in other ways."""

import gzip

from tests.town import pages
from tests.town.pages import Page, html, thai
from tests.town.paper import pdf, plan_lines, word

_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def _links(pairs, tag="li", **attributes):
    more = "".join(f' {name}="{value}"' for name, value in attributes.items())
    return "".join(f'<{tag}{more}><a href="{path}">{text}</a></{tag}>' for path, text in pairs)


def drupal(who, stated, other):
    """`?q=node/…`, blocks left and right, a packed sitemap that names more than the menus do."""
    base = who.home.rstrip("/")
    titles = {
        1: "ประวัติสำนักงาน",
        2: "วิสัยทัศน์ พันธกิจ (Vision & Mission)",
        3: "โครงสร้างการบริหาร",
        4: "ค่านิยมองค์กร",
        5: "ข่าวประกวดราคา",
    }
    bodies = {
        1: "<p>เดิมเป็นหน่วยงานขนาดเล็ก</p>", 2: pages.vision(stated, "วิสัยทัศน์") + pages.missions(stated, "พันธกิจ"), 3: "<p>โครงสร้าง</p>",
        4: pages.values(stated), 5: pages.procurement(5),
    }  # fmt: skip
    blocks = f"<div class='block block-menu'><ul class='links'>{_links([(f'/?q=node/{at}', titles[at]) for at in (1, 2, 3)])}</ul></div>"
    recent = (
        "<div class='block-recent'>"
        + "".join(f"<a href='/?q=node/{at}'>เรื่องที่ {at}</a>" for at in range(20, 40))
        + "</div>"
    )

    def node(title, body, planted=False):
        return Page(
            html(
                f"{title} | {who.short}",
                f"<div id=header>{who.name}</div>{blocks}<div id=main><h1>{title}</h1>{body}</div>{recent}",
            ).encode(),
            planted,
        )

    made = {f"/?q=node/{at}": node(titles[at], bodies[at], at in (2, 4)) for at in titles}
    listed = "".join(f"<url><loc>{base}/?q=node/{at}</loc></url>" for at in (1, 2, 3, 4, 5))
    slug = thai("/แผน/แผนพัฒนา-2566-2570.pdf")
    listed += f"<url><loc>{base}{slug}</loc></url>"
    return {
        "/": node("หน้าแรก", "<p>ยินดีต้อนรับ</p><a href='/?q=content/about-us'>About us</a>"),
        "/?q=content/about-us": node("เกี่ยวกับเรา", "<a href='/?q=node/4'>Core values</a>"),
        **made,
        **{f"/?q=node/{at}": node(f"เรื่องที่ {at}", pages.meeting_news(at, who.name)) for at in range(20, 40)},
        slug: Page(pdf(plan_lines(who.name, stated)), True, "application/pdf"),
        "/robots.txt": Page(f"User-agent: *\nCrawl-delay: 0\nsitemap: {base}/sitemap.xml.gz\n".encode(), media_type="text/plain"),
        "/sitemap.xml.gz": Page(gzip.compress(f"<urlset>{listed}</urlset>".encode(), mtime=0), media_type="application/gzip"),
    }  # fmt: skip


def google_like(who, stated, other):
    """Transliterated paths, links in nested blocks, the same links in a drawer and on top."""
    tree = {
        "/home": "หน้าแรก", "/home/khxmul-thawpi": "ข้อมูลทั่วไป", "/home/khxmul-thawpi/wisaythasn": "1.2", "/home/khxmul-thawpi/phanth-kic": "1.3",
        "/home/khxmul-thawpi/pheaoprasngkh": "เป้าประสงค์", "/home/khxmul-thawpi/bukhlakr": "บุคลากร", "/home/xlbam": "อัลบั้ม", "/home/tidtx": "ติดต่อ",
    }  # fmt: skip
    drawer = "".join(
        f'<div role="treeitem"><div data-url="{path}"><a href="{path}" data-level="{path.count("/")}"><span>{text}</span></a></div></div>'
        for path, text in tree.items()
        if path.count("/") < 3
    )
    inner = "".join(
        f'<div><p><span><a href="{path}">{text}</a></span></p></div>'
        for path, text in tree.items()
        if path.count("/") == 3
    )

    def made(title, body, planted=False):
        return Page(
            html(
                f"{who.name} - {title}",
                f"<div role=navigation>{drawer}</div><div role=main><h1><span>{title}</span></h1>{body}</div>",
            ).encode(),
            planted,
        )

    return {
        "/": Page(b"", status=302, location="/home"),
        "/home": made("หน้าแรก", "<p>สวัสดี</p>"),
        "/home/khxmul-thawpi": made("ข้อมูลทั่วไป", inner),
        "/home/khxmul-thawpi/wisaythasn": made("วิสัยทัศน์", pages.vision(stated), True),
        "/home/khxmul-thawpi/phanth-kic": made("พันธกิจ", pages.missions(stated, form=pages.dashed), True),
        "/home/khxmul-thawpi/pheaoprasngkh": made("เป้าประสงค์", pages.goals(stated), True),
        "/home/khxmul-thawpi/bukhlakr": made("บุคลากร", "<p>รายชื่อ</p>"),
        "/home/xlbam": made("อัลบั้ม", "<p>ภาพ</p>"),
        "/home/tidtx": made("ติดต่อ", "<p>ที่อยู่</p>"),
    }


def menu_in_script(who, stated, other):
    """The menu is a list in a script file; without it the home page leads only to news."""
    menu = (
        'var m = new Array();\nm[0] = ["หน้าหลัก", "default.aspx"];\nm[1] = ["วิสัยทัศน์และพันธกิจ", "content.aspx?cid=31"];\n'
        'm[2] = ["ยุทธศาสตร์", "content.aspx?cid=32"];\nm[3] = ["ห้องข่าว", "newsroom.aspx"];\n'
    )

    def made(body, planted=False):
        return Page(
            html(
                who.short,
                f"<script src='scripts/menu.js'></script><h2>{who.name}</h2><div class=c>{body}</div><div class=f>สถิติผู้เข้าชม 00231</div>",
            ).encode(),
            planted,
        )

    news = "".join(f"<a href='newsroom.aspx?nid={at}'>ประชาสัมพันธ์เรื่องที่ {at}</a><br>" for at in range(1, 15))
    return {
        "/": made(news),
        "/scripts/menu.js": Page(menu.encode(), media_type="application/javascript"),
        "/default.aspx": made(news),
        "/content.aspx?cid=31": made(pages.vision(stated) + pages.missions(stated), True),
        "/content.aspx?cid=32": made(
            pages.section("ยุทธศาสตร์", pages.ordered(stated.strategies)) + pages.goals(stated), True
        ),
        "/newsroom.aspx": made(news),
        **{f"/newsroom.aspx?nid={at}": made(pages.ministry_news(at)) for at in range(1, 15)},
    }


def script_only(who, stated, other):
    """A home page of scripts; only the sitemap tells of pages that stand by themselves."""
    base = who.home.rstrip("/")
    shell = (
        "<!DOCTYPE html><html><head><title>"
        + who.short
        + '</title><script src="/static/js/main.4f2a.js"></script></head><body><noscript>You need to enable JavaScript to run this app.</noscript><div id="root"></div></body></html>'
    )
    made = {
        "/about/strategy": pages.strategies(stated) + pages.goals(stated),
        "/about/vision-mission": pages.vision(stated) + pages.missions(stated),
    }
    others = {f"/post/{at}": pages.meeting_news(at, who.name) for at in range(1, 25)}
    listed = "".join(f"<url><loc>{base}{path}</loc></url>" for path in [*others, *made])
    return {
        "/": Page(shell.encode()),
        **{
            path: Page(html(who.short, f"<h1>{who.name}</h1>{body}").encode(), True)
            for path, body in made.items()
        },
        **{
            path: Page(html(who.short, f"<h1>{who.name}</h1>{body}").encode())
            for path, body in others.items()
        },
        "/sitemap.xml": Page(
            f"<?xml version='1.0'?><urlset>{listed}</urlset>".encode(), media_type="text/xml"
        ),
    }


def jump_menu(who, stated, other):
    """A list to choose from instead of links, and buttons that open windows."""
    choices = (
        ("vm.htm", "วิสัยทัศน์ - พันธกิจ"),
        ("kps.htm", "เป้าประสงค์และกลยุทธ์"),
        ("tel.htm", "หมายเลขโทรศัพท์"),
        ("gb.htm", "สมุดเยี่ยมชม"),
    )
    form = (
        "<form name=f><select name=s onchange=\"location=this.value\"><option value=''>เลือก</option>"
        + "".join(f"<option value='{path}'>{text}</option>" for path, text in choices)
        + "</select></form>"
    )
    button = "<input type=button value='ค่านิยม' alt='ค่านิยม' onclick=\"window.open('popup/values.htm','w','width=300')\">"

    def made(body, planted=False):
        return Page(
            f"<html><title>{who.short}</title><body><h3>{who.name}</h3>{form}{button}<hr>{body}</body></html>".encode(
                "cp874", "replace"
            ),
            planted,
            "text/html; charset=windows-874",
        )

    return {
        "/": made("<p>ประชาสัมพันธ์ทั่วไป"),
        "/vm.htm": made(pages.vision(stated) + pages.missions(stated, form=pages.numbered), True),
        "/kps.htm": made(pages.goals(stated) + pages.strategies(stated), True),
        "/tel.htm": made("<p>โทร"),
        "/gb.htm": made("<p>สมุดเยี่ยม"),
        "/popup/values.htm": made(pages.values(stated), True),
    }


def local_government(who, stated, other):
    """Pages of a vendor of sites for municipalities: lists that lead to notices that hold the plan."""
    vision, plans = thai("/page/12/วิสัยทัศน์และพันธกิจ.html"), thai("/list/5/แผนพัฒนาท้องถิ่น.html")
    council, budget = thai("/list/6/ข้อบัญญัติงบประมาณ.html"), thai("/page/14/สภาพทั่วไป.html")
    menu = _links(
        [
            ("/", "หน้าหลัก"),
            (budget, "สภาพทั่วไปและข้อมูลพื้นฐาน"),
            (vision, "วิสัยทัศน์/พันธกิจ"),
            (plans, "แผนพัฒนาท้องถิ่น"),
            (council, "ข้อบัญญัติ"),
            ("/news/1", "ข่าวกิจกรรม"),
        ]
    )

    def made(title, body, planted=False):
        return Page(
            html(
                f"{who.short} : {title}",
                f"<div class=top><img alt='{who.name}' src=logo.png></div><ul class=mainmenu>{menu}</ul><div class=body><h2>{title}</h2>{body}</div>",
            ).encode(),
            planted,
        )

    file = "/fileupload/3321-20231005.pdf"
    return {
        "/": made("ยินดีต้อนรับ", "".join(f"<a href='/activity/{at}'><img src='a{at}.jpg'></a>" for at in range(30))),
        budget: made("สภาพทั่วไป", "<p>พื้นที่ราบลุ่ม ประชากรประกอบอาชีพเกษตรกรรม</p>"),
        vision: made("วิสัยทัศน์และพันธกิจ", pages.vision(stated, "วิสัยทัศน์การพัฒนา") + pages.missions(stated, "พันธกิจ") + pages.section("จุดมุ่งหมายเพื่อการพัฒนา", pages.ordered(stated.goals)), True),
        plans: made("แผนพัฒนาท้องถิ่น", _links([("/notice/3321", f"ประกาศใช้แผนพัฒนาท้องถิ่น ({stated.years})"), ("/notice/3300", "รายงานติดตามและประเมินผลแผนพัฒนา ประจำปี 2566"), ("/notice/3311", "ประชาสัมพันธ์ประชุมประชาคม")])),
        "/notice/3321": made("ประกาศใช้แผน", f"<p>รายละเอียดตามเอกสารแนบ</p><a href='{file}'>ไฟล์แนบ 1</a>"),
        "/notice/3300": made("รายงาน", "<p>รายละเอียดตามเอกสารแนบ</p><a href='/fileupload/3300.pdf'>ไฟล์แนบ 1</a>"),
        "/notice/3311": made("ประชาคม", "<p>ขอเชิญประชุม</p>"),
        file: Page(pdf(plan_lines(who.name, stated)), True, "application/pdf"),
        "/fileupload/3300.pdf": Page(pdf(["รายงานติดตาม", "ร้อยละความสำเร็จ 85"]), False, "application/pdf"),
        council: made("ข้อบัญญัติ", pages.procurement(2)),
        "/news/1": made("ข่าว", pages.meeting_news(4, who.name)),
        **{f"/activity/{at}": made("กิจกรรม", pages.gallery(at, lambda n: f"/activity/{n}")) for at in range(400)},
    }  # fmt: skip


def hospital(who, stated, other):
    """A table of evidence for an assessment, and documents on a sister host of the same domain."""
    files = f"http://files.{who.host.removeprefix('www.')}"
    rows = "".join(
        f"<tr><td>MOIT {at}</td><td>{text}</td><td><a href='{path}'><i class='fa fa-file'></i></a></td></tr>"
        for at, (text, path) in enumerate(
            (
                (f"แผนปฏิบัติการประจำปีของหน่วยงาน {stated.years}", f"{files}/moit/2.docx"),
                ("รายงานการจัดซื้อจัดจ้าง", f"{files}/moit/3.docx"),
                ("นโยบายของกระทรวงสาธารณสุข", f"{files}/moit/4.docx"),
            ),
            1,
        )
    )
    menu = _links(
        [
            ("/", "Home"),
            ("/th/hospital-profile", "รู้จักโรงพยาบาล"),
            ("/th/moit", "MOIT / ITA"),
            ("/th/queue", "จองคิวออนไลน์"),
            ("/th/jobs", "รับสมัครงาน"),
        ]
    )

    def made(title, body, planted=False):
        return Page(
            html(title, f"<nav>{menu}</nav><h1>{who.name}</h1><section>{body}</section>").encode(), planted
        )

    return {
        "/": made("Home", "<p>เวลาทำการ</p><div class=slider>" + "".join(f"<a href='/th/slide/{at}'>สไลด์</a>" for at in range(9)) + "</div>"),
        "/th/hospital-profile": made("รู้จักโรงพยาบาล", _links([("/th/hospital-profile/1", "ประวัติ"), ("/th/hospital-profile/2", "วิสัยทัศน์ พันธกิจ ค่านิยม"), ("/th/hospital-profile/3", "เข็มมุ่ง ปี 2568"), ("/th/hospital-profile/4", "คณะผู้บริหาร")])),
        "/th/hospital-profile/1": made("ประวัติ", "<p>เปิดให้บริการเมื่อ พ.ศ. 2520</p>"),
        "/th/hospital-profile/2": made("วิสัยทัศน์", pages.vision(stated) + pages.missions(stated) + pages.values(stated), True),
        "/th/hospital-profile/3": made("เข็มมุ่ง", pages.section("เข็มมุ่ง ปี 2568", pages.ordered(stated.goals)), True),
        "/th/hospital-profile/4": made("ผู้บริหาร", "<p>คณะผู้บริหาร</p>"),
        "/th/moit": made("MOIT", f"<table>{rows}</table>"),
        "/th/queue": made("จองคิว", pages.login()),
        "/th/jobs": made("รับสมัคร", pages.board()),
        **{f"/th/slide/{at}": made("สไลด์", "<p>ภาพ</p>") for at in range(9)},
    }  # fmt: skip


def hospital_files(who, stated, other):
    """What lies on the sister host."""
    ministry = "กระทรวงสาธารณสุข"
    return {
        "/moit/2.docx": Page(word(plan_lines(who.name, stated)), True, _DOCX),
        "/moit/3.docx": Page(word(["รายงานการจัดซื้อ", "ไตรมาสที่ 1"]), False, _DOCX),
        "/moit/4.docx": Page(
            word([ministry, f"แผนยุทธศาสตร์ของ{ministry}", *plan_lines(ministry, other)[2:]]), False, _DOCX
        ),
    }


def english_menu(who, stated, other):
    """English menus, the texts in embedded frames."""
    menu = _links(
        [
            ("/index.php", "HOME"),
            ("/about-us.php", "ABOUT US"),
            ("/philosophy.php", "PHILOSOPHY & VISION"),
            ("/academics.php", "ACADEMICS"),
            ("/gallery.php?album=1", "GALLERY"),
        ]
    )

    def made(body, planted=False):
        return Page(html(who.name, f"<h1>{who.name}</h1><ul>{menu}</ul>{body}").encode(), planted)

    def bare(body, planted=False):
        return Page(
            f"<html><body><center>{who.name}</center>{body}</body></html>".encode(),
            planted,
            "text/html; charset=utf-8",
        )

    return {
        "/": made("<p>Welcome</p>"),
        "/index.php": made("<p>Welcome</p>"),
        "/about-us.php": made(
            "<iframe src='content/history.html'></iframe><p><a href='content/goals.html'>Our goals</a>"
        ),
        "/philosophy.php": made("<iframe src='content/pv.html' width=600></iframe>"),
        "/content/history.html": bare("<p>ก่อตั้งเมื่อ พ.ศ. 2500</p>"),
        "/content/goals.html": bare(pages.goals(stated, "เป้าประสงค์"), True),
        "/content/pv.html": bare(
            pages.section("ปรัชญา", "<p>ปัญญาคือแสงสว่างของชีวิต</p>")
            + pages.vision(stated)
            + pages.missions(stated),
            True,
        ),
        "/academics.php": made("<p>หลักสูตร</p>"),
        **{
            f"/gallery.php?album={at}": made(pages.gallery(at, lambda n: f"/gallery.php?album={n}"))
            for at in range(1, 60)
        },
    }


def two_languages(who, stated, other):
    """A Thai and an English half, a base address, backslashes in links, a print version of each page."""
    half = f"<base href='{who.home}th/'>"
    menu = "<a href='..\\en\\home.html'>EN</a> <a href='home.html'>TH</a> " + "".join(
        f"<a href='org\\{path}'>{text}</a> "
        for path, text in (
            ("vision.html", "วิสัยทัศน์"),
            ("mission.html", "พันธกิจ"),
            ("plan.html", "แผนกลยุทธ์ขององค์กร"),
            ("news.html", "ข่าว"),
        )
    )

    def made(body, planted=False, path=""):
        printed = f"<a href='{path}?print=yes'>พิมพ์หน้านี้</a>" if path else ""
        return Page(html(who.short, f"<b>{who.name}</b><p>{menu}</p>{body}{printed}", half).encode(), planted)

    english = html(
        "EN", "<h1>Our Vision</h1><p>A learning organisation.</p><a href='/en/vision.html'>Vision</a>"
    ).encode()
    return {
        "/": Page(
            b"<html><head><meta http-equiv='refresh' content='0; url=th/home.html'></head><body></body></html>"
        ),
        "/th/home.html": made("<p>ยินดีต้อนรับ</p>"),
        "/th/org/vision.html": made(pages.vision(stated), True, "org/vision.html"),
        "/th/org/mission.html": made(pages.missions(stated), True, "org/mission.html"),
        "/th/org/plan.html": made(
            pages.strategies(stated) + "<p><a href='files/strategic plan.pdf'>Full text</a></p>", True
        ),
        "/th/org/news.html": made(pages.ministry_news(3)),
        "/th/files/strategic%20plan.pdf": Page(pdf(plan_lines(who.name, stated)), True, "application/pdf"),
        "/th/org/vision.html?print=yes": made(pages.vision(stated)),
        "/th/org/mission.html?print=yes": made(pages.missions(stated)),
        "/en/home.html": Page(english),
        "/en/vision.html": Page(english),
    }


def with_sessions(who, stated, other):
    """A start that moves twice, a session id in every link, relative links that grow, one vision on each page."""
    session = "PHPSESSID=9f8e7d6c5b4a39281706f5e4d3c2b1a0"
    banner = f"<div class=slogan><b>วิสัยทัศน์</b> “{stated.vision}”</div>"
    names = (
        ("home", "หน้าแรก"),
        ("vision", "วิสัยทัศน์และพันธกิจ"),
        ("strategy", "กลยุทธ์"),
        ("staff", "ทำเนียบบุคลากร"),
        ("faq", "ถาม-ตอบ"),
        ("law", "กฎหมายที่เกี่ยวข้อง"),
    )

    def made(body, planted=False):
        menu = "".join(f"<a href='/web/main.php?page={name}&{session}'>{text}</a> " for name, text in names)
        return Page(
            html(
                who.short, f"<h4>{who.name}</h4>{banner}{menu}<a href='sub/'>ย่อย</a><div>{body}</div>"
            ).encode(),
            planted,
        )

    bodies = {
        "home": "",
        "vision": pages.vision(stated) + pages.missions(stated),
        "strategy": pages.strategies(stated),
        "staff": "<p>บุคลากร",
        "faq": "<p>ถาม",
        "law": "<p>พระราชบัญญัติ",
    }
    made_pages = {name: made(body, name in {"vision", "strategy"}) for name, body in bodies.items()}
    return {
        "/": Page(b"", status=301, location="/web/"),
        "/web/": Page(b"", status=302, location=f"/web/main.php?page=home&{session}"),
        **{f"/web/main.php?page={name}": page for name, page in made_pages.items()},
        **{f"/web/main.php?page={name}&{session}": page for name, page in made_pages.items()},
        **{"/web/" + "sub/" * depth: made("<p>ย่อย") for depth in range(1, 12)},
    }
