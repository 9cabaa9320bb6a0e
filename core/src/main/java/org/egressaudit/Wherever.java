package org.egressaudit;

import java.time.Instant;
import java.util.List;
import java.util.TreeSet;
import org.egressaudit.net.IpAddress;
import org.egressaudit.net.PortRange;
import org.egressaudit.net.Prefix;
import org.egressaudit.net.Protocol;
import org.egressaudit.policy.Trace;
import org.egressaudit.policy.Verdict;
import org.egressaudit.report.Audit.LayerVerdict;
import org.egressaudit.report.Audit.NeedVerdict;
import org.egressaudit.report.Stretch;
import org.jspecify.annotations.Nullable;

/**
 * What the layers say of a flow to every address at once: asked when a need's address is not known, because rules that let
 * a port out to everywhere, or to nowhere, answer without it.
 *
 * @param allowed whether every address of both families is let out, the host's own too
 * @param words what holds of each family, a line each; one when the same holds of both
 */
record Wherever(boolean allowed, List<String> words) {

    private static final Prefix V4 = Prefix.of("0.0.0.0/0");
    private static final Prefix V6 = Prefix.of("::/0");

    /** What no name of a server points to: this network, multicast and reserved; unspecified and multicast. */
    private static final List<Prefix> NOWHERE =
            List.of(Prefix.of("0.0.0.0/8"), Prefix.of("224.0.0.0/3"), Prefix.of("::/128"), Prefix.of("ff00::/8"));

    static Wherever of(WayOut wayOut, Protocol protocol, int port, String user, @Nullable Instant time) {
        Family v4 = family(wayOut, false, protocol, port, user, time);
        Family v6 = family(wayOut, true, protocol, port, user, time);
        return new Wherever(
                v4.allowed && v6.allowed,
                v4.words.equals(v6.words) ? List.of(v4.words) : List.of(v4.labelled(), v6.labelled()));
    }

    /** What holds of every address of one family. */
    record Family(boolean v6, boolean allowed, String words) {

        /** With the name of the family. */
        String labelled() {
            return (v6 ? "IPv6: " : "IPv4: ") + words;
        }
    }

    static Family family(WayOut wayOut, boolean v6, Protocol protocol, int port, String user, @Nullable Instant time) {
        Prefix all = v6 ? V6 : V4;
        Stretches parts =
                new Stretches(wayOut, wayOut.flow(protocol, all.base(), port, user, time), PortRange.of(port));
        TreeSet<NeedVerdict> own = new TreeSet<>();
        TreeSet<NeedVerdict> outside = new TreeSet<>();
        TreeSet<String> because = new TreeSet<>();
        for (Stretch part : parts.of(all)) {
            if (NOWHERE.stream().anyMatch(range -> range.contains(part.first()) && range.contains(part.last()))) {
                continue;
            }
            boolean local = isOwn(part.first(), wayOut) && isOwn(part.last(), wayOut);
            (local ? own : outside).add(part.answer().verdict());
            LayerVerdict culprit = part.answer().culprit();
            if (!local && culprit != null) {
                because.add(because(culprit));
            }
        }
        boolean allowed = only(NeedVerdict.ALLOWED, own) && only(NeedVerdict.ALLOWED, outside);
        return new Family(v6, allowed, words(allowed, outside, because));
    }

    private static boolean isOwn(IpAddress address, WayOut wayOut) {
        return address.isLoopback() || wayOut.target().isLocal(address);
    }

    private static boolean only(NeedVerdict verdict, TreeSet<NeedVerdict> verdicts) {
        return verdicts.stream().allMatch(verdict::equals);
    }

    private static String words(boolean allowed, TreeSet<NeedVerdict> outside, TreeSet<String> because) {
        String reason = because.size() == 1 ? ": " + because.first() : "";
        if (allowed) {
            return "every address is let out";
        }
        if (only(NeedVerdict.ALLOWED, outside)) {
            return "every address outside the host is let out";
        }
        if (only(NeedVerdict.BLOCKED, outside)) {
            return "every address outside the host is blocked" + reason;
        }
        if (only(NeedVerdict.UNDECIDED, outside)) {
            return "undecided" + reason;
        }
        return "depends on the address";
    }

    private static String because(LayerVerdict culprit) {
        Verdict verdict = culprit.verdict();
        Trace.Decision decision = verdict.trace().decision();
        if (verdict instanceof Verdict.Undecided undecided) {
            return String.join("; ", undecided.reasons());
        }
        return verdict.label() + " by " + culprit.layer()
                + (decision == null
                        ? ""
                        : ", " + decision.span().file() + ":" + decision.span().line());
    }
}
