package org.egressaudit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.egressaudit.Configuration.HostConfiguration;
import org.egressaudit.Configuration.Value;
import org.egressaudit.demand.InstalledFiles;
import org.egressaudit.net.Target;
import org.egressaudit.text.Diagnostic;
import org.egressaudit.text.Source;
import org.egressaudit.text.Sources;
import org.jspecify.annotations.Nullable;

/**
 * The machine on which a host's jobs run, from its exported files.
 *
 * <p>A file that {@code egress.yaml} does not name is looked for at its usual place among the mapped files:
 * {@code /etc/passwd}, {@code /etc/group}, {@code /etc/hosts}, {@code /etc/environment}, {@code /etc/resolv.conf},
 * {@code /run/systemd/resolve/resolv.conf}, {@code /etc/systemd/resolved.conf}, {@code /etc/timezone}.
 *
 * @param target users, groups and interfaces
 * @param files the installed files
 * @param hosts its hosts(5) file, or null
 * @param resolvConf its resolv.conf(5), or null
 * @param upstreamResolvConf the servers that systemd-resolved asks, as it writes them for others, or null
 * @param resolvedConf the resolved.conf(5) of systemd-resolved, or null
 * @param environment variables every process has
 * @param timeZone zone of its clock
 */
record TargetFiles(
        Target target,
        InstalledFiles files,
        @Nullable Source hosts,
        @Nullable Source resolvConf,
        @Nullable Source upstreamResolvConf,
        @Nullable Source resolvedConf,
        Map<String, String> environment,
        java.time.ZoneId timeZone) {

    /** The installed files; what is to hold them has to be there, or nothing that the jobs start would be read. */
    private static InstalledFiles files(Map<String, Value> written, Sources sources, Consumer<Diagnostic> report) {
        Map<String, String> mappings = new LinkedHashMap<>();
        written.forEach((installed, project) -> {
            mappings.put(installed, project.text());
            if (sources.kind(project.text()) == Sources.Kind.MISSING) {
                report.accept(Diagnostic.error(
                        "files-missing",
                        project.span(),
                        "`" + project.text() + "` does not exist in the project; `files` says where in it `" + installed
                                + "` lies"));
            }
        });
        return new InstalledFiles(mappings, sources);
    }

    static TargetFiles read(HostConfiguration host, Sources sources, Consumer<Diagnostic> report) {
        InstalledFiles files = files(host.files(), sources, report);
        Source passwd = find(host.passwd(), "/etc/passwd", files, sources, report);
        Source group = find(host.group(), "/etc/group", files, sources, report);
        Source environment = find(host.environmentFile(), "/etc/environment", files, sources, report);
        return new TargetFiles(
                new Target(users(host, passwd, group), groups(group), interfaces(host, report)),
                files,
                find(host.hostsFile(), "/etc/hosts", files, sources, report),
                find(null, "/etc/resolv.conf", files, sources, report),
                find(null, "/run/systemd/resolve/resolv.conf", files, sources, report),
                find(null, "/etc/systemd/resolved.conf", files, sources, report),
                environment == null ? Map.of() : variables(environment),
                zone(host, find(null, "/etc/timezone", files, sources, report), report));
    }

    private static @Nullable Source find(
            @Nullable Value named, String usual, InstalledFiles files, Sources sources, Consumer<Diagnostic> report) {
        if (named == null) {
            return files.read(usual) instanceof Sources.Content.Text text ? text.source() : null;
        }
        Sources.Content content = sources.read(named.text());
        if (content instanceof Sources.Content.Text text) {
            return text.source();
        }
        report.accept(Diagnostic.error("file-missing", named.span(), Unread.because(named.text(), content)));
        return null;
    }

    private static Map<String, Target.User> users(
            HostConfiguration host, @Nullable Source passwd, @Nullable Source group) {
        Map<String, Target.User> users = new TreeMap<>();
        Map<String, List<Long>> memberships = memberships(group);
        for (String[] fields : rows(passwd)) {
            Optional<Long> uid = number(fields, 2);
            Optional<Long> gid = number(fields, 3);
            if (uid.isPresent()) {
                List<Long> gids = new ArrayList<>();
                gid.ifPresent(gids::add);
                gids.addAll(memberships.getOrDefault(fields[0], List.of()));
                users.put(
                        fields[0],
                        new Target.User(uid.get(), gids, fields.length > 5 && !fields[5].isEmpty() ? fields[5] : null));
            }
        }
        host.users().forEach((name, uid) -> users.put(name, new Target.User(uid, List.of(), null)));
        return users;
    }

    private static Map<String, List<Long>> memberships(@Nullable Source group) {
        Map<String, List<Long>> memberships = new HashMap<>();
        for (String[] fields : rows(group)) {
            number(fields, 2).ifPresent(gid -> {
                for (String member : fields.length > 3 ? fields[3].split(",") : new String[0]) {
                    memberships
                            .computeIfAbsent(member, name -> new ArrayList<>())
                            .add(gid);
                }
            });
        }
        return memberships;
    }

    private static Map<String, Long> groups(@Nullable Source group) {
        Map<String, Long> groups = new TreeMap<>();
        for (String[] fields : rows(group)) {
            number(fields, 2).ifPresent(gid -> groups.put(fields[0], gid));
        }
        return groups;
    }

    /** Lines of passwd(5) and group(5), split at colons; comments and short lines left out. */
    private static List<String[]> rows(@Nullable Source source) {
        List<String[]> rows = new ArrayList<>();
        for (int line = 1; source != null && line <= source.lineCount(); line++) {
            String[] fields = source.line(line).split(":", -1);
            if (fields.length >= 3 && !fields[0].startsWith("#")) {
                rows.add(fields);
            }
        }
        return rows;
    }

    private static Optional<Long> number(String[] fields, int index) {
        return fields.length > index && fields[index].matches("[0-9]{1,10}")
                ? Optional.of(Long.parseLong(fields[index]))
                : Optional.empty();
    }

    private static Map<String, List<Target.InterfaceAddress>> interfaces(
            HostConfiguration host, Consumer<Diagnostic> report) {
        Map<String, List<Target.InterfaceAddress>> interfaces = new TreeMap<>();
        host.interfaces().forEach((name, values) -> {
            List<Target.InterfaceAddress> addresses = new ArrayList<>();
            for (Value value : values) {
                Optional<Target.InterfaceAddress> address = Target.InterfaceAddress.parse(value.text());
                address.ifPresent(addresses::add);
                if (address.isEmpty()) {
                    report.accept(Diagnostic.error(
                            "address-unreadable",
                            value.span(),
                            "`" + value.text() + "` is not an address of an interface; write it with the length of its"
                                    + " network, such as 192.0.2.10/24"));
                }
            }
            interfaces.put(name, addresses);
        });
        return interfaces;
    }

    /** {@code NAME=value} and {@code export NAME="value"}, as pam_env(8) reads them. */
    private static Map<String, String> variables(Source source) {
        Map<String, String> variables = new HashMap<>();
        for (int number = 1; number <= source.lineCount(); number++) {
            String line = source.line(number).trim();
            int equals = line.indexOf('=');
            if (equals > 0 && !line.startsWith("#")) {
                String name = line.substring(0, equals).replaceFirst("^export\\s+", "");
                String value = line.substring(equals + 1);
                boolean quoted = value.length() > 1
                        && (value.startsWith("\"") || value.startsWith("'"))
                        && value.charAt(value.length() - 1) == value.charAt(0);
                variables.put(name, quoted ? value.substring(1, value.length() - 1) : value);
            }
        }
        return variables;
    }

    private static java.time.ZoneId zone(
            HostConfiguration host, @Nullable Source zoneFile, Consumer<Diagnostic> report) {
        String name = host.timeZone() != null
                ? host.timeZone()
                : zoneFile == null ? "UTC" : zoneFile.line(1).trim();
        try {
            return java.time.ZoneId.of(name);
        } catch (java.time.DateTimeException notAZone) {
            report.accept(Diagnostic.error(
                    "time-zone-unknown",
                    host.span(),
                    "`" + name + "` is not a time zone; write one such as UTC or" + " Europe/Berlin"));
            return java.time.ZoneOffset.UTC;
        }
    }
}
