from . import missing
import requests


def push(name):
    requests.post("https://rates.example.com/v1/" + name, data=missing.read())
