# ruff: noqa: ARG001, E501  (templates: all take the same arguments, and markup stands in whole lines)
"""Templates of younger sites: WordPress, Joomla, Bootstrap menus, one long page, a shelf of PDFs."""

from tests.town import pages
from tests.town.pages import Page, thai
from tests.town.paper import pdf, plan_lines

_SITEMAP = '<?xml version="1.0" encoding="UTF-8"?><{kind} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{rows}</{kind}>'


def _sitemap(kind, addresses):
    tag = "sitemap" if kind == "sitemapindex" else "url"
    return Page(
        _SITEMAP.format(
            kind=kind, rows="".join(f"<{tag}><loc>{at}</loc></{tag}>" for at in addresses)
        ).encode(),
        media_type="application/xml",
    )


def wordpress(who, stated, other):
    """Thai slugs, a sitemap index, posts with archives by month, the plan in `wp-content/uploads`."""
    home = who.home.rstrip("/")
    slug = thai("/วิสัยทัศน์-พันธกิจ/")
    plan = thai("/แผนปฏิบัติราชการ/")
    upload = "/wp-content/uploads/2023/05/plan66-70.pdf"

    def made(title, body, planted=False):
        menu = "".join(
            f'<li class="menu-item"><a href="{home}{path}">{text}</a></li>'
            for path, text in (
                ("/", "หน้าแรก"),
                (slug, "วิสัยทัศน์ พันธกิจ"),
                ("/?page_id=77", "ค่านิยม"),
                (plan, "แผนปฏิบัติราชการ"),
                ("/category/news/", "ข่าวสาร"),
                ("/contact/", "ติดต่อเรา"),
            )
        )
        posts = "".join(
            f'<li><a href="{home}/2024/0{at}/post-{at}/">ประชุมทบทวนวิสัยทัศน์และจัดทำแผนปฏิบัติราชการของโรงเรียนในสังกัด ครั้งที่ {at} ประจำปี 2567</a></li>'
            for at in range(1, 9)
        )
        body = f'<header><a href="{home}/">{who.name}</a><nav><ul>{menu}</ul></nav></header><main><h1>{title}</h1>{body}</main><aside class="widget_recent_entries"><ul>{posts}</ul></aside><footer>© {who.short}</footer>'
        return Page(pages.html(f"{title} – {who.short}", body).encode(), planted)

    return {
        "/": made("หน้าแรก", "<p>ยินดีต้อนรับ</p>"),
        slug: made("วิสัยทัศน์ พันธกิจ", pages.vision(stated) + pages.missions(stated) + f'<a href="{home}{slug}?share=facebook">แชร์</a><a href="{home}{slug}?print=1">พิมพ์วิสัยทัศน์</a>', True),
        f"{slug}?print=1": made("วิสัยทัศน์ พันธกิจ", pages.vision(stated) + pages.missions(stated)),
        "/?page_id=77": made("ค่านิยม", pages.values(stated), True),
        plan: made("แผนปฏิบัติราชการ", f'<p><a href="{home}{upload}">แผนปฏิบัติราชการ {stated.years}</a></p><p><a href="{home}/wp-content/uploads/2024/01/risk.pdf">แผนบริหารความเสี่ยง</a></p>'),
        upload: Page(pdf(plan_lines(who.name, stated)), True, "application/pdf"),
        "/wp-content/uploads/2024/01/risk.pdf": Page(pdf(["แผนบริหารความเสี่ยง", "1. ความเสี่ยงด้านการเงิน"]), False, "application/pdf"),
        "/category/news/": made("ข่าวสาร", "<p>รายการข่าว</p>"),
        "/contact/": made("ติดต่อเรา", "<p>ที่อยู่</p>"),
        **{f"/2024/0{at}/post-{at}/": made("ข่าว", pages.meeting_news(at, who.name)) for at in range(1, 9)},
        "/robots.txt": Page(f"User-agent: *\nDisallow: /wp-admin/\nSitemap: {home}/wp-sitemap.xml\n".encode(), media_type="text/plain"),
        "/wp-sitemap.xml": _sitemap("sitemapindex", [f"{home}/wp-sitemap-posts-post-1.xml", f"{home}/wp-sitemap-posts-page-1.xml"]),
        "/wp-sitemap-posts-page-1.xml": _sitemap("urlset", [f"{home}/", f"{home}{slug}", f"{home}/contact/"]),
        "/wp-sitemap-posts-post-1.xml": _sitemap("urlset", [f"{home}/2024/0{at}/post-{at}/" for at in range(1, 9)]),
    }  # fmt: skip


def joomla(who, stated, other):
    """Slugs made of dates, a tree of menu items, the same article under several addresses."""
    vision, mission, issue, about = (f"/index.php/2016-05-21-02-3{at}-37" for at in range(4))

    def made(title, body, planted=False):
        menu = (
            f'<ul class="menu"><li><a href="/index.php">หน้าหลัก</a></li><li class="parent"><a href="{about}">เกี่ยวกับสำนักงาน</a></li>'
            '<li><a href="/index.php/news?start=20">ข่าวประชาสัมพันธ์</a></li><li><a href="/index.php/component/users/?view=login">เข้าสู่ระบบ</a></li></ul>'
        )
        text = f'<div class="banner">{who.name}</div>{menu}<div class="breadcrumbs"><a href="/index.php">หน้าแรก</a> » {title}</div><div class="item-page"><h2>{title}</h2>{body}</div>'
        return Page(pages.html(title, text).encode(), planted)

    children = "".join(
        f'<li><a href="{path}">{text}</a></li>'
        for path, text in ((vision, "วิสัยทัศน์"), (mission, "พันธกิจและเป้าประสงค์"), (issue, "ประเด็นยุทธศาสตร์"))
    )
    tools = f'<a href="{vision}?tmpl=component&print=1" title="พิมพ์บทความ วิสัยทัศน์">พิมพ์</a><a href="/index.php?option=com_content&view=article&id=9&Itemid=101">วิสัยทัศน์</a>'
    news = {
        f"/index.php/news/{at}-news": made("ข่าว", pages.meeting_news(at, who.name)) for at in range(1, 31)
    }
    listed = (
        "".join(f'<a href="/index.php/news/{at}-news">อ่านเพิ่มเติม</a><br>' for at in range(1, 31))
        + '<a href="/index.php/news?start=40">ถัดไป</a>'
    )
    return {
        "/": made("หน้าหลัก", f"<p>ยินดีต้อนรับ</p>{listed}"),
        "/index.php": made("หน้าหลัก", f"<p>ยินดีต้อนรับ</p>{listed}"),
        about: made("เกี่ยวกับสำนักงาน", f"<ul>{children}</ul>"),
        vision: made("วิสัยทัศน์", tools + pages.vision(stated, "วิสัยทัศน์"), True),
        f"{vision}?tmpl=component&print=1": made("วิสัยทัศน์", pages.vision(stated, "วิสัยทัศน์")),
        "/index.php?option=com_content&view=article&id=9&Itemid=101": made("วิสัยทัศน์", pages.vision(stated, "วิสัยทัศน์")),
        mission: made("พันธกิจและเป้าประสงค์", pages.missions(stated, "พันธกิจ") + pages.goals(stated, "เป้าประสงค์"), True),
        issue: made("ประเด็นยุทธศาสตร์", pages.section("ประเด็นยุทธศาสตร์", pages.ordered(stated.strategies)), True),
        "/index.php/news?start=20": made("ข่าว", listed),
        "/index.php/news?start=40": made("ข่าว", listed),
        "/index.php/component/users/?view=login": made("เข้าสู่ระบบ", pages.login()),
        **news,
    }  # fmt: skip


def bootstrap(who, stated, other):
    """Drop-down menus, numbered pages, cards of news; the direction in one page, the policy in another."""

    def made(title, body, planted=False):
        menu = (
            '<nav class="navbar"><ul><li class="dropdown"><a href="#" class="dropdown-toggle">ข้อมูลองค์กร</a><ul class="dropdown-menu">'
            '<li><a href="page.php?id=11">ประวัติ</a></li><li><a href="page.php?id=12">ทิศทางองค์กร</a></li><li><a href="page.php?id=13">ผู้บริหาร</a></li>'
            '<li><a href="page.php?id=14">อัตลักษณ์และค่านิยม</a></li></ul></li><li><a href="procure.php?p=1">จัดซื้อจัดจ้าง</a></li><li><a href="gallery.php?a=1">ภาพกิจกรรม</a></li></ul></nav>'
        )
        cards = "".join(
            f'<div class="card news"><a href="read.php?nid={at}">อ่านต่อ</a></div>' for at in range(40)
        )
        return Page(
            pages.html(
                f"{who.name} | {title}",
                f"<header>{who.name}</header>{menu}<div class=container>{body}</div>{cards}",
            ).encode(),
            planted,
        )

    return {
        "/": made("หน้าแรก", "<p>ยินดีต้อนรับ</p>"),
        "/page.php?id=11": made("ประวัติ", "<p>ประวัติโดยย่อ</p>"),
        "/page.php?id=12": made("ทิศทางองค์กร", pages.vision(stated) + pages.missions(stated) + pages.strategies(stated), True),
        "/page.php?id=13": made("ผู้บริหาร", "<p>ผู้บริหาร</p>"),
        "/page.php?id=14": made("อัตลักษณ์", pages.section("อัตลักษณ์", "<p>ยิ้มง่าย ไหว้งาม</p>") + pages.values(stated), True),
        **{f"/procure.php?p={at}": made("จัดซื้อ", pages.procurement(at)) for at in range(1, 10)},
        **{f"/gallery.php?a={at}": made("ภาพ", pages.gallery(at, lambda n: f"gallery.php?a={n}")) for at in range(1, 90)},
        **{f"/read.php?nid={at}": made("ข่าว", pages.meeting_news(at + 1, who.name) if at % 2 else pages.ministry_news(at + 1)) for at in range(40)},
    }  # fmt: skip


def one_page(who, stated, other):
    """All on the home page, behind anchors; news and a board beside it."""
    menu = '<nav><a href="#vision">วิสัยทัศน์</a><a href="#mission">พันธกิจ</a><a href="/news">ข่าว</a><a href="/board?page=1">ถามตอบ</a></nav>'
    body = f"<h1>{who.name}</h1>{menu}<div id=vision>{pages.vision(stated)}</div><div id=mission>{pages.missions(stated)}</div>{pages.goals(stated)}{pages.values(stated)}"
    links = "".join(f'<a href="/n/{at}">ข่าว {at}</a> ' for at in range(12)) + "".join(
        f'<a href="/d/{at}">เอกสาร</a> ' for at in range(12)
    )
    small = pages.html(who.name, f"<h1>{who.name}</h1>{menu}<p>ไม่มีรายการ</p>").encode()
    return {
        "/": Page(pages.html(who.name, body + links).encode(), True),
        "/news": Page(small),
        "/board?page=1": Page(small),
        **{
            f"/n/{at}": Page(
                pages.html("ข่าว", f"<h1>{who.name}</h1>{menu}{pages.meeting_news(at + 1, who.name)}").encode()
            )
            for at in range(12)
        },
        **{f"/d/{at}": Page(small) for at in range(12)},
    }


def shelf_of_pdfs(who, stated, other):
    """No page states a direction: a shelf of documents does, two clicks deep, among many others."""

    def made(title, body):
        menu = '<div class=nav><a href="/">หน้าแรก</a><a href="/ita/o10">O10 แผนการดำเนินงาน</a><a href="/download">เอกสารเผยแพร่</a><a href="/egp">จัดซื้อจัดจ้าง</a></div>'
        return Page(pages.html(f"{title} {who.short}", f"<h1>{who.name}</h1>{menu}{body}").encode())

    def shelf(rows):
        return (
            "<table>"
            + "".join(
                f'<tr><td>{text}</td><td><a class="btn" href="{path}">ดาวน์โหลด</a></td></tr>'
                for text, path in rows
            )
            + "</table>"
        )

    mine, others = pdf(plan_lines(who.name, stated)), pdf(plan_lines(pages.OTHER, other))
    letters = [(f"หนังสือแจ้งเวียน ที่ {at}", f"/files/letter{at}.pdf") for at in range(1, 31)]
    plain = pdf(["บันทึกข้อความ", "เรื่อง แจ้งเวียนหนังสือ"])
    strategic = pdf(
        [
            who.name,
            "แผนกลยุทธ์",
            "",
            "ค่านิยม",
            *(f"{at}. {text}" for at, text in enumerate(stated.values, 1)),
            "",
            "จุดเน้น",
            *(f"{at}. {text}" for at, text in enumerate(stated.goals, 1)),
        ]
    )
    return {
        "/": made("หน้าแรก", "<p>ยินดีต้อนรับ</p>"),
        "/ita/o10": made("O10", shelf([(f"แผนปฏิบัติราชการ {stated.years}", "/files/2566-a.pdf"), ("รายงานการกำกับติดตาม", "/files/2566-b.pdf")])),
        "/download": made("เอกสารเผยแพร่", shelf([*letters[:15], ("แผนกลยุทธ์", "/files/kz.pdf"), ("แผนพัฒนาการศึกษา สพป.พระนครศรีอยุธยา เขต 1", "/files/ay1.pdf"), *letters[15:]])),
        "/egp": made("จัดซื้อ", pages.procurement(1)),
        "/files/2566-a.pdf": Page(mine, True, "application/pdf"),
        "/files/2566-b.pdf": Page(plain, False, "application/pdf"),
        "/files/kz.pdf": Page(strategic, True, "application/pdf"),
        "/files/ay1.pdf": Page(others, False, "application/pdf"),
        **{path: Page(plain, False, "application/pdf") for _, path in letters},
    }  # fmt: skip
