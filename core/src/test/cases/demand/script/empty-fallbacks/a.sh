#!/bin/bash
set -euo pipefail
WEBHOOK="${SLACK_WEBHOOK:-}"
TOKEN=${API_TOKEN:-""}
notify() {
  if [[ -n "$WEBHOOK" ]]; then
    curl -fsS -d "$1" "$WEBHOOK"
  fi
}
if [ -z "$TOKEN" ]; then
  echo "no token" >&2
  exit 1
fi
curl -H "Authorization: $TOKEN" https://one.example/x
[ -z "${HC_URL:-}" ] || curl "$HC_URL"
[[ "${ENABLE_UPLOAD:-false}" == "true" ]] && curl https://upload.example/x
notify done
