import requests


def refresh():
    requests.get("https://plugin-beta.example.net/")
