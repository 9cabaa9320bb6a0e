package org.egressaudit;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.egressaudit.net.Flow;
import org.egressaudit.net.IpAddress;
import org.egressaudit.net.PortRange;
import org.egressaudit.net.Prefix;
import org.egressaudit.net.Protocol;
import org.egressaudit.net.Target;
import org.egressaudit.text.Diagnostic;
import org.egressaudit.text.Parsed;
import org.jspecify.annotations.Nullable;

/**
 * Reads flows from CSV: a header, then a flow a line.
 *
 * <p>Columns {@code id,user,proto,dst,dport,src,oif,sport}, in any order, those not needed left out: the user a name, a uid
 * or uid:gid; proto {@code tcp}, {@code udp}, {@code icmp} or a number; for ICMP dport is {@code type} or
 * {@code type/code}. Empty means usual: the host's address and interface, a port that the system chooses, an echo request.
 */
final class FlowTable {

    /** The columns in their usual order. */
    static final List<String> COLUMNS = List.of("id", "user", "proto", "dst", "dport", "src", "oif", "sport");

    private final List<String> columns;
    private final Target target;
    private final @Nullable Instant time;

    /**
     * @param header the first line
     * @param target the host that sends
     * @param time when
     */
    FlowTable(String header, Target target, @Nullable Instant time) {
        this.columns = cells(header.startsWith("\uFEFF") ? header.substring(1) : header);
        this.target = target;
        this.time = time;
    }

    /** What is wrong with the header; empty when nothing is. */
    Optional<String> trouble() {
        for (String column : columns) {
            if (!COLUMNS.contains(column)) {
                return Optional.of("`" + column + "` is not a column of flows; there are " + String.join(",", COLUMNS));
            }
        }
        return columns.contains("dst")
                ? Optional.empty()
                : Optional.of("the header has no column `dst`; write `" + String.join(",", COLUMNS) + "`");
    }

    /**
     * One line.
     *
     * @param id as given, or the number of the line
     * @param flow what it says; null when it says no flow
     * @param trouble why it says none, or empty
     */
    record Row(String id, @Nullable Flow flow, String trouble) {}

    /** Reads a line. */
    Row row(String line, long number) {
        List<String> cells = cells(line);
        String id = cell(cells, "id").isEmpty() ? Long.toString(number) : cell(cells, "id");
        try {
            IpAddress destination = address(cell(cells, "dst"), "dst").unmapped();
            return new Row(id, flow(cells, destination), "");
        } catch (Unreadable unreadable) {
            return new Row(id, null, unreadable.reason);
        }
    }

    /**
     * A question about whole networks.
     *
     * @param pattern the flow, but for its destination and port
     * @param networks where it goes
     * @param ports to which ports
     */
    record Question(Flow pattern, List<Prefix> networks, PortRange ports) {}

    /** Whether a line asks about networks or a range of ports, not about one flow. */
    boolean asksOfMany(String line) {
        List<String> cells = cells(line);
        return cell(cells, "dst").matches(".*[/ ].*") || cell(cells, "dport").matches("[0-9]+[:-][0-9]+");
    }

    /** Reads a line whose {@code dst} is one or several networks, with spaces between, or whose {@code dport} is a range. */
    Parsed<Optional<Question>> question(String line) {
        List<String> cells = cells(line);
        try {
            List<Prefix> networks = new ArrayList<>();
            for (String network : cell(cells, "dst").trim().split(" +")) {
                networks.add(Prefix.parse(network)
                        .orElseThrow(() -> new Unreadable("`" + network + "` in column dst is not a network")));
            }
            String[] ends = cell(cells, "dport").split("[:-]");
            int first = number(ends[0], 0, "dport");
            int last = ends.length > 1 ? number(ends[1], first, "dport") : first;
            if (last < first) {
                throw new Unreadable("`" + cell(cells, "dport") + "` in column dport ends before it begins");
            }
            List<String> single = new ArrayList<>(cells);
            if (columns.indexOf("dport") < single.size()) {
                single.set(columns.indexOf("dport"), ends[0]);
            }
            return Parsed.of(Optional.of(
                    new Question(flow(single, networks.get(0).base()), networks, new PortRange(first, last))));
        } catch (Unreadable unreadable) {
            return new Parsed<>(
                    Optional.empty(),
                    List.of(Diagnostic.error(
                            "flow-unreadable", org.egressaudit.text.Span.wholeFile("flow"), unreadable.reason)));
        }
    }

    private Flow flow(List<String> cells, IpAddress destination) throws Unreadable {
        String proto = cell(cells, "proto");
        Protocol named = proto.isEmpty()
                ? Protocol.TCP
                : Protocol.parse(proto).orElseThrow(() -> new Unreadable("`" + proto + "` is not a protocol"));
        Protocol protocol = named.isIcmp() ? (destination.v6() ? Protocol.ICMPV6 : Protocol.ICMP) : named;
        String port = cell(cells, "dport");
        int usual = protocol.equals(Protocol.ICMP) ? 8 : protocol.equals(Protocol.ICMPV6) ? 128 : 0;
        int slash = port.indexOf('/');
        int destinationPort = number(slash < 0 ? port : port.substring(0, slash), usual, "dport");
        int code = slash < 0 ? 0 : number(port.substring(slash + 1), 0, "dport");
        int sourcePort = number(cell(cells, "sport"), protocol.hasPorts() ? -1 : 0, "sport");
        List<Long> ids = ids(cell(cells, "user"));
        Flow flow = new Flow(
                protocol,
                null,
                destination,
                sourcePort,
                destinationPort,
                code,
                ids.isEmpty() ? -1 : ids.get(0),
                ids.isEmpty() ? Set.of() : new LinkedHashSet<>(ids.subList(1, ids.size())),
                null,
                time);
        Flow usualWay = new WayOut(List.of(), target).leaving(flow);
        String source = cell(cells, "src");
        String out = cell(cells, "oif");
        return usualWay.from(
                out.isEmpty() ? usualWay.outInterface() : out,
                source.isEmpty() ? usualWay.source() : address(source, "src"));
    }

    private static IpAddress address(String text, String column) throws Unreadable {
        return IpAddress.parse(text)
                .orElseThrow(() -> new Unreadable("`" + text + "` in column " + column + " is not an address"));
    }

    private static int number(String text, int usual, String column) throws Unreadable {
        if (text.isEmpty()) {
            return usual;
        }
        if (!text.matches("[0-9]{1,5}") || Integer.parseInt(text) > 65535) {
            throw new Unreadable("`" + text + "` in column " + column + " is not a number from 0 to 65535");
        }
        return Integer.parseInt(text);
    }

    /** The user's id, then its group ids; nothing when no user is said. */
    private List<Long> ids(String user) throws Unreadable {
        List<Long> ids = new ArrayList<>();
        if (user.isEmpty()) {
            return ids;
        }
        if (user.matches("[0-9]{1,10}(:[0-9]{1,10})*")) {
            for (String id : user.split(":")) {
                ids.add(Long.parseLong(id));
            }
            if (ids.size() == 1) {
                ids.addAll(target.users().values().stream()
                        .filter(known -> known.uid() == ids.get(0))
                        .findFirst()
                        .map(Target.User::gids)
                        .orElse(List.of()));
            }
            return ids;
        }
        Target.User known = target.user(user)
                .orElseThrow(() -> new Unreadable("the user `" + user + "` has no number here; hand in passwd"));
        ids.add(known.uid());
        ids.addAll(known.gids());
        return ids;
    }

    private String cell(List<String> cells, String column) {
        int index = columns.indexOf(column);
        return index < 0 || index >= cells.size() ? "" : cells.get(index);
    }

    private static List<String> cells(String line) {
        return Arrays.stream(line.split(",", -1))
                .map(cell -> cell.strip().replaceAll("^\"|\"$", ""))
                .toList();
    }

    private static final class Unreadable extends Exception {
        private static final long serialVersionUID = 1L;
        private final String reason;

        Unreadable(String reason) {
            super(reason);
            this.reason = reason;
        }
    }
}
