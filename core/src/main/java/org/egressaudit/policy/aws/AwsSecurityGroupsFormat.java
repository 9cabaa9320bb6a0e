package org.egressaudit.policy.aws;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.egressaudit.net.Target;
import org.egressaudit.policy.Layer;
import org.egressaudit.policy.RuleSetFormat;
import org.egressaudit.text.Diagnostic;
import org.egressaudit.text.Parsed;
import org.egressaudit.text.Sources;

/**
 * Security groups of a host, from the JSON that the AWS command line prints.
 *
 * <p>Which groups the host has is told by {@code groups}, or {@code interface}, or {@code instance}, or the host's own
 * addresses where its network interface is in the export.
 */
public final class AwsSecurityGroupsFormat implements RuleSetFormat {

    private static final String KEY = "aws-security-groups";

    @Override
    public Set<String> files() {
        return Set.of(KEY);
    }

    @Override
    public Set<String> options() {
        return Set.of("groups", "instance", "interface");
    }

    @Override
    public Set<String> lists() {
        return Set.of(KEY, "groups");
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
        Parsed<Layer> layer = settings.all("groups").isEmpty()
                ? ofHost(settings, target, choice)
                : choice.securityGroups(settings, settings.all("groups"));
        Layer whole = DamagedExport.unlessWhole(layer.value(), diagnostics);
        diagnostics.addAll(layer.diagnostics());
        return new Parsed<>(whole, diagnostics);
    }

    /** The layer where no groups are named: those of the host's interfaces, or the only group there is. */
    private static Parsed<Layer> ofHost(Settings settings, Target target, AwsChoice choice) {
        List<NetworkCard> cards = cards(settings, target, choice.world());
        if (!cards.isEmpty()) {
            return ofInterfaces(cards, settings, choice);
        }
        Optional<Settings.Value> named = settings.value("interface").or(() -> settings.value("instance"));
        return named.isEmpty()
                ? choice.securityGroups(settings, List.of())
                : choice.unknownGroups(
                        "aws-interface",
                        "no network interface of " + named.get().text() + " is in the export; hand in aws ec2"
                                + " describe-network-interfaces, or describe-instances",
                        named.get().span());
    }

    /** The interfaces of the host: the one named, those of the instance named, or those with the host's addresses. */
    private static List<NetworkCard> cards(Settings settings, Target target, AwsWorld world) {
        Optional<String> card = settings.value("interface").map(Settings.Value::text);
        Optional<String> instance = settings.value("instance").map(Settings.Value::text);
        return world.interfaces().stream()
                .filter(each -> {
                    if (card.isPresent()) {
                        return each.id().equals(card.get());
                    }
                    return instance.isPresent()
                            ? instance.get().equals(each.instance())
                            : each.addresses().stream().anyMatch(target.addresses()::contains);
                })
                .toList();
    }

    private static Parsed<Layer> ofInterfaces(List<NetworkCard> cards, Settings settings, AwsChoice choice) {
        List<Diagnostic> diagnostics = new ArrayList<>();
        Map<NetworkCard, Layer> layers = new LinkedHashMap<>();
        for (NetworkCard card : cards) {
            List<Settings.Value> groups = card.groups().stream()
                    .map(id -> new Settings.Value(id, settings.span()))
                    .toList();
            Parsed<Layer> layer = groups.isEmpty()
                    ? choice.unknownGroups(
                            "aws-interface",
                            "which security groups " + card.id() + " has is not in the export; hand in aws ec2"
                                    + " describe-network-interfaces",
                            settings.span())
                    : choice.securityGroups(settings, groups);
            diagnostics.addAll(layer.diagnostics());
            layers.put(card, layer.value());
        }
        Layer first = layers.values().iterator().next();
        boolean same = cards.stream().map(NetworkCard::groups).distinct().count() == 1;
        return new Parsed<>(
                same ? first : new InterfacesLayer(layers),
                diagnostics.stream().distinct().toList());
    }
}
