import os.path
from urllib.parse import urljoin

import requests

HOST = "api.example.com"
BASE = f"https://{HOST}/v2"


class Settings:
    mirror = "mirror.example.com"
    port = 8443

    def url(self):
        return "https://%s:%d/pub" % (self.mirror, self.port)


def main():
    requests.get(BASE + "/users")
    requests.get(Settings().url())
    requests.get("https://{}/{name}".format("files.example.com", name="a.csv"))
    requests.get("https://static."
                 "example.com/logo.png")
    requests.get(urljoin("https://docs.example.com/a/b", "../c"))
    requests.get("https://" + ".".join(["eu", "cdn", "example", "com"]))
    requests.get(os.path.join("https://repo.example.com", "deb", "Release"))


if __name__ == "__main__":
    main()
