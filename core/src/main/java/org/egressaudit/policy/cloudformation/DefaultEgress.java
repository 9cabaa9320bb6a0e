package org.egressaudit.policy.cloudformation;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.egressaudit.net.Prefix;
import org.egressaudit.policy.Ternary;
import org.egressaudit.policy.aws.Peer;
import org.egressaudit.policy.aws.SecurityRule;
import org.egressaudit.policy.aws.Traffic;
import org.egressaudit.policy.cloudformation.Intrinsics.Possible;
import org.egressaudit.policy.cloudformation.Template.Resource;
import org.egressaudit.text.Diagnostic;
import org.egressaudit.text.Span;
import org.egressaudit.text.tree.Node;

/**
 * The rule that lets everything out, which AWS adds to a group as it is created without an egress rule. An update that
 * removes a group's last rule does not bring it back (CloudFormation, {@code AWS::EC2::SecurityGroup}).
 */
final class DefaultEgress {

    private final Template before;
    private final boolean update;
    private final Intrinsics formerly;
    private final Consumer<Diagnostic> report;
    private final Set<String> kept = new LinkedHashSet<>();

    /**
     * @param before what is deployed now, if it is an update
     * @param parameters values of parameters
     */
    DefaultEgress(Optional<Template> before, Map<String, String> parameters, Consumer<Diagnostic> report) {
        this.before = before.orElse(Template.EMPTY);
        this.update = before.isPresent();
        this.formerly = new Intrinsics(this.before, parameters);
        this.report = report;
    }

    /** Whether a group has it for certain. */
    boolean stays(String group) {
        return kept.contains(group);
    }

    /**
     * What AWS adds to a group that names no egress rule, for certain or perhaps.
     *
     * @param perhaps rules of its own that deployment may leave out
     */
    List<SecurityRule> of(Resource resource, List<SecurityRule> perhaps) {
        Span span = resource.node().span();
        Ternary had = hadOwn(resource.id());
        if (had == Ternary.YES && perhaps.isEmpty()) {
            report.accept(Diagnostic.warning(
                    "cloudformation-update-leaves-none",
                    span,
                    resource.id() + " loses its last egress rule in this update, and CloudFormation does not bring back"
                            + " the default one: nothing may leave"));
            return List.of();
        }
        List<String> doubts = new ArrayList<>();
        perhaps.forEach(rule -> doubts.addAll(rule.open()));
        if (had == Ternary.UNKNOWN) {
            doubts.add("whether " + resource.id()
                    + " has egress rules of its own now was decided at deployment; hand in aws"
                    + " ec2 describe-security-groups");
        }
        if (doubts.isEmpty()) {
            kept.add(resource.id());
            if (!update) {
                report.accept(
                        Diagnostic.note(
                                "cloudformation-default-egress",
                                span,
                                resource.id()
                                        + " names no egress rule: as it is created everything may leave, but after an update"
                                        + " that removed the last rule nothing may; hand in the deployed template under before"));
            }
        }
        List<String> why = doubts.stream().distinct().toList();
        return List.of(
                new SecurityRule(Traffic.ALL, new Peer.Cidr(Prefix.of("0.0.0.0/0")), why, span),
                new SecurityRule(Traffic.ALL, new Peer.Cidr(Prefix.of("::/0")), why, span));
    }

    /** Whether a group names egress rules in the template that is deployed now. */
    private Ternary hadOwn(String id) {
        Optional<Node> list = Optional.ofNullable(before.resources().get(id))
                .flatMap(old -> old.properties().get(TemplateWorld.EGRESS));
        Ternary had = Ternary.NO;
        for (Possible possible : list.map(formerly::possible).orElse(List.of())) {
            boolean known = possible.doubt().isEmpty()
                    && Intrinsics.Call.of(possible.node()).isEmpty();
            List<Node> items = possible.node() instanceof Node.Mapping
                    ? List.of(possible.node())
                    : possible.node().items();
            for (Node item : items) {
                List<Possible> rules = formerly.possible(item);
                boolean sure =
                        known && rules.stream().anyMatch(rule -> rule.doubt().isEmpty());
                had = had.or(sure ? Ternary.YES : rules.isEmpty() ? Ternary.NO : Ternary.UNKNOWN);
            }
        }
        return had;
    }
}
