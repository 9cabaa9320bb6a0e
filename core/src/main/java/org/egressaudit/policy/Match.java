package org.egressaudit.policy;

import java.util.List;
import java.util.stream.Collectors;
import org.egressaudit.net.IpAddress;
import org.jspecify.annotations.Nullable;

/** A condition on a packet. */
public sealed interface Match
        permits Match.Always,
                Match.Not,
                Match.All,
                Match.Sometimes,
                Match.Unmodelled,
                HeaderMatch,
                ConnectionMatch,
                HostMatch {

    /** Whether the packet meets it, as far as is known. */
    Ternary test(Packet packet);

    /** For a packet that does not meet it, why, in words: "destination 203.0.113.45 is not in 198.51.100.0/24". */
    String explain(Packet packet);

    /** Which end of a packet a condition looks at. */
    enum Side {
        SOURCE("source"),
        DESTINATION("destination");

        private final String word;

        Side(String word) {
            this.word = word;
        }

        @Nullable
        IpAddress address(Packet packet) {
            return this == SOURCE ? packet.source : packet.destination;
        }

        int port(Packet packet) {
            return this == SOURCE ? packet.sourcePort : packet.destinationPort;
        }

        @Override
        public String toString() {
            return word;
        }
    }

    /** Every packet. */
    record Always() implements Match {
        @Override
        public Ternary test(Packet packet) {
            return Ternary.YES;
        }

        @Override
        public String explain(Packet packet) {
            return "every packet matches";
        }
    }

    /** The opposite of a condition. */
    record Not(Match match) implements Match {
        @Override
        public Ternary test(Packet packet) {
            return match.test(packet).not();
        }

        @Override
        public String explain(Packet packet) {
            String said = match.explain(packet);
            return said.contains(" is not ") ? said.replaceFirst(" is not ", " is ") : "it is excluded: " + said;
        }
    }

    /** All of several conditions; none means every packet. */
    record All(List<Match> matches) implements Match {
        public All {
            matches = List.copyOf(matches);
        }

        @Override
        public Ternary test(Packet packet) {
            Ternary answer = Ternary.YES;
            for (int i = 0; i < matches.size(); i++) {
                Ternary one = matches.get(i).test(packet);
                if (one == Ternary.NO) {
                    return Ternary.NO;
                }
                if (one == Ternary.UNKNOWN) {
                    answer = Ternary.UNKNOWN;
                }
            }
            return answer;
        }

        @Override
        public String explain(Packet packet) {
            return matches.stream()
                    .filter(match -> match.test(packet) == Ternary.NO)
                    .map(match -> match.explain(packet))
                    .collect(Collectors.joining(" and "));
        }
    }

    /**
     * True of some packets and not of others of the same flow, in the kernel too: a rate, a counter, a chance.
     *
     * @param reason in words: "accepted up to 3/minute, burst 5"
     */
    record Sometimes(String reason) implements Match {
        @Override
        public Ternary test(Packet packet) {
            return Ternary.UNKNOWN;
        }

        @Override
        public String explain(Packet packet) {
            return reason;
        }
    }

    /**
     * A condition that is not modelled.
     *
     * @param source its text
     * @param reason what would be needed to decide it
     */
    record Unmodelled(String source, String reason) implements Match {
        @Override
        public Ternary test(Packet packet) {
            return Ternary.UNKNOWN;
        }

        @Override
        public String explain(Packet packet) {
            return reason;
        }
    }
}
