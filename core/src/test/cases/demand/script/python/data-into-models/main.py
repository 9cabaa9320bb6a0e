import json
from dataclasses import dataclass, field
from enum import Enum
from typing import Dict, List, Optional
import requests
import dacite
from dataclasses_json import dataclass_json
from pydantic import BaseModel, Field

class Mode(Enum):
    FAST = 'fast'
    SLOW = 'slow'
    def host(self): return self.value + '.mode.example'

class Global(BaseModel):
    host: str
    mode: Mode = Mode.SLOW

class Provider(BaseModel):
    name: str
    url: str
    def fetch(self):
        requests.get(self.url + '/' + self.name)

class Config(BaseModel):
    global_: Global = Field(alias='global')
    providers: List[Provider]
    mirrors: Dict[str, Provider] = {}
    best: Optional['Provider'] = None

@dataclass
class Plain:
    url: str
@dataclass
class Plains:
    providers: List[Plain] = field(default_factory=list)

with open('config.json') as f:
    data = json.load(f)
config = Config.model_validate(data)
requests.get('http://' + config.global_.host)
requests.get('http://' + config.global_.mode.host())
for p in config.providers: p.fetch()
for n, m in config.mirrors.items(): m.fetch()
config.best.fetch()
other = Config(**data)
requests.get(other.best.url + ':81')
third = Config.parse_raw(open('config.json').read())
requests.get(third.best.url + ':82')
fourth = dacite.from_dict(data_class=Plains, data=data)
for p in fourth.providers: requests.get(p.url + '/dacite')
