package org.egressaudit.dns;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.egressaudit.net.Prefix;
import org.egressaudit.text.Diagnostic;
import org.egressaudit.text.Parsed;
import org.egressaudit.text.Source;
import org.egressaudit.text.tree.JsonTree;
import org.egressaudit.text.tree.Node;

/**
 * The address ranges that AWS publishes for its services ({@code ip-ranges.json}).
 *
 * <p>The name of such a service has another address at each lookup, so that a rule must allow all ranges of the service in
 * its region. Only services with ranges of their own are known by name; {@code AMAZON} is the sum of all, and {@code EC2}
 * holds everybody's hosts.
 *
 * @param file where they were read from
 * @param created when AWS published them, as written; empty when not told
 * @param ranges in the order of the file
 */
public record PublishedRanges(String file, String created, List<Range> ranges) {

    /** Names of endpoints: the service by its name in the file, and where in the name the region stands. */
    private static final List<Endpoint> ENDPOINTS = List.of(
            new Endpoint(
                    "S3", "(?:.+\\.)?s3(?:[.-](?:fips|dualstack))*[.-]([a-z]{2}(?:-[a-z]+)+-[0-9])\\.amazonaws\\.com"),
            new Endpoint("DYNAMODB", "dynamodb(?:-fips)?\\.([a-z]{2}(?:-[a-z]+)+-[0-9])\\.amazonaws\\.com"),
            new Endpoint("API_GATEWAY", ".+\\.execute-api\\.([a-z]{2}(?:-[a-z]+)+-[0-9])\\.amazonaws\\.com"),
            new Endpoint("CLOUDFRONT", ".+\\.cloudfront\\.net()"));

    /** The endpoint of S3 without a region is that of us-east-1. */
    private static final Pattern OLD_S3 = Pattern.compile("(?:.+\\.)?s3\\.amazonaws\\.com");

    public PublishedRanges {
        ranges = List.copyOf(ranges);
    }

    private record Endpoint(String service, Pattern name) {
        Endpoint(String service, String name) {
            this(service, Pattern.compile(name));
        }
    }

    /** A range of one service; {@code GLOBAL} for those that belong to no region. */
    public record Range(Prefix prefix, String service, String region) {}

    /**
     * A service in a region.
     *
     * @param name as in the file: {@code S3}
     * @param region {@code eu-west-1}, or {@code GLOBAL}
     * @param prefixes all its ranges, IPv4 first
     */
    public record Service(String name, String region, List<Prefix> prefixes) {
        public Service {
            prefixes = prefixes.stream().distinct().sorted().toList();
        }
    }

    /** Reads the file; an entry that is not understood is told and left out. */
    public static Parsed<PublishedRanges> read(Source source) {
        List<Range> ranges = new ArrayList<>();
        List<Diagnostic> wrong = new ArrayList<>();
        Parsed<Optional<Node>> tree = JsonTree.read(source, (key, item) -> {
            if (key.equals("prefixes") || key.equals("ipv6_prefixes")) {
                String field = key.equals("prefixes") ? "ip_prefix" : "ipv6_prefix";
                Optional<Prefix> prefix = text(item, field).flatMap(Prefix::parse);
                Optional<String> service = text(item, "service");
                if (prefix.isPresent() && service.isPresent()) {
                    ranges.add(new Range(
                            prefix.get(), service.get(), text(item, "region").orElse("GLOBAL")));
                } else {
                    wrong.add(Diagnostic.warning(
                            "ip-ranges-entry",
                            item.span(),
                            "the entry has no " + field + " or no service; it is left out"));
                }
            }
        });
        List<Diagnostic> diagnostics = new ArrayList<>(tree.diagnostics());
        diagnostics.addAll(wrong);
        Optional<String> created = tree.value().flatMap(root -> text(root, "createDate"));
        if (ranges.isEmpty() && !tree.unusable()) {
            diagnostics.add(Diagnostic.error(
                    "ip-ranges",
                    source.span(0, 0),
                    "this holds no ranges; hand in https://ip-ranges.amazonaws.com/ip-ranges.json"));
        }
        return new Parsed<>(new PublishedRanges(source.file(), created.orElse(""), ranges), diagnostics);
    }

    private static Optional<String> text(Node node, String key) {
        return node.get(key).flatMap(Node::text);
    }

    /** The service that a name belongs to, with all its ranges; empty for other names. */
    public Optional<Service> of(String name) {
        String normal = DomainName.normal(name);
        if (OLD_S3.matcher(normal).matches()) {
            return service("S3", "us-east-1");
        }
        for (Endpoint endpoint : ENDPOINTS) {
            Matcher named = endpoint.name.matcher(normal);
            if (named.matches()) {
                return service(endpoint.service, named.group(1).isEmpty() ? "GLOBAL" : named.group(1));
            }
        }
        return Optional.empty();
    }

    private Optional<Service> service(String name, String region) {
        List<Prefix> prefixes = ranges.stream()
                .filter(range -> range.service.equals(name) && range.region.equals(region))
                .map(Range::prefix)
                .toList();
        return prefixes.isEmpty() ? Optional.empty() : Optional.of(new Service(name, region, prefixes));
    }
}
