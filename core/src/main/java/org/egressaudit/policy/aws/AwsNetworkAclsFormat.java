package org.egressaudit.policy.aws;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.egressaudit.net.Target;
import org.egressaudit.policy.Layer;
import org.egressaudit.policy.RuleSetFormat;
import org.egressaudit.text.Diagnostic;
import org.egressaudit.text.Parsed;
import org.egressaudit.text.Sources;

/**
 * The network ACL of a host's subnet, from the JSON that the AWS command line prints.
 *
 * <p>Which one is told by {@code subnet}, or {@code acl}, or the host's own addresses where its network interface is in
 * the export. {@code clientPorts} says from which ports its clients ask, where that is not Linux's range.
 */
public final class AwsNetworkAclsFormat implements RuleSetFormat {

    private static final String KEY = "aws-network-acls";

    @Override
    public Set<String> files() {
        return Set.of(KEY);
    }

    @Override
    public Set<String> options() {
        return Set.of("subnet", "acl", "clientPorts");
    }

    @Override
    public Set<String> lists() {
        return Set.of(KEY);
    }

    @Override
    public Parsed<Layer> read(Settings settings, Target target, Sources sources) {
        Parsed<List<Export>> files = LayerFiles.read(settings, KEY, sources);
        List<Diagnostic> diagnostics = new ArrayList<>(files.diagnostics());
        Parsed<AwsWorld> world = AwsReader.read(files.value());
        diagnostics.addAll(world.diagnostics());
        List<String> names = files.value().stream().map(Export::file).toList();
        AwsChoice choice = new AwsChoice(
                world.value(),
                names,
                new CliProposals(),
                target,
                files.diagnostics().isEmpty() && !world.unusable());
        Optional<Settings.Value> id = settings.value("acl");
        Optional<Settings.Value> subnet = id.isPresent()
                ? Optional.empty()
                : settings.value("subnet").or(() -> ofOwnAddress(settings, target, world.value()));
        Parsed<Layer> layer = choice.networkAcl(settings, id, subnet);
        Layer whole = DamagedExport.unlessWhole(layer.value(), diagnostics);
        diagnostics.addAll(layer.diagnostics());
        return new Parsed<>(whole, diagnostics);
    }

    private static Optional<Settings.Value> ofOwnAddress(Settings settings, Target target, AwsWorld world) {
        return world.interfaces().stream()
                .filter(card -> card.addresses().stream().anyMatch(target.addresses()::contains))
                .flatMap(card -> Optional.ofNullable(card.subnet()).stream())
                .findFirst()
                .map(subnet -> new Settings.Value(subnet, settings.span()));
    }
}
