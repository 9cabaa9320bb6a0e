package org.egressaudit.demand.tool;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.egressaudit.demand.Certainty;
import org.egressaudit.net.Host;
import org.egressaudit.net.Protocol;
import org.egressaudit.text.Span;
import org.jspecify.annotations.Nullable;

/**
 * A rule of a profile: something that the tool connects to.
 *
 * @param form how the destination is written
 * @param where in which words it is found, the first that is given
 * @param base put before a destination without a scheme: the base URL of a client
 * @param scheme the scheme of a destination without one, or null
 * @param ports in which words the port is found when the destination does not name it
 * @param defaultPort the port when nothing names it and the scheme does not say; 0 for protocols without ports, -1 when
 *     there is none
 * @param protocol what carries it, or null for what the scheme says
 * @param local destinations that are not on the network, such as a path of a socket; null when there are none
 * @param shownBy the words that make the tool connect when the destination is not among them
 * @param proxied whether the profile's proxy stands between
 * @param condition when the rule applies
 */
record Reach(
        Form form,
        List<Lookup> where,
        List<Lookup> base,
        @Nullable String scheme,
        List<Lookup> ports,
        int defaultPort,
        @Nullable Protocol protocol,
        @Nullable Pattern local,
        List<Lookup> shownBy,
        boolean proxied,
        Condition condition) {

    private static final int HIGHEST_PORT = 65535;

    /** What a host may be made of: RFC 952 and 1123, underscores as resolvers allow them, IDN letters, or an address. */
    private static final Pattern HOST_NAME = Pattern.compile("[\\p{L}\\p{N}._:%-]+");

    /** A variable that holds options rather than a destination, by the customs of its name. */
    static final Pattern OPTIONS_VARIABLE = Pattern.compile("(?i)\\$?\\{?(?:"
            + "\\w*(?:opts|options|args|arguments|flags|params|parameters|switches)"
            + "|(?:\\w*_)?(?:opt|option|arg|argument|flag|param|parameter|verbose|verbosity|quiet|debug|dry|dryrun)(?![a-z])"
            + ").*|\\$\\{?[@*].*");

    /** What a rule finds whose condition hangs on an argument that only the run will know. */
    private record Doubtful(Effect effect, Sketch why) {}

    /** What the call reaches by these rules. */
    static List<Effect> apply(List<Reach> reaches, Call call) {
        List<Effect> effects = new ArrayList<>();
        List<Doubtful> doubtful = new ArrayList<>();
        for (Reach reach : reaches) {
            Optional<Sketch> doubt = reach.condition.doubt(call);
            if (doubt.isPresent()) {
                reach.found(call).forEach(effect -> doubtful.add(new Doubtful(effect, doubt.get())));
            } else if (reach.condition.holds(call)) {
                effects.addAll(reach.found(call));
            }
        }
        boolean agree = agree(doubtful);
        List<Effect> sure = List.copyOf(effects);
        doubtful.stream()
                .filter(one -> !isTold(one.why, sure))
                .map(one -> agree ? one.effect : open(one.effect, one.why))
                .distinct()
                .forEach(effects::add);
        return effects;
    }

    /** Whether the argument is a place itself, which is told as unknown: what else it may lead to is told by that. */
    private static boolean isTold(Sketch argument, List<Effect> effects) {
        return effects.stream()
                .anyMatch(effect -> effect instanceof Effect.ReachesUnknown unknown
                        && unknown.expression().equals(argument.shown()));
    }

    /** Whether the same is reached whatever the argument is that is not known: with and without TLS, by a port that is. */
    private static boolean agree(List<Doubtful> doubtful) {
        return doubtful.size() > 1
                && doubtful.stream().map(Doubtful::effect).distinct().count() == 1;
    }

    /** What may be reached, by an argument that only the run will know. */
    private static Effect open(Effect effect, Sketch why) {
        if (!(effect instanceof Effect.Reaches reaches)) {
            return effect;
        }
        String reason = why.reason().isEmpty() ? "only the run will know it; declare what it reaches" : why.reason();
        String argument = why.shown().equals("...") ? "an argument" : "`" + why.shown() + "`";
        return new Effect.ReachesUnknown(
                reaches.host().toString(),
                reaches.at(),
                "whether it is reached, and by which port, depends on " + argument + ": " + reason);
    }

    /** What the call reaches by this rule, whether its condition holds or not. */
    private List<Effect> found(Call call) {
        List<Sketch> shown = call.first(shownBy);
        if (!shownBy.isEmpty() && shown.isEmpty()) {
            return List.of();
        }
        List<Effect> effects = new ArrayList<>();
        for (Sketch written : call.first(call.further().isEmpty() ? where : written())) {
            for (Sketch whole : absolute(written, call)) {
                List<Form.Destination> destinations = form.read(whole.text(), schemeOf(call));
                for (Form.Destination destination : destinations) {
                    effects.addAll(reach(call, whole, destination, shown.isEmpty() ? null : shown.get(0)));
                }
                if (destinations.isEmpty() && !base.isEmpty() && whole.text().startsWith("/")) {
                    effects.add(unknown(
                            whole,
                            shown.isEmpty() ? whole : shown.get(0),
                            "it is a path, and nothing that was read says on which host; declare what it reaches"));
                }
            }
        }
        return withoutDoubtful(effects);
    }

    /** The destination of a call that does not write any but has arguments that only the run will know. */
    static List<Effect> amongFurther(List<Reach> reaches, Call call) {
        List<Sketch> further = call.further();
        List<Reach> holding = further.isEmpty()
                ? List.of()
                : reaches.stream().filter(reach -> reach.condition.holds(call)).toList();
        boolean written =
                holding.stream().anyMatch(reach -> !call.first(reach.written()).isEmpty());
        return holding.isEmpty() || written
                ? List.of()
                : further.stream().map(one -> unknown(one, one, one.reason())).toList();
    }

    /** Where a caller writes the destination: a usual one does not stand in for an argument that may be given. */
    private List<Lookup> written() {
        List<Lookup> written = where.stream()
                .filter(lookup -> !(lookup instanceof Lookup.Fixed))
                .toList();
        return written.isEmpty() ? where : written;
    }

    private @Nullable String schemeOf(Call call) {
        if (scheme == null || !scheme.contains("{")) {
            return scheme;
        }
        List<Sketch> readings = call.template(scheme);
        return readings.isEmpty() ? null : readings.get(0).text();
    }

    private List<Sketch> absolute(Sketch written, Call call) {
        if (base.isEmpty() || written.text().contains("://")) {
            return List.of(written);
        }
        List<Sketch> bases = call.first(base);
        return bases.isEmpty()
                ? List.of(written)
                : bases.stream()
                        .map(one -> one.followedBy("/").followedBy(written))
                        .toList();
    }

    private List<Effect> reach(Call call, Sketch whole, Form.Destination destination, @Nullable Sketch shown) {
        if (local != null && local.matcher(destination.host()).matches()) {
            return List.of();
        }
        List<Effect> effects = new ArrayList<>();
        Proxy proxy = call.profile().proxy();
        if (proxied && proxy != null && destination.scheme() != null) {
            Proxy.Before before = proxy.standingBefore(destination, call);
            for (Sketch one : before.proxies()) {
                for (Form.Destination place : Form.URL.read(one.text(), "http")) {
                    boolean plain = "http".equals(place.scheme());
                    Form.Destination end = plain ? new Form.Destination(null, place.host(), place.port()) : place;
                    effects.addAll(ends(call, one, end, List.of(), proxy.port(), Protocol.TCP, one));
                }
            }
            if (before.always() && !before.proxies().isEmpty()) {
                return effects;
            }
        }
        effects.addAll(ends(call, whole, destination, ports, defaultPort, protocol, shown == null ? whole : shown));
        return effects;
    }

    private static List<Effect> ends(
            Call call,
            Sketch whole,
            Form.Destination destination,
            List<Lookup> ports,
            int defaultPort,
            @Nullable Protocol protocol,
            Sketch shown) {
        String host = destination.host();
        if (host.indexOf(Sketch.HOLE) >= 0) {
            return List.of(unknown(whole, shown, whole.reason()));
        }
        if (!HOST_NAME.matcher(host).matches()) {
            return List.of(unknown(whole, shown, "`" + Shown.of(host) + "` is no host name"));
        }
        Optional<Schemes.Service> service =
                Optional.ofNullable(destination.scheme()).flatMap(Schemes::service);
        Protocol carrier = protocol != null
                ? protocol
                : service.map(Schemes.Service::protocol).orElse(Protocol.TCP);
        if (!carrier.hasPorts()) {
            return List.of(place(whole, shown, host, Math.max(defaultPort, 0), carrier));
        }
        List<Sketch> named =
                destination.port() == null ? call.first(ports) : List.of(whole.reading(destination.port()));
        if ("ssh".equals(destination.scheme()) && named.size() <= 1) {
            Integer port = named.isEmpty() ? null : number(named.get(0).text()).orElse(null);
            if (named.isEmpty() || port != null) {
                Optional<Effect> configured = SshRoute.of(call, host, port, shown);
                if (configured.isPresent()) {
                    return List.of(configured.get());
                }
            }
        }
        if (named.isEmpty()) {
            boolean unknownScheme =
                    destination.scheme() != null && destination.scheme().indexOf(Sketch.HOLE) >= 0;
            int port = service.filter(it -> defaultPort < 0 || destination.scheme() != null)
                    .map(Schemes.Service::port)
                    .orElse(defaultPort);
            return List.of(
                    port < 0 || unknownScheme
                            ? unknown(
                                    whole,
                                    shown,
                                    "its port is not known: it has no scheme with a usual port; write the port, or declare it")
                            : place(whole, shown, host, port, carrier));
        }
        List<Effect> effects = new ArrayList<>();
        for (Sketch one : named) {
            Optional<Integer> port =
                    number(one.text()).or(() -> Schemes.service(one.text()).map(Schemes.Service::port));
            effects.add(
                    port.isPresent()
                            ? place(whole, shown, host, port.get(), carrier)
                            : unknown(
                                    whole,
                                    shown,
                                    one.known() || one == whole ? "its port is not a number" : one.reason()));
        }
        return effects;
    }

    private static Optional<Integer> number(String text) {
        if (!text.matches("[0-9]{1,5}")) {
            return Optional.empty();
        }
        int port = Integer.parseInt(text);
        return port >= 1 && port <= HIGHEST_PORT ? Optional.of(port) : Optional.empty();
    }

    private static Effect place(Sketch whole, Sketch shown, String host, int port, Protocol protocol) {
        Certainty certainty = whole.text().contains(host) ? whole.certainty() : Certainty.DEFAULT;
        Span origin = shown.origin() == null ? whole.origin() : shown.origin();
        return new Effect.Reaches(Host.of(host), port, protocol, certainty, shown.span(), shown.shown(), origin);
    }

    private static Effect unknown(Sketch whole, Sketch shown, String reason) {
        String why = reason.isEmpty() ? "only the run will know it; declare what it reaches" : reason;
        return new Effect.ReachesUnknown(whole.shown(), shown.span(), Shown.of(why));
    }

    /**
     * An unknown word may also hold options, or a file of this machine. When the same rule found a destination, one
     * that is named like options, or may be a file, is not taken for a second one.
     */
    private List<Effect> withoutDoubtful(List<Effect> effects) {
        if (effects.stream().noneMatch(Effect.Reaches.class::isInstance)) {
            return effects;
        }
        return effects.stream()
                .filter(effect -> !(effect instanceof Effect.ReachesUnknown unknown)
                        || !(form.mayBeLocal()
                                || OPTIONS_VARIABLE
                                        .matcher(unknown.expression())
                                        .matches()))
                .toList();
    }
}
