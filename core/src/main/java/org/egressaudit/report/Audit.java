package org.egressaudit.report;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.egressaudit.demand.Endpoint;
import org.egressaudit.demand.FailureMode;
import org.egressaudit.demand.Job;
import org.egressaudit.demand.Unresolved;
import org.egressaudit.net.Flow;
import org.egressaudit.net.IpAddress;
import org.egressaudit.policy.Verdict;
import org.egressaudit.text.Diagnostic;
import org.egressaudit.text.Span;
import org.jspecify.annotations.Nullable;

/**
 * Everything one run found out.
 *
 * @param hosts in the order of the configuration
 * @param findings what is worth telling, the gravest first
 * @param diagnostics what was not understood of the inputs, by place
 */
public record Audit(List<HostAudit> hosts, List<Finding> findings, List<Diagnostic> diagnostics) {

    public Audit {
        hosts = List.copyOf(hosts);
        findings = List.copyOf(findings);
        diagnostics = List.copyOf(diagnostics);
    }

    /** A host and its jobs. */
    public record HostAudit(String host, List<JobAudit> jobs) {
        public HostAudit {
            jobs = List.copyOf(jobs);
        }
    }

    /**
     * A job and its needs.
     *
     * @param nextRun next time it starts, as text with its zone: {@code 2026-11-24 00:00 UTC}; null when never or at boot
     * @param lookups the flows by which it looks up names, by UDP and TCP to each name server; empty when it looks up
     *     none, or no name server of the host is known
     * @param understood whether all that it runs was understood, so that it has no needs but these
     */
    public record JobAudit(
            String host,
            Job job,
            @Nullable String nextRun,
            List<NeedAudit> needs,
            List<Unresolved> unresolved,
            List<LookupAudit> lookups,
            boolean understood) {
        public JobAudit {
            needs = List.copyOf(needs);
            unresolved = List.copyOf(unresolved);
            lookups = List.copyOf(lookups);
        }
    }

    /**
     * A need and what the policy says of it.
     *
     * @param addresses each address of its host; empty when none is known
     * @param unknownBecause why no address is known, or null
     * @param wherever what the policy says of every address at once, a line for each family: told when none is known
     * @param name what is known of its name; nothing for a literal address
     */
    public record NeedAudit(
            Endpoint endpoint,
            FailureMode failure,
            NeedVerdict verdict,
            List<AddressAudit> addresses,
            @Nullable String unknownBecause,
            List<String> wherever,
            NameAudit name) {
        public NeedAudit {
            addresses = List.copyOf(addresses);
            wherever = List.copyOf(wherever);
        }
    }

    /**
     * What is known of a name beside its addresses.
     *
     * @param aliases the canonical names that were followed, in order
     * @param doubts the signs that its addresses will not stay, each in words
     */
    public record NameAudit(List<String> aliases, List<String> doubts) {

        /** Nothing. */
        public static final NameAudit NOTHING = new NameAudit(List.of(), List.of());

        public NameAudit {
            aliases = List.copyOf(aliases);
            doubts = List.copyOf(doubts);
        }
    }

    /**
     * A lookup of names that a job depends on: the flow to a name server.
     *
     * @param upstream whether it is made for the job by a server on the host itself
     * @param at where the server is named
     * @param address the server, and what the policy says of the flow
     */
    public record LookupAudit(boolean upstream, Span at, AddressAudit address) {}

    /**
     * One address of a need.
     *
     * @param address where the packet goes
     * @param source who said that the name has this address: {@code egress.lock}, a name server, the place of a
     *     configured address; {@code literal} for an address written in the job
     * @param layers verdict of each layer on the way, nearest first; empty when no rule set was given
     */
    public record AddressAudit(IpAddress address, String source, Flow flow, List<LayerVerdict> layers) {
        public AddressAudit {
            layers = List.copyOf(layers);
        }

        /** The layer that decides: the first that blocks, else the first that is undecided; null when all let it pass. */
        public @Nullable LayerVerdict culprit() {
            for (LayerVerdict each : layers) {
                if (each.verdict() instanceof Verdict.Blocked) {
                    return each;
                }
            }
            for (LayerVerdict each : layers) {
                if (each.verdict() instanceof Verdict.Undecided) {
                    return each;
                }
            }
            return null;
        }

        /** What the program sees of the first of a name's addresses that is blocked or undecided. */
        public static Verdict.Outcome outcome(List<AddressAudit> addresses) {
            return addresses.stream()
                    .map(AddressAudit::culprit)
                    .filter(Objects::nonNull)
                    .map(culprit -> culprit.verdict().outcome())
                    .findFirst()
                    .orElse(Verdict.Outcome.UNKNOWN);
        }

        /** The verdict of the whole way. */
        public NeedVerdict verdict() {
            LayerVerdict culprit = culprit();
            if (culprit == null) {
                return layers.isEmpty() ? NeedVerdict.UNCHECKED : NeedVerdict.ALLOWED;
            }
            return culprit.verdict() instanceof Verdict.Blocked ? NeedVerdict.BLOCKED : NeedVerdict.UNDECIDED;
        }
    }

    /**
     * What one layer says.
     *
     * @param layer its label
     * @param proposal the smallest change that lets the flow through, in the format's own words, or null
     */
    public record LayerVerdict(
            String layer, Verdict verdict, @Nullable String proposal) {}

    /** What the policy says of a need: of all its addresses together. */
    public enum NeedVerdict {
        ALLOWED,
        BLOCKED,
        /** Some of its addresses are blocked. */
        PARTIAL,
        UNDECIDED,
        /** No rule set was given. */
        UNCHECKED;

        /** All addresses together: partial when some are blocked and some are not. */
        public static NeedVerdict of(List<AddressAudit> addresses) {
            Set<NeedVerdict> each = new TreeSet<>();
            addresses.forEach(address -> each.add(address.verdict()));
            if (each.size() == 1) {
                return each.iterator().next();
            }
            return each.contains(BLOCKED) ? PARTIAL : each.isEmpty() ? UNCHECKED : UNDECIDED;
        }

        /** As reports write it: lower case. */
        public String label() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /** All jobs of all hosts. */
    public List<JobAudit> jobs() {
        return hosts.stream().flatMap(host -> host.jobs().stream()).toList();
    }

    /** Whether something was not understood, so that a need or a rule may be missing from the answer. */
    public boolean incomplete() {
        return diagnostics.stream().anyMatch(each -> each.severity() != Diagnostic.Severity.NOTE);
    }

    /** Whether an input could not be used at all, so that the answer must not pass as one. */
    public boolean unusable() {
        return diagnostics.stream().anyMatch(each -> each.severity() == Diagnostic.Severity.ERROR);
    }
}
