#!/bin/sh
# Runs each command of a file in a network namespace of its own, in which two.test has two addresses, the first of which
# refuses; prints for each how many connections came to the second. Prints nothing for programs that are not there.
set -eu
here=$1
work=$2
if [ "${3:-}" != inside ]; then
    exec unshare --net --mount --propagation private sh "$0" "$here" "$work" inside
fi
ip link set lo up
ip addr add 192.0.2.1/32 dev lo
ip addr add 192.0.2.2/32 dev lo
printf '127.0.0.1 localhost\n192.0.2.1 two.test\n192.0.2.2 two.test\n' > "$work/hosts"
printf 'hosts: files\n' > "$work/nsswitch.conf"
mount --bind "$work/hosts" /etc/hosts
mount --bind "$work/nsswitch.conf" /etc/nsswitch.conf
iptables -A OUTPUT -d 192.0.2.1 -p tcp --syn -j REJECT
: > "$work/met"
perl "$here/server.pl" "$work/met" &
server=$!
trap 'kill $server' EXIT
while [ ! -s "$work/met" ]; do :; done
grep -v '^#' "$here/clients.txt" | while read -r kind command; do
    name=${command%% *}
    command -v "$name" > /dev/null || continue
    case $command in
    *'import requests'*) python3 -c 'import requests' 2> /dev/null || continue ;;
    *LWP::Simple*) perl -MLWP::Simple -e 1 2> /dev/null || continue ;;
    esac
    printf 'ready\n' > "$work/met"
    (cd "$work" && HOME=$work timeout 10 sh -c "$command" < /dev/null > "$work/said" 2>&1) || true
    echo "$(grep -c connected "$work/met" || true) $kind $command"
done
