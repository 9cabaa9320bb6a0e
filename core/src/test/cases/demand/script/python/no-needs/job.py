"""Takes rates from https://doc.example.org/rates."""
import logging
import xml.etree.ElementTree as ET

import requests

# was: requests.get("https://old.example.org")
NAMESPACE = "http://ns.example.org/atom"
DEBUG = False
LINK = "https://link.example.org/unsubscribe"


def unused():
    """See https://doc.example.org."""
    requests.get("https://unused.example.org")


def main():
    logging.info("see https://wiki.example.org")
    headers = {"User-Agent": "rates/1.0 (+https://about.example.org)", "Referer": "https://ref.example.org"}
    answer = requests.get("https://rates.example.com/daily.xml", headers=headers)
    tree = ET.fromstring(answer.text)
    for item in tree.findall("{%s}item" % NAMESPACE):
        print(item.text, f"<a href='{LINK}'>stop</a>")
    if DEBUG:
        requests.post("https://debug.example.org")


main()
