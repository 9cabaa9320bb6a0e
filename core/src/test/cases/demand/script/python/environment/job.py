import os

import requests

requests.get("https://" + os.environ["API_HOST"] + "/v1")
requests.get("https://%s/v1" % os.getenv("TOKEN_HOST"))
requests.get(os.environ.get("MIRROR", "https://mirror.example.com"))
requests.get(os.environ["WEBHOOK_URL"])
