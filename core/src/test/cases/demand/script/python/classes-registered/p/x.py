import requests
from . import REG
from .data import URL
class X:
    def query(self): requests.get("https://loaded.example/"); requests.get(URL)
REG["x"] = X
