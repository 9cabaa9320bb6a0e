package org.egressaudit.policy.iptables;

import java.util.Optional;
import org.egressaudit.net.Protocol;
import org.egressaudit.policy.Match;
import org.egressaudit.policy.iptables.MatchModule.Unreadable;

/** The options of {@code -m conntrack}. */
final class ConntrackOptions {

    private ConntrackOptions() {}

    static Match match(Option option, RuleContext context) throws Unreadable {
        return switch (option.name()) {
            case "--ctstate" -> MatchModules.states(option.value());
            case "--ctproto" -> {
                Optional<Protocol> protocol = Protocol.parse(option.value());
                if (protocol.isEmpty()) {
                    throw Unreadable.refused("`" + option.value() + "` is not a protocol");
                }
                yield new Match.ProtocolIs(protocol.get());
            }
            // the source of a reply is the destination after translation
            case "--ctreplsrc" ->
                new Match.AddressIn(Match.Side.DESTINATION, Values.addresses(option.value(), context.v6()));
            case "--ctrepldst" ->
                new Match.OriginalIs(Match.Side.SOURCE, Values.addresses(option.value(), context.v6()), null);
            case "--ctorigdst" ->
                new Match.OriginalIs(Match.Side.DESTINATION, Values.addresses(option.value(), context.v6()), null);
            case "--ctorigsrc" ->
                new Match.OriginalIs(Match.Side.SOURCE, Values.addresses(option.value(), context.v6()), null);
            case "--ctorigdstport" ->
                new Match.OriginalIs(Match.Side.DESTINATION, java.util.List.of(), Values.ports(option.value()));
            case "--ctorigsrcport" ->
                new Match.OriginalIs(Match.Side.SOURCE, java.util.List.of(), Values.ports(option.value()));
            case "--ctdir" -> new Match.DirectionIs(option.value().equalsIgnoreCase("REPLY"));
            default ->
                new Match.Unmodelled(
                        option.text(), "it depends on what connection tracking recorded: `" + option.text() + "`");
        };
    }
}
