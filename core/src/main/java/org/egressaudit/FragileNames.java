package org.egressaudit;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.egressaudit.NameFindings.User;
import org.egressaudit.dns.PublishedRanges;
import org.egressaudit.net.Host;
import org.egressaudit.policy.Trace;
import org.egressaudit.report.Audit.AddressAudit;
import org.egressaudit.report.Audit.HostAudit;
import org.egressaudit.report.Audit.LayerVerdict;
import org.egressaudit.report.Audit.NeedAudit;
import org.egressaudit.report.Audit.NeedVerdict;
import org.egressaudit.report.Finding;
import org.egressaudit.report.Finding.Kind;
import org.egressaudit.report.Finding.Note;
import org.egressaudit.text.Span;

/**
 * Rules that let a name out today, and may not tomorrow.
 *
 * <p>Where the ranges of the name's service are published they are asked instead of guessing: all must pass.
 */
final class FragileNames {

    /** How many rules are told of one name; the rest is counted. */
    private static final int RULES_SHOWN = 3;

    private final WayOut wayOut;
    private final Optional<PublishedRanges> ranges;

    private FragileNames(WayOut wayOut, Optional<PublishedRanges> ranges) {
        this.wayOut = wayOut;
        this.ranges = ranges;
    }

    static List<Finding> of(HostAudit host, WayOut wayOut, Optional<PublishedRanges> ranges) {
        FragileNames names = new FragileNames(wayOut, ranges);
        List<Finding> findings = new ArrayList<>();
        if (!wayOut.layers().isEmpty()) {
            NameFindings.users(host, (name, need) -> need.endpoint().label())
                    .forEach((endpoint, users) -> names.finding(endpoint, users).ifPresent(findings::add));
        }
        return findings;
    }

    private Optional<Finding> finding(String endpoint, List<User> users) {
        NeedAudit need = users.get(0).need();
        String name = need.endpoint().host() instanceof Host.Name host ? host.name() : "";
        Optional<PublishedRanges.Service> service = ranges.flatMap(published -> published.of(name));
        if (service.isEmpty()) {
            return pinned(endpoint, users, need);
        }
        ServiceRanges checked =
                ServiceRanges.check(service.get(), need, users.get(0).job(), wayOut);
        if (checked.allPass()) {
            return Optional.empty();
        }
        boolean told = need.verdict() == NeedVerdict.BLOCKED || checked.blocked() == null;
        return told ? pinned(endpoint, users, need) : Optional.of(partly(endpoint, users, checked));
    }

    private Finding partly(String endpoint, List<User> users, ServiceRanges checked) {
        String by = ranges.map(published ->
                        published.file() + (published.created().isEmpty() ? "" : " of " + published.created()))
                .orElse("");
        List<Note> notes = new ArrayList<>();
        notes.add(new Note(
                checked.service().name() + " in " + checked.service().region(),
                checked.passing() + " of " + checked.all() + " ranges pass, by " + by));
        List<Span> rules = new ArrayList<>();
        ServiceRanges.Blocked first = checked.blocked();
        if (first != null) {
            Trace.Decision decision = first.culprit().verdict().trace().decision();
            notes.add(new Note(
                    "first that does not",
                    first.range() + ", " + first.culprit().verdict().label() + " by "
                            + (decision == null ? first.culprit().layer() : words(decision))));
            if (decision != null) {
                rules.add(decision.span());
            }
        }
        return NameFindings.finding(Kind.RANGES, endpoint, users, rules, notes);
    }

    private Optional<Finding> pinned(String endpoint, List<User> users, NeedAudit need) {
        if (need.name().doubts().isEmpty()) {
            return Optional.empty();
        }
        Set<Span> rules = new LinkedHashSet<>();
        Set<String> words = new LinkedHashSet<>();
        for (AddressAudit address : need.addresses()) {
            Optional<LayerVerdict> pinning = wayOut.pinning(address);
            if (pinning.isPresent()) {
                Trace.Decision decision = pinning.get().verdict().trace().decision();
                words.add(decision == null ? pinning.get().layer() : words(decision));
                if (decision != null) {
                    rules.add(decision.span());
                }
            }
        }
        if (words.isEmpty()) {
            return Optional.empty();
        }
        List<Note> notes = new ArrayList<>();
        words.stream().limit(RULES_SHOWN).forEach(rule -> notes.add(new Note("let out by", rule)));
        if (words.size() > RULES_SHOWN) {
            notes.add(new Note("", "and " + (words.size() - RULES_SHOWN) + " more rules"));
        }
        need.name().doubts().forEach(doubt -> notes.add(new Note("may move", doubt)));
        return Optional.of(NameFindings.finding(Kind.FRAGILE, endpoint, users, List.copyOf(rules), notes));
    }

    /** {@code deploy/rules.v4:7, rule 3 of chain OUTPUT}. */
    private static String words(Trace.Decision decision) {
        String rule = decision.number() == 0 ? decision.text() : "rule " + decision.number();
        return decision.span().file() + ":" + decision.span().line() + ", " + rule + " of chain " + decision.chain();
    }
}
