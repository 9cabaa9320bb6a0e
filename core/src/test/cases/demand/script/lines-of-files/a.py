import requests

for line in open("hosts.txt"):
    requests.get(f"https://{line.strip()}/python")
