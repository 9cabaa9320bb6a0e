import os, requests
from pydantic_settings import BaseSettings
class Settings(BaseSettings):
    slack_webhook: str = ""
    api_key: str = ""
    base: str = "https://base.example"
    dry_run: bool = False
s = Settings()
WEBHOOK = os.environ.get("SLACK_WEBHOOK", "")
TOKEN = os.getenv("API_TOKEN", "")
PREFIX = os.getenv("PREFIX", "")
if not TOKEN:
    raise SystemExit("no token")
requests.get("https://one.example/x", headers={"Authorization": TOKEN})
if WEBHOOK:
    requests.post(WEBHOOK, json={})
if os.environ.get("ENABLE_UPLOAD", "false") == "true":
    requests.get("https://upload.example/x")
requests.get(f"https://two.example/{PREFIX}x")
if s.api_key:
    requests.get(s.base + "/y")
if s.slack_webhook:
    requests.post(s.slack_webhook)
proxy = os.environ.get("HTTPS_PROXY", "")
requests.get("https://three.example/", proxies={"https": proxy} if proxy else None)
