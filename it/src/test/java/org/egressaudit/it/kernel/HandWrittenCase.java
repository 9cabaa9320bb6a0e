package org.egressaudit.it.kernel;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.egressaudit.it.kernel.RuleFiles.Store;
import org.egressaudit.net.Flow;
import org.egressaudit.net.IpAddress;
import org.egressaudit.net.Protocol;
import org.egressaudit.net.Target.User;

/**
 * A folder with a rule set and flows: {@code README.md}, {@code rules.v4}, {@code rules.v6}, {@code ipset.save} (each
 * if wanted; {@code rules.v4.1} for a second store) and {@code flows.csv}.
 *
 * <p>The columns of {@code flows.csv} are {@code id,user,proto,dst,dport,sport,kernel,verdict}: the user is a name, a
 * uid, {@code uid:gid} or {@code uid:gid+gid}; {@code kernel} is what the program sees; {@code verdict} is our outcome.
 */
record HandWrittenCase(Path folder, List<Row> rows) {

    private static final String HEADER = "id,user,proto,dst,dport,sport,kernel,verdict";

    record Row(String asked, Flow flow, String kernel, String verdict) {}

    static List<HandWrittenCase> all(Path root) {
        try (Stream<Path> folders = Files.list(root)) {
            return folders.sorted().map(HandWrittenCase::read).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static HandWrittenCase read(Path folder) {
        List<String> lines = text(folder.resolve("flows.csv")).lines().toList();
        if (!lines.get(0).equals(HEADER)) {
            throw new IllegalArgumentException(folder + ": the header is not " + HEADER);
        }
        return new HandWrittenCase(
                folder, lines.stream().skip(1).map(HandWrittenCase::row).toList());
    }

    private static Row row(String line) {
        String[] cells = line.split(",", -1);
        Protocol protocol = Protocol.parse(cells[2]).orElseThrow();
        List<Long> ids = ids(cells[1]);
        Set<Long> groups = new LinkedHashSet<>(ids.subList(1, ids.size()));
        int port = cells[4].isEmpty() ? 0 : Integer.parseInt(cells[4]);
        int sourcePort = !cells[5].isEmpty() ? Integer.parseInt(cells[5]) : usualSourcePort(protocol);
        Flow flow = LabHost.flow(protocol, IpAddress.of(cells[3]), port, 0, sourcePort, ids.get(0), groups);
        return new Row(String.join(",", List.of(cells).subList(0, 6)), flow, cells[6], cells[7]);
    }

    /** TCP and UDP leave it to the system; the lab writes the headers of the others itself. */
    private static int usualSourcePort(Protocol protocol) {
        return protocol.equals(Protocol.TCP) || protocol.equals(Protocol.UDP) ? -1 : protocol.hasPorts() ? 40000 : 0;
    }

    /** The user's id, then the group ids. */
    private static List<Long> ids(String user) {
        User known = LabHost.TARGET.user(user).orElse(null);
        List<Long> ids = new ArrayList<>();
        if (known != null) {
            ids.add(known.uid());
            ids.addAll(known.gids());
            return ids;
        }
        for (String id : user.split("[:+]")) {
            ids.add(Long.parseLong(id));
        }
        if (ids.size() == 1) {
            ids.add(ids.get(0));
        }
        return ids;
    }

    /** The files of a folder for one of the stores. */
    RuleFiles files(Store store) {
        return new RuleFiles(
                store,
                texts("rules.v4", "rules.v4.1"),
                texts("rules.v6", "rules.v6.1"),
                String.join("", texts("ipset.save")));
    }

    /** In which stores it is tried: in either, or, when it has rules for both, in both at once. */
    List<Store> stores() {
        return Files.exists(folder.resolve("rules.v4.1")) || Files.exists(folder.resolve("rules.v6.1"))
                ? List.of(Store.BOTH)
                : List.of(Store.LEGACY, Store.NFT);
    }

    private List<String> texts(String... names) {
        return Stream.of(names)
                .map(folder::resolve)
                .filter(Files::exists)
                .map(HandWrittenCase::text)
                .toList();
    }

    /** Writes what the kernel did and what we say into the file of flows. */
    void write(List<String> kernel, List<String> verdicts) {
        StringBuilder out = new StringBuilder(HEADER).append('\n');
        for (int i = 0; i < rows.size(); i++) {
            out.append(rows.get(i).asked())
                    .append(',')
                    .append(kernel.get(i))
                    .append(',')
                    .append(verdicts.get(i))
                    .append('\n');
        }
        try {
            Files.writeString(folder.resolve("flows.csv"), out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return String.valueOf(folder.getFileName());
    }
}
