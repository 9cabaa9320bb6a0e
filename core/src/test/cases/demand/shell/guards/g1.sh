#!/bin/bash
set -euo pipefail
[ -f /etc/backup.conf ] || { echo "no config"; exit 1; }
curl https://ok.example/
