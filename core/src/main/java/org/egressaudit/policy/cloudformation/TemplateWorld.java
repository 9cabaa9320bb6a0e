package org.egressaudit.policy.cloudformation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.egressaudit.net.Prefix;
import org.egressaudit.policy.aws.AwsWorld;
import org.egressaudit.policy.aws.Peer;
import org.egressaudit.policy.aws.SecurityGroup;
import org.egressaudit.policy.aws.SecurityRule;
import org.egressaudit.policy.aws.Traffic;
import org.egressaudit.policy.cloudformation.Intrinsics.Possible;
import org.egressaudit.policy.cloudformation.Template.Resource;
import org.egressaudit.text.Diagnostic;
import org.egressaudit.text.Span;
import org.egressaudit.text.tree.Node;

/** The security groups, network ACLs and prefix lists that a template makes. */
final class TemplateWorld {

    static final String EGRESS = "SecurityGroupEgress";

    private final Template template;
    private final Intrinsics values;
    private final DefaultEgress defaults;
    private final Consumer<Diagnostic> report;
    private final Map<String, SecurityGroup> groups = new LinkedHashMap<>();

    /**
     * @param template what will be deployed
     * @param before what is deployed now, if it is an update
     * @param parameters values of parameters
     */
    TemplateWorld(
            Template template, Optional<Template> before, Map<String, String> parameters, Consumer<Diagnostic> report) {
        this.template = template;
        this.values = new Intrinsics(template, parameters);
        this.defaults = new DefaultEgress(before, parameters, report);
        this.report = report;
    }

    AwsWorld read() {
        for (Resource resource : template.resources().values()) {
            if (resource.type().equals("AWS::EC2::SecurityGroup")) {
                groups.put(resource.id(), group(resource));
            }
        }
        for (Resource resource : template.resources().values()) {
            if (resource.type().equals("AWS::EC2::SecurityGroupEgress")) {
                standalone(resource);
            }
        }
        return new AwsWorld(
                groups,
                new AclEntries(template, values, report).read(),
                List.of(),
                prefixLists(),
                List.of(),
                List.of(),
                true);
    }

    private SecurityGroup group(Resource resource) {
        Optional<Node> written = resource.properties().get(EGRESS);
        List<String> open = new ArrayList<>(template.macros());
        List<SecurityRule> rules = new ArrayList<>();
        List<Possible> lists = written.map(values::possible).orElse(List.of());
        for (Possible list : lists) {
            boolean function = Intrinsics.Call.of(list.node()).isPresent();
            if (function) {
                open.add("the egress rules of " + resource.id() + " are made by a function and not known");
                continue;
            }
            // CloudFormation takes a single rule for a list of one
            List<Node> items = list.node() instanceof Node.Mapping
                    ? List.of(list.node())
                    : list.node().items();
            for (Node item : items) {
                for (Possible rule : values.possible(item)) {
                    List<String> doubts = new ArrayList<>(list.doubt());
                    doubts.addAll(rule.doubt());
                    rules.addAll(rule(rule.node(), doubts));
                }
            }
        }
        boolean certainlyOwn = rules.stream().anyMatch(rule -> rule.open().isEmpty());
        if (open.isEmpty() && !certainlyOwn) {
            rules.addAll(defaults.of(resource, rules));
        }
        return new SecurityGroup(
                resource.id(),
                values.of(resource.properties(), "GroupName") instanceof Value.Known name
                        ? List.of(name.text())
                        : List.of(),
                rules,
                List.of(),
                open,
                resource.node().span(),
                written.map(Node::span).orElse(resource.node().span()));
    }

    private void standalone(Resource resource) {
        List<String> doubts = new ArrayList<>();
        resource.condition().ifPresent(name -> {
            if (values.holds(name).isEmpty()) {
                doubts.add("condition " + name + " is decided at deployment");
            }
        });
        boolean absent =
                resource.condition().flatMap(values::holds).map(holds -> !holds).orElse(false);
        if (absent) {
            return;
        }
        Value owner = values.of(resource.properties(), "GroupId");
        if (owner instanceof Value.Made made && groups.containsKey(made.id())) {
            if (defaults.stays(made.id())) {
                report.accept(
                        Diagnostic.warning(
                                "cloudformation-default-stays",
                                resource.node().span(),
                                resource.id() + " restricts nothing: " + made.id()
                                        + " names no egress rule itself, so the default one, which lets everything out, stays"));
            }
            add(made.id(), rule(resource.properties(), doubts));
        } else if (owner instanceof Value.Known known) {
            groups.computeIfAbsent(known.text(), id -> elsewhere(id, resource));
            add(known.text(), rule(resource.properties(), doubts));
        } else {
            String reason = owner instanceof Value.Open open ? open.reason() : "its GroupId is not that of a group";
            doubts.add("which group " + resource.id() + " belongs to is not known: " + reason);
            report.accept(Diagnostic.note(
                    "cloudformation-other-group",
                    resource.node().span(),
                    resource.id() + " is a rule of a group outside of the template: " + reason));
            if (groups.isEmpty()) {
                groups.put(resource.id(), elsewhere(resource.id(), resource));
            }
            List.copyOf(groups.keySet()).forEach(id -> add(id, rule(resource.properties(), doubts)));
        }
    }

    private static SecurityGroup elsewhere(String id, Resource resource) {
        Span span = resource.node().span();
        return new SecurityGroup(
                id,
                List.of(),
                List.of(),
                List.of(),
                List.of("the other rules of " + id
                        + " are not in the template; hand in aws ec2 describe-security-groups"),
                span,
                span);
    }

    private void add(String id, List<SecurityRule> rules) {
        groups.computeIfPresent(id, (key, group) -> {
            List<SecurityRule> all = new ArrayList<>(group.egress());
            all.addAll(rules);
            return new SecurityGroup(
                    group.id(),
                    group.names(),
                    all,
                    group.ingress(),
                    group.openEgress(),
                    group.span(),
                    group.egressSpan());
        });
    }

    private List<SecurityRule> rule(Node properties, List<String> doubts) {
        List<String> open = new ArrayList<>(doubts);
        if (properties instanceof Node.Mapping mapping && mapping.entries().isEmpty()) {
            return List.of();
        }
        Traffic traffic = traffic(properties, "IpProtocol", "FromPort", "ToPort", values, open);
        List<SecurityRule> rules = new ArrayList<>();
        for (String key : List.of("CidrIp", "CidrIpv6", "DestinationPrefixListId", "DestinationSecurityGroupId")) {
            Value value = values.of(properties, key);
            if (!(value instanceof Value.None)) {
                Span span = properties.get(key).map(Node::span).orElse(properties.span());
                rules.add(new SecurityRule(traffic, peer(key, value), open, span));
            }
        }
        if (rules.isEmpty()) {
            rules.add(new SecurityRule(
                    traffic,
                    new Peer.Unresolved(
                            "?", "a rule in line " + properties.span().line() + " names no destination"),
                    open,
                    properties.span()));
        }
        return rules;
    }

    /** Protocol and ports; what is decided at deployment is added to the open questions. */
    static Traffic traffic(
            Node properties, String protocolKey, String fromKey, String toKey, Intrinsics values, List<String> open) {
        int before = open.size();
        String protocol = text(values.of(properties, protocolKey), open);
        String from = text(values.of(properties, fromKey), open);
        String to = text(values.of(properties, toKey), open);
        if (open.size() > before) {
            return Traffic.ALL;
        }
        Optional<Traffic> traffic = Traffic.of(protocol, written(from), written(to));
        if (traffic.isEmpty()) {
            open.add("protocol `" + protocol + "` with ports `" + from + "` to `" + to + "` is not one that AWS knows");
        }
        return traffic.orElse(Traffic.ALL);
    }

    private static String text(Value value, List<String> open) {
        if (value instanceof Value.Open unknown) {
            open.add(unknown.reason());
        }
        return value instanceof Value.Known known ? known.text() : "";
    }

    private static Optional<String> written(String text) {
        return Optional.of(text).filter(one -> !one.isEmpty());
    }

    static Optional<Integer> number(String text) {
        return text.matches("-?[0-9]{1,9}") ? Optional.of(Integer.valueOf(text)) : Optional.empty();
    }

    private static Peer peer(String key, Value value) {
        if (value instanceof Value.Open open) {
            return new Peer.Unresolved(key + " decided at deployment", open.reason());
        }
        String text = value instanceof Value.Made made ? made.id() : ((Value.Known) value).text();
        return switch (key) {
            case "DestinationPrefixListId" -> new Peer.PrefixList(text);
            case "DestinationSecurityGroupId" -> new Peer.Group(text);
            default ->
                Prefix.parse(text)
                        .<Peer>map(Peer.Cidr::new)
                        .orElseGet(() -> new Peer.Unresolved(text, "`" + text + "` is not an address block"));
        };
    }

    private Map<String, List<Prefix>> prefixLists() {
        Map<String, List<Prefix>> lists = new LinkedHashMap<>();
        for (Resource resource : template.resources().values()) {
            List<Node> entries =
                    resource.properties().get("Entries").map(Node::items).orElse(List.of());
            if (resource.type().equals("AWS::EC2::PrefixList")) {
                List<Prefix> known = entries.stream()
                        .flatMap(entry -> values.of(entry, "Cidr") instanceof Value.Known cidr
                                ? Prefix.parse(cidr.text()).stream()
                                : java.util.stream.Stream.empty())
                        .toList();
                if (known.size() == entries.size()) {
                    lists.put(resource.id(), known);
                }
            }
        }
        return lists;
    }
}
