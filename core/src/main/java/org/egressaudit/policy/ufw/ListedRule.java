package org.egressaudit.policy.ufw;

import java.util.List;
import java.util.Optional;
import org.egressaudit.net.PortRange;
import org.egressaudit.net.Prefix;
import org.egressaudit.net.Protocol;
import org.egressaudit.policy.Action;
import org.egressaudit.policy.ConnectionMatch;
import org.egressaudit.policy.HeaderMatch;
import org.egressaudit.policy.HostMatch;
import org.egressaudit.policy.Match;
import org.egressaudit.policy.Packet;
import org.egressaudit.policy.Rule;
import org.egressaudit.text.Span;
import org.jspecify.annotations.Nullable;

/**
 * A rule as ufw lists it.
 *
 * @param action what it does
 * @param hook which way the packets go: {@code input}, {@code output}, {@code forward}
 * @param v6 whether it is a rule of ip6tables
 * @param protocol or null for any
 * @param to where the packets go
 * @param from where they come from
 * @param in interface by which they come in, or null
 * @param out interface by which they leave, or null
 * @param doubt why it is not known which packets it means, or null
 * @param span its line
 * @param text its line
 */
record ListedRule(
        Word action,
        String hook,
        boolean v6,
        @Nullable Protocol protocol,
        End to,
        End from,
        @Nullable String in,
        @Nullable String out,
        @Nullable String doubt,
        Span span,
        String text) {

    /** What a rule does. */
    enum Word {
        ALLOW,
        DENY,
        REJECT,
        LIMIT
    }

    /**
     * One end of a packet's way.
     *
     * @param prefix or null for anywhere
     * @param ports or empty for all
     */
    record End(@Nullable Prefix prefix, List<PortRange> ports) {

        static final End ANYWHERE = new End(null, List.of());

        End {
            ports = List.copyOf(ports);
        }

        private Optional<Match> address(Match.Side side) {
            return Optional.ofNullable(prefix).map(known -> Ports.address(side, known));
        }

        private Optional<Match> port(Match.Side side) {
            return ports.isEmpty() ? Optional.empty() : Optional.of(new HeaderMatch.PortIn(side, ports));
        }
    }

    /** What ufw writes for it (backend_iptables.py, _get_rules_from_formatted), apart from logging. */
    List<Rule> rules() {
        Protocol named = protocol;
        boolean hasPorts = !to.ports().isEmpty() || !from.ports().isEmpty();
        if (named != null || !hasPorts) {
            return rules(named);
        }
        return java.util.stream.Stream.of(Protocol.TCP, Protocol.UDP)
                .flatMap(each -> rules(each).stream())
                .toList();
    }

    private List<Rule> rules(@Nullable Protocol of) {
        Match match = match(of);
        if (action != Word.LIMIT) {
            return List.of(new Rule(match, action(of), span, text));
        }
        Match often = new Match.All(List.of(
                match,
                new ConnectionMatch.StateIn(java.util.Set.of(Packet.State.NEW), false, false),
                new Match.Sometimes("accepted up to 5 new connections of an address in 30 s, refused beyond")));
        return List.of(
                new Rule(often, new Action.Reject(refusal(null)), span, text),
                new Rule(match, new Action.Accept(), span, text));
    }

    private Match match(@Nullable Protocol of) {
        java.util.ArrayList<Match> all = new java.util.ArrayList<>();
        if (of != null) {
            all.add(new HeaderMatch.ProtocolIs(of));
        }
        if (in != null) {
            all.add(interfaceIs(true, in));
        }
        if (out != null) {
            all.add(interfaceIs(false, out));
        }
        to.address(Match.Side.DESTINATION).ifPresent(all::add);
        to.port(Match.Side.DESTINATION).ifPresent(all::add);
        from.address(Match.Side.SOURCE).ifPresent(all::add);
        from.port(Match.Side.SOURCE).ifPresent(all::add);
        if (doubt != null) {
            all.add(new Match.Unmodelled(text, doubt));
        }
        return new Match.All(all);
    }

    private static Match interfaceIs(boolean in, String name) {
        boolean prefix = name.endsWith("+");
        return new HostMatch.InterfaceIs(in, prefix ? name.substring(0, name.length() - 1) : name, prefix);
    }

    private Action action(@Nullable Protocol of) {
        return switch (action) {
            case ALLOW, LIMIT -> new Action.Accept();
            case DENY -> new Action.Drop();
            case REJECT -> new Action.Reject(refusal(of));
        };
    }

    private Action.RejectWith refusal(@Nullable Protocol of) {
        if (Protocol.TCP.equals(of)) {
            return Action.RejectWith.TCP_RESET;
        }
        return v6 ? Action.RejectWith.V6_PORT_UNREACHABLE : Action.RejectWith.PORT_UNREACHABLE;
    }
}
