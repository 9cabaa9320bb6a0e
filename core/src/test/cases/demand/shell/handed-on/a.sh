#!/bin/bash
finish() { rc=$?; if [ $rc -ne 0 ]; then curl -d failed https://trap.example/; fi; }
trap finish EXIT
fetch() { curl -s "$1"; }
export -f fetch
bash -c 'fetch https://handed.example/'
echo https://by-xargs.example/ | xargs -I{} bash -c 'fetch {}'
printf '%s %s\n' a https://first.example/x b http://second.example/y | xargs -n 2 bash -c 'curl -o $0 "$1"'
S=(https://one.example https://two.example)
for s in $(shuf -e "${S[@]}"); do curl -s "$s"; done
curl "$(printf '%s\n' https://either.example https://or.example | shuf -n 1)"
cd /srv/job
for f in sites/*/site.conf; do
  d=${f%/*}
  curl "https://${d##*/}.example/"
  curl "https://$(grep ^HOST "$f" | cut -d= -f2)/"
done
