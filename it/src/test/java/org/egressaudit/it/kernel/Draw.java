package org.egressaudit.it.kernel;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.egressaudit.net.IpAddress;
import org.egressaudit.net.Prefix;

/**
 * Random choices from a seed, which remembers every address, port and user that it put into a rule: flows are then drawn
 * at their boundaries.
 */
final class Draw {

    private static final List<String> NEAR_V4 = List.of(
            "203.0.113.0/24",
            "203.0.113.0/25",
            "203.0.113.64/26",
            "203.0.113.45/32",
            "203.0.113.46/31",
            "198.51.100.0/24",
            "198.51.100.128/25",
            "198.51.100.7/32",
            "10.0.0.0/8",
            "10.20.0.0/16",
            "10.20.30.0/24",
            "172.16.0.0/12",
            "192.168.0.0/16",
            "192.168.7.9/32",
            "100.64.0.0/10",
            "8.8.8.8/32",
            "192.0.2.0/24",
            "192.0.2.1/32",
            "128.0.0.0/1",
            "0.0.0.0/0",
            "192.0.0.0/9",
            "127.0.0.0/8");
    private static final List<String> NEAR_V6 = List.of(
            "2001:db8:100::/48",
            "2001:db8:100::/64",
            "2001:db8:100::45/128",
            "2001:db8:100:0:8000::/65",
            "2001:db8:200::/40",
            "2001:db8::/32",
            "2001:db8:0:2::/64",
            "2001:db8:0:1::1/128",
            "2a00::/12",
            "2a00:1450:4001::/48",
            "::/0",
            "2000::/3",
            "2001:db8:300::7/128",
            "2001:db8:300::/127");
    private static final List<Integer> PORTS =
            List.of(22, 25, 53, 80, 123, 443, 587, 1024, 3128, 3306, 5432, 8000, 8080, 8443, 9418, 32768, 65535, 1);
    private static final List<Long> USERS = List.of(0L, 33L, 998L, 1000L, 1001L, 1500L, 65534L);

    final boolean v6;
    private final Random random;
    private final Set<IpAddress> addresses = new TreeSet<>();
    private final Set<Integer> ports = new TreeSet<>();
    private final Set<Integer> sourcePorts = new TreeSet<>();
    private final Set<Long> users = new TreeSet<>();

    Draw(long seed, boolean v6) {
        this.random = new Random(seed * 0x9E3779B97F4A7C15L + 1);
        this.v6 = v6;
    }

    /** True in so many of a hundred draws. */
    boolean percent(int share) {
        return random.nextInt(100) < share;
    }

    int between(int from, int to) {
        return from + random.nextInt(to - from + 1);
    }

    @SafeVarargs
    final <T> T pick(T... choices) {
        return choices[random.nextInt(choices.length)];
    }

    <T> T pick(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    /** One of several makers, each as often as its weight says; as text of rules they are many. */
    String either(List<Supplier<String>> makers) {
        return pick(makers).get();
    }

    long bits() {
        return random.nextLong();
    }

    /** An address block for a rule; its edges are remembered. */
    Prefix prefix() {
        Prefix prefix = Prefix.of(pick(v6 ? NEAR_V6 : NEAR_V4));
        if (percent(30)) {
            IpAddress inside = inside(prefix);
            prefix = new Prefix(inside, between(prefix.length(), inside.bits()));
        }
        remember(prefix.base(), prefix.last());
        return prefix;
    }

    /** An address for a rule. */
    IpAddress address() {
        IpAddress address = inside(Prefix.of(pick(v6 ? NEAR_V6 : NEAR_V4)));
        if (percent(60)) {
            address = prefix().base();
        }
        remember(address, address);
        return address;
    }

    /** Two addresses of one block, the lower one first. */
    List<IpAddress> range() {
        Prefix prefix = prefix();
        IpAddress one = inside(prefix);
        IpAddress other = inside(prefix);
        List<IpAddress> range = one.compareTo(other) <= 0 ? List.of(one, other) : List.of(other, one);
        remember(range.get(0), range.get(1));
        return range;
    }

    private IpAddress inside(Prefix prefix) {
        IpAddress base = prefix.base();
        long low = bits();
        long high = bits();
        if (!base.v6()) {
            long mask = (1L << (32 - prefix.length())) - 1;
            return IpAddress.v4(base.low() | low & mask);
        }
        long highMask = prefix.length() >= 64 ? 0 : -1L >>> prefix.length();
        long lowMask = prefix.length() <= 64 ? -1 : prefix.length() == 128 ? 0 : -1L >>> (prefix.length() - 64);
        return IpAddress.v6(base.high() | high & highMask, base.low() | low & lowMask);
    }

    private void remember(IpAddress first, IpAddress last) {
        addresses.add(first);
        addresses.add(last);
        addresses.add(step(first, -1));
        addresses.add(step(last, 1));
    }

    /** The neighbour of an address; wraps around within 32 or 64 bits. */
    private static IpAddress step(IpAddress address, int by) {
        return address.v6() ? IpAddress.v6(address.high(), address.low() + by) : IpAddress.v4(address.low() + by);
    }

    /** A destination port for a rule: one or a range, as iptables writes it. */
    String ports() {
        return ports(ports);
    }

    /** A source port for a rule. */
    String sourcePorts() {
        return percent(40) ? "32768:60999" : ports(sourcePorts);
    }

    private String ports(Set<Integer> memory) {
        int from = percent(80) ? pick(PORTS) : between(1, 65535);
        int to = percent(70) ? from : Math.min(65535, from + between(0, 3000));
        memory.addAll(List.of(Math.max(1, from - 1), from, to, Math.min(65535, to + 1)));
        return from == to ? Integer.toString(from) : from + ":" + to;
    }

    /** A port for a rule. */
    int port() {
        int port = pick(PORTS);
        ports.addAll(List.of(port, Math.min(65535, port + 1)));
        return port;
    }

    /** A user or group id for a rule: one or a range. */
    String users() {
        long from = pick(USERS);
        long to = percent(70) ? from : from + between(1, 600);
        users.addAll(List.of(Math.max(0, from - 1), from, to, to + 1));
        return from == to ? Long.toString(from) : from + "-" + to;
    }

    /** Remembers the addresses, ports and users that a text of rules names. */
    void rememberAll(String text) {
        Matcher word = Pattern.compile("[0-9A-Fa-f.:]+(/[0-9]{1,3}(?![0-9.]))?").matcher(text);
        while (word.find()) {
            Prefix.parse(word.group())
                    .filter(prefix -> prefix.base().v6() == v6)
                    .ifPresent(prefix -> remember(prefix.base(), prefix.last()));
        }
        Matcher port =
                Pattern.compile("(?:ports? |[,:])([0-9]{1,5})(?=[ ,:\\n])").matcher(text);
        while (port.find()) {
            int number = Integer.parseInt(port.group(1));
            if (number > 0 && number < 65535) {
                ports.addAll(List.of(number, number + 1));
            }
        }
        Matcher user = Pattern.compile("[ug]id-owner ([0-9]{1,9})").matcher(text);
        while (user.find()) {
            users.add(Long.parseLong(user.group(1)));
        }
    }

    /** An address for a flow: at a boundary of the rules drawn so far, or anywhere near. */
    IpAddress someAddress() {
        return addresses.isEmpty() || percent(25)
                ? inside(Prefix.of(pick(v6 ? NEAR_V6 : NEAR_V4)))
                : pick(new ArrayList<>(addresses));
    }

    /** A destination port for a flow. */
    int somePort() {
        return ports.isEmpty() || percent(25) ? pick(PORTS) : pick(new ArrayList<>(ports));
    }

    /** A source port for a flow: usually the system's choice, -1. */
    int someSourcePort() {
        return sourcePorts.isEmpty() || percent(60) ? -1 : pick(new ArrayList<>(sourcePorts));
    }

    /** A user or group id for a flow. */
    long someUser() {
        return users.isEmpty() || percent(30) ? pick(USERS) : pick(new ArrayList<>(users));
    }
}
