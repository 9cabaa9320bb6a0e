package org.egressaudit.policy.iptables;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.egressaudit.net.Target;
import org.egressaudit.policy.AddressSet;
import org.egressaudit.policy.Evaluation;
import org.egressaudit.policy.Layer;
import org.egressaudit.policy.RuleSet;
import org.egressaudit.policy.RuleSetFormat;
import org.egressaudit.text.Diagnostic;
import org.egressaudit.text.Parsed;
import org.egressaudit.text.Source;
import org.egressaudit.text.Sources;
import org.egressaudit.text.Span;
import org.jspecify.annotations.Nullable;

/** A host's own firewall: iptables-save for IPv4, ip6tables-save for IPv6, ipset save for the sets both name. */
public final class IptablesFormat implements RuleSetFormat {

    @Override
    public Set<String> files() {
        return new LinkedHashSet<>(List.of("iptables", "ip6tables"));
    }

    @Override
    public Set<String> options() {
        Set<String> options = new java.util.HashSet<>(Crossing.KEYS);
        options.add("ipset");
        return options;
    }

    @Override
    public Set<String> lists() {
        return Set.of("iptables", "ip6tables", "addresses");
    }

    @Override
    public Parsed<Layer> read(Settings settings, Target target, Sources sources) {
        List<Diagnostic> diagnostics = new ArrayList<>();
        Map<String, ? extends AddressSet> sets = sets(settings, sources, diagnostics::add);
        Crossing crossing = Crossing.read(settings, target, diagnostics::add);
        List<Evaluation> v4 = new ArrayList<>();
        List<Evaluation> v6 = new ArrayList<>();
        for (Settings.Value named : settings.all("iptables")) {
            rules(named, false, sets, crossing, sources, diagnostics::add).ifPresent(v4::add);
        }
        for (Settings.Value named : settings.all("ip6tables")) {
            rules(named, true, sets, crossing, sources, diagnostics::add).ifPresent(v6::add);
        }
        return new Parsed<>(new IptablesLayer(crossing, v4, v6), diagnostics);
    }

    /** The sets of the file that the key {@code ipset} names; null when it is not there or cannot be read. */
    public static @Nullable Map<String, ? extends AddressSet> sets(
            Settings settings, Sources sources, Consumer<Diagnostic> report) {
        Source source = settings.value("ipset")
                .map(named -> text(named, "ipset restore", sources, report))
                .orElse(null);
        if (source == null) {
            return null;
        }
        Parsed<Map<String, IpSet>> read = IpsetReader.read(source);
        read.diagnostics().forEach(report);
        return read.value();
    }

    private static Optional<Evaluation> rules(
            Settings.Value named,
            boolean v6,
            @Nullable Map<String, ? extends AddressSet> sets,
            Crossing crossing,
            Sources sources,
            Consumer<Diagnostic> report) {
        return Optional.ofNullable(text(named, v6 ? "ip6tables-restore" : "iptables-restore", sources, report))
                .map(source -> evaluation(source, v6, sets, crossing, report));
    }

    /** The rules of one file; what is not understood of it is reported. */
    private static Evaluation evaluation(
            Source source,
            boolean v6,
            @Nullable Map<String, ? extends AddressSet> sets,
            Crossing crossing,
            Consumer<Diagnostic> report) {
        Parsed<SaveReader.Result> read = SaveReader.read(source);
        read.diagnostics().forEach(report);
        RuleSet rules = Conversion.convert(
                read.value().file(), new RuleContext(v6, null, crossing.target(), sets), crossing.role(), report);
        return Evaluation.of(rules, crossing.target());
    }

    /** @param program that reads the file on the host */
    private static @Nullable Source text(
            Settings.Value named, String program, Sources sources, Consumer<Diagnostic> report) {
        Sources.Content content = sources.read(named.text());
        if (content instanceof Sources.Content.Text text) {
            if (text.byteOrderMark()) {
                report.accept(Diagnostic.warning(
                        "rules-not-loadable",
                        Span.point(text.source().file(), 1, 1),
                        "the file begins with a byte order mark, which " + program
                                + " refuses: save it as UTF-8 without one; nothing of the file would be loaded"));
            }
            return text.source();
        }
        String why = content instanceof Sources.Content.Binary binary
                ? binary.reason()
                : content instanceof Sources.Content.Refused refused
                        ? refused.reason()
                        : "it does not exist in the project";
        report.accept(
                Diagnostic.error("rules-unreadable", named.span(), "`" + named.text() + "` cannot be read: " + why));
        return null;
    }

    /** A layer of texts that the caller holds: one rule set a family, each if wanted. */
    public static Parsed<Layer> layer(
            @Nullable Source iptables, @Nullable Source ip6tables, @Nullable Source ipset, Target target) {
        List<Diagnostic> diagnostics = new ArrayList<>();
        Map<String, IpSet> sets = null;
        if (ipset != null) {
            Parsed<Map<String, IpSet>> read = IpsetReader.read(ipset);
            diagnostics.addAll(read.diagnostics());
            sets = read.value();
        }
        Crossing host = new Crossing(new RuleSet.Role.Host(), target);
        List<Evaluation> v4 =
                iptables == null ? List.of() : List.of(evaluation(iptables, false, sets, host, diagnostics::add));
        List<Evaluation> v6 =
                ip6tables == null ? List.of() : List.of(evaluation(ip6tables, true, sets, host, diagnostics::add));
        return new Parsed<>(new IptablesLayer(host, v4, v6), diagnostics);
    }
}
