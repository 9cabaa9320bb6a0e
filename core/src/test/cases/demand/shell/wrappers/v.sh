#!/bin/sh
. "$(dirname "$0")/inc.sh"
main() { setup; while [ $# -gt 0 ]; do case "$1" in -h|--host) HOST="$2"; shift 2;; --env=*) ENV="${1#*=}"; shift;; --) shift; break;; *) shift;; esac; done; : "${HOST:=v1.example}"; curl "https://$HOST/"; notify "$HOST"; }
setup() { DOMAIN=example; case "$(uname)" in Linux) MIRROR=v2.$DOMAIN;; Darwin) MIRROR=no1.$DOMAIN;; esac; wget -q "http://$MIRROR/"; }
main "$@"
cmd="curl -s"; cmd="$cmd https://v3.example/"; $cmd
set -- v4.example v5.example; for h; do curl "https://$h/"; done; curl "https://$1/first"
N=2; i=1; while [ $i -le $N ]; do curl "https://v6-$i.example/"; i=$((i+1)); done
for i in 1 2; do curl "https://v7-$i.example/"; done; for i in $(seq 1 2); do curl "https://v8-$i.example/"; done
x=`echo v9.example | tr a-z a-z`; curl https://$x/; y=$(echo "https://v10.example/a/b" | sed 's|/a.*||'); curl $y; z=$(expr "https://v11.example/x" : '\(https://[^/]*\)'); curl $z
f() { echo "v12.example"; }; curl "https://$(f)/"; g() { _r="v13.example"; }; g; curl "https://$_r/"
case $ENVIRONMENT in prod) U=https://v14.example;; *) U=https://v15.example;; esac; curl $U
