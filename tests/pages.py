"""Small made-up pages of real and invented offices, and a loopback site that serves them."""

import http.server
import threading
import time
from contextlib import contextmanager

LOEI = "สำนักงานเขตพื้นที่การศึกษาประถมศึกษาเลย เขต 2"
TRAT = "สำนักงานเขตพื้นที่การศึกษาประถมศึกษาตราด"
MISSIONS = ("ส่งเสริมให้ประชากรวัยเรียนเข้าถึงการศึกษา", "พัฒนาคุณภาพครูและบุคลากรทางการศึกษา")


def text_page(office, vision="องค์กรแห่งการเรียนรู้ มุ่งสู่คุณภาพการศึกษา", missions=MISSIONS):
    """A plain text page: an office's name, one vision, numbered missions."""
    items = "\n".join(f"{number}. {mission}" for number, mission in enumerate(missions, 1))
    return f"{office}\n\nวิสัยทัศน์\n{vision}\n\nพันธกิจ\n{items}\n".encode()


def html_page(office, vision="องค์กรแห่งการเรียนรู้ มุ่งสู่คุณภาพการศึกษา", missions=MISSIONS):
    """The same as HTML."""
    items = "".join(f"<li>{mission}</li>" for mission in missions)
    return (
        f"<!DOCTYPE html><html><head><meta charset='utf-8'><title>{office}</title></head><body>"
        f"<h1>{office}</h1><h2>วิสัยทัศน์</h2><p>{vision}</p><h2>พันธกิจ</h2><ol>{items}</ol></body></html>"
    ).encode()


class Site:
    """A loopback site: `pages` maps a path to a body, a status, or (seconds, body); counts who is inside."""

    def __init__(self, base):
        self.base = base
        self.pages = {}
        self.asked = []
        self.inside = 0
        self.most_inside = 0
        self.lock = threading.Lock()

    def url(self, path):
        return f"{self.base}/{path}"


class _Handler(http.server.BaseHTTPRequestHandler):
    def log_message(self, *_arguments):
        pass

    def do_GET(self):
        site = self.server.site
        with site.lock:
            site.asked.append((self.path, self.headers["User-Agent"]))
            site.inside += 1
            site.most_inside = max(site.most_inside, site.inside)
        try:
            self._answer(site.pages.get(self.path.lstrip("/"), 404))
        finally:
            with site.lock:
                site.inside -= 1

    def _answer(self, page):
        if isinstance(page, tuple):
            time.sleep(page[0])
            page = page[1]
        status, body = (page, b"") if isinstance(page, int) else (200, page)
        self.send_response(status)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


@contextmanager
def serve(host="127.0.0.1"):
    """A site on a free loopback port."""
    with http.server.ThreadingHTTPServer((host, 0), _Handler) as server:
        server.site = Site(f"http://{host}:{server.server_port}")
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        thread.start()
        yield server.site
        server.shutdown()
        thread.join()


def office_file(folder, office_id, *addresses):
    """Say where to look for an office, as THITTHANG_SOURCES has it."""
    folder.mkdir(exist_ok=True)
    lines = "".join(f"  - {address}\n" for address in addresses)
    (folder / f"{office_id}.yaml").write_text(f"addresses:\n{lines}" if addresses else "addresses: []\n")
