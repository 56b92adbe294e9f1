"""Pages that a server gives in place of the document, with status 200, and pages that only look so."""

from tests.hostile.html_files import PAGE, page
from tests.pages import LOEI

MENU = (
    "<nav><ul>"
    + "".join(
        f"<li><a href='/{number}'>{word}</a></li>"
        for number, word in enumerate(("หน้าแรก", "วิสัยทัศน์", "พันธกิจ", "บุคลากร", "ข่าว", "ติดต่อเรา", "เข้าสู่ระบบ"))
    )
    + "</ul></nav>"
)
FOOT = f"<footer><p>{LOEI} ถนนตัวอย่าง ตำบลตัวอย่าง โทร 0 0000 0000</p><p>ผู้เยี่ยมชม 12,345</p></footer>"
ASKS = "<form><input name=user><input type='password' name=p><input type=submit></form>"


def shells():
    """Code → name → page."""
    return {
        "SOFT_404": {
            "Thai, within the site": page(
                f"{MENU}<h1>ไม่พบหน้าที่คุณต้องการ</h1><p>หน้านี้อาจถูกย้ายหรือลบไปแล้ว</p>{FOOT}"
            ),
            "Thai, a sentence": page(f"{MENU}<p>ขออภัย ไม่พบข้อมูลที่ท่านต้องการ</p>{FOOT}"),
            "WordPress": page(
                f"{MENU}<h1>Oops! That page can't be found.</h1><p>It looks like nothing was found at this"
                f" location. Maybe try a search?</p>{FOOT}",
                title=f"Page not found - {LOEI}",
            ),
            "Joomla": page(f"{MENU}<h1>404 - ไม่พบบทความ</h1>", title="404 - Error: 404"),
            "server": page("<h1>Not Found</h1><p>The URL was not found on this server.</p>", title="x"),
            "IIS": page("<h1>Server Error in '/' Application.</h1><h2>The resource cannot be found.</h2>"),
            "database": page("<h1>Error establishing a database connection</h1>", title="Database Error"),
            "repairs": page(f"{MENU}<h2>วิสัยทัศน์</h2><p>หน้านี้อยู่ระหว่างปรับปรุงข้อมูล</p>{FOOT}"),
        },
        "LOGIN": {
            "Thai": page(f"<h1>เข้าสู่ระบบ</h1>{ASKS}", title="เข้าสู่ระบบ"),
            "within the site": page(f"{MENU}<h2>กรุณาเข้าสู่ระบบก่อนใช้งาน</h2>{ASKS}{FOOT}"),
            "WordPress": page(f"<label>Username or Email</label>{ASKS}", title=f"Log In ‹ {LOEI}"),
            "sent on": page("", head="<meta http-equiv='refresh' content='0; url=/wp-login.php'>", title=""),
        },
        "CHALLENGE": {
            "Cloudflare": page(
                "<noscript><h2>Enable JavaScript and cookies to continue</h2></noscript>",
                title="Just a moment...",
                head="<script>window._cf_chl_opt={cvId:'3'};</script>",
            ),
            "question": page("<p>Verify you are human by completing the action below.</p>", title="example"),
            "Thai": page("<h1>กำลังตรวจสอบเบราว์เซอร์ของคุณ</h1><p>โปรดรอสักครู่</p>", title="โปรดรอ"),
            "cookie": b"<html><script>document.cookie='k=1';location.reload(true);</script></html>",
            "firewall": page(
                "The requested URL was rejected. Please consult with your administrator. "
                "Your support ID is: 1234567890",
                title="Request Rejected",
            ),
        },
        "PARKED": {
            "seller": page(
                "<h1>example.go.th</h1><p>This domain is for sale! Buy this domain.</p>", title="example"
            ),
            "Thai": page("<h1>โดเมนนี้หมดอายุ</h1><p>กรุณาติดต่อผู้ให้บริการ</p>", title="example"),
            "suspended": page("<h1>Account Suspended</h1><p>Contact your hosting provider.</p>"),
            "server": page("<h1>Welcome to nginx!</h1><p>Further configuration is required.</p>", title=""),
        },
        "NEEDS_JS": {
            "React": page(
                "<noscript>You need to enable JavaScript to run this app.</noscript><div id='root'></div>"
                "<script src='/static/js/main.js'></script>"
            ),
            "Angular": page("<app-root>กำลังโหลด...</app-root><script src='main.js'></script>"),
            "empty": page('<div id="app"></div><script src="/a.js"></script>', title="x"),
            "sent on": page("<script>window.location.href='/th/index.php'</script>"),
        },
    }


def login_in_a_corner():
    """A page with content whose menu asks for a password: no shell."""
    return PAGE.replace(b"</h1>", f"</h1><aside><h3>เข้าสู่ระบบ</h3>{ASKS}</aside>".encode())


def story_about_an_error():
    """A page without statements that says much, and speaks of pages that are not found."""
    story = "เมื่อเปิดเว็บไซต์แล้วไม่พบหน้าที่ต้องการ ผู้ใช้ควรแจ้งเจ้าหน้าที่เพื่อแก้ไขต่อไป " * 20
    return page(f"<h1>คู่มือการใช้เว็บไซต์</h1><p>{story}</p>")
