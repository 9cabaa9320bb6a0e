package org.egressaudit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.egressaudit.Configuration.CrontabFile;
import org.egressaudit.Configuration.Dns;
import org.egressaudit.Configuration.HostConfiguration;
import org.egressaudit.Configuration.Mail;
import org.egressaudit.Configuration.NameServerAddress;
import org.egressaudit.Configuration.Value;
import org.egressaudit.demand.Declaration;
import org.egressaudit.net.IpAddress;
import org.egressaudit.policy.RuleSetFormat;
import org.egressaudit.text.Diagnostic;
import org.egressaudit.text.Parsed;
import org.egressaudit.text.Source;
import org.egressaudit.text.Sources;
import org.egressaudit.text.Span;
import org.egressaudit.text.tree.Node;
import org.egressaudit.text.tree.YamlTree;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code egress.yaml}.
 *
 * <p>Everything that is not understood is an error with line and column: a configuration that is only half read would
 * pass what nobody asked to pass.
 */
public final class ConfigurationReader {

    static final List<String> HOST_KEYS = List.of(
            "crontabs",
            "files",
            "passwd",
            "group",
            "users",
            "interfaces",
            "resolvers",
            "upstreamResolvers",
            "hostsFile",
            "environment",
            "addresses",
            "needs",
            "timeZone",
            "cron",
            "mail",
            "path");

    private final List<Diagnostic> diagnostics = new ArrayList<>();
    private final Keys keys = new Keys(diagnostics::add);

    private ConfigurationReader() {}

    /**
     * What the caller says beside the file, and what then holds instead.
     *
     * @param failOn replaces {@code failOn}, or null
     * @param dns replaces {@code dns.mode}: {@code lock}, {@code live} or {@code both}, or null
     * @param servers replaces {@code dns.servers} unless empty
     */
    public record Overrides(
            @Nullable List<String> failOn, @Nullable String dns, List<String> servers) {
        /** Nothing is said. */
        public static final Overrides NONE = new Overrides(null, null, List.of());

        public Overrides {
            servers = List.copyOf(servers);
        }
    }

    /** Reads a file of the project. */
    public static Parsed<Configuration> read(String file, Sources sources, Overrides overrides) {
        Sources.Content content = sources.read(file);
        if (content instanceof Sources.Content.Text text) {
            return read(text.source(), overrides);
        }
        return new Parsed<>(
                new Configuration(List.of(), Dns.NONE, Configuration.USUAL_FAIL_ON),
                List.of(Diagnostic.error(
                        "configuration-unreadable", Span.wholeFile(file), Unread.because(file, content))));
    }

    /** Reads a text. */
    public static Parsed<Configuration> read(Source source, Overrides overrides) {
        return new ConfigurationReader().configuration(source, overrides);
    }

    private Parsed<Configuration> configuration(Source source, Overrides overrides) {
        Parsed<Optional<Node>> tree = YamlTree.read(source);
        diagnostics.addAll(tree.diagnostics());
        List<HostConfiguration> hosts = new ArrayList<>();
        Dns dns = Dns.NONE;
        Set<String> failOn = Configuration.USUAL_FAIL_ON;
        if (tree.value().isPresent()) {
            Map<String, Node> top = keys.mapping(tree.value().get(), "egress.yaml", List.of("hosts", "dns", "failOn"));
            Node named = top.get("hosts");
            if (named instanceof Node.Mapping mapping) {
                for (Node.Entry entry : mapping.entries()) {
                    hosts.add(host(entry));
                }
            } else if (named != null) {
                keys.error(named.span(), "`hosts` is " + named.describe() + "; write a mapping of host names");
            }
            if (top.containsKey("dns")) {
                dns = new DnsReader(keys).read(top.get("dns"));
            }
            if (top.containsKey("failOn")) {
                failOn = failOn(keys.values(top.get("failOn"), "failOn"));
            }
        }
        if (hosts.isEmpty() && diagnostics.isEmpty()) {
            keys.error(
                    Span.wholeFile(source.file()),
                    "it names no host; write `hosts: { NAME: { crontabs: [FILE], path: [ { iptables: FILE } ] } }`");
        }
        return new Parsed<>(overridden(new Configuration(hosts, dns, failOn), source.file(), overrides), diagnostics);
    }

    private Configuration overridden(Configuration configuration, String file, Overrides overrides) {
        Set<String> failOn = configuration.failOn();
        if (overrides.failOn() != null) {
            failOn = failOn(overrides.failOn().stream()
                    .map(text -> new Value(text.trim(), Span.wholeFile(file)))
                    .toList());
        }
        Dns dns = new DnsReader(keys).overridden(configuration.dns(), overrides, Span.wholeFile(file));
        return new Configuration(configuration.hosts(), dns, failOn);
    }

    /** Completes a configuration that was put together without a file. */
    static Parsed<Configuration> overriding(Configuration configuration, String file, Overrides overrides) {
        ConfigurationReader reader = new ConfigurationReader();
        return new Parsed<>(reader.overridden(configuration, file, overrides), reader.diagnostics);
    }

    private HostConfiguration host(Node.Entry entry) {
        Map<String, Node> host = keys.mapping(entry.value(), "host " + entry.name(), HOST_KEYS);
        return new HostConfiguration(
                entry.name(),
                crontabs(host.get("crontabs"), entry.key().span()),
                keys.named(host.get("files"), "files"),
                keys.value(host.get("passwd"), "passwd"),
                keys.value(host.get("group"), "group"),
                users(host.get("users")),
                interfaces(host.get("interfaces")),
                nameServers(keys.values(host.get("resolvers"), "resolvers")),
                nameServers(keys.values(host.get("upstreamResolvers"), "upstreamResolvers")),
                keys.value(host.get("hostsFile"), "hostsFile"),
                keys.value(host.get("environment"), "environment"),
                declaredAddresses(host.get("addresses")),
                keys.values(host.get("needs"), "needs"),
                keys.text(host.get("timeZone"), "timeZone"),
                cron(keys.value(host.get("cron"), "cron")),
                mail(host.get("mail")),
                path(host.get("path")),
                entry.key().span());
    }

    private List<CrontabFile> crontabs(@Nullable Node node, Span host) {
        List<CrontabFile> crontabs = new ArrayList<>();
        if (node == null) {
            keys.error(host, "the host names no crontab; write `crontabs: [FILE]`");
            return crontabs;
        }
        for (Node item : node instanceof Node.Sequence ? node.items() : List.of(node)) {
            if (item instanceof Node.Scalar scalar) {
                crontabs.add(new CrontabFile(scalar.value(), null, null, scalar.span()));
                continue;
            }
            Map<String, Node> crontab = keys.mapping(item, "a crontab", List.of("file", "format", "user"));
            String file = keys.text(crontab.get("file"), "file");
            Value format = keys.value(crontab.get("format"), "format");
            if (format != null
                    && !format.text().equals("system")
                    && !format.text().equals("user")) {
                keys.error(format.span(), "`" + format.text() + "` is not a crontab format; write system or user");
            }
            if (file == null) {
                keys.error(item.span(), "the crontab names no file; write `{ file: FILE, format: user, user: NAME }`");
            } else {
                crontabs.add(new CrontabFile(
                        file,
                        format == null ? null : format.text(),
                        keys.text(crontab.get("user"), "user"),
                        item.span()));
            }
        }
        return crontabs;
    }

    private Map<String, Long> users(@Nullable Node node) {
        Map<String, Long> users = new TreeMap<>();
        for (Node.Entry entry : keys.entries(node, "users")) {
            String text = keys.text(entry.value(), entry.name());
            if (text != null && text.matches("[0-9]{1,10}")) {
                users.put(entry.name(), Long.parseLong(text));
            } else {
                keys.error(entry.value().span(), "a user has a number, such as `users: { backup: 998 }`");
            }
        }
        return users;
    }

    private Map<String, List<Value>> interfaces(@Nullable Node node) {
        Map<String, List<Value>> interfaces = new LinkedHashMap<>();
        for (Node.Entry entry : keys.entries(node, "interfaces")) {
            interfaces.put(entry.name(), keys.values(entry.value(), entry.name()));
        }
        return interfaces;
    }

    private Map<String, List<IpAddress>> declaredAddresses(@Nullable Node node) {
        Map<String, List<IpAddress>> addresses = new TreeMap<>();
        for (Node.Entry entry : keys.entries(node, "addresses")) {
            addresses.put(entry.name(), addresses(keys.values(entry.value(), entry.name())));
        }
        return addresses;
    }

    private List<NameServerAddress> nameServers(List<Value> values) {
        List<NameServerAddress> servers = new ArrayList<>();
        for (Value value : values) {
            addresses(List.of(value)).forEach(address -> servers.add(new NameServerAddress(address, value.span())));
        }
        return servers;
    }

    private List<IpAddress> addresses(List<Value> values) {
        List<IpAddress> addresses = new ArrayList<>();
        for (Value value : values) {
            Optional<IpAddress> address = IpAddress.parse(value.text());
            address.ifPresent(addresses::add);
            if (address.isEmpty()) {
                keys.error(value.span(), "`" + value.text() + "` is not an address; write one such as 192.0.2.53");
            }
        }
        return addresses;
    }

    private List<RuleSetFormat.Settings> path(@Nullable Node node) {
        List<RuleSetFormat.Settings> path = new ArrayList<>();
        List<RuleSetFormat> formats = Registry.ruleSetFormats();
        for (Node item :
                node == null ? List.<Node>of() : node instanceof Node.Sequence ? node.items() : List.of(node)) {
            Set<String> known = new LinkedHashSet<>();
            formats.forEach(format -> known.addAll(format.files()));
            RuleSetFormat chosen = formats.stream()
                    .filter(format -> format.files().stream()
                            .anyMatch(key -> item.get(key).isPresent()))
                    .findFirst()
                    .orElse(null);
            if (chosen != null) {
                known.clear();
                known.addAll(chosen.files());
                known.addAll(chosen.options());
            }
            Map<String, List<RuleSetFormat.Settings.Value>> values = new LinkedHashMap<>();
            Set<String> lists = chosen == null ? known : chosen.lists();
            keys.mapping(item, "a layer of `path`", List.copyOf(known))
                    .forEach((key, value) -> values.put(
                            key,
                            (lists.contains(key) ? keys.values(value, key) : single(value, key))
                                    .stream()
                                            .map(each -> new RuleSetFormat.Settings.Value(each.text(), each.span()))
                                            .toList()));
            if (chosen != null) {
                path.add(new RuleSetFormat.Settings(values, item.span()));
            }
            boolean nothing =
                    item instanceof Node.Mapping mapping && mapping.entries().isEmpty();
            if (nothing || chosen != null && chosen.files().stream().allMatch(key -> isEmpty(item, key))) {
                keys.error(
                        item.span(),
                        "the layer names no rule set; write one of "
                                + String.join(", ", chosen == null ? known : chosen.files()));
            }
        }
        return path;
    }

    private static boolean isEmpty(Node layer, String key) {
        return layer.get(key)
                .map(value -> value instanceof Node.Sequence && value.items().isEmpty())
                .orElse(true);
    }

    private List<Value> single(Node node, String key) {
        return Optional.ofNullable(keys.value(node, key)).stream().toList();
    }

    private Set<String> failOn(List<Value> values) {
        Set<String> failOn = new LinkedHashSet<>();
        for (Value value : values) {
            if (Configuration.FAIL_ON.contains(value.text())) {
                failOn.add(value.text());
            } else if (!value.text().equals("none")) {
                keys.unknown(value.text(), value.span(), "failOn", Configuration.FAIL_ON);
            }
        }
        return failOn;
    }

    /** {@code HOST:PORT}, {@code direct}, or a mapping when another account than the job's sends. */
    private @Nullable Mail mail(@Nullable Node node) {
        Map<String, Node> written = node instanceof Node.Mapping
                ? keys.mapping(node, "mail", List.of("relay", "user"))
                : node == null ? Map.of() : Map.of("relay", node);
        Value relay = keys.value(written.get("relay"), "mail");
        if (relay == null) {
            return null;
        }
        if (relay.text().equals("direct")) {
            return new Mail.Direct(relay.span());
        }
        boolean hasPort = relay.text().matches(".*:[0-9]+");
        Optional<Declaration.Needs> server =
                Declaration.needs(hasPort ? relay.text() : relay.text() + ":25", "", relay.span());
        if (server.isEmpty() || relay.text().matches(".*[/\\s].*")) {
            keys.error(
                    relay.span(),
                    "`" + relay.text() + "` is no way for mail to leave; write HOST:PORT of the relay, or direct");
            return null;
        }
        return new Mail.Relay(
                server.get().host(), server.get().port(), keys.text(written.get("user"), "user"), relay.span());
    }

    private @Nullable String cron(@Nullable Value value) {
        if (value != null && !value.text().equals("debian") && !value.text().equals("cronie")) {
            keys.error(value.span(), "`" + value.text() + "` is not a cron that is known; write debian or cronie");
        }
        return value == null ? null : value.text();
    }
}
