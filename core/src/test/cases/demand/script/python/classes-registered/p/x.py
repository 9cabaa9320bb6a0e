import requests
from . import REG
class X:
    def query(self): requests.get("https://loaded.example/")
REG["x"] = X
