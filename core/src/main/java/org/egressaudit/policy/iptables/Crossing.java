package org.egressaudit.policy.iptables;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.egressaudit.net.Target;
import org.egressaudit.net.Target.InterfaceAddress;
import org.egressaudit.policy.RuleSet.Role;
import org.egressaudit.policy.RuleSetFormat.Settings;
import org.egressaudit.text.Diagnostic;
import org.jspecify.annotations.Nullable;

/**
 * What {@code egress.yaml} says of the machine that holds a layer's rules: the job's own host, or a gateway that its
 * packets cross.
 *
 * <pre>{@code
 * - iptables: gateway/rules.v4
 *   role: gateway
 *   inside: eth1                     # by which the job's packets come in
 *   outside: eth0                    # by which they go on
 *   addresses: [192.0.2.1/24]        # the gateway's own
 * }</pre>
 *
 * @param role what it is to the flows
 * @param target the machine
 */
public record Crossing(Role role, Target target) {

    /** The keys of a layer that are read here. */
    public static final Set<String> KEYS = Set.of("role", "inside", "outside", "addresses");

    /**
     * Reads the keys; what is wrong with them is reported.
     *
     * @param host the job's host, which a layer without a role belongs to
     */
    public static Crossing read(Settings settings, Target host, Consumer<Diagnostic> report) {
        Settings.Value role = settings.value("role").orElse(null);
        boolean gateway = role != null && role.text().equals("gateway");
        if (role != null && !gateway && !role.text().equals("host")) {
            report.accept(Diagnostic.error(
                    "config-value",
                    role.span(),
                    "`" + role.text() + "` is not a role; write `host` or `gateway`, the one whose rules these are"));
        }
        if (!gateway) {
            for (String key : List.of("inside", "outside", "addresses")) {
                settings.value(key)
                        .ifPresent(value -> report.accept(Diagnostic.error(
                                "config-value",
                                value.span(),
                                "`" + key + "` is for a gateway; write `role: gateway` beside it, or take it out")));
            }
            return new Crossing(new Role.Host(), host);
        }
        List<InterfaceAddress> own = new ArrayList<>();
        for (Settings.Value value : settings.all("addresses")) {
            InterfaceAddress.parse(value.text())
                    .ifPresentOrElse(
                            own::add,
                            () -> report.accept(Diagnostic.error(
                                    "config-value",
                                    value.span(),
                                    "`" + value.text() + "` is not an address; write one like `192.0.2.1/24`")));
        }
        String inside = settings.value("inside").map(Settings.Value::text).orElse(null);
        String outside = settings.value("outside").map(Settings.Value::text).orElse(null);
        return new Crossing(
                new Role.Gateway(inside, outside), new Target(Map.of(), Map.of(), sides(own, inside, outside, host)));
    }

    /**
     * The gateway's addresses by interface: those on the host's network inside, the others outside. Where none is on it,
     * nothing tells the sides apart: the host's addresses are not known, or it is behind another gateway; a gateway with one
     * interface has no sides.
     */
    private static Map<String, List<InterfaceAddress>> sides(
            List<InterfaceAddress> own, @Nullable String inside, @Nullable String outside, Target host) {
        List<InterfaceAddress> near = own.stream()
                .filter(each -> host.addresses().stream().anyMatch(each.network()::contains))
                .toList();
        if (near.isEmpty() || inside != null && inside.equals(outside)) {
            return own.isEmpty() ? Map.of() : Map.of("(own)", own);
        }
        List<InterfaceAddress> far =
                own.stream().filter(each -> !near.contains(each)).toList();
        return Map.of(inside == null ? "(inside)" : inside, near, outside == null ? "(outside)" : outside, far);
    }
}
