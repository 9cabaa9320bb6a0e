import os
import requests

proxies = None
if os.path.exists("/etc/behind-a-proxy"):
    proxies = {"http": "http://proxy.example.com:3128", "https": "http://proxy.example.com:3128"}
requests.get("https://perhaps-direct.example.com/", proxies=proxies)
requests.get("https://never-direct.example.com/", proxies={"https": "http://other-proxy.example.com:3128"})
