import functools
import sys
from concurrent.futures import ThreadPoolExecutor

import requests

MIRRORS = ["https://a.example.com", "https://b.example.com"]
PORTS = {"c.example.com": 8080, "d.example.com": 8081}


def nightly():
    for mirror in MIRRORS:
        requests.head(mirror)
    for host, port in PORTS.items():
        requests.head(f"http://{host}:{port}/")
    with ThreadPoolExecutor(max_workers=4) as pool:
        list(pool.map(functools.partial(fetch, "e.example.com"), ["x", "y"]))


def hourly():
    requests.head("https://hourly.example.org")


def fetch(host, path):
    return requests.get("https://" + host + "/" + path)


class Push:
    def to_f(self):
        requests.post("https://f.example.com")

    def to_g(self):
        requests.post("https://g.example.org")


JOBS = {"nightly": nightly, "hourly": hourly}

JOBS[sys.argv[1]]()
getattr(Push(), "to_" + "f")()
