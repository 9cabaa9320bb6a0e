package org.egressaudit.policy.iptables;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.egressaudit.net.Flow;
import org.egressaudit.net.IpAddress;
import org.egressaudit.policy.Action;
import org.egressaudit.policy.Boundaries;
import org.egressaudit.policy.Chain;
import org.egressaudit.policy.Evaluation;
import org.egressaudit.policy.Layer;
import org.egressaudit.policy.Match;
import org.egressaudit.policy.Rule;
import org.egressaudit.policy.RuleSet;
import org.egressaudit.policy.Trace;
import org.egressaudit.policy.Verdict;
import org.egressaudit.text.Span;

/**
 * The firewall of a host or of a gateway, both families.
 *
 * @param crossing whose it is
 * @param v4 rules of iptables, one evaluation for each store of the kernel that holds some; empty when none was handed in
 * @param v6 rules of ip6tables, likewise
 */
record IptablesLayer(Crossing crossing, List<Evaluation> v4, List<Evaluation> v6) implements Layer {

    IptablesLayer {
        v4 = List.copyOf(v4);
        v6 = List.copyOf(v6);
    }

    @Override
    public String label() {
        return crossing.role().label("iptables");
    }

    @Override
    public List<String> files() {
        return Stream.concat(v4.stream(), v6.stream())
                .map(store -> store.ruleSet().file())
                .toList();
    }

    private List<Evaluation> stores(Flow flow) {
        return flow.destination().v6() ? v6 : v4;
    }

    @Override
    public Verdict evaluate(Flow flow) {
        List<Evaluation> stores = stores(flow);
        if (stores.isEmpty()) {
            String tool = flow.destination().v6() ? "ip6tables" : "iptables";
            return new Verdict.Undecided(
                    List.of("there are no rules of " + tool + " here: hand in `" + tool + "-save` as `" + tool
                            + ": FILE`"),
                    Trace.EMPTY);
        }
        // rules of the legacy store and of nf_tables hold at once, and a packet must pass both
        Verdict answer = stores.get(0).verdict(flow);
        for (int i = 1; i < stores.size() && !(answer instanceof Verdict.Blocked); i++) {
            Verdict next = stores.get(i).verdict(flow);
            answer = answer instanceof Verdict.Allowed || next instanceof Verdict.Blocked ? next : answer;
        }
        return answer;
    }

    @Override
    public void boundaries(Boundaries into) {
        v4.forEach(store -> store.boundaries(into));
        v6.forEach(store -> store.boundaries(into));
    }

    /** A rule right before the one that decides, or at the end of the chain whose policy decides; tried before told. */
    @Override
    public Optional<String> proposal(Flow flow, Verdict verdict) {
        Trace.Decision decision = verdict.trace().decision();
        RuleSet rules = stores(flow).stream()
                .map(Evaluation::ruleSet)
                .filter(store ->
                        decision != null && store.file().equals(decision.span().file()))
                .findFirst()
                .orElse(null);
        if (rules == null || decision == null || !(verdict instanceof Verdict.Blocked)) {
            return Optional.empty();
        }
        Chain chain = rules.chains().values().stream()
                .filter(each -> each.label().equals(decision.chain()))
                .findFirst()
                .orElse(null);
        if (chain == null || !chain.table().equals("filter") || !isOut(rules, verdict)) {
            return Optional.empty();
        }
        int position = decision.number() == 0 ? chain.rules().size() + 1 : decision.number();
        Trace.Translation translated = verdict.trace().translation();
        IpAddress elsewhere = translated == null ? null : translated.destination();
        IpAddress destination = elsewhere == null ? flow.destination() : elsewhere;
        int port = translated != null && elsewhere != null && flow.protocol().hasPorts()
                ? translated.port()
                : flow.destinationPort();
        StringBuilder words = new StringBuilder("-d ")
                .append(destination)
                .append(flow.destination().v6() ? "/128" : "/32")
                .append(" -p ")
                .append(flow.protocol());
        if (flow.protocol().hasPorts()) {
            words.append(" --dport ").append(port);
        } else if (flow.protocol().isIcmp()) {
            words.append(flow.destination().v6() ? " --icmpv6-type " : " --icmp-type ")
                    .append(flow.destinationPort());
        }
        words.append(" -j ACCEPT");
        if (!lets(rules, chain, position, words.toString(), flow)) {
            return Optional.empty();
        }
        String tool = flow.destination().v6() ? "ip6tables" : "iptables";
        return Optional.of(
                tool + (decision.number() == 0 ? " -A " + chain.name() : " -I " + chain.name() + " " + position) + " "
                        + words);
    }

    private static boolean isOut(RuleSet rules, Verdict verdict) {
        String first = verdict.trace().path().isEmpty()
                ? ""
                : verdict.trace().path().get(0).chain();
        List<RuleSet.Stage> out = rules.role() instanceof RuleSet.Role.Gateway ? rules.forward() : rules.output();
        return out.stream()
                .anyMatch(
                        stage -> stage.chain() != null && stage.chain().label().equals(first));
    }

    /** Whether the flow passes with that rule in place. */
    private boolean lets(RuleSet rules, Chain chain, int position, String words, Flow flow) {
        Span span = chain.span();
        Rule added = RuleReader.read(
                new SaveFile.SavedRule(Tokenizer.split(words, span), words, span),
                new RuleContext(flow.destination().v6(), null, crossing.target(), null),
                java.util.Set.of(),
                ignored -> {});
        if (added == null || added.match() instanceof Match.Unmodelled || !(added.action() instanceof Action.Accept)) {
            return false;
        }
        List<Rule> changed = new ArrayList<>(chain.rules());
        changed.add(position - 1, added);
        Chain with = new Chain(chain.table(), chain.name(), chain.policy(), chain.policyText(), chain.span(), changed);
        return Evaluation.of(rules.with(with), crossing.target()).verdict(flow) instanceof Verdict.Allowed;
    }
}
