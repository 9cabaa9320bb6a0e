import requests
API_ROOT = "https://p22.example"
class _C:
    def __init__(self, n): self.n = n
    def get(self): return requests.get(f"https://{self.n}.example")
def build(n): return _C(n)
class Registry:
    _m = {}
    @classmethod
    def register(cls, name):
        def deco(f): cls._m[name] = f; return f
        return deco
    @classmethod
    def get(cls, name): return cls._m[name]
@Registry.register("z")
def z(): requests.get("https://p23.example")
@Registry.register("y")
def y(): requests.get("https://no6.example")
def call(): requests.get("https://p24.example")
def call2(): requests.get("https://p35.example")
