package org.egressaudit.policy;

import java.util.ArrayList;
import java.util.List;

/** Finds the rules that name something of a packet, but passed it over. */
final class PassedOverRules {

    private static final int MOST = 3;

    private PassedOverRules() {}

    /** The last few before a rule of a chain; before its end when the number is 0. */
    static List<Trace.PassedOver> before(Chain chain, int number, Packet packet) {
        List<Trace.PassedOver> found = new ArrayList<>();
        int last = number == 0 ? chain.rules().size() : number - 1;
        for (int i = last - 1; i >= 0 && found.size() < MOST; i--) {
            Rule rule = chain.rules().get(i);
            if (rule.action().matters() && rule.match().test(packet) == Ternary.NO && names(rule.match(), packet)) {
                found.add(
                        0,
                        new Trace.PassedOver(
                                chain.label(),
                                i + 1,
                                rule.text(),
                                rule.span(),
                                rule.match().explain(packet)));
            }
        }
        return found;
    }

    /** Whether a part of the condition is about the packet's destination or port, and true. */
    private static boolean names(Match match, Packet packet) {
        if (match instanceof Match.All all) {
            return all.matches().stream().anyMatch(each -> names(each, packet));
        }
        boolean about = match instanceof HeaderMatch.PortIn port && port.side() == Match.Side.DESTINATION
                || match instanceof HeaderMatch.AddressIn address && address.side() == Match.Side.DESTINATION
                || match instanceof HostMatch.InSet;
        return about && match.test(packet) == Ternary.YES;
    }
}
