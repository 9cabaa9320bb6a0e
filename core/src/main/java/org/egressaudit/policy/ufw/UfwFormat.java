package org.egressaudit.policy.ufw;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.egressaudit.net.Target;
import org.egressaudit.policy.Layer;
import org.egressaudit.policy.RuleSetFormat;
import org.egressaudit.policy.iptables.Crossing;
import org.egressaudit.policy.iptables.IptablesFormat;
import org.egressaudit.text.Diagnostic;
import org.egressaudit.text.Parsed;
import org.egressaudit.text.Sources;

/**
 * ufw: its folder, or what one of its commands printed.
 *
 * <pre>{@code
 * - ufw: etc/ufw                # /etc/ufw, with /etc/default/ufw at etc/default/ufw
 * - ufw: status.txt             # ufw status verbose, ufw status numbered, ufw status, or ufw show added
 *   framework: shipped          # before.rules and after.rules are as the package ships them
 *   applications: applications.d
 * }</pre>
 *
 * <p>Further keys: {@code defaults} names {@code /etc/default/ufw} when it stands elsewhere; {@code ipset} the sets that
 * {@code before.rules} names; {@code role} and its companions are those of iptables.
 */
public final class UfwFormat implements RuleSetFormat {

    private static final Set<String> OPTIONS = Set.of("defaults", "framework", "applications", "ipset");

    @Override
    public Set<String> files() {
        return Set.of("ufw");
    }

    @Override
    public Set<String> options() {
        Set<String> options = new HashSet<>(Crossing.KEYS);
        options.addAll(OPTIONS);
        return options;
    }

    @Override
    public Set<String> lists() {
        return Set.of("addresses");
    }

    @Override
    public Parsed<Layer> read(Settings settings, Target target, Sources sources) {
        List<Diagnostic> diagnostics = new ArrayList<>();
        Request request = new Request(
                settings,
                settings.value("ufw").orElse(new Settings.Value("", settings.span())),
                Crossing.read(settings, target, diagnostics::add),
                IptablesFormat.sets(settings, sources, diagnostics::add),
                sources,
                diagnostics::add);
        Layer layer = sources.kind(request.named().text()) == Sources.Kind.FOLDER
                ? UfwDirectory.read(request)
                : UfwText.read(request);
        return new Parsed<>(layer, diagnostics);
    }
}
