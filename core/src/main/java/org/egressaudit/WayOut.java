package org.egressaudit;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.egressaudit.Configuration.HostConfiguration;
import org.egressaudit.net.Flow;
import org.egressaudit.net.IpAddress;
import org.egressaudit.net.Protocol;
import org.egressaudit.net.Target;
import org.egressaudit.policy.Boundaries;
import org.egressaudit.policy.Layer;
import org.egressaudit.policy.RuleSetFormat;
import org.egressaudit.policy.Trace;
import org.egressaudit.policy.Verdict;
import org.egressaudit.report.Audit.AddressAudit;
import org.egressaudit.report.Audit.LayerVerdict;
import org.egressaudit.report.Audit.LookupAudit;
import org.egressaudit.report.Audit.NeedVerdict;
import org.egressaudit.text.Diagnostic;
import org.egressaudit.text.Parsed;
import org.egressaudit.text.Sources;
import org.jspecify.annotations.Nullable;

/**
 * The layers that a packet of a host passes, nearest first; all must let it and its replies through.
 *
 * @param layers in order; empty when nothing is judged
 * @param target the host
 */
record WayOut(List<Layer> layers, Target target) {

    static WayOut unjudged(TargetFiles machine) {
        return new WayOut(List.of(), machine.target());
    }

    static WayOut read(HostConfiguration host, TargetFiles machine, Sources sources, Consumer<Diagnostic> report) {
        List<Layer> layers = new ArrayList<>();
        if (host.path().isEmpty()) {
            report.accept(Diagnostic.warning(
                    "path-missing",
                    host.span(),
                    "no rule set is named for this host, so nothing is checked; write `path: [ { iptables: FILE } ]`"));
        }
        for (RuleSetFormat.Settings settings : host.path()) {
            for (RuleSetFormat format : Registry.ruleSetFormats()) {
                if (format.files().stream().anyMatch(settings.values()::containsKey)) {
                    Parsed<Layer> layer = format.read(settings, machine.target(), sources);
                    layer.diagnostics().forEach(report);
                    layers.add(layer.value());
                    break;
                }
            }
        }
        return new WayOut(layers, machine.target());
    }

    /** The first packet to an address, as far as the host's files tell it. */
    Flow flow(Protocol protocol, IpAddress written, int port, String user, @Nullable Instant time) {
        IpAddress destination = written.unmapped();
        Protocol carried = protocol.isIcmp() ? (destination.v6() ? Protocol.ICMPV6 : Protocol.ICMP) : protocol;
        int type = carried.isIcmp() ? (destination.v6() ? 128 : 8) : port;
        Flow flow = Flow.to(carried, destination, type).at(time);
        Optional<Target.User> known = target.user(user);
        if (known.isPresent()) {
            flow = flow.by(known.get().uid(), Set.copyOf(known.get().gids()));
        }
        return leaving(flow);
    }

    /** By which interface it leaves, and with which address, where only one can be meant. */
    Flow leaving(Flow flow) {
        IpAddress destination = flow.destination();
        if (target.isLocal(destination)) {
            return flow.from("lo", destination);
        }
        List<Map.Entry<String, Target.InterfaceAddress>> ways = new ArrayList<>();
        target.interfaces()
                .forEach((name, addresses) -> addresses.stream()
                        .filter(address -> address.address().v6() == destination.v6() && !name.equals("lo"))
                        .forEach(address -> ways.add(Map.entry(name, address))));
        List<Map.Entry<String, Target.InterfaceAddress>> direct = ways.stream()
                .filter(way -> way.getValue().network().contains(destination))
                .toList();
        List<Map.Entry<String, Target.InterfaceAddress>> chosen = direct.isEmpty() ? ways : direct;
        Set<String> names = new java.util.TreeSet<>();
        chosen.forEach(way -> names.add(way.getKey()));
        return flow.from(
                names.size() == 1 ? names.iterator().next() : null,
                chosen.size() == 1 ? chosen.get(0).getValue().address() : null);
    }

    /**
     * The flows by which a user's programs look up names. The resolver is part of the program, so that the packets are the user's own; what a server on the host
     * asks on its behalf is sent by that server's user.
     */
    List<LookupAudit> lookups(NameServers servers, String user, @Nullable Instant time) {
        List<LookupAudit> lookups = new ArrayList<>();
        if (!layers.isEmpty()) {
            servers.asked().forEach(server -> lookups(server, false, user, time, lookups));
            servers.upstream().forEach(server -> lookups(server, true, servers.forwarder(), time, lookups));
        }
        return lookups;
    }

    private void lookups(
            NameServers.Server server,
            boolean upstream,
            String user,
            @Nullable Instant time,
            List<LookupAudit> lookups) {
        for (Protocol protocol : server.transports()) {
            Flow flow = flow(protocol, server.at().address(), server.at().port(), user, time);
            String named = server.span().file() + ":" + server.span().line();
            lookups.add(new LookupAudit(upstream, server.span(), judge(flow, named)));
        }
    }

    /** A flow as the next layer sees it. */
    private static Flow translated(Flow flow, Trace.Translation translation) {
        IpAddress destination = translation.destination();
        return new Flow(
                flow.protocol(),
                translation.sourceChanged() ? translation.source() : flow.source(),
                destination == null ? flow.destination() : destination,
                flow.sourcePort(),
                destination == null || !flow.protocol().hasPorts() ? flow.destinationPort() : translation.port(),
                flow.icmpCode(),
                flow.user(),
                flow.groups(),
                flow.outInterface(),
                flow.time());
    }

    /** Tells every boundary at which an answer may change. */
    void boundaries(Boundaries into) {
        layers.forEach(layer -> layer.boundaries(into));
        target.interfaces()
                .values()
                .forEach(addresses -> addresses.forEach(own -> {
                    into.addresses(own.address(), own.address());
                    into.network(own.network());
                }));
    }

    /** What each layer says of it, and what would let it through. */
    AddressAudit judge(Flow flow, String source) {
        return judge(flow, source, true);
    }

    /** What each layer says of it. */
    AddressAudit judgeWithoutProposals(Flow flow) {
        return judge(flow, "given", false);
    }

    private AddressAudit judge(Flow flow, String source, boolean proposals) {
        List<LayerVerdict> verdicts = new ArrayList<>();
        Flow seen = flow;
        for (Layer layer : layers) {
            Verdict verdict = layer.evaluate(seen);
            String proposal = proposals && verdict instanceof Verdict.Blocked
                    ? layer.proposal(seen, verdict).orElse(null)
                    : null;
            verdicts.add(new LayerVerdict(layer.label(), verdict, proposal));
            Trace.Translation translation = verdict.trace().translation();
            seen = translation == null ? seen : translated(seen, translation);
            if (target.isLocal(seen.destination())) {
                // it is delivered here, to a local proxy, and meets no further layer
                break;
            }
        }
        return new AddressAudit(flow.destination(), source, flow, verdicts);
    }

    /**
     * What lets a flow out only because it names the destination: a layer that stops the same flow to addresses elsewhere.
     * Empty for a flow that is not allowed, or whose destination no layer asks for.
     */
    Optional<LayerVerdict> pinning(AddressAudit address) {
        Flow flow = address.flow();
        List<Flow> elsewhere = Elsewhere.than(flow.destination()).stream()
                .map(other -> leaving(flow.toward(other)))
                .toList();
        for (int i = 0; i < layers.size() && address.verdict() == NeedVerdict.ALLOWED; i++) {
            Layer layer = layers.get(i);
            if (!elsewhere.isEmpty()
                    && elsewhere.stream().allMatch(other -> layer.evaluate(other) instanceof Verdict.Blocked)) {
                return Optional.of(address.layers().get(i));
            }
        }
        return Optional.empty();
    }
}
