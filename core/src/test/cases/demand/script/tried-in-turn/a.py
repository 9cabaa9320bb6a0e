import requests
def get():
    try:
        return requests.get("https://a1.example.net/")
    except Exception as e:
        print(e)
    return requests.get("https://a2.example.net/")
get()
