import os, sys, subprocess, logging, fcntl, socket, time, json
from datetime import datetime, date, timedelta
import requests
LOCK = "/tmp/x.lock"
if os.path.exists(LOCK):
    sys.exit(0)
lock = open(LOCK, "w")
try:
    fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
except IOError:
    sys.exit(1)
if os.geteuid() != 0:
    sys.exit("root only")
if socket.gethostname() != "prod1":
    sys.exit(0)
if date.today().weekday() >= 5:
    sys.exit(0)
if datetime.now().hour < 6:
    raise SystemExit
if len(sys.argv) > 1 and sys.argv[1] == "--weekly":
    requests.get("https://no1.example/")
    sys.exit()
if not os.path.isfile("/etc/app.json"):
    logging.error("no config")
    sys.exit(1)
try:
    with open("/etc/app.json") as f:
        cfg = json.load(f)
except (OSError, ValueError) as e:
    print(e)
    sys.exit(1)
if not cfg.get("enabled"):
    sys.exit()
DEBUG = False
if DEBUG:
    requests.get("https://no2.example/")
state = {}
if os.path.exists("/var/lib/state.json"):
    state = json.load(open("/var/lib/state.json"))
last = state.get("last")
if last and time.time() - last < 3600:
    sys.exit(0)
def notify(msg):
    requests.post("https://notify.example/hook", json={"text": msg})
try:
    r = requests.get("https://api.example/x", timeout=10)
    if r.status_code != 200:
        notify("bad")
        sys.exit(1)
    r.raise_for_status()
except requests.exceptions.RequestException as e:
    requests.post("https://err.example/", data=str(e))
    sys.exit(2)
else:
    requests.get("https://else.example/")
finally:
    requests.get("https://finally.example/")
data = r.json()
if not data:
    sys.exit(0)
if "items" not in data:
    notify("x")
for item in data["items"]:
    if item["id"] in state:
        continue
    requests.post("https://item.example/")
    break
else:
    requests.get("https://noitem.example/")
p = subprocess.run(["rsync", "-a", "/x", "u@rs.example:/y"], capture_output=True)
if p.returncode != 0:
    requests.get("https://rc.example/")
rc = os.system("scp /x u@sc.example:/y")
if rc:
    requests.get("https://rc2.example/")
out = subprocess.check_output("df -h | tail -1", shell=True).decode()
if int(out.split()[4].rstrip('%')) > 90:
    requests.get("https://full.example/")
ip = requests.get("https://ip.example").text
with open("/tmp/ip") as f:
    old = f.read().strip()
if ip == old:
    sys.exit()
assert ip
while True:
    try:
        requests.get("https://retry.example/")
        break
    except Exception:
        time.sleep(5)
requests.get("https://last.example/")
