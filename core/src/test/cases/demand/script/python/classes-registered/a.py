import argparse, collections, configparser, importlib, itertools, json, pkgutil, poplib, socket, string
import requests
from pydantic_settings import BaseSettings, SettingsConfigDict
import p

REG = {}
def register(cls):
    REG[cls.__name__] = cls
    return cls
def named(name):
    def inner(cls):
        REG[name] = cls
        return cls
    return inner
@register
class Plain:
    def send(self): requests.get("https://plain.example/")
@named("other")
class Other:
    def send(self): requests.get("https://named.example/")
class Never:
    def send(self): requests.get("https://never.example/")
REG["Plain"]().send()
REG["other"]().send()

class Sink:
    registry = {}
    def __init_subclass__(cls, kind="", **kw): Sink.registry[kind or cls.__name__] = cls
class File(Sink):
    def send(self): requests.get("https://told.example/")
class Net(Sink, kind="net"):
    def send(self): requests.get("https://kind.example/")
Sink.registry["File"]().send()
Sink.registry["net"]().send()

class Check: pass
class Ping(Check):
    def run(self): requests.get("https://listed.example/")
for check in Check.__subclasses__():
    check().run()

class Meta(type):
    registry = {}
    def __new__(mcs, name, bases, ns):
        cls = super().__new__(mcs, name, bases, ns)
        mcs.registry[name] = cls
        return cls
class Base(metaclass=Meta): pass
class Made(Base):
    def run(self): requests.get("https://meta.example/")
Meta.registry["Made"]().run()

p.REG["x"]().query()

class Api(requests.Session):
    def __init__(self, base):
        super().__init__()
        self.base = base
    def request(self, method, url, **kw):
        return super().request(method, self.base + url, **kw)
Api("https://session.example").get("/things")

class Settings(BaseSettings):
    model_config = SettingsConfigDict(env_file="app.env", env_prefix="APP_")
    api_url: str = "https://no-default.example/"
    hook: str | None = None
settings = Settings()
requests.get(settings.api_url)
if settings.hook:
    requests.post(settings.hook)

class AttrDict(dict):
    def __getattr__(self, name):
        value = self[name]
        return AttrDict(value) if isinstance(value, dict) else value
requests.get("https://" + AttrDict({"web": {"host": "attr.example"}}).web.host)
class Bag(dict):
    def __init__(self, *a, **k):
        super().__init__(*a, **k)
        self.__dict__ = self
requests.get(Bag(url="https://bag.example/").url)

Target = collections.namedtuple("Target", "host port")
def target(text):
    host, sep, port = text.partition(":")
    return Target(host, int(port) if sep else 443)
ap = argparse.ArgumentParser()
ap.add_argument("target", type=target)
ap.add_argument("--config", type=argparse.FileType("r"))
o = ap.parse_args()
socket.create_connection((o.target.host, o.target.port), 10)
requests.get(json.load(o.config)["url"])

cp = configparser.ConfigParser()
cp.read("mail.ini")
for name in cp.sections():
    if cp.getboolean(name, "enabled"):
        poplib.POP3_SSL(cp.get(name, "host"))

requests.get(json.loads(pkgutil.get_data("p", "data.json"))["url"])
requests.get(string.Template("https://$host/x").substitute(host="template.example"))
for url in itertools.chain.from_iterable([["https://chain1.example/"], ["https://chain2.example/"]]):
    requests.get(url)
def merge(a, b):
    for k, v in b.items():
        if isinstance(v, collections.abc.Mapping):
            a[k] = merge(a.get(k, {}), v)
        else:
            a[k] = v
    return a
def load(own, parent):
    return AttrDict(merge(AttrDict(parent), own))
cfg = load({"web": {"host": "merged.example"}}, {"web": {"host": "no-base.example"}, "port": 1})
requests.get("https://" + cfg.web.host)
