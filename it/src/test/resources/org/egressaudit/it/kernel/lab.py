"""A host under a rule set, and an internet of its own, in two network namespaces.

Started as root by the Java class Lab, which writes requests to the standard input and reads answers from the
standard output, a line each, fields separated by tabs. The namespaces have no names: they are gone when this program
and its children are, however it ends. No packet leaves them.

    the host                                the internet
    eth0  192.0.2.10/24    2001:db8:0:1::10  ----  eth0  every address answers,
    eth1  198.51.100.10/24 2001:db8:0:2::10  ----  eth1  on every TCP and UDP port
    lo    answers on LOCAL_PORTS

Both ends of a pair have the same link address and do not ask for neighbours (a NOARP interface sends frames to its
own link address), so that no rule set can stop neighbour discovery and every address is on the link.

Requests:
    load BACKEND V4 V6 IPSET     files or "-"; BACKEND is legacy, nft, or both with two files each separated by a comma
    probe SECONDS N, N flows     opens all flows at once; a line for each: what the program saw
    count N, N flows             right after load: only the first packets, into a silent internet; answers lines of
                                 iptables-save -c, then "."
    ufw FOLDER                   ufw with the commands of FOLDER/commands; afterwards FOLDER/etc holds what ufw holds
                                 in /etc, and FOLDER/status, numbered and added what it says of itself
    run FAMILY WORDS             a program inside the host, for what a case needs beyond rules

A flow is: uid, gids separated by commas (the socket's own first), protocol number, destination, port (ICMP: type),
code, source address or "-", source port or 0.
"""

import ctypes
import errno
import os
import select
import shutil
import signal
import socket
import struct
import subprocess
import sys
import time

LIBC = ctypes.CDLL(None, use_errno=True)
CLONE_NEWNET = 0x40000000
PR_SET_PDEATHSIG = 1
LOCAL_PORTS = [22, 25, 53, 80, 123, 443, 3128, 5432, 8080, 8443, 9999]
ECHO_TCP, ECHO_UDP = 1, 2
TCP, UDP, ICMP, ICMPV6 = 6, 17, 1, 58
IP_PKTINFO, IPV6_RECVPKTINFO, IPV6_PKTINFO = 8, 49, 50
TABLES = {
    "raw": ["PREROUTING", "OUTPUT"],
    "mangle": ["PREROUTING", "INPUT", "FORWARD", "OUTPUT", "POSTROUTING"],
    "nat": ["PREROUTING", "INPUT", "OUTPUT", "POSTROUTING"],
    "filter": ["INPUT", "FORWARD", "OUTPUT"],
    "security": ["INPUT", "FORWARD", "OUTPUT"],
}
EMPTY = "".join(
    f"*{table}\n" + "".join(f":{chain} ACCEPT\n" for chain in chains) + "COMMIT\n" for table, chains in TABLES.items()
)
SEEN = {
    errno.ECONNREFUSED: "refused",
    errno.EHOSTUNREACH: "host-unreachable",
    errno.ENETUNREACH: "net-unreachable",
    errno.EPERM: "not-permitted",
    errno.EACCES: "denied",
}


def run(words, text=None):
    """Runs a program; answers its message when it fails, else None."""
    done = subprocess.run(words, input=text and text.encode(), capture_output=True)
    message = (done.stderr or done.stdout).decode(errors="replace").strip()
    return None if done.returncode == 0 else message or f"exit {done.returncode}"


def must(line, text=None):
    trouble = run(line.split(), text)
    if trouble:
        raise RuntimeError(f"{line}: {trouble}")


def set_kernel(name, value):
    with open("/proc/sys/" + name, "w") as file:
        file.write(value)


def new_network():
    if LIBC.unshare(CLONE_NEWNET):
        raise OSError(ctypes.get_errno(), "unshare")
    set_kernel("net/ipv6/conf/all/accept_dad", "0")
    set_kernel("net/ipv6/conf/default/accept_dad", "0")
    must("ip link set lo up")


def child(work):
    """A child that dies with its parent; answers its process id when it has said that it is ready."""
    reader, writer = os.pipe()
    pid = os.fork()
    if pid == 0:
        try:
            LIBC.prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
            os.close(reader)
            work(lambda: os.write(writer, b"."))
        finally:
            os._exit(1)
    os.close(writer)
    if os.read(reader, 1) != b".":
        raise RuntimeError("a child did not start")
    os.close(reader)
    return pid


class Echo:
    """Answers TCP and UDP with what it got, from the address that was asked."""

    def __init__(self, tcp_ports, udp_ports):
        self.poll = select.epoll()
        self.sockets = {}
        for port in tcp_ports:
            listener = socket.create_server(("::", port), family=socket.AF_INET6, dualstack_ipv6=True, backlog=4096)
            self.add(listener, self.accept)
        for port in udp_ports:
            server = socket.socket(socket.AF_INET6, socket.SOCK_DGRAM)
            server.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 0)
            server.setsockopt(socket.IPPROTO_IPV6, IPV6_RECVPKTINFO, 1)
            server.setsockopt(socket.IPPROTO_IP, IP_PKTINFO, 1)
            server.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4 << 20)
            server.bind(("::", port))
            self.add(server, self.datagram)

    def add(self, sock, work):
        sock.setblocking(False)
        self.sockets[sock.fileno()] = (sock, work)
        self.poll.register(sock, select.EPOLLIN)

    def remove(self, sock):
        del self.sockets[sock.fileno()]
        self.poll.unregister(sock)
        sock.close()

    def accept(self, listener):
        self.add(listener.accept()[0], self.stream)

    def stream(self, sock):
        data = sock.recv(4096)
        if data:
            sock.send(data)
        else:
            self.remove(sock)

    def datagram(self, sock):
        data, ancillary, _, peer = sock.recvmsg(4096, 256)
        info = [item for item in ancillary if item[0] == socket.IPPROTO_IPV6 and item[1] == IPV6_PKTINFO]
        answer = [(level, kind, value[:16] + b"\0\0\0\0") for level, kind, value in info]
        sock.sendmsg([data], answer, 0, peer)

    def serve(self):
        while True:
            for number, _ in self.poll.poll():
                sock, work = self.sockets.get(number, (None, None))
                try:
                    if sock:
                        work(sock)
                except OSError:
                    if work == self.stream:
                        self.remove(sock)


def internet(ready, connected):
    new_network()
    ready()
    os.read(connected, 1)
    # Every address is a local one, but only for what comes in; what goes out asks the main table first.
    for family in "-4", "-6":
        must(f"ip {family} rule add pref 20 lookup main")
        must(f"ip {family} rule add pref 30 lookup local")
        must(f"ip {family} rule del pref 0")
        must(f"ip {family} route add local default dev lo table local")
    for number, interface in enumerate(["eth0", "eth1"], 1):
        set_kernel(f"net/ipv4/conf/{interface}/rp_filter", "0")
        must(f"ip link set {interface} address 02:00:00:00:00:0{number} arp off up")
        address = {"eth0": "192.0.2.1/24", "eth1": "198.51.100.1/24"}[interface]
        must(f"ip address add {address} dev {interface}")
        must(f"ip address add 2001:db8:0:{number}::1/64 dev {interface} nodad")
        must(f"ip -4 rule add pref 10 iif {interface} lookup local")
        must(f"ip -6 rule add pref 10 iif {interface} lookup local")
    set_kernel("net/ipv4/conf/all/rp_filter", "0")
    set_kernel("net/ipv4/icmp_echo_ignore_broadcasts", "0")
    must("ip -4 route add default dev eth0")
    must("ip -6 route add default dev eth0")
    # One server answers for all ports; protocols without a server are answered by mirror, not by an ICMP error.
    for family, icmp, error in ("iptables", "icmp --icmp-type", 3), ("ip6tables", "icmpv6 --icmpv6-type", 4):
        answers = (
            "*nat\n"
            f"-A PREROUTING -p tcp -j REDIRECT --to-ports {ECHO_TCP}\n"
            f"-A PREROUTING -p udp -j REDIRECT --to-ports {ECHO_UDP}\n"
            "COMMIT\n*filter\n"
            f"-A OUTPUT -p {icmp} {error} -j DROP\n"
            "COMMIT\n"
        )
        must(f"{family}-nft-restore", answers)
    if os.fork() == 0:
        LIBC.prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
        mirror()
    Echo([ECHO_TCP], [ECHO_UDP]).serve()


def mirror():
    """Answers every other protocol than TCP, UDP and ICMP with the packet itself, addresses exchanged."""
    sock = socket.socket(socket.AF_PACKET, socket.SOCK_RAW, socket.htons(3))
    while True:
        frame, (interface, kind, direction, _, _) = sock.recvfrom(65536)
        if direction == socket.PACKET_OUTGOING or interface == "lo":
            continue
        if kind == 0x0800 and frame[23] not in (TCP, UDP, ICMP):
            back = frame[:26] + frame[30:34] + frame[26:30] + frame[34:]
        elif kind == 0x86DD and frame[20] not in (TCP, UDP, ICMPV6):
            back = frame[:22] + frame[38:54] + frame[22:38] + frame[54:]
        else:
            continue
        sock.sendto(back, (interface, 0))


def local_servers(ready):
    echo = Echo(LOCAL_PORTS, LOCAL_PORTS)
    ready()
    echo.serve()


class Host:
    def __init__(self):
        new_network()
        connected, connect = os.pipe()
        self.far = child(lambda ready: internet(ready, connected))
        for number, interface in enumerate(["eth0", "eth1"], 1):
            must(f"ip link add {interface} type veth peer name {interface} netns {self.far}")
            must(f"ip link set {interface} address 02:00:00:00:00:0{number} arp off up")
            address = {"eth0": "192.0.2.10/24", "eth1": "198.51.100.10/24"}[interface]
            must(f"ip address add {address} dev {interface}")
            must(f"ip address add 2001:db8:0:{number}::10/64 dev {interface} nodad")
            set_kernel(f"net/ipv4/conf/{interface}/rp_filter", "0")
        set_kernel("net/ipv4/conf/all/rp_filter", "0")
        set_kernel("net/ipv4/icmp_ratelimit", "0")
        set_kernel("net/ipv4/icmp_msgs_per_sec", "1000000")
        set_kernel("net/ipv4/icmp_msgs_burst", "1000000")
        set_kernel("net/ipv6/icmp/ratelimit", "0")
        set_kernel("net/ipv4/ping_group_range", "0 2147483647")
        must("ip -4 route add default via 192.0.2.1 dev eth0")
        must("ip -6 route add default via 2001:db8:0:1::1 dev eth0")
        os.write(connect, b".")
        child(local_servers)
        self.far_routing = self.socket_there(socket.AF_NETLINK, socket.SOCK_RAW, 0)
        self.loaded = set()
        self.sets = False
        self.wait_for_answers()

    def socket_there(self, *kind):
        """A socket in the network namespace of the internet."""
        with open("/proc/self/ns/net") as here, open(f"/proc/{self.far}/ns/net") as there:
            LIBC.setns(there.fileno(), CLONE_NEWNET)
            try:
                return socket.socket(*kind)
            finally:
                LIBC.setns(here.fileno(), CLONE_NEWNET)

    def wait_for_answers(self):
        for _ in range(100):
            if self.probe(0.2, [f"0\t0\t{TCP}\t203.0.113.1\t7\t0\t-\t0", f"0\t0\t{TCP}\t2001:db8::1\t7\t0\t-\t0"]) == [
                "connects",
                "connects",
            ]:
                return
            time.sleep(0.05)
        raise RuntimeError("the internet does not answer")

    def load(self, backend, v4, v6, sets):
        stores = ["legacy", "nft"] if backend == "both" else [backend]
        files = {}
        for family, paths in ("iptables", v4), ("ip6tables", v6):
            for store, path in zip(stores, paths.split(",")):
                if path != "-":
                    files[family, store] = path
        if self.sets or sets != "-":
            self.unload(self.loaded)
            self.destroy_sets()
        else:
            self.unload(self.loaded - set(files))
        if sets != "-":
            self.sets = True
            if trouble := run(["ipset", "restore", "-file", sets]):
                return "ipset: " + trouble
        for (family, store), path in files.items():
            self.loaded.add((family, store))
            with open(path, newline="") as rules:
                if trouble := run([f"{family}-{store}-restore"], EMPTY + rules.read()):
                    return f"{family}: {trouble}"
        return None

    def ufw(self, folder):
        """Runs the real ufw on files of its own: its /etc is bound over the machine's, in a mount namespace."""
        self.unload(self.loaded)
        etc = f"{folder}/etc"
        shipped = {f"/usr/share/ufw/iptables/{name}": name for name in os.listdir("/usr/share/ufw/iptables")}
        shipped["/usr/share/ufw/ufw.conf"] = "ufw.conf"
        for path, name in shipped.items():
            self.fill(path, f"{etc}/ufw/{name}")
        for name in os.listdir("/etc/ufw/applications.d"):
            self.fill(f"/etc/ufw/applications.d/{name}", f"{etc}/ufw/applications.d/{name}")
        self.fill("/etc/default/ufw", f"{etc}/default/ufw")
        os.makedirs(f"{folder}/run")
        self.loaded = {("iptables", "nft"), ("ip6tables", "nft")}
        with open(f"{folder}/commands") as file:
            commands = file.read().splitlines()
        script = [
            f"mount --bind {etc}/ufw /etc/ufw",
            f"mount --bind {etc}/default/ufw /etc/default/ufw",
            f"mount --bind {folder}/run /run",
            *[("ufw --force " if command == "enable" else "ufw ") + command for command in commands],
            f"ufw status verbose >{folder}/status",
            f"ufw status numbered >{folder}/numbered",
            f"ufw show added >{folder}/added",
        ]
        return run(["unshare", "--mount", "sh", "-e", "-c", "\n".join(script)])

    @staticmethod
    def fill(shipped, path):
        """A file as the package ships it, where the folder has none of its own; the kernel's settings stay the lab's."""
        os.makedirs(os.path.dirname(path), exist_ok=True)
        if not os.path.exists(path):
            with open(shipped) as file, open(path, "w") as copy:
                copy.write(file.read().replace("IPT_SYSCTL=", "#IPT_SYSCTL="))

    def unload(self, loaded):
        for family, store in loaded:
            must(f"{family}-{store}-restore", EMPTY)
        self.loaded = self.loaded - loaded

    def destroy_sets(self):
        for _ in range(100):  # nf_tables lets go of the sets of old rules a little later
            if not (trouble := run(["ipset", "restore"], "flush\ndestroy\n")):
                self.sets = False
                return
            time.sleep(0.01)
        raise RuntimeError(trouble)

    def forget_connections(self):
        """Deletes all connection tracking entries: an IPCTNL_MSG_CT_DELETE without attributes."""
        with socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, 12) as netlink:
            netlink.send(struct.pack("=IHHII4B", 20, 1 << 8 | 2, 5, 1, 0, socket.AF_UNSPEC, 0, 0, 0))
            netlink.recv(4096)

    def silence(self, silent):
        """Has the internet drop what comes in, by a routing rule of the action FR_ACT_BLACKHOLE, or not any more."""
        kind, flags = (32, 0x605) if silent else (33, 5)
        for family in socket.AF_INET, socket.AF_INET6:
            rule = struct.pack("=8BI", family, 0, 0, 0, 0, 0, 0, 6, 0) + struct.pack("=HHI", 8, 6, 5)
            self.far_routing.send(struct.pack("=IHHII", 16 + len(rule), kind, flags, 1, 0) + rule)
            answer = struct.unpack_from("=IHHIIi", self.far_routing.recv(4096))
            if answer[5]:
                raise OSError(-answer[5], "silence")

    def probe(self, seconds, flows):
        self.forget_connections()
        tries = [Try(flow) for flow in flows]
        for attempt in tries:
            attempt.start()
        waiting = {attempt.number(): attempt for attempt in tries if attempt.seen is None}
        poll = select.poll()
        for number, attempt in waiting.items():
            poll.register(number, attempt.events())
        end = time.monotonic() + seconds
        while waiting and (left := end - time.monotonic()) > 0:
            for number, _ in poll.poll(left * 1000):
                attempt = waiting[number]
                attempt.go_on()
                if attempt.seen is None:
                    poll.modify(number, attempt.events())
                else:
                    poll.unregister(number)
                    del waiting[number]
        for attempt in tries:
            attempt.end()
        return [attempt.seen for attempt in tries]

    def count(self, flows):
        self.forget_connections()
        self.silence(True)
        try:
            tries = [Try(flow) for flow in flows]
            for attempt in tries:
                attempt.start()
            counters = self.counters()
            for attempt in tries:
                attempt.end()
        finally:
            self.silence(False)
        return counters

    def counters(self):
        lines = []
        for family, store in self.loaded:
            done = subprocess.run([f"{family}-{store}-save", "-c"], text=True, capture_output=True, check=True)
            lines.append(f"# {store} {family}")
            lines += done.stdout.splitlines()
        return lines


class Try:
    """One attempt of a program to reach something, and what it saw."""

    def __init__(self, flow):
        uid, gids, protocol, self.address, port, code, self.source, source_port = flow.split("\t")
        self.gids = [int(gid) for gid in gids.split(",")]
        self.uid, self.protocol, self.port, self.code = int(uid), int(protocol), int(port), int(code)
        self.source_port = int(source_port)
        self.family = socket.AF_INET6 if ":" in self.address else socket.AF_INET
        self.connected = False
        self.sent = None
        self.seen = None

    def start(self):
        kind, protocol = {TCP: (socket.SOCK_STREAM, 0), UDP: (socket.SOCK_DGRAM, 0)}.get(
            self.protocol, (socket.SOCK_RAW, self.protocol)
        )
        if self.echo_request():
            kind = socket.SOCK_DGRAM
        self.socket = self.open_as_user(kind, protocol)
        self.socket.setblocking(False)
        if self.source != "-" or self.source_port:
            self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            any_address = "::" if self.family == socket.AF_INET6 else "0.0.0.0"
            self.socket.bind((any_address if self.source == "-" else self.source, self.source_port))
        try:
            if self.protocol == TCP:
                self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
                self.socket.connect((self.address, self.port))
            else:
                self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_BROADCAST, 1)
                self.socket.connect((self.address, self.port if self.protocol == UDP else 0))
                self.socket.send(self.payload())
                self.connected = True
        except BlockingIOError:
            pass
        except OSError as error:
            self.failed(error.errno)

    def echo_request(self):
        return (self.protocol, self.port, self.code) in ((ICMP, 8, 0), (ICMPV6, 128, 0))

    def open_as_user(self, kind, protocol):
        """The owner match compares the file system ids of the process that opened the socket."""
        os.setgroups(self.gids[1:])
        LIBC.setfsgid(self.gids[0])
        LIBC.setfsuid(self.uid)
        try:
            return socket.socket(self.family, kind, self.protocol if self.echo_request() else protocol)
        finally:
            LIBC.setfsuid(0)
            LIBC.setfsgid(0)
            os.setgroups([])

    def payload(self):
        if self.protocol in (ICMP, ICMPV6):
            message = struct.pack("!BBHHH", self.port, self.code, 0, os.getpid() & 0xFFFF, 1) + bytes(12)
            return message[:2] + checksum(message) + message[4:] if self.protocol == ICMP else message
        if self.protocol == 132:  # an INIT chunk; the checksum is CRC32c and left to the other side
            header = struct.pack("!HHII", self.source_port or 40000, self.port, 0, 0)
            return header + struct.pack("!BBHIIHHI", 1, 0, 20, 7, 65536, 1, 1, 1)
        if self.protocol == 136:
            return struct.pack("!HHHH", self.source_port or 40000, self.port, 8, 0xFFFF) + b"echo"
        return b"echo"

    def number(self):
        return self.socket.fileno()

    def events(self):
        return select.POLLIN if self.connected else select.POLLOUT

    def go_on(self):
        try:
            if not self.connected:
                trouble = self.socket.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR)
                if trouble:
                    self.failed(trouble)
                    return
                self.connected = True
                self.socket.send(self.payload())
            elif self.is_answer(self.socket.recv(4096)):
                self.seen = "connects"
        except BlockingIOError:
            pass
        except OSError as error:
            self.failed(error.errno)

    def is_answer(self, data):
        return bool(data) or self.protocol not in (TCP,)

    def failed(self, number):
        self.seen = SEEN.get(number, "fails")

    def end(self):
        if self.seen is None:
            self.seen = "hangs" if self.protocol == TCP and self.connected else "timeout"
        self.socket.close()


def checksum(message):
    total = sum(struct.unpack(f"!{len(message) // 2}H", message))
    total = (total >> 16) + (total & 0xFFFF)
    total += total >> 16
    return struct.pack("!H", ~total & 0xFFFF)


def main():
    os.environ["LC_ALL"] = "C"
    os.environ["XTABLES_LOCKFILE"] = f"/run/egress-lab.{os.getpid()}.lock"
    host = Host()
    print("ready", flush=True)
    try:
        while line := sys.stdin.readline():
            print("\n".join(answer(host, line.rstrip("\n").split("\t"))), flush=True)
    finally:
        if os.path.exists(os.environ["XTABLES_LOCKFILE"]):
            os.unlink(os.environ["XTABLES_LOCKFILE"])


def one_line(message):
    """A program may repeat a carriage return of its input, which would end a line of the answer too."""
    return " | ".join(message.splitlines())


def answer(host, request):
    def flows(count):
        return [sys.stdin.readline().rstrip("\n") for _ in range(int(count))]

    match request:
        case ["load", backend, v4, v6, sets]:
            return [one_line(host.load(backend, v4, v6, sets) or "ok")]
        case ["probe", seconds, count]:
            return host.probe(float(seconds), flows(count))
        case ["count", count]:
            return [*host.count(flows(count)), "."]
        case ["ufw", folder]:
            return [one_line(host.ufw(folder) or "ok")]
        case ["run", *words]:
            return [one_line(run(words) or "ok")]
    raise ValueError(f"no such request: {request}")


main()
