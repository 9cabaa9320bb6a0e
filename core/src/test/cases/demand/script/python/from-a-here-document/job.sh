#!/bin/bash
HOST=api.example.com
python3 - <<EOF
import urllib.request
print(urllib.request.urlopen("https://$HOST/status").read())
EOF
python3 -c 'import socket; socket.create_connection(("db.example.com", 5432), timeout=3)'
python3 <<'EOF'
import requests
requests.get("https://$HOST.example.org/")
EOF
