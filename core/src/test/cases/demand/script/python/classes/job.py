import requests


class Client:
    def __init__(self, base, timeout=10):
        self.base = base.rstrip("/")
        self.timeout = timeout
        self.session = requests.Session()

    @property
    def root(self):
        return self.base + "/api"

    @classmethod
    def default(cls):
        return cls("https://tickets.example.com/")

    def _get(self, path, **options):
        return self.session.get(self.root + path, timeout=self.timeout, **options)

    def delete(self):
        self.session.delete("https://never.example.org")


class Mirror(Client):
    def __init__(self):
        super().__init__("https://mirror.example.com")

    def pull(self):
        return self._get("/pull")


class Unused:
    def __init__(self):
        requests.get("https://unused.example.org")


Client.default()._get("/open")
Mirror().pull()
