package org.egressaudit.policy.cloudformation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.egressaudit.net.Prefix;
import org.egressaudit.net.Target;
import org.egressaudit.policy.Layer;
import org.egressaudit.policy.RuleSetFormat;
import org.egressaudit.policy.aws.AwsChoice;
import org.egressaudit.policy.aws.AwsReader;
import org.egressaudit.policy.aws.AwsWorld;
import org.egressaudit.policy.aws.DamagedExport;
import org.egressaudit.policy.aws.LayerFiles;
import org.egressaudit.text.Diagnostic;
import org.egressaudit.text.Parsed;
import org.egressaudit.text.Sources;

/**
 * The security groups or the network ACL of a host, from a CloudFormation template.
 *
 * <p>{@code groups} names security groups by logical id; {@code networkAcl} or {@code subnet} asks for a network ACL
 * instead. {@code before} is the template that is deployed now; {@code parameters} a file with the values of parameters,
 * as {@code aws cloudformation deploy} takes them or as a mapping; {@code prefixLists} names files with the entries of
 * prefix lists that the template does not make.
 */
public final class CloudFormationFormat implements RuleSetFormat {

    private static final String KEY = "cloudformation";

    @Override
    public Set<String> files() {
        return Set.of(KEY);
    }

    @Override
    public Set<String> options() {
        return Set.of("groups", "networkAcl", "subnet", "clientPorts", "before", "parameters", "prefixLists");
    }

    @Override
    public Set<String> lists() {
        return Set.of("groups", "prefixLists");
    }

    @Override
    public Parsed<Layer> read(Settings settings, Target target, Sources sources) {
        List<Diagnostic> diagnostics = new ArrayList<>();
        Settings.Value file = settings.value(KEY).orElse(new Settings.Value("", settings.span()));
        Optional<Template> template = template(file, sources, diagnostics);
        Optional<Template> before = settings.value("before").flatMap(value -> template(value, sources, diagnostics));
        Map<String, String> parameters = settings.value("parameters")
                .flatMap(value -> LayerFiles.text(value, sources, diagnostics::add))
                .map(source -> GivenParameters.read(source, template.orElse(Template.EMPTY), diagnostics::add))
                .orElse(Map.of());
        Parsed<Map<String, List<Prefix>>> lists = AwsReader.prefixLists(settings, "prefixLists", sources);
        diagnostics.addAll(lists.diagnostics());
        List<Diagnostic> ofFiles = List.copyOf(diagnostics);
        boolean read = template.isPresent()
                && ofFiles.stream().noneMatch(each -> each.severity() == Diagnostic.Severity.ERROR);
        AwsWorld world = new TemplateWorld(template.orElse(Template.EMPTY), before, parameters, diagnostics::add)
                .read()
                .with(lists.value());
        AwsChoice choice = new AwsChoice(
                world,
                List.of(file.text()),
                new EntryProposals(template.map(Template::json).orElse(false)),
                target,
                read);
        boolean acl = settings.value("networkAcl").isPresent()
                || settings.value("subnet").isPresent();
        Parsed<Layer> layer = acl
                ? choice.networkAcl(settings, settings.value("networkAcl"), settings.value("subnet"))
                : choice.securityGroups(settings, settings.all("groups"));
        diagnostics.addAll(layer.diagnostics());
        return new Parsed<>(DamagedExport.unlessWhole(layer.value(), ofFiles), diagnostics);
    }

    private static Optional<Template> template(Settings.Value file, Sources sources, List<Diagnostic> diagnostics) {
        return LayerFiles.text(file, sources, diagnostics::add).map(source -> {
            Parsed<Template> read = Template.read(source);
            diagnostics.addAll(read.diagnostics());
            return read.value();
        });
    }
}
