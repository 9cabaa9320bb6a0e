package org.egressaudit.policy.terraform;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.egressaudit.net.Prefix;
import org.egressaudit.net.Target;
import org.egressaudit.policy.Layer;
import org.egressaudit.policy.RuleSetFormat;
import org.egressaudit.policy.aws.AwsChoice;
import org.egressaudit.policy.aws.AwsReader;
import org.egressaudit.policy.aws.AwsWorld;
import org.egressaudit.policy.aws.DamagedExport;
import org.egressaudit.policy.aws.LayerFiles;
import org.egressaudit.policy.terraform.Plan.Side;
import org.egressaudit.text.Diagnostic;
import org.egressaudit.text.Parsed;
import org.egressaudit.text.Source;
import org.egressaudit.text.Sources;
import org.egressaudit.text.Sources.Content;

/**
 * The security groups or the network ACL of a host, from {@code terraform show -json}.
 *
 * <p>{@code groups} names security groups by address, id or name; {@code networkAcl} or {@code subnet} asks for a network
 * ACL instead. {@code side: prior} judges what was there when the plan was made. {@code prefixLists} names files with the
 * entries of prefix lists that the plan does not make.
 */
public final class TerraformFormat implements RuleSetFormat {

    private static final String KEY = "terraform";

    @Override
    public Set<String> files() {
        return Set.of(KEY);
    }

    @Override
    public Set<String> options() {
        return Set.of("groups", "networkAcl", "subnet", "clientPorts", "side", "prefixLists");
    }

    @Override
    public Set<String> lists() {
        return Set.of("groups", "prefixLists");
    }

    @Override
    public Parsed<Layer> read(Settings settings, Target target, Sources sources) {
        List<Diagnostic> diagnostics = new ArrayList<>();
        Settings.Value file = settings.value(KEY).orElse(new Settings.Value("", settings.span()));
        Parsed<Plan> plan = plan(file, side(settings, diagnostics), sources);
        diagnostics.addAll(plan.diagnostics());
        Parsed<Map<String, List<Prefix>>> lists = AwsReader.prefixLists(settings, "prefixLists", sources);
        diagnostics.addAll(lists.diagnostics());
        List<Diagnostic> ofFiles = List.copyOf(diagnostics);
        Set<Diagnostic> told = new LinkedHashSet<>();
        AwsWorld world = PlannedWorld.of(plan.value(), told::add).with(lists.value());
        diagnostics.addAll(told);
        Set<String> inline = plan.value().resources().stream()
                .filter(resource -> resource.sets("egress").orElse(false)
                        || resource.sets("ingress").orElse(false))
                .map(Resource::address)
                .collect(Collectors.toSet());
        AwsChoice choice =
                new AwsChoice(world, List.of(file.text()), new BlockProposals(inline), target, !plan.unusable());
        boolean acl = settings.value("networkAcl").isPresent()
                || settings.value("subnet").isPresent();
        Parsed<Layer> layer = acl
                ? choice.networkAcl(settings, settings.value("networkAcl"), settings.value("subnet"))
                : choice.securityGroups(settings, settings.all("groups"));
        diagnostics.addAll(layer.diagnostics());
        return new Parsed<>(DamagedExport.unlessWhole(layer.value(), ofFiles), diagnostics);
    }

    private static Side side(Settings settings, List<Diagnostic> diagnostics) {
        Optional<Settings.Value> side = settings.value("side");
        if (side.isPresent() && !List.of("planned", "prior").contains(side.get().text())) {
            diagnostics.add(Diagnostic.error(
                    "terraform-side",
                    side.get().span(),
                    "`" + side.get().text() + "` is no side of a plan; write planned or prior"));
        }
        return side.isPresent() && side.get().text().equals("prior") ? Side.PRIOR : Side.PLANNED;
    }

    private static Parsed<Plan> plan(Settings.Value file, Side side, Sources sources) {
        List<Diagnostic> why = new ArrayList<>();
        if (sources.read(file.text()) instanceof Content.Binary) {
            why.add(Diagnostic.error(
                    "terraform-binary",
                    file.span(),
                    file.text() + " is a plan as Terraform keeps it, not JSON; run terraform show -json " + file.text()
                            + " > shown.json, and name that"));
        } else {
            Optional<Source> source = LayerFiles.text(file, sources, why::add);
            if (source.isPresent()) {
                return PlanReader.read(source.get(), side);
            }
        }
        return new Parsed<>(new Plan(List.of(), new Configuration(null), List.of()), why);
    }
}
