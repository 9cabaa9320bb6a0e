package org.egressaudit.policy.aws;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.egressaudit.net.Prefix;
import org.egressaudit.text.Diagnostic;
import org.egressaudit.text.Span;
import org.egressaudit.text.tree.Node;

/** Reads the elements of {@code SecurityGroups} and of {@code SecurityGroupRules}, and puts groups together. */
final class SecurityGroupReader {

    private final Consumer<Diagnostic> report;
    private final Map<String, Draft> drafts = new LinkedHashMap<>();

    SecurityGroupReader(Consumer<Diagnostic> report) {
        this.report = report;
    }

    /** A group whose rules are still being gathered, perhaps from several places. */
    private static final class Draft {
        final String id;
        final Span span;
        final List<String> names = new ArrayList<>();
        final GroupRules egress;
        final GroupRules ingress;
        Span egressSpan;

        Draft(String id, Span span) {
            this.id = id;
            this.span = span;
            this.egress = new GroupRules(id);
            this.ingress = new GroupRules(id);
            this.egressSpan = span;
        }

        SecurityGroup finish(boolean complete) {
            List<String> open = new ArrayList<>();
            boolean oneByOne = egress.isListed() || ingress.isListed();
            if (!oneByOne && !egress.isTold()) {
                open.add("the egress rules of " + id + " are not in the export (no IpPermissionsEgress); hand in the"
                        + " whole output of aws ec2 describe-security-groups");
            } else if (oneByOne && !complete) {
                open.add("rules of " + id + " may be on a page that is not in the export; hand in the whole output of"
                        + " aws ec2 describe-security-group-rules");
            }
            return new SecurityGroup(id, names, egress.rules(), ingress.rules(), open, span, egressSpan);
        }
    }

    /**
     * The groups by id, in the order in which they were first met.
     *
     * @param complete whether no page is missing; the rules of a group that are listed one by one span pages
     */
    Map<String, SecurityGroup> finish(boolean complete) {
        Map<String, SecurityGroup> groups = new LinkedHashMap<>();
        drafts.values().forEach(draft -> groups.put(draft.id, draft.finish(complete)));
        return groups;
    }

    private Draft draft(Node item) {
        String id = Read.text(item, "GroupId").orElse("a group without an id");
        Span span = item.get("GroupId").map(Node::span).orElse(item.span());
        return drafts.computeIfAbsent(id, key -> new Draft(id, span));
    }

    /** One group with its permissions, each other side of a permission a rule of its own. */
    void group(Node item) {
        Draft draft = draft(item);
        Read.text(item, "GroupName").ifPresent(draft.names::add);
        Span span = item.get("GroupId").map(Node::span).orElse(item.span());
        item.get("IpPermissionsEgress").ifPresent(written -> {
            draft.egress.export(permissions(item, "IpPermissionsEgress"), span);
            draft.egressSpan = written.span();
        });
        item.get("IpPermissions").ifPresent(written -> draft.ingress.export(permissions(item, "IpPermissions"), span));
    }

    private List<SecurityRule> permissions(Node item, String key) {
        List<SecurityRule> rules = new ArrayList<>();
        for (Node permission : Read.items(item, key)) {
            Known known = traffic(permission);
            each(permission, "IpRanges", "CidrIp", text -> cidr(text), known, rules);
            each(permission, "Ipv6Ranges", "CidrIpv6", text -> cidr(text), known, rules);
            each(permission, "PrefixListIds", "PrefixListId", Peer.PrefixList::new, known, rules);
            each(permission, "UserIdGroupPairs", "GroupId", Peer.Group::new, known, rules);
        }
        return rules;
    }

    /** Protocol and ports, or what is wrong with them. */
    private record Known(Traffic traffic, List<String> open) {}

    private Known traffic(Node permission) {
        String protocol = Read.text(permission, "IpProtocol").orElse("");
        Optional<Traffic> traffic =
                Traffic.of(protocol, Read.bound(permission, "FromPort"), Read.bound(permission, "ToPort"));
        if (traffic.isPresent()) {
            return new Known(traffic.get(), List.of());
        }
        String wrong = "IpProtocol `" + protocol + "`, " + shown(permission, "FromPort") + ", "
                + shown(permission, "ToPort") + ": AWS knows no such rule";
        report.accept(Diagnostic.warning("aws-rule", permission.span(), wrong + "; what it lets out stays open"));
        return new Known(Traffic.ALL, List.of(wrong));
    }

    private static String shown(Node permission, String key) {
        return Read.bound(permission, key)
                .map(bound -> key + " `" + bound + "`")
                .orElse("no " + key);
    }

    private static Peer cidr(String text) {
        return Prefix.parse(text)
                .<Peer>map(Peer.Cidr::new)
                .orElseGet(() -> new Peer.Unresolved(text, "`" + text + "` is not an address block"));
    }

    private static void each(
            Node permission,
            String key,
            String field,
            Function<String, Peer> peer,
            Known known,
            List<SecurityRule> rules) {
        for (Node item : Read.items(permission, key)) {
            Read.text(item, field).ifPresent(text -> {
                Span span = item.get(field).map(Node::span).orElse(item.span());
                rules.add(new SecurityRule(known.traffic, peer.apply(text), known.open, span));
            });
        }
    }

    /** One rule of {@code describe-security-group-rules}, which lists a rule for each other side. */
    void rule(Node item) {
        Known known = traffic(item);
        Optional<Peer> peer = peer(item);
        if (peer.isEmpty()) {
            report.accept(Diagnostic.warning(
                    "aws-rule", item.span(), "the rule names no other side that is known here; it stays open"));
        }
        SecurityRule rule = new SecurityRule(
                known.traffic,
                peer.orElseGet(() -> new Peer.Unresolved("?", "the other side of a rule is not known")),
                known.open,
                item.span());
        Draft draft = draft(item);
        boolean egress = Read.text(item, "IsEgress").map(Boolean::parseBoolean).orElse(false);
        (egress ? draft.egress : draft.ingress).list(rule);
    }

    private static Optional<Peer> peer(Node item) {
        return Read.text(item, "CidrIpv4")
                .or(() -> Read.text(item, "CidrIpv6"))
                .map(SecurityGroupReader::cidr)
                .or(() -> Read.text(item, "PrefixListId").map(Peer.PrefixList::new))
                .or(() -> item.get("ReferencedGroupInfo")
                        .flatMap(info -> Read.text(info, "GroupId"))
                        .map(Peer.Group::new));
    }
}
