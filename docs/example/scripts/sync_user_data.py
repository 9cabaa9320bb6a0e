#!/usr/bin/env python3
"""Reads new users from the CRM and keeps them for the nightly import."""

import json
import logging
import os
import sys

import requests

API_URL = "https://api.examplecrm.com/v1/users"
TARGET = "/var/lib/jobs/users.json"

logging.basicConfig(level=logging.INFO)


def fetch_users():
    headers = {"Authorization": "Bearer " + os.environ.get("CRM_TOKEN", "")}
    try:
        response = requests.get(API_URL, headers=headers, timeout=10)
        response.raise_for_status()
        return response.json()
    except requests.exceptions.Timeout:
        logging.error("the CRM did not answer in time")
    except requests.exceptions.ConnectionError as error:
        logging.error("the CRM cannot be reached: %s", error)
    except Exception:
        logging.exception("the users could not be read")
    return []


def main():
    users = fetch_users()
    if users:
        with open(TARGET, "w") as out:
            json.dump(users, out)
    logging.info("%d users", len(users))
    return 0


if __name__ == "__main__":
    sys.exit(main())
