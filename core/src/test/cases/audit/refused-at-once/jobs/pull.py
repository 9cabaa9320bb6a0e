import requests

try:
    requests.get("https://203.0.113.45/feed", timeout=5)
except requests.exceptions.Timeout:
    print("slow today")
