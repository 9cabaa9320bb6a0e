package org.egressaudit.policy.cloudformation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.egressaudit.net.Prefix;
import org.egressaudit.policy.aws.NetworkAcl;
import org.egressaudit.policy.aws.Traffic;
import org.egressaudit.policy.cloudformation.Template.Resource;
import org.egressaudit.text.Diagnostic;
import org.egressaudit.text.Span;
import org.egressaudit.text.tree.Node;

/** Reads network ACLs, their entries and the subnets they guard. */
final class AclEntries {

    private final Template template;
    private final Intrinsics values;
    private final Consumer<Diagnostic> report;
    private final Map<String, Draft> drafts = new LinkedHashMap<>();

    AclEntries(Template template, Intrinsics values, Consumer<Diagnostic> report) {
        this.template = template;
        this.values = values;
        this.report = report;
    }

    /** A network ACL whose parts are still being gathered. */
    private static final class Draft {
        final String id;
        final Span span;
        final Set<String> subnets = new LinkedHashSet<>();
        final List<NetworkAcl.Entry> entries = new ArrayList<>();
        final List<String> open = new ArrayList<>();

        Draft(String id, Span span) {
            this.id = id;
            this.span = span;
        }
    }

    List<NetworkAcl> read() {
        for (Resource resource : template.resources().values()) {
            if (resource.type().equals("AWS::EC2::NetworkAcl")) {
                Draft draft = new Draft(resource.id(), resource.node().span());
                draft.open.addAll(template.macros());
                drafts.put(resource.id(), draft);
            }
        }
        for (Resource resource : template.resources().values()) {
            if (resource.type().equals("AWS::EC2::NetworkAclEntry")) {
                owner(resource).ifPresent(draft -> entry(resource, draft));
            } else if (resource.type().equals("AWS::EC2::SubnetNetworkAclAssociation")) {
                owner(resource).ifPresent(draft -> {
                    Value subnet = values.of(resource.properties(), "SubnetId");
                    if (subnet instanceof Value.Made made) {
                        draft.subnets.add(made.id());
                    } else if (subnet instanceof Value.Known known) {
                        draft.subnets.add(known.text());
                    }
                });
            }
        }
        return drafts.values().stream()
                .map(draft -> new NetworkAcl(draft.id, draft.subnets, draft.entries, draft.open, draft.span))
                .toList();
    }

    private Optional<Draft> owner(Resource part) {
        Value owner = values.of(part.properties(), "NetworkAclId");
        if (owner instanceof Value.Made made && drafts.containsKey(made.id())) {
            return Optional.ofNullable(drafts.get(made.id()));
        }
        if (owner instanceof Value.Known known) {
            return Optional.of(drafts.computeIfAbsent(known.text(), id -> {
                Draft draft = new Draft(id, part.node().span());
                draft.open.add("the other entries of " + id + " are not in the template; hand in aws ec2"
                        + " describe-network-acls");
                return draft;
            }));
        }
        drafts.values()
                .forEach(draft -> draft.open.add("which ACL " + part.id() + " belongs to is decided at deployment"));
        return Optional.empty();
    }

    private void entry(Resource resource, Draft draft) {
        Node properties = resource.properties();
        Optional<Integer> number = values.of(properties, "RuleNumber") instanceof Value.Known known
                ? TemplateWorld.number(known.text())
                : Optional.empty();
        Value action = values.of(properties, "RuleAction");
        Value egress = values.of(properties, "Egress");
        boolean told = action instanceof Value.Known known
                && (known.text().equals("allow") || known.text().equals("deny"))
                && !(egress instanceof Value.Open);
        if (number.isEmpty() || !told) {
            String reason = "number, action or direction of " + resource.id() + " is decided at deployment";
            draft.open.add(reason);
            report.accept(Diagnostic.warning(
                    "cloudformation-acl-entry", resource.node().span(), reason));
            return;
        }
        List<String> open = new ArrayList<>();
        resource.condition()
                .filter(name -> values.holds(name).isEmpty())
                .ifPresent(name -> open.add("condition " + name + " is decided at deployment"));
        if (resource.condition().flatMap(values::holds).map(holds -> !holds).orElse(false)) {
            return;
        }
        Traffic traffic = traffic(properties, open);
        Value cidr = values.of(properties, "CidrBlock") instanceof Value.None
                ? values.of(properties, "Ipv6CidrBlock")
                : values.of(properties, "CidrBlock");
        Prefix prefix =
                cidr instanceof Value.Known known ? Prefix.parse(known.text()).orElse(null) : null;
        if (prefix == null) {
            open.add(
                    cidr instanceof Value.Open unknown
                            ? unknown.reason()
                            : "the address block of " + resource.id() + " is not known");
        }
        draft.entries.add(new NetworkAcl.Entry(
                number.get(),
                egress instanceof Value.Known known && known.text().equalsIgnoreCase("true"),
                ((Value.Known) action).text().equals("allow"),
                traffic,
                prefix,
                open,
                resource.node().span()));
    }

    private Traffic traffic(Node properties, List<String> open) {
        Optional<Node> icmp = properties.get("Icmp");
        Optional<Node> ports = properties.get("PortRange");
        int before = open.size();
        Value protocol = values.of(properties, "Protocol");
        String name = protocol instanceof Value.Known known ? known.text() : "";
        if (protocol instanceof Value.Open unknown) {
            open.add(unknown.reason());
        }
        boolean isIcmp = name.equals("1") || name.equals("58");
        Optional<String> from = number(isIcmp ? icmp : ports, isIcmp ? "Type" : "From", open);
        Optional<String> to = number(isIcmp ? icmp : ports, isIcmp ? "Code" : "To", open);
        if (open.size() > before) {
            return Traffic.ALL;
        }
        Optional<Traffic> traffic = Traffic.of(name, from, to);
        if (traffic.isEmpty()) {
            open.add("protocol `" + name + "` with its ports is not one that AWS knows");
        }
        return traffic.orElse(Traffic.ALL);
    }

    private Optional<String> number(Optional<Node> range, String key, List<String> open) {
        Value value = range.map(node -> values.of(node, key)).orElse(new Value.None());
        if (value instanceof Value.Open unknown) {
            open.add(unknown.reason());
        }
        return value instanceof Value.Known known ? Optional.of(known.text()) : Optional.empty();
    }
}
