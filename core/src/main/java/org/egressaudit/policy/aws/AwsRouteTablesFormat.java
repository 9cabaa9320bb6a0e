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
 * The route table of a host's subnet, from the JSON that the AWS command line prints: its own, else the main one.
 *
 * <p>{@code subnet} names the subnet, or {@code table} the route table.
 */
public final class AwsRouteTablesFormat implements RuleSetFormat {

    private static final String KEY = "aws-route-tables";

    @Override
    public Set<String> files() {
        return Set.of(KEY);
    }

    @Override
    public Set<String> options() {
        return Set.of("subnet", "table");
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
        List<RouteTable> meant = meant(settings, world.value().routeTables());
        List<String> names = files.value().stream().map(Export::file).toList();
        if (meant.size() == 1) {
            Layer layer = new RouteTableLayer(meant.get(0), world.value(), names, List.of());
            return new Parsed<>(DamagedExport.unlessWhole(layer, diagnostics), diagnostics);
        }
        String reason = "which of the " + world.value().routeTables().size()
                + " route tables is that of the host's subnet is not said; name the subnet, or the table";
        if (files.diagnostics().isEmpty() && !world.unusable()) {
            diagnostics.add(Diagnostic.error("aws-route-table", settings.span(), reason));
        }
        RouteTable none = new RouteTable("?", false, Set.of(), List.of(), settings.span());
        return new Parsed<>(new RouteTableLayer(none, world.value(), names, List.of(reason)), diagnostics);
    }

    private static List<RouteTable> meant(Settings settings, List<RouteTable> tables) {
        Optional<String> id = settings.value("table").map(Settings.Value::text);
        Optional<String> subnet = settings.value("subnet").map(Settings.Value::text);
        if (id.isPresent()) {
            return tables.stream().filter(table -> table.id().equals(id.get())).toList();
        }
        if (subnet.isEmpty()) {
            return tables;
        }
        List<RouteTable> own = tables.stream()
                .filter(table -> table.subnets().contains(subnet.get()))
                .toList();
        return own.isEmpty() ? tables.stream().filter(RouteTable::main).toList() : own;
    }
}
