import json
import sys

import requests

rows = {}
for item in json.load(sys.stdin):
    rows[item["path"]] = item
for path in dict(sorted(rows.items())):
    requests.get("https://items.example.net/" + path)
hosts = {}
for item in json.load(sys.stdin):
    hosts.setdefault(item["host"], []).append(item)
for host in hosts:
    requests.get("https://setdefault.example.net/" + host)
urls = {"live_a": "https://live-a.example.net/", "live_b": "https://live-b.example.net/", "test": "https://test.example.net/"}
requests.get(urls["live_" + sys.argv[1]])
