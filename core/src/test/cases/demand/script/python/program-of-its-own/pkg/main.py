import argparse, logging, asyncio
from abc import ABC, abstractmethod
from dataclasses import dataclass, field
from enum import Enum
from functools import partial, lru_cache, wraps
from concurrent.futures import ThreadPoolExecutor, as_completed
from typing import Optional, NamedTuple
from .clients import build, Registry, API_ROOT
from . import clients as c
import requests

class Env(Enum):
    PROD = "https://p1.example"
    DEV = "https://no1.example"

class Region(str, Enum):
    EU = "p2.example"

@dataclass
class Conf:
    host: str = "p3.example"
    port: int = 8443
    paths: list = field(default_factory=lambda: ["a", "b"])
    @property
    def url(self): return f"https://{self.host}:{self.port}"
    @classmethod
    def load(cls, name): return cls(host=f"{name}.example")

class Pt(NamedTuple):
    host: str
    port: int = 80

class Base(ABC):
    base_url: Optional[str] = None
    def __init__(self, session=None): self.s = session or requests.Session()
    @abstractmethod
    def path(self): ...
    def run(self): return self.s.get(self.base_url + self.path())

class A(Base):
    base_url = "https://p4.example"
    def path(self): return "/a"

class B(Base):
    def __init__(self, host, **kw):
        super().__init__(**kw); self.base_url = f"https://{host}"
    def path(self): return "/b"

def retry(times):
    def deco(fn):
        @wraps(fn)
        def inner(*a, **k):
            for _ in range(times):
                try: return fn(*a, **k)
                except Exception: pass
        return inner
    return deco

@retry(3)
def fetch(url, *, timeout=5): return requests.get(url, timeout=timeout)

@lru_cache(maxsize=None)
def host_of(name): return {"x": "p7.example"}.get(name, "no2.example")

class Client:
    _instance = None
    def __new__(cls, *a, **k):
        if cls._instance is None: cls._instance = super().__new__(cls)
        return cls._instance
    def __enter__(self): self.host = "p8.example"; return self
    def __exit__(self, *a): pass
    def __call__(self, p): return requests.get(f"https://{self.host}{p}")

    @staticmethod
    def ping(h): requests.head("https://" + h)

HANDLERS = {"users": lambda: requests.get("https://p10.example"), "orders": partial(requests.get, "https://p11.example")}
def main(argv=None):
    ap = argparse.ArgumentParser(); ap.add_argument("--env", choices=["prod", "dev"], default="dev"); ap.add_argument("--host", default="p12.example"); sub = ap.add_subparsers(dest="cmd"); sp = sub.add_parser("sync"); sp.add_argument("--x")
    args = ap.parse_args(argv)
    requests.get(Env[args.env.upper()].value); requests.get(f"https://{Region.EU.value}/"); requests.get(Conf().url); requests.get(Conf.load("p5").url)
    [requests.get(f"{Conf(host='p6.example').url}/{p}") for p in Conf().paths]
    A().run(); B("p13.example").run(); fetch("https://p14.example"); requests.get(f"https://{host_of('x')}/")
    with Client() as cl: cl("/x")
    Client.ping("p15.example"); requests.get(f"https://{args.host}/")
    for name, fn in HANDLERS.items(): fn()
    with ThreadPoolExecutor(4) as ex:
        futs = {ex.submit(fetch, u): u for u in ("https://p16.example", "https://p17.example")}
        for f in as_completed(futs): f.result()
        list(ex.map(lambda h: requests.get("https://" + h), ["p18.example", "p19.example"]))
    pt = Pt("p20.example", 81); requests.get(f"http://{pt.host}:{pt.port}/")
    build("p21").get(); Registry.get("z")(); requests.get(API_ROOT); c.call(); getattr(c, "call2")()
    a, *rest = ["https://p25.example", "https://p26.example"]; requests.get(a); requests.get(rest[0])
    cfg = {**{"u": "https://no3.example"}, **{"u": "https://p27.example"}}; requests.get(cfg["u"])
    u = "https://p28.example" if args.env == "prod" else "https://no4.example"; requests.get(u)
    match args.env:
        case "prod": requests.get("https://p29.example")
        case _: requests.get("https://no5.example")
    if (n := len(rest)) > 0: requests.get("https://p30.example/%d" % n)
    hosts = sorted({"p31.example", "p32.example"}); requests.get(f"https://{hosts[0]}"); [requests.get("https://" + h) for h in hosts]
    asyncio.run(amain())
async def amain():
    import aiohttp
    async with aiohttp.ClientSession() as s:
        await asyncio.gather(*(get(s, h) for h in ["p33.example", "p34.example"]))
async def get(s, h):
    async with s.get(f"https://{h}") as r: return await r.text()
if __name__ == "__main__":
    main()
