import requests
def get():
    for host in ["b1", "b2"]:
        try:
            return requests.get("https://%s.example.net/" % host)
        except Exception as e:
            print(e)
    return requests.get("https://b3.example.net/")
get()
