package org.egressaudit.policy.aws;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.egressaudit.net.PortRange;
import org.egressaudit.net.Prefix;
import org.egressaudit.net.Target;
import org.egressaudit.policy.Layer;
import org.egressaudit.policy.RuleSetFormat.Settings;
import org.egressaudit.text.Diagnostic;
import org.egressaudit.text.Parsed;
import org.egressaudit.text.Span;
import org.egressaudit.text.tree.Nearest;

/**
 * Finds the groups or the network ACL that a layer's settings name. What is not found is an error, and the layer that
 * stands in for it decides nothing.
 *
 * @param world where they are looked for
 * @param files where it was read from
 * @param proposals how changes are written
 * @param target the host
 * @param read whether the files could be read; else nothing more is said of what is missing
 */
public record AwsChoice(AwsWorld world, List<String> files, Proposals proposals, Target target, boolean read) {

    private static final int MOST_NAMES = 8;

    public AwsChoice {
        files = List.copyOf(files);
    }

    /** The layer of these groups, each named by id or name; of the only group there is when none is named. */
    public Parsed<Layer> securityGroups(Settings settings, List<Settings.Value> wanted) {
        List<Diagnostic> diagnostics = new ArrayList<>();
        List<SecurityGroup> groups = new ArrayList<>();
        wanted.forEach(value -> groups.add(group(value, diagnostics)));
        if (groups.isEmpty() && world.groups().size() == 1) {
            groups.addAll(world.groups().values());
        }
        if (groups.isEmpty()) {
            String reason = world.groups().isEmpty()
                    ? "there is no security group in " + String.join(", ", files)
                    : "which security groups the host has is not said; name them under groups: "
                            + some(world.groups().values().stream()
                                    .map(SecurityGroup::label)
                                    .toList());
            tell(diagnostics, Diagnostic.error("aws-groups", settings.span(), reason));
            groups.add(SecurityGroup.missing("?", reason, settings.span()));
        }
        return new Parsed<>(new SecurityGroupsLayer(groups, world, files, proposals), diagnostics);
    }

    /** The layer where the groups of the host cannot be told: it decides nothing. */
    Parsed<Layer> unknownGroups(String code, String reason, Span place) {
        List<Diagnostic> diagnostics = new ArrayList<>();
        tell(diagnostics, Diagnostic.error(code, place, reason));
        return new Parsed<>(
                new SecurityGroupsLayer(List.of(SecurityGroup.missing("?", reason, place)), world, files, proposals),
                diagnostics);
    }

    /** The first of many names, and how many more there are. */
    private static String some(List<String> names) {
        String first = names.stream().limit(MOST_NAMES).collect(Collectors.joining(", "));
        return names.size() <= MOST_NAMES ? first : first + " or one of " + (names.size() - MOST_NAMES) + " more";
    }

    private SecurityGroup group(Settings.Value wanted, List<Diagnostic> diagnostics) {
        SecurityGroup byId = world.groups().get(wanted.text());
        List<SecurityGroup> byName = world.groups().values().stream()
                .filter(group -> group.names().contains(wanted.text()))
                .toList();
        if (byId != null || byName.size() == 1) {
            return byId != null ? byId : byName.get(0);
        }
        String near = Nearest.key(wanted.text(), world.groups().keySet())
                .map(id -> "; nearest is " + id)
                .orElse("");
        String reason = byName.isEmpty()
                ? "security group " + wanted.text() + " is not in " + String.join(", ", files)
                        + (world.complete() ? near : ", which is cut: hand in all of it")
                : byName.size() + " groups are named " + wanted.text() + "; name one by its id";
        tell(diagnostics, Diagnostic.error("aws-groups", wanted.span(), reason));
        return SecurityGroup.missing(wanted.text(), reason, wanted.span());
    }

    /** The layer of the network ACL with an id, or of a subnet; of the only one there is when neither is named. */
    public Parsed<Layer> networkAcl(Settings settings, Optional<Settings.Value> id, Optional<Settings.Value> subnet) {
        List<Diagnostic> diagnostics = new ArrayList<>();
        List<NetworkAcl> meant = world.acls().stream()
                .filter(acl -> id.isEmpty() || acl.id().equals(id.get().text()))
                .filter(acl ->
                        subnet.isEmpty() || acl.subnets().contains(subnet.get().text()))
                .toList();
        NetworkAcl found;
        if (meant.size() == 1) {
            found = meant.get(0);
        } else {
            String there = some(world.acls().stream().map(NetworkAcl::id).toList());
            String wanted = id.or(() -> subnet)
                    .map(value ->
                            (meant.isEmpty() ? "no" : "more than one") + " network ACL is that of " + value.text())
                    .orElse("which network ACL guards the host's subnet is not said");
            tell(
                    diagnostics,
                    Diagnostic.error(
                            "aws-acl",
                            id.or(() -> subnet).map(Settings.Value::span).orElse(settings.span()),
                            wanted + "; there is " + (there.isEmpty() ? "none" : there)));
            found = new NetworkAcl("?", Set.of(), List.of(), List.of(wanted), settings.span());
        }
        return new Parsed<>(
                new NetworkAclLayer(found, world, ownNetworks(), clientPorts(settings, diagnostics), files, proposals),
                diagnostics);
    }

    private List<Prefix> ownNetworks() {
        return target.interfaces().values().stream()
                .flatMap(List::stream)
                .filter(each -> !each.address().isLoopback())
                .map(Target.InterfaceAddress::network)
                .toList();
    }

    /** The option {@code clientPorts}, such as {@code 1024-65535}. */
    private static PortRange clientPorts(Settings settings, List<Diagnostic> diagnostics) {
        Optional<Settings.Value> written = settings.value("clientPorts");
        if (written.isEmpty()) {
            return NetworkAclLayer.CLIENT_PORTS;
        }
        Matcher range = Pattern.compile("([0-9]{1,5})-([0-9]{1,5})")
                .matcher(written.get().text());
        if (range.matches()) {
            int from = Integer.parseInt(range.group(1));
            int to = Integer.parseInt(range.group(2));
            if (from <= to && to <= 65535) {
                return new PortRange(from, to);
            }
        }
        diagnostics.add(Diagnostic.error(
                "aws-client-ports",
                written.get().span(),
                "`" + written.get().text() + "` is no range of ports such as 1024-65535"));
        return NetworkAclLayer.CLIENT_PORTS;
    }

    private void tell(List<Diagnostic> diagnostics, Diagnostic diagnostic) {
        if (read) {
            diagnostics.add(diagnostic);
        }
    }
}
