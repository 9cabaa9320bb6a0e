package org.egressaudit.it.kernel;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.egressaudit.it.kernel.RuleFiles.Store;
import org.egressaudit.net.Flow;
import org.egressaudit.net.Protocol;
import org.egressaudit.policy.Layer;
import org.egressaudit.policy.Trace;
import org.egressaudit.policy.Verdict;
import org.egressaudit.text.Diagnostic;
import org.egressaudit.text.Parsed;

/** Asks the kernel and us the same questions, and tells where the answers differ. */
final class Confirmation {

    /** A connection inside one machine takes less than a millisecond; a busy machine is asked once more. */
    private static final Duration USUAL = Duration.ofMillis(120);

    /** Longer than a SYN's first retransmission, by which an ICMPv6 error reaches a TCP socket. */
    private static final Duration PATIENT = Duration.ofMillis(1400);

    private static final Pattern MISSING_SET = Pattern.compile("Set (\\S+) doesn't exist");

    private final Lab lab;

    Confirmation(Lab lab) {
        this.lab = lab;
    }

    /**
     * What came of one rule set.
     *
     * @param refused the message of the program that would not load it, or the empty text
     * @param compared flows with a verdict
     * @param counted flows whose deciding rule was compared with the counters
     * @param undecided how many flows had each reason
     * @param disagreements each in words
     */
    record Result(
            String refused,
            int compared,
            int counted,
            Map<String, Integer> undecided,
            List<Disagreement> disagreements) {}

    /**
     * One difference.
     *
     * @param flow the flow, or empty when it is about the rule set as a whole
     * @param text what each side says
     */
    record Disagreement(Optional<Flow> flow, String text) {}

    Result ask(RuleFiles files, List<Flow> flows) {
        Parsed<Layer> parsed = files.read(LabHost.TARGET);
        Optional<String> refused = lab.load(files);
        List<Disagreement> disagreements = new ArrayList<>();
        if (refused.isPresent() || parsed.unusable()) {
            boolean told = parsed.unusable() || tellsRefusal(files, parsed.diagnostics(), refused.orElse(""));
            if (refused.isPresent() != told) {
                disagreements.add(new Disagreement(
                        Optional.empty(),
                        refused.map(message -> "the kernel's side refuses the rule set (" + message + "), we do not")
                                .orElse("we refuse the rule set, the kernel's side loads it: "
                                        + parsed.diagnostics())));
            }
            return new Result(refused.orElse("refused by us"), 0, 0, Map.of(), disagreements);
        }
        return compare(parsed.value(), files.store(), flows);
    }

    /** Asks the rules that the lab has just loaded into one of its stores, and what we read of them. */
    Result compare(Layer layer, Store store, List<Flow> flows) {
        Map<String, Integer> undecided = new TreeMap<>();
        List<Flow> asked = new ArrayList<>();
        List<Verdict> verdicts = new ArrayList<>();
        for (Flow flow : flows) {
            Verdict verdict = layer.evaluate(flow);
            if (verdict instanceof Verdict.Undecided open) {
                open.reasons().forEach(reason -> undecided.merge(reason, 1, Integer::sum));
            } else {
                asked.add(flow);
                verdicts.add(verdict);
            }
        }
        List<Disagreement> disagreements = new ArrayList<>();
        int counted = compareCounters(store, asked, verdicts, disagreements);
        compareOutcomes(asked, verdicts, disagreements);
        return new Result("", asked.size(), counted, undecided, disagreements);
    }

    /**
     * Whether we tell that the rule set does not load. A set that is missing only because no export of the sets was handed
     * in is no fault of the rules: that rules depend on it is told then.
     */
    private static boolean tellsRefusal(RuleFiles files, List<Diagnostic> diagnostics, String refused) {
        Matcher missing = MISSING_SET.matcher(refused);
        boolean withoutSets = files.sets().isEmpty() && missing.find();
        return diagnostics.stream().anyMatch(each -> switch (each.id()) {
            case "rules-not-loadable" -> true;
            case "rules-other-store" ->
                each.message().contains("iptables-" + files.store().name().toLowerCase(Locale.ROOT) + " refuses");
            case "rules-unmodelled" -> withoutSets && each.message().contains(" set " + missing.group(1) + " ");
            default -> false;
        });
    }

    private void compareOutcomes(List<Flow> flows, List<Verdict> verdicts, List<Disagreement> disagreements) {
        List<String> seen = lab.probe(flows, USUAL);
        List<Integer> doubtful = new ArrayList<>();
        for (int i = 0; i < flows.size(); i++) {
            if (!agree(seen.get(i), verdicts.get(i))) {
                doubtful.add(i);
            }
        }
        List<String> again = lab.probe(doubtful.stream().map(flows::get).toList(), PATIENT);
        for (int i = 0; i < doubtful.size(); i++) {
            Verdict verdict = verdicts.get(doubtful.get(i));
            if (!agree(again.get(i), verdict)) {
                aloneDiffers(flows.get(doubtful.get(i)), verdict).ifPresent(disagreements::add);
            }
        }
    }

    /** Flows of a protocol without ports that are translated alike stand in each other's way: a verdict is of one alone. */
    private Optional<Disagreement> aloneDiffers(Flow flow, Verdict verdict) {
        String seen = lab.probe(List.of(flow), PATIENT).get(0);
        return agree(seen, verdict)
                ? Optional.empty()
                : Optional.of(new Disagreement(
                        Optional.of(flow),
                        describe(flow) + ": the program saw " + seen + ", we say " + describe(verdict)));
    }

    /**
     * Compares the rule that decides with the counters, for flows that leave the host.
     *
     * <p>With a silent internet each flow is its first packet alone. A rule may count more packets than it decides
     * flows: an accepted packet goes on to the next table, and what REJECT sends passes the rules too.
     */
    private int compareCounters(
            Store store, List<Flow> flows, List<Verdict> verdicts, List<Disagreement> disagreements) {
        List<Flow> counted = new ArrayList<>();
        Map<Counters.Place, List<Flow>> decided = new HashMap<>();
        for (int i = 0; i < flows.size(); i++) {
            Optional<Counters.Place> place = place(store, flows.get(i), verdicts.get(i));
            if (place.isPresent()) {
                counted.add(flows.get(i));
                decided.computeIfAbsent(place.get(), key -> new ArrayList<>()).add(flows.get(i));
            }
        }
        if (counted.isEmpty()) {
            return 0;
        }
        Map<Counters.Place, Long> met = lab.count(counted);
        decided.forEach((place, those) -> {
            long packets = met.getOrDefault(place, -1L);
            if (packets < those.size()) {
                disagreements.add(new Disagreement(
                        those.size() == 1 ? Optional.of(those.get(0)) : Optional.empty(),
                        "we say that " + place + " decides " + those.size() + " flows, its counter says " + packets
                                + ": "
                                + those.stream()
                                        .limit(5)
                                        .map(Confirmation::describe)
                                        .toList()));
            }
        });
        return counted.size();
    }

    private static Optional<Counters.Place> place(Store store, Flow flow, Verdict verdict) {
        Trace.Decision decision = verdict.trace().decision();
        Trace.Translation translated = verdict.trace().translation();
        boolean local = "lo".equals(flow.outInterface())
                || (translated != null
                        && translated.destination() != null
                        && LabHost.TARGET.isLocal(translated.destination()));
        boolean firstPacket = verdict instanceof Verdict.Allowed
                || (verdict instanceof Verdict.Blocked blocked
                        && blocked.outcome() != Verdict.Outcome.HANGS
                        && !comesIn(verdict));
        boolean eitherOf = !verdict.trace().alternatives().isEmpty();
        if (decision == null || local || !firstPacket || eitherOf) {
            // decided by one rule or by another, as a condition not known has it: no rule to count
            return Optional.empty();
        }
        String[] words = decision.chain().split(" ");
        boolean second = decision.span().file().endsWith(".1");
        String held =
                store == Store.BOTH ? (second ? "nft" : "legacy") : store.name().toLowerCase(Locale.ROOT);
        boolean sent = flow.protocol().equals(Protocol.TCP) || flow.protocol().equals(Protocol.UDP);
        if (decision.number() == 0 || !sent) {
            // policies have no counter in nft; a raw socket may fail before it sends anything
            return Optional.empty();
        }
        return Optional.of(new Counters.Place(
                held,
                flow.destination().v6(),
                words.length > 1 ? words[0] : "filter",
                words[words.length - 1],
                decision.number()));
    }

    /**
     * Blocked either way, with an outcome that depends on a condition not known, agrees with every failure. A packet that
     * rules send to a port of the host on which nothing listens has passed them all, and is refused there. A refusal of
     * what follows the handshake is a soft error of the socket: it waits on, and whoever asks for SO_ERROR in time sees it
     * (tcp_v4_err).
     */
    private static boolean agree(String seen, Verdict verdict) {
        if (verdict instanceof Verdict.Allowed && seen.equals("refused") && reachesNobody(verdict)) {
            return true;
        }
        Trace.Decision decision = verdict.trace().decision();
        if (verdict.outcome() == Verdict.Outcome.HANGS
                && decision != null
                && decision.text().contains("REJECT")
                && !comesIn(verdict)) {
            return !seen.equals(Verdict.Outcome.CONNECTS.label()) && !seen.equals(Verdict.Outcome.TIMEOUT.label());
        }
        return verdict.outcome() == Verdict.Outcome.UNKNOWN
                ? !seen.equals(Verdict.Outcome.CONNECTS.label())
                : seen.equals(verdict.outcome().label());
    }

    private static boolean reachesNobody(Verdict verdict) {
        Trace.Translation translated = verdict.trace().translation();
        return translated != null
                && translated.destination() != null
                && LabHost.TARGET.isLocal(translated.destination())
                && !LabHost.LOCAL_PORTS.contains(translated.port());
    }

    /** Whether what comes in was decided on. */
    private static boolean comesIn(Verdict verdict) {
        List<Trace.Entered> path = verdict.trace().path();
        return !path.isEmpty() && path.get(0).chain().matches(".*(INPUT|PREROUTING).*");
    }

    static String describe(Flow flow) {
        return flow + " by " + flow.user() + ":" + flow.groups()
                + (flow.sourcePort() > 0 ? " from port " + flow.sourcePort() : "");
    }

    private static String describe(Verdict verdict) {
        Trace.Decision decision = verdict.trace().decision();
        return verdict.outcome().label() + " (" + verdict.label() + ") by "
                + (decision == null ? "nothing" : decision.span().place() + " " + decision.text());
    }
}
