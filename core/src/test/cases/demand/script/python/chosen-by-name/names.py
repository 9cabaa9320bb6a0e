import importlib
import json
import os
import sys

import requests


def job_report():
    requests.get("https://globals-report.example.net/")


def job_never_by_this_prefix():
    requests.get("https://globals-never.example.net/")


def step_one():
    requests.get("https://step.example.net/")


def config():
    if not hasattr(config, "cached"):
        config.cached = {"url": "https://function-attribute.example.net/"}
    return config.cached


class Api:
    def push(self):
        requests.post("https://method.example.net/")

    def unlike(self):
        requests.post("https://method-of-another-name.example.net/")


name = "alpha"
getattr(__import__("plugins", fromlist=[name]), name).update()
importlib.import_module("plugins." + os.environ["PLUGIN"]).refresh()
getattr(Api(), "pu" + os.environ["KIND"])()
globals()["job_r" + os.environ["JOB"]]()
getattr(sys.modules[__name__], "step_" + "one")()
requests.get(config()["url"])
dotted = "plugins.gamma.send"
dot = dotted.rindex(".")
getattr(importlib.import_module(dotted[:dot]), dotted[dot + 1:])()
importlib.import_module(os.environ["ANYTHING"]).run()
