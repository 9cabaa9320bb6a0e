import requests, sys, os
def one():
    try:
        return requests.get("https://g1.example.net/")
    except Exception as e:
        print(e)
    sys.exit(1)
one()
requests.get("https://g2.example.net/")
while True:
    try:
        requests.get("https://g3.example.net/")
    except Exception:
        break
requests.get("https://g4.example.net/")
cfg = {"url": "https://g5.example.net/"}
try:
    url = cfg["url"]
except KeyError:
    url = "https://not.example.net/"
requests.get(url)
try:
    requests.get("https://g6.example.net/")
    sys.exit(0)
except Exception:
    requests.get("https://g7.example.net/")
requests.get("https://g8.example.net/")
