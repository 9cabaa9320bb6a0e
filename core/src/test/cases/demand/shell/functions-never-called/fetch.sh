#!/bin/sh
# mirrors: https://mirror.example.org/pub
BASE=https://data.example.com

fetch() {
    curl -fsS -A "fetch/1.0 (+https://about.example.net)" -o "/var/lib/job/$1" "$BASE/$1"
}

report() {
    curl -fsS https://report.example.net/done
}

fetch rates.csv || echo "see https://wiki.example.org/fetch" >&2
