import json
import sys

import requests

requests.get("https://" + sys.argv[1])
listing = requests.get("https://catalogue.example.com/mirrors.json").json()
for mirror in listing["mirrors"]:
    requests.get(mirror["url"] + "/Release")
with open("/etc/job/hosts.json") as file:
    requests.get("https://" + json.load(file)["primary"])
