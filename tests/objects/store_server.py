"""An S3 server on this machine for tests: moto's, one request at a time, and counted.

Prints its address. `GET /-/requests` answers how many requests of each method came, as JSON.
"""

import json
import sys
import threading
from collections import Counter
from contextlib import closing

from moto.server import DomainDispatcherApplication, create_backend_app
from werkzeug.serving import WSGIRequestHandler, make_server


class Quiet(WSGIRequestHandler):
    def log(self, *_):
        pass


class OneAtATime:
    """moto looks whether a file is there and writes it in two steps; a store does so at one stroke."""

    def __init__(self, application):
        self.application = application
        self.lock = threading.Lock()
        self.requests = Counter()

    def __call__(self, environ, start_response):
        if environ["PATH_INFO"] == "/-/requests":
            start_response("200 OK", [("Content-Type", "application/json")])
            return [json.dumps(self.requests).encode()]
        with self.lock:
            self.requests[environ["REQUEST_METHOD"]] += 1
            return [*self.application(environ, start_response)]


def main():
    application = OneAtATime(DomainDispatcherApplication(create_backend_app))
    server = make_server("127.0.0.1", 0, application, threaded=True, request_handler=Quiet)
    with closing(server.socket):
        sys.stdout.write(f"http://127.0.0.1:{server.server_port}\n")
        sys.stdout.flush()
        server.serve_forever()


if __name__ == "__main__":
    main()
