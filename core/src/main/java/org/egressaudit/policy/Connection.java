package org.egressaudit.policy;

import org.egressaudit.net.IpAddress;
import org.egressaudit.net.Protocol;
import org.jspecify.annotations.Nullable;

/**
 * What connection tracking keeps of a connection ({@code nf_conn}): its first packet before any translation, what it was
 * translated to, and what rules wrote to it. Its packets share it, and so does the kernel's own answer when one of them
 * is refused.
 */
final class Connection {

    final Protocol protocol;
    /** Local address of the first packet; null when not known. */
    final @Nullable IpAddress source;

    final int sourcePort;
    final IpAddress destination;
    /** For ICMP the type. */
    final int destinationPort;

    /** To where its packets go: another than the destination once that was translated. */
    IpAddress translatedDestination;

    int translatedPort;
    /** To where its replies go; null when not known. */
    @Nullable
    IpAddress translatedSource;

    boolean destinationTranslated;
    boolean sourceTranslated;
    /** {@code connmark}. */
    long mark;
    /** Zone in which it is known, by its first packet; {@link Packet#NOWHERE} when that was not tracked. */
    int zone = Packet.NOWHERE;
    /** Whether an answer was seen in that zone. */
    boolean answered;

    Connection(
            Protocol protocol, @Nullable IpAddress source, int sourcePort, IpAddress destination, int destinationPort) {
        this.protocol = protocol;
        this.source = source;
        this.sourcePort = sourcePort;
        this.destination = destination;
        this.destinationPort = destinationPort;
        this.translatedSource = source;
        this.translatedDestination = destination;
        this.translatedPort = destinationPort;
    }

    /** Its packets leave under another address from now on; null when that is not known. */
    void translatedFrom(@Nullable IpAddress newSource) {
        sourceTranslated = true;
        translatedSource = newSource;
    }

    /** Its packets go somewhere else from now on. */
    void translatedTo(IpAddress newDestination, int newPort) {
        destinationTranslated = true;
        translatedDestination = newDestination;
        translatedPort = newPort;
    }
}
