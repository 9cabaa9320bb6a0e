import argparse, requests
p = argparse.ArgumentParser(); p.add_argument("--host", required=True); a = p.parse_args()
requests.get(f"https://{a.host}/")
