#!/usr/bin/env python3
"""See https://in-a-docstring.example.com/"""
import argparse
import configparser
import json
import logging
import os
import smtplib
import socket
import subprocess
import sys
import urllib.request
from dataclasses import dataclass
from ftplib import FTP
from functools import partial
from urllib.parse import urljoin

import requests
import tomllib
import yaml
from dotenv import load_dotenv

from base import BASE, Client, Special

# https://in-a-comment.example.com/
HOST = "y11.example.com"
load_dotenv()


@dataclass
class Target:
    name: str
    host: str = "y12.example.com"
    port: int = 8080

    @property
    def url(self):
        return f"http://{self.host}:{self.port}/"


def fetch(part, scheme="https"):
    return requests.get("{}://{}.example.com/".format(scheme, part))


def parse():
    parser = argparse.ArgumentParser()
    parser.add_argument("mode", choices=["daily", "weekly"])
    parser.add_argument("--region", default="us")
    parser.add_argument("--server", default="y13.example.com")
    parser.add_argument("--spare", default="y14.example.com")
    return parser.parse_args()


def main():
    args = parse()
    requests.get("https://%s/a" % HOST)
    requests.get(BASE + "/b")
    Client().get("/c")
    Special.make().get("/d")
    Special.ping()
    requests.get(Target("x").url)
    requests.get(Target("x", host="y15.example.com", port=81).url)
    config = configparser.ConfigParser()
    config.read("settings.ini")
    requests.get(f"https://{config['api']['host']}:{config.getint('api', 'port')}/")
    with open("settings.yaml") as handle:
        settings = yaml.safe_load(handle)
    for feed in settings["feeds"]:
        urllib.request.urlopen(feed)
    import psycopg2
    psycopg2.connect(host=settings["db"]["host"], port=settings["db"]["port"], dbname="x")
    with open("settings.toml", "rb") as handle:
        requests.get(tomllib.load(handle)["tool"]["base"])
    socket.create_connection((os.environ["QUEUE_HOST"], 5672), timeout=3)
    requests.get(f"https://{os.getenv('REPORT_HOST', 'y16.example.com')}/")
    requests.get("https://" + os.environ.get("NOT_SET", "y17.example.com"))
    requests.get(f"https://{args.server}/{args.region}")
    requests.get(f"https://{args.spare}/")
    if args.mode == "weekly":
        requests.get("https://not-this-one.example.com/")
    requests.get(urljoin("https://y18.example.com/x/", "y"))
    for part in ("y19", "y20"):
        fetch(part)
    list(map(fetch, ["y21", "y22"]))
    secure = partial(fetch, scheme="http")
    secure("y23")
    {name: fetch(name) for name in ["y24"]}
    hosts = {"a": "y25.example.com", "b": "y26.example.com"}
    for key, host in hosts.items():
        requests.post(f"https://{host}/{key}", json={"text": "see https://in-a-body.example.com/"})
    os.system("curl -s https://y27.example.com/ -o /tmp/x")
    subprocess.run(["rsync", "-a", "/srv/", "backup@y28.example.com:/srv/"], check=True)
    subprocess.check_output("wget -q https://y29.example.com/", shell=True)
    with smtplib.SMTP("y30.example.com", 587) as smtp:
        smtp.sendmail("a@example.com", "b@example.com", "https://in-a-mail.example.com/")
    FTP("y31.example.com")
    if len(sys.argv) > 9:
        requests.get(sys.argv[9])
    try:
        requests.request("PUT", url="https://y32.example.com/", timeout=5)
    except requests.RequestException as error:
        logging.error("failed https://in-a-log.example.com/ %s", error)
    print("done, see https://only-printed.example.com/")
    with requests.Session() as session:
        session.get("https://y33.example.com/")
    parts = ["https:/", "y34.example.com", "z"]
    requests.get("/".join(parts))
    requests.get(json.loads('{"u": "https://y35.example.com/"}')["u"])
    url, extra = "https://y36.example.com/", None
    while url:
        requests.get(url)
        url = extra


if __name__ == "__main__":
    main()
