package org.egressaudit.policy;

import java.util.Optional;

/** Says why a condition cannot be decided, and what would decide it. */
final class Doubt {

    private Doubt() {}

    static String of(Match match, Packet packet) {
        return find(match, packet).orElse("it depends on a condition that is not known");
    }

    private static Optional<String> find(Match match, Packet packet) {
        if (match instanceof Match.All all) {
            return all.matches().stream()
                    .map(each -> find(each, packet))
                    .flatMap(Optional::stream)
                    .findFirst();
        }
        if (match instanceof Match.Not not) {
            return find(not.match(), packet);
        }
        if (match.test(packet) != Ternary.UNKNOWN) {
            return Optional.empty();
        }
        return Optional.of(words(match, packet));
    }

    private static String words(Match match, Packet packet) {
        if (match instanceof Match.Sometimes sometimes) {
            return sometimes.reason();
        }
        if (match instanceof Match.Unmodelled unmodelled) {
            return unmodelled.reason();
        }
        if (match instanceof HostMatch.Owner && packet.reply) {
            return "it depends on the user of the local server that answers";
        }
        if (match instanceof HostMatch.Owner owner) {
            return owner.group()
                    ? "the groups of the job's user are not known: hand in `passwd` and `group`"
                    : "the number of the job's user is not known: hand in `passwd`, or write `users: { NAME: UID }`";
        }
        if (match instanceof HostMatch.InterfaceIs) {
            return "by which interface it leaves is not known: write `interfaces`";
        }
        if (match instanceof HostMatch.AddressKind kind && kind.asksRoutes()) {
            return "it depends on the routing table: `" + kind.names() + "`";
        }
        if (match instanceof HeaderMatch.AddressIn || match instanceof HostMatch.AddressKind) {
            boolean passing = !packet.hasOwner && !packet.reply && !"lo".equals(packet.inInterface);
            return passing
                    ? "the address from which it comes is not known: write `interfaces` of the host, and `outside` and"
                            + " `addresses` of a gateway that masquerades"
                    : "the addresses of the host are not known: write `interfaces`";
        }
        if (match instanceof HostMatch.InTime time) {
            return "it depends on the time: the rule holds from " + time.window();
        }
        if (match instanceof HostMatch.InSet set) {
            return set.set().doubt();
        }
        if (match instanceof HeaderMatch.PortIn) {
            return "it depends on the source port that the system chooses";
        }
        if (match instanceof HeaderMatch.NumberIn in) {
            return in.field() == HeaderMatch.Field.LENGTH
                    ? "it depends on how long the packet is: `" + in.from() + ":" + in.to() + "`"
                    : "it depends on how many machines the answer has passed (time to live)";
        }
        if (match instanceof HeaderMatch.ServiceIs) {
            return "it depends on the type of service that the program chooses";
        }
        if (match instanceof HostMatch.Physical) {
            return "it depends on whether the answer comes by a bridge";
        }
        if (match instanceof HostMatch.ReversePath) {
            return "it depends on whether the way back to the sender is the way it came";
        }
        if (match instanceof HostMatch.SocketWaits) {
            return "it depends on how the program opened its socket";
        }
        if (match instanceof HostMatch.MarkIs) {
            return "it depends on a mark that is set in a way that is not modelled";
        }
        return "it depends on a condition that is not known";
    }
}
