import requests
requests.get("https://three.example.com/")
