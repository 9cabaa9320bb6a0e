import argparse

import psycopg2
import requests


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("command", choices=["push", "pull"])
    parser.add_argument("--host", default="localhost")
    parser.add_argument("-p", "--port", type=int, default=5432)
    parser.add_argument("--hook", default="https://hooks.example.com/done")
    args = parser.parse_args()
    psycopg2.connect(host=args.host, port=args.port)
    if args.command == "push":
        requests.post(args.hook)
    else:
        requests.get("https://pull.example.com")


main()
