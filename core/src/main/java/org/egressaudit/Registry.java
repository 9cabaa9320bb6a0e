package org.egressaudit;

import java.util.List;
import java.util.Optional;
import org.egressaudit.demand.script.ScriptReader;
import org.egressaudit.demand.script.javascript.JavaScriptReader;
import org.egressaudit.demand.script.perl.PerlReader;
import org.egressaudit.demand.script.php.PhpReader;
import org.egressaudit.demand.script.python.PythonReader;
import org.egressaudit.demand.script.ruby.RubyReader;
import org.egressaudit.demand.script.shell.ShellReader;
import org.egressaudit.policy.RuleSetFormat;
import org.egressaudit.policy.aws.AwsNetworkAclsFormat;
import org.egressaudit.policy.aws.AwsRouteTablesFormat;
import org.egressaudit.policy.aws.AwsSecurityGroupsFormat;
import org.egressaudit.policy.cloudformation.CloudFormationFormat;
import org.egressaudit.policy.iptables.IptablesFormat;
import org.egressaudit.policy.terraform.TerraformFormat;
import org.egressaudit.policy.ufw.UfwFormat;
import org.egressaudit.report.JsonReport;
import org.egressaudit.report.JunitReport;
import org.egressaudit.report.MarkdownReport;
import org.egressaudit.report.Reporter;
import org.egressaudit.report.SarifReport;
import org.egressaudit.report.TextReport;
import org.egressaudit.text.Sources;

/** All that we can read and write, in a chosen order. */
public final class Registry {

    private Registry() {}

    /** Script languages. */
    static List<ScriptReader> scriptReaders() {
        return List.of(
                new ShellReader(),
                new PythonReader(),
                new PerlReader(),
                new PhpReader(),
                new RubyReader(),
                new JavaScriptReader());
    }

    /** Rule-set formats; a layer of {@code egress.yaml} is of the first whose file key it has. */
    public static List<RuleSetFormat> ruleSetFormats() {
        return List.of(
                new IptablesFormat(),
                new UfwFormat(),
                new AwsSecurityGroupsFormat(),
                new AwsNetworkAclsFormat(),
                new AwsRouteTablesFormat(),
                new TerraformFormat(),
                new CloudFormationFormat());
    }

    /** Report formats. */
    public static List<Reporter> reporters(Sources sources) {
        return List.of(
                new TextReport(sources),
                new JsonReport(),
                new SarifReport(sources),
                new JunitReport(sources),
                new MarkdownReport(sources));
    }

    /** The report format of a name. */
    public static Optional<Reporter> reporter(String name, Sources sources) {
        return reporters(sources).stream()
                .filter(reporter -> reporter.name().equals(name))
                .findFirst();
    }
}
