import requests


def update():
    requests.get("https://import-fromlist.example.net/")


def refresh():
    requests.get("https://plugin-alpha.example.net/")
