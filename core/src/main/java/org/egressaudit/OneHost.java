package org.egressaudit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.egressaudit.Configuration.CrontabFile;
import org.egressaudit.Configuration.Dns;
import org.egressaudit.Configuration.DnsMode;
import org.egressaudit.Configuration.HostConfiguration;
import org.egressaudit.Configuration.NameServerAddress;
import org.egressaudit.Configuration.Value;
import org.egressaudit.net.IpAddress;
import org.egressaudit.policy.RuleSetFormat;
import org.egressaudit.text.Diagnostic;
import org.egressaudit.text.Parsed;
import org.egressaudit.text.Span;
import org.jspecify.annotations.Nullable;

/**
 * A configuration of one host, given by parameters in the place of a file.
 *
 * @param crontabs its crontabs, or folders of them
 * @param files installed path to path in the project, each as {@code /opt/jobs=scripts}
 * @param passwd its passwd file, or null
 * @param group its group file, or null
 * @param users user ids, each as {@code backup=998}
 * @param interfaces its interfaces, each as {@code eth0=192.0.2.10/24}; one interface may be named several times
 * @param resolvers its name servers; none to take those of its resolv.conf
 * @param layer keys and values of its one layer, such as {@code iptables} and a file; empty for none
 * @param lock the lock file, or null
 */
public record OneHost(
        List<String> crontabs,
        List<String> files,
        @Nullable String passwd,
        @Nullable String group,
        List<String> users,
        List<String> interfaces,
        List<String> resolvers,
        Map<String, List<String>> layer,
        @Nullable String lock) {

    /** What spans name when a parameter is at fault. */
    private static final Span PARAMETERS = Span.wholeFile("parameters");

    public OneHost {
        crontabs = List.copyOf(crontabs);
        files = List.copyOf(files);
        users = List.copyOf(users);
        interfaces = List.copyOf(interfaces);
        resolvers = List.copyOf(resolvers);
        layer = Map.copyOf(layer);
    }

    /** The configuration. */
    public Parsed<Configuration> configuration(ConfigurationReader.Overrides overrides) {
        List<Diagnostic> diagnostics = new ArrayList<>();
        Map<String, Value> mapped = new LinkedHashMap<>();
        for (String file : files) {
            int equals = file.indexOf('=');
            mapped.put(
                    equals < 0 ? "/" : file.substring(0, equals).trim(),
                    new Value(file.substring(equals + 1).trim(), PARAMETERS));
        }
        Map<String, List<RuleSetFormat.Settings.Value>> values = new LinkedHashMap<>();
        layer.forEach((key, all) -> values.put(
                key,
                all.stream()
                        .map(value -> new RuleSetFormat.Settings.Value(value.trim(), PARAMETERS))
                        .toList()));
        HostConfiguration host = new HostConfiguration(
                "host",
                crontabs.stream()
                        .map(file -> new CrontabFile(file.trim(), null, null, PARAMETERS))
                        .toList(),
                mapped,
                passwd == null ? null : new Value(passwd, PARAMETERS),
                group == null ? null : new Value(group, PARAMETERS),
                numbers(diagnostics::add),
                addresses(),
                nameServers(diagnostics::add),
                List.of(),
                null,
                null,
                Map.of(),
                List.of(),
                null,
                null,
                null,
                values.isEmpty() ? List.of() : List.of(new RuleSetFormat.Settings(values, PARAMETERS)),
                PARAMETERS);
        Dns dns =
                new Dns(lock == null ? null : new Value(lock, PARAMETERS), null, null, DnsMode.LOCK, List.of(), false);
        Parsed<Configuration> overridden = ConfigurationReader.overriding(
                new Configuration(List.of(host), dns, Configuration.USUAL_FAIL_ON), "parameters", overrides);
        diagnostics.addAll(overridden.diagnostics());
        return new Parsed<>(overridden.value(), diagnostics);
    }

    private Map<String, Long> numbers(Consumer<Diagnostic> report) {
        Map<String, Long> numbers = new LinkedHashMap<>();
        for (String user : users) {
            int equals = user.indexOf('=');
            String number = user.substring(equals + 1).trim();
            if (equals > 0 && number.matches("[0-9]{1,10}")) {
                numbers.put(user.substring(0, equals).trim(), Long.parseLong(number));
            } else {
                report.accept(wrong("`" + user + "` is not a user and its number; write one such as backup=998"));
            }
        }
        return numbers;
    }

    private List<NameServerAddress> nameServers(Consumer<Diagnostic> report) {
        List<NameServerAddress> servers = new ArrayList<>();
        for (String resolver : resolvers) {
            Optional<IpAddress> address = IpAddress.parse(resolver.trim());
            address.ifPresent(found -> servers.add(new NameServerAddress(found, PARAMETERS)));
            if (address.isEmpty()) {
                report.accept(wrong("`" + resolver + "` is not an address; write one such as 192.0.2.53"));
            }
        }
        return servers;
    }

    private static Diagnostic wrong(String message) {
        return Diagnostic.error("configuration-wrong", PARAMETERS, message);
    }

    private Map<String, List<Value>> addresses() {
        Map<String, List<Value>> addresses = new LinkedHashMap<>();
        for (String each : interfaces) {
            int equals = each.indexOf('=');
            addresses
                    .computeIfAbsent(each.substring(0, Math.max(equals, 0)).trim(), name -> new ArrayList<>())
                    .add(new Value(each.substring(equals + 1).trim(), PARAMETERS));
        }
        return addresses;
    }
}
