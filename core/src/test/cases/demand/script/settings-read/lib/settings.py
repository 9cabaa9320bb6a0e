import os
URL = "https://c20.example"
class Config:
    HOST = "c21.example"
    API = "https://" + HOST
_C = {"x": {"host": "https://c22.example"}, "y": {"host": "https://no3.example"}}
def get_config(name): return _C[name]
