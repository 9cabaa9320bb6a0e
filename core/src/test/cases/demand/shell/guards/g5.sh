#!/bin/bash
for cmd in curl jq aws; do
  command -v "$cmd" >/dev/null 2>&1 || { echo "need $cmd"; exit 1; }
done
which rsync > /dev/null || exit 1
if ! hash mysqldump 2>/dev/null; then exit 1; fi
type -P gzip &>/dev/null || exit 1
[ -x /usr/bin/rclone ] || exit 0
curl https://ok.example/
