import requests

BASE = "https://y7.example.com"


class Client:
    host = "y8.example.com"

    def __init__(self, token=None, *, timeout=10):
        self.session = requests.Session()
        self.session.headers["User-Agent"] = "bot (+https://not-fetched.example.com)"
        self.url = f"https://{self.host}"

    def get(self, path, **kwargs):
        return self.session.get(self.url + path, timeout=5, **kwargs)

    def never(self):
        return requests.get("https://never-called.example.com/")


class Special(Client):
    host = "y9.example.com"

    @classmethod
    def make(cls):
        return cls(token="x")

    @staticmethod
    def ping():
        requests.head("https://y10.example.com/ping")
