import enum
from enum import Enum, auto, unique, IntEnum
import requests, socket, functools

class Mailer:
    def alert(self): requests.get('https://mailer-class.example')

def fetch(x): requests.get('https://%s.partial.example' % x)

class Service(Enum):
    MAIL = Mailer
    PART = functools.partial(fetch, 'p')

class Host(str, Enum):
    A = 'a.str.example'
    B = 'b.str.example'
    @property
    def url(self): return f'https://{self.value}:8443/'
    def ping(self): requests.get('http://' + self)
    @classmethod
    def by(cls, n): return cls[n.upper()]

@unique
class Env(Enum):
    PROD = 'prod'
    TEST = 'test'
    def host(self): return f'{self.name.lower()}.env.example'
    @classmethod
    def all(cls): return [e.value for e in cls]

class Db(Enum):
    ONE = ('db1.tuple.example', 5432)
    TWO = ('db2.tuple.example', 5433)
    def __init__(self, host, port):
        self.host = host
        self.port = port
    def connect(self):
        socket.create_connection((self.host, self.port))

class Planet(Enum):
    X = 1, 'x.new.example'
    def __new__(cls, n, host):
        o = object.__new__(cls)
        o._value_ = n
        o.host = host
        return o

class Kind(Enum):
    ALPHA = auto()
    BETA = auto()

URLS = {Env.PROD: 'https://prod.map.example', Env.TEST: 'https://test.map.example'}
KINDS = {Kind.ALPHA: 'https://alpha.kind.example', Kind.BETA: 'https://beta.kind.example'}

class Url(str):
    def get(self): return requests.get('https://' + self)
class Port(IntEnum):
    HTTPALT = 8081

Service["MAIL"].value().alert()
Service.PART.value()
for h in Host:
    requests.get(h.url)
Host.A.ping()
requests.get('http://' + Host.by('b') + ':81/')
requests.get('https://' + Env.PROD.host())
for e in Env.all(): requests.get(f'https://{e}.all.example')
Db.ONE.connect()
for d in Db: 
    if d is Db.TWO: requests.get('http://%s:%d' % (d.host, d.port))
requests.get('https://' + Planet.X.host)
requests.get(URLS[Env('prod')])
requests.get(KINDS[Kind.BETA])
for k, v in KINDS.items():
    if k is Kind.ALPHA: requests.get(v + ':444')
Url('url.str.example').get()
socket.create_connection(('port.example', Port.HTTPALT))
for n, m in Env.__members__.items(): requests.get('https://%s.%s.members.example' % (n, m.value))
def check(kind):
    if kind == Kind.ALPHA:
        requests.get('https://neveralpha.example')
    elif kind == Kind.BETA:
        requests.get('https://onlybeta.example')
check(Kind.BETA)
class Secure(str):
    def __new__(cls, host):
        return super().__new__(cls, 'https://' + host)
    def get(self): return requests.get(self)
Secure('secure.example').get()
class Base(Enum):
    def go(self): requests.get('https://' + self.value)
class Sub(Base):
    A = 'sub-a.example'
getattr(Sub, 'A').go()
Sub(Sub.A).go()
