import os, sys, requests, schedule, time, threading, subprocess, importlib
sys.path.append(os.path.join(os.path.dirname(__file__), "pkg"))
import clients
clients.call()
m = importlib.import_module("pkg.clients"); m.call2()
t = threading.Thread(target=requests.get, args=("https://p36.example",)); t.start()
def job(): requests.get("https://p37.example")
schedule.every(1).minutes.do(job)
class T(threading.Thread):
    def run(self): requests.get("https://p38.example")
T().start()
exec("requests.get('https://p39.example')")
f = requests.get if True else None; f("https://p40.example")
for m_ in ("get", "post"): getattr(requests, m_)("https://p41.example")
s = "https://p42.example/" \
    "x"; requests.get(s); requests.get(url="https://p43.example"); requests.request(method="GET", url="https://p44.example")
def gen():
    yield "https://p45.example"; yield "https://p46.example"
for u in gen(): requests.get(u)
u = "https://%(h)s/%(p)s" % {"h": "p47.example", "p": "x"}; requests.get(u); requests.get("https://{h}/".format(h="p48.example")); requests.get("https://{0}/{1}".format("p49.example", 1)); requests.get("/".join(["https:/", "p51.example", "x"])); requests.get("https://p52.EXAMPLE".lower()); requests.get("http://p53.example".replace("http:", "https:")); requests.get(f"{'https'}://{'p54.example'!s}/")
