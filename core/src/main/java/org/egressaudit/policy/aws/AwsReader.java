package org.egressaudit.policy.aws;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.egressaudit.net.IpAddress;
import org.egressaudit.net.Prefix;
import org.egressaudit.policy.RuleSetFormat.Settings;
import org.egressaudit.text.Diagnostic;
import org.egressaudit.text.Parsed;
import org.egressaudit.text.Sources;
import org.egressaudit.text.tree.Node;

/**
 * Reads what the AWS command line prints, each file by its own top-level keys: {@code SecurityGroups},
 * {@code SecurityGroupRules}, {@code NetworkAcls}, {@code RouteTables}, {@code PrefixLists}, {@code Entries}, {@code NetworkInterfaces},
 * {@code Reservations}, {@code Vpcs}, {@code Subnets}.
 */
public final class AwsReader {

    private static final Pattern PREFIX_LIST = Pattern.compile("pl-[0-9a-zA-Z]+");

    /** The keys of outputs that are read, or may lie beside them. */
    private static final Set<String> KNOWN = Set.of(
            "SecurityGroups",
            "SecurityGroupRules",
            "NetworkAcls",
            "RouteTables",
            "PrefixLists",
            "Entries",
            "NetworkInterfaces",
            "Reservations",
            "Vpcs",
            "Subnets",
            "VpcEndpoints");

    private final List<Diagnostic> diagnostics = new ArrayList<>();
    private final SecurityGroupReader groups = new SecurityGroupReader(diagnostics::add);
    private final List<Node> entries = new ArrayList<>();
    private final List<NetworkAcl> acls = new ArrayList<>();
    private final List<RouteTable> routeTables = new ArrayList<>();
    private final Map<String, List<Prefix>> prefixLists = new HashMap<>();
    /** Prefix lists of which some entries are missing, or that are told in two ways. */
    private final Set<String> openPrefixLists = new HashSet<>();

    private final Map<String, NetworkCard> cards = new TreeMap<>();
    private final Set<Vpc> vpcs = new LinkedHashSet<>();
    private boolean complete = true;

    private AwsReader() {}

    /** Everything that these files say together. */
    static Parsed<AwsWorld> read(List<Export> exports) {
        AwsReader reader = new AwsReader();
        exports.forEach(reader::file);
        return new Parsed<>(
                new AwsWorld(
                        reader.groups.finish(reader.complete),
                        reader.acls,
                        reader.routeTables,
                        reader.wholePrefixLists(),
                        List.copyOf(reader.cards.values()),
                        List.copyOf(reader.vpcs),
                        reader.complete),
                reader.diagnostics);
    }

    /**
     * The entries of prefix lists that lie beside a template or a plan, by the id of the list: the values of a key are
     * files, or folders, with what {@code aws ec2 get-managed-prefix-list-entries} or {@code describe-prefix-lists} prints.
     */
    public static Parsed<Map<String, List<Prefix>>> prefixLists(Settings settings, String key, Sources sources) {
        Parsed<List<Export>> exports = LayerFiles.read(settings, key, sources);
        AwsReader reader = new AwsReader();
        exports.value().forEach(reader::file);
        List<Diagnostic> all = new ArrayList<>(exports.diagnostics());
        all.addAll(reader.diagnostics);
        if (all.isEmpty() && reader.prefixLists.isEmpty()) {
            settings.value(key)
                    .ifPresent(file -> all.add(Diagnostic.warning(
                            "aws-prefix-list",
                            file.span(),
                            "no entries of a prefix list are in what `" + key + "` names; name the output of aws ec2"
                                    + " get-managed-prefix-list-entries")));
        }
        return new Parsed<>(reader.wholePrefixLists(), all);
    }

    private void file(Export export) {
        Parsed<Optional<Node>> tree = export.read(this::element);
        diagnostics.addAll(tree.diagnostics());
        complete &= !tree.unusable();
        if (tree.value().isEmpty()) {
            return;
        }
        Node root = tree.value().get();
        if (root instanceof Node.Sequence list) {
            list.items().forEach(this::bare);
            return;
        }
        List<Node.Entry> fields = root instanceof Node.Mapping mapping ? mapping.entries() : List.of();
        entries(export.file(), root);
        cut(root);
        if (fields.stream().noneMatch(field -> KNOWN.contains(field.name())) && !tree.unusable()) {
            diagnostics.add(Diagnostic.error(
                    "aws-output",
                    root.span(),
                    "this is not the output of aws ec2 describe-security-groups, describe-network-acls or another that"
                            + " tells of them; hand in the JSON that one of these prints"));
        }
    }

    /** The output of {@code --query 'SecurityGroups[]'} and the like: the list without its name. */
    private void bare(Node item) {
        if (item.get("NetworkAclId").isPresent()) {
            acls.add(NetworkAclReader.read(item, diagnostics::add));
        } else if (item.get("GroupId").isPresent()
                && item.get("SecurityGroupRuleId").isEmpty()) {
            groups.group(item);
        } else {
            diagnostics.add(Diagnostic.error(
                    "aws-output",
                    item.span(),
                    "this is neither a security group nor a network ACL; hand in the output without --query"));
        }
    }

    private void cut(Node root) {
        if (isPage(root)) {
            complete = false;
            diagnostics.add(Diagnostic.warning(
                    "aws-cut",
                    root.get("NextToken").orElseThrow().span(),
                    "NextToken is left: this is one page of several, and what is on the others is not known; run the"
                            + " command without --max-items and --no-paginate"));
        }
    }

    private static boolean isPage(Node root) {
        return Read.text(root, "NextToken").filter(token -> !token.isEmpty()).isPresent();
    }

    private void element(String key, Node item) {
        switch (key) {
            case "SecurityGroups" -> groups.group(item);
            case "SecurityGroupRules" -> groups.rule(item);
            case "NetworkAcls" -> acls.add(NetworkAclReader.read(item, diagnostics::add));
            case "RouteTables" -> routeTables.add(RouteTableReader.read(item));
            case "PrefixLists" -> prefixList(item);
            case "Entries" -> entries.add(item);
            case "NetworkInterfaces" -> card(item, instanceOf(item), true);
            case "Reservations" -> reservation(item);
            case "Vpcs" -> vpc(item);
            default -> {
                // outputs that lie beside these say nothing of what is asked here
            }
        }
    }

    private void prefixList(Node item) {
        Optional<String> id = Read.text(item, "PrefixListId");
        if (id.isPresent() && item.get("Cidrs").isPresent()) {
            prefixList(id.get(), Read.prefixes(item.get("Cidrs").get().items(), diagnostics::add), item);
        }
    }

    private void prefixList(String id, List<Prefix> entries, Node place) {
        List<Prefix> before = prefixLists.put(id, entries);
        if (before != null && !Set.copyOf(before).equals(Set.copyOf(entries))) {
            openPrefixLists.add(id);
            diagnostics.add(Diagnostic.warning(
                    "aws-prefix-list",
                    place.span(),
                    "prefix list " + id + " is told a second time here, with other entries, so its addresses are not"
                            + " known; hand in what holds alone"));
        }
    }

    private Map<String, List<Prefix>> wholePrefixLists() {
        Map<String, List<Prefix>> whole = new HashMap<>(prefixLists);
        whole.keySet().removeAll(openPrefixLists);
        return whole;
    }

    /** Entries carry no id of their list: a key beside them or the name of the file must tell. */
    private void entries(String file, Node root) {
        if (root.get("Entries").isEmpty()) {
            return;
        }
        Optional<String> id = Read.text(root, "PrefixListId");
        Matcher named = PREFIX_LIST.matcher(file.substring(file.lastIndexOf('/') + 1));
        if (id.isEmpty() && named.find()) {
            id = Optional.of(named.group());
        }
        if (id.isEmpty()) {
            diagnostics.add(Diagnostic.warning(
                    "aws-prefix-list",
                    root.span(),
                    "the entries do not say of which prefix list they are; name the file after it, such as"
                            + " pl-0123456789abcdef0.json"));
        } else if (isPage(root)) {
            openPrefixLists.add(id.get());
            diagnostics.add(Diagnostic.warning(
                    "aws-prefix-list",
                    root.span(),
                    "entries of " + id.get() + " are missing here, so its addresses are not known"));
        } else {
            List<Node> cidrs =
                    entries.stream().flatMap(item -> item.get("Cidr").stream()).toList();
            prefixList(id.get(), Read.prefixes(cidrs, diagnostics::add), root);
        }
        entries.clear();
    }

    private static Optional<String> instanceOf(Node item) {
        return item.get("Attachment").flatMap(attachment -> Read.text(attachment, "InstanceId"));
    }

    private void reservation(Node item) {
        for (Node instance : Read.items(item, "Instances")) {
            Optional<String> id = Read.text(instance, "InstanceId");
            Read.items(instance, "NetworkInterfaces").forEach(card -> card(card, id, false));
        }
    }

    private void card(Node item, Optional<String> instance, boolean listed) {
        Optional<String> id = Read.text(item, "NetworkInterfaceId");
        if (id.isEmpty()) {
            return;
        }
        Set<IpAddress> addresses = new LinkedHashSet<>();
        Read.text(item, "PrivateIpAddress").flatMap(IpAddress::parse).ifPresent(addresses::add);
        Read.items(item, "PrivateIpAddresses")
                .forEach(each -> Read.text(each, "PrivateIpAddress")
                        .flatMap(IpAddress::parse)
                        .ifPresent(addresses::add));
        Read.items(item, "Ipv6Addresses")
                .forEach(each ->
                        Read.text(each, "Ipv6Address").flatMap(IpAddress::parse).ifPresent(addresses::add));
        List<String> carried = Read.items(item, "Groups").stream()
                .flatMap(each -> Read.text(each, "GroupId").stream())
                .toList();
        NetworkCard known = cards.get(id.get());
        if (known != null) {
            addresses.addAll(known.addresses());
        }
        cards.put(
                id.get(),
                new NetworkCard(
                        id.get(),
                        instance.orElse(known == null ? null : known.instance()),
                        Read.text(item, "SubnetId").orElse(known == null ? null : known.subnet()),
                        addresses,
                        carried,
                        listed || (known != null && known.listed())));
    }

    private void vpc(Node item) {
        Set<Prefix> blocks = new LinkedHashSet<>();
        Read.text(item, "CidrBlock").flatMap(Prefix::parse).ifPresent(blocks::add);
        Read.items(item, "CidrBlockAssociationSet")
                .forEach(each ->
                        Read.text(each, "CidrBlock").flatMap(Prefix::parse).ifPresent(blocks::add));
        vpcs.add(new Vpc(Read.text(item, "VpcId").orElse(""), List.copyOf(blocks)));
    }
}
