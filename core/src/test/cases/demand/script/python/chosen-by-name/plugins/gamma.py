import requests


def send():
    requests.get("https://plugin-gamma.example.net/")
