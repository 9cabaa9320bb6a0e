import requests

requests.get("https://before.example.com")


def broken(:
    requests.get("https://inside.example.org")


requests.get("https://after.example.com")
