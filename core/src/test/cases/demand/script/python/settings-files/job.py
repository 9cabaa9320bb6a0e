import configparser
import json
import os
import tomllib

import psycopg2
import redis
import requests
import yaml
from dotenv import load_dotenv

load_dotenv()

ini = configparser.ConfigParser()
ini.read("job.ini")
with open("job.json") as file:
    data = json.load(file)
with open(os.path.join(os.path.dirname(__file__), "job.yaml")) as file:
    more = yaml.safe_load(file)
with open("job.toml", "rb") as file:
    table = tomllib.load(file)

psycopg2.connect(host=ini["database"]["host"], port=ini.getint("database", "port"))
requests.post(data["hooks"][0]["url"])
redis.Redis(host=more["cache"]["host"], port=more["cache"].get("port", 6379)).ping()
requests.get(table["mirror"]["url"])
requests.get(os.environ["REPORT_URL"])
