import requests


def send(host, timeout):
    requests.post(f"https://{host}/upload", timeout=timeout)


if __name__ == "__main__":
    send("test.example.org", 1)
