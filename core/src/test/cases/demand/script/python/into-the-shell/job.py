import os
import shlex
import subprocess

HOST = "backup.example.com"

subprocess.run(["rsync", "-a", "/var/lib/data/", f"backup@{HOST}:data/"], check=True)
subprocess.check_output("curl -fsS https://api.example.com | jq .", shell=True)
os.system("ping -c1 %s >/dev/null" % "gw.example.com")
os.popen("wget -q http://files.example.com/x").read()
subprocess.Popen(shlex.split("scp dump.gz store.example.com:in/")).wait()
subprocess.call(["echo", "https://never.example.org"])
