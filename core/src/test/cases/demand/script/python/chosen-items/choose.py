import random
import sys
import urllib.request

HOSTS = ["c.example.com", "a.example.com", "b.example.com"]
ELECTIONS = {"20121106": "http://old.example.com/", "20221108": "http://new.example.com/"}


def get(url):
    urllib.request.urlopen(url)


get("http://" + sorted(HOSTS)[0] + "/is-a")
get("http://" + sorted(HOSTS, reverse=True)[0] + "/is-c")
get("http://" + sorted(HOSTS, key=lambda host: random.random())[0] + "/is-any")
get("http://" + random.choice(["chosen-1.example.com", "chosen-2.example.com"]))
get("http://" + next(iter(["next-1.example.com"])))
get("http://" + next((host for host in HOSTS if host.startswith("x")), "next-default.example.com"))

newest = 0
for day in ELECTIONS:
    newest = int(day) if int(day) > newest else newest
get(ELECTIONS[str(newest)])
get(ELECTIONS[max(ELECTIONS)] + "again")

perhaps = [host for host in ["p.example.com", "q.example.com"] if host == input()]
get("http://" + perhaps[0])

if any(host == "x.example.com" for host in HOSTS):
    get("http://never-any.example.com")

for server in sorted([{"host": "one.example.com", "port": 1}, {"host": "two.example.com", "port": 2}],
                     key=lambda server: server["port"]):
    get("http://%s:%d/" % (server["host"], server["port"]))


class Tasks:
    def route(self):
        action = getattr(self, sys.argv[1], None)
        if callable(action):
            action()

    def update(self):
        get("http://update.example.com/")

    def remove(self):
        get("http://never-removed.example.com/")


Tasks().route()
