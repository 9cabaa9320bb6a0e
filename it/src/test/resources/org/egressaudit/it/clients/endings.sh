#!/bin/sh
# Runs each command of a file in a network namespace of its own, once against an address that nothing answers at and once
# against one to which connections are rejected; prints for each both exit statuses. Prints nothing for programs that are
# not there.
set -eu
here=$1
work=$2
if [ "${3:-}" != inside ]; then
    exec unshare --net sh "$0" "$here" "$work" inside
fi
ip link set lo up
ip link add out0 type veth peer name in0
ip addr add 10.255.0.1/24 dev out0
ip link set out0 up
ip link set in0 up
# packets to the neighbour leave, and in0 takes them for another machine's
ip neigh add 10.255.0.2 lladdr 02:00:00:00:00:02 dev out0
ip route add default via 10.255.0.2
iptables -A OUTPUT -d 203.0.113.9 -j REJECT
sysctl -q -w net.ipv4.tcp_syn_retries=1
programs() {
    grep -v '^#' "$here/endings.txt" | while read -r line; do
        command=${line#* * }
        ! command -v "${command%% *}" > /dev/null || echo "$line"
    done
}

# all side by side: most of them only wait
ended() {
    (
        mkdir "$1" && cd "$1"
        status=0
        HOME=$1 timeout 60 sh -c "$2" < /dev/null > said 2>&1 || status=$?
        echo "$status" > status
    ) &
}
programs > "$work/lines"
number=0
while read -r line; do
    number=$((number + 1))
    command=${line#* * }
    ended "$work/$number-unanswered" "$(echo "$command" | sed 's/HOST/198.51.100.9/')"
    ended "$work/$number-refused" "$(echo "$command" | sed 's/HOST/203.0.113.9/')"
done < "$work/lines"
wait
number=0
while read -r line; do
    number=$((number + 1))
    echo "$(cat "$work/$number-unanswered/status") $(cat "$work/$number-refused/status") $line"
done < "$work/lines"
