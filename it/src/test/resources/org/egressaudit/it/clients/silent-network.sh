# Sourced by a script that is given its folder and one to work in: runs it again in a network namespace of its own, in
# which nothing answers at 198.51.100.9 and connections to 203.0.113.9 are refused.
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
