package org.egressaudit;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.egressaudit.net.Host;
import org.egressaudit.net.IpAddress;
import org.egressaudit.policy.RuleSetFormat;
import org.egressaudit.text.Span;
import org.jspecify.annotations.Nullable;

/**
 * What is to be audited: {@code egress.yaml}, as values.
 *
 * @param hosts the machines whose jobs are read, at least one
 * @param dns where names get their addresses
 * @param failOn which verdicts fail a build: {@code blocked}, {@code partial}, {@code undecided}, {@code unresolved},
 *     {@code incomplete}, {@code moved}, {@code fragile}
 */
public record Configuration(List<HostConfiguration> hosts, Dns dns, Set<String> failOn) {

    /** What fails a build when nothing is said. */
    public static final Set<String> USUAL_FAIL_ON = Set.of("blocked", "partial");

    /** All that may fail a build. */
    public static final List<String> FAIL_ON =
            List.of("blocked", "partial", "undecided", "unresolved", "incomplete", "moved", "differ", "fragile");

    public Configuration {
        hosts = List.copyOf(hosts);
        failOn = Set.copyOf(failOn);
    }

    /**
     * One machine.
     *
     * @param name for people
     * @param crontabs where its jobs stand
     * @param files installed path to path in the project
     * @param passwd its passwd file in the project, or null
     * @param group its group file in the project, or null
     * @param users user ids given directly
     * @param interfaces addresses with their networks by interface, as written: {@code 192.0.2.10/24}
     * @param resolvers its name servers
     * @param upstreamResolvers the name servers that a name server on the host itself asks
     * @param hostsFile its hosts(5) file in the project, or null
     * @param environmentFile its environment file (pam_env's {@code /etc/environment}), or null
     * @param addresses addresses of names, declared
     * @param needs declared needs, as written: {@code db.example.com:5432/tcp}
     * @param timeZone zone of its clock, such as {@code Europe/Berlin}
     * @param cron which cron runs it: {@code debian} or {@code cronie}
     * @param mail how mail leaves it; null when it does not, or nobody knows
     * @param path the layers on the way out, nearest first
     * @param span where it stands
     */
    public record HostConfiguration(
            String name,
            List<CrontabFile> crontabs,
            Map<String, Value> files,
            @Nullable Value passwd,
            @Nullable Value group,
            Map<String, Long> users,
            Map<String, List<Value>> interfaces,
            List<NameServerAddress> resolvers,
            List<NameServerAddress> upstreamResolvers,
            @Nullable Value hostsFile,
            @Nullable Value environmentFile,
            Map<String, List<IpAddress>> addresses,
            List<Value> needs,
            @Nullable String timeZone,
            @Nullable String cron,
            @Nullable Mail mail,
            List<RuleSetFormat.Settings> path,
            Span span) {
        public HostConfiguration {
            crontabs = List.copyOf(crontabs);
            files = Map.copyOf(files);
            users = Map.copyOf(users);
            interfaces = Map.copyOf(interfaces);
            resolvers = List.copyOf(resolvers);
            upstreamResolvers = List.copyOf(upstreamResolvers);
            addresses = Map.copyOf(addresses);
            needs = List.copyOf(needs);
            path = List.copyOf(path);
        }
    }

    /** How mail leaves a host. */
    public sealed interface Mail {

        /**
         * All of it by one server.
         *
         * @param host the server
         * @param port its port
         * @param user the account of the program that sends it, or null for the user of the job
         * @param span where that is said
         */
        record Relay(Host host, int port, @Nullable String user, Span span) implements Mail {}

        /** Straight to the servers of each recipient's domain. */
        record Direct(Span span) implements Mail {}
    }

    /** An address of a name server, and where that is said. */
    public record NameServerAddress(IpAddress address, Span span) {}

    /** A text and where it stands. */
    public record Value(String text, Span span) {}

    /**
     * A crontab, or a folder of them.
     *
     * @param file its name in the project
     * @param format {@code system} or {@code user}; null to tell by its place and content
     * @param user whose crontab it is, for user format; null to tell by its name
     * @param span where it is named
     */
    public record CrontabFile(
            String file, @Nullable String format, @Nullable String user, Span span) {}

    /**
     * Where names get their addresses.
     *
     * @param lock the lock file in the project, or null
     * @param zone a zone file in the project, or null
     * @param ranges the address ranges that AWS publishes for its services ({@code ip-ranges.json}), or null
     * @param mode whom to ask
     * @param servers the servers to ask: {@code address} or {@code address:port}; empty for each host's own resolvers
     * @param compare whether each of the servers is asked, and what they say is compared
     */
    public record Dns(
            @Nullable Value lock,
            @Nullable Value zone,
            @Nullable Value ranges,
            DnsMode mode,
            List<Value> servers,
            boolean compare) {

        /** Files only, and none named. */
        public static final Dns NONE = new Dns(null, null, null, DnsMode.LOCK, List.of(), false);

        public Dns {
            servers = List.copyOf(servers);
        }
    }

    /** Who is asked for the addresses of a name. */
    public enum DnsMode {
        /** Files only, so that the answer does not change with the weather. */
        LOCK,
        /** Name servers too, for what no file says. */
        LIVE,
        /** As live, and names in the lock file are looked up once more: has an answer left what is locked? */
        BOTH;

        /** As it is written in {@code dns.mode} and {@code egress.dns}: lower case. */
        public String label() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }
}
