package org.egressaudit.policy.iptables;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.egressaudit.net.Protocol;
import org.egressaudit.policy.ConnectionMatch;
import org.egressaudit.policy.ConnectionMatch.End;
import org.egressaudit.policy.ConnectionMatch.StatusIn.Status;
import org.egressaudit.policy.Match;
import org.egressaudit.policy.iptables.MatchModule.Unreadable;

/** The options of {@code -m conntrack}. */
final class ConntrackOptions {

    private ConntrackOptions() {}

    /**
     * All options of one use, together. A packet without a connection meets what is asked of its state, whatever else is
     * asked; without a question about the state it meets nothing, negated or not (conntrack_mt of the kernel).
     */
    static Match match(List<Option> options, RuleContext context) throws Unreadable {
        List<Match> state = new ArrayList<>();
        List<Match> rest = new ArrayList<>();
        for (Option option : options) {
            boolean asksState = option.name().equals("--ctstate");
            (asksState ? state : rest).add(MatchModules.signed(option, one(option, context)));
        }
        if (rest.isEmpty()) {
            return state.size() == 1 ? state.get(0) : new Match.All(state);
        }
        Match tracked = new ConnectionMatch.Tracked();
        if (state.isEmpty()) {
            rest.add(0, tracked);
            return new Match.All(rest);
        }
        state.add(new Match.Not(new Match.All(List.of(tracked, new Match.Not(new Match.All(rest))))));
        return new Match.All(state);
    }

    private static Match one(Option option, RuleContext context) throws Unreadable {
        return switch (option.name()) {
            case "--ctstate" -> MatchModules.states(option.value());
            case "--ctproto" -> {
                Optional<Protocol> protocol = Values.protocol(option.value());
                if (protocol.isEmpty()) {
                    throw Unreadable.refused("`" + option.value() + "` is not a protocol");
                }
                yield new ConnectionMatch.ConnectionProtocolIs(protocol.get());
            }
            case "--ctorigsrc" -> address(End.ORIGINAL_SOURCE, option, context);
            case "--ctorigdst" -> address(End.ORIGINAL_DESTINATION, option, context);
            case "--ctreplsrc" -> address(End.REPLY_SOURCE, option, context);
            case "--ctrepldst" -> address(End.REPLY_DESTINATION, option, context);
            case "--ctorigsrcport" -> port(End.ORIGINAL_SOURCE, option);
            case "--ctorigdstport" -> port(End.ORIGINAL_DESTINATION, option);
            case "--ctreplsrcport" -> port(End.REPLY_SOURCE, option);
            case "--ctrepldstport" -> port(End.REPLY_DESTINATION, option);
            case "--ctdir" -> {
                if (option.negated()) {
                    throw Unreadable.refused("`--ctdir` cannot be negated");
                }
                yield new ConnectionMatch.DirectionIs(option.value().equalsIgnoreCase("REPLY"));
            }
            case "--ctstatus" -> new ConnectionMatch.StatusIn(statuses(option.value()));
            default ->
                new Match.Unmodelled(
                        option.text(), "it depends on what connection tracking recorded: `" + option.text() + "`");
        };
    }

    private static Match address(End end, Option option, RuleContext context) throws Unreadable {
        return new ConnectionMatch.EndIn(end, Values.connectionAddress(option.value(), context.v6()));
    }

    private static Match port(End end, Option option) throws Unreadable {
        return new ConnectionMatch.EndPortIn(end, Values.ports(option.value()));
    }

    private static Set<Status> statuses(String text) throws Unreadable {
        Set<Status> statuses = EnumSet.noneOf(Status.class);
        for (String name : text.toUpperCase(Locale.ROOT).split(",")) {
            if (name.equals("NONE")) {
                continue;
            }
            try {
                statuses.add(Status.valueOf(name));
            } catch (IllegalArgumentException notAStatus) {
                throw Unreadable.refused("`" + name + "` is not a status of a connection");
            }
        }
        return statuses;
    }
}
