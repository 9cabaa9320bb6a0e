import json, configparser, yaml, os, csv, requests, psycopg2, smtplib, tomllib
from pathlib import Path
from dotenv import load_dotenv, dotenv_values
import lib.settings as st
from lib.settings import Config, get_config
BASE = Path(__file__).resolve().parent
cfg = json.loads((BASE / "conf" / "config.json").read_text())
requests.get(cfg["api"]["url"])
for h in cfg["api"]["hosts"]: requests.get(f"https://{h}/")
env = os.environ.get("APP_ENV", "development")
db = cfg[env]["db"]; psycopg2.connect(host=db["host"], port=db["port"])
cp = configparser.ConfigParser(); cp.read(os.path.join(os.path.dirname(os.path.abspath(__file__)), "conf/config.ini"))
requests.get("http://%s:%s/" % (cp["server"]["host"], cp.getint("server", "port"))); smtplib.SMTP(cp.get("mail", "smtp"))
with open("conf/config.yml") as f: y = yaml.safe_load(f)
requests.get(y["api"]["base_url"] + "/x")
for s in y["servers"]: requests.get("https://" + s["host"])
requests.get("https://" + y[env]["host"]); requests.get(y["other"]["u"])
load_dotenv(BASE / ".env"); requests.get(os.environ["API_URL"]); psycopg2.connect(host=os.getenv("DB_HOST"), port=int(os.getenv("DB_PORT", 5432)))
with open(BASE / "conf/config.toml", "rb") as f: t = tomllib.load(f)
requests.get(t["api"]["url"]); requests.get("https://" + t["servers"][0]["host"])
for line in open("conf/hosts.txt"):
    line = line.strip()
    if not line or line.startswith("#"): continue
    requests.get(f"https://{line.split()[0]}/")
with open("conf/hosts.csv") as f:
    for row in csv.DictReader(f): requests.get("https://" + row["host"])
requests.get(st.URL); requests.get(Config.API); requests.get(get_config("x")["host"])
