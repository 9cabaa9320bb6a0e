package org.egressaudit.demand.tool;

import java.util.List;
import java.util.Optional;
import org.egressaudit.demand.Certainty;
import org.egressaudit.demand.script.Word;
import org.egressaudit.net.Host;
import org.egressaudit.net.Protocol;
import org.egressaudit.text.Span;
import org.jspecify.annotations.Nullable;

/** Where ssh(1) really connects when asked for a host: its settings may name another, or one to jump over. */
final class SshRoute {

    private static final int PORT = 22;

    private static final int MOST_JUMPS = 5;

    private SshRoute() {}

    /**
     * The first connection on the way.
     *
     * @param host as the command line names it
     * @param port as the command line names it, or null
     * @param shown the word that names it
     * @return empty when the settings say nothing of the host
     */
    static Optional<Effect> of(Call call, String host, @Nullable Integer port, Sketch shown) {
        return of(call, host, port, shown, null, 0);
    }

    private static Optional<Effect> of(
            Call call, String host, @Nullable Integer port, Sketch shown, @Nullable Span said, int jumps) {
        SshConfig config = SshConfig.of(call, host);
        Optional<SshConfig.Setting> name = config.get("hostname");
        String target = name.map(setting -> setting.value().replace("%h", host)).orElse(host);
        Integer there = port == null
                ? config.get("port")
                        .map(SshConfig.Setting::value)
                        .filter(text -> text.matches("\\d{1,5}"))
                        .map(Integer::valueOf)
                        .orElse(null)
                : port;
        Optional<SshConfig.Setting> jump = config.get("proxyjump");
        if (jump.isPresent() && jumps < MOST_JUMPS) {
            String first = jump.get().value().split(",")[0].replaceFirst("^ssh://", "");
            String place = first.substring(first.lastIndexOf('@') + 1);
            int colon = place.lastIndexOf(':');
            boolean named = colon > 0 && place.substring(colon + 1).matches("\\d{1,5}");
            return of(
                    call,
                    named ? place.substring(0, colon) : place,
                    named ? (Integer) Integer.parseInt(place.substring(colon + 1)) : null,
                    shown,
                    jump.get().span(),
                    jumps + 1);
        }
        Optional<SshConfig.Setting> command = config.get("proxycommand");
        if (command.isPresent() && jump.isEmpty()) {
            String text = command.get()
                    .value()
                    .replace("%h", target)
                    .replace("%p", Integer.toString(there == null ? PORT : there))
                    .replace("%%", "%");
            Span span = command.get().span();
            return Optional.of(new Effect.Evaluates(
                    "shell", new Word.Known(text, shown.span(), span, Certainty.DERIVED), List.of(), null, false));
        }
        boolean told = name.isPresent() || port == null && there != null || said != null;
        Span origin = name.map(SshConfig.Setting::span).orElse(said);
        return told
                ? Optional.of(new Effect.Reaches(
                        Host.of(target),
                        there == null ? PORT : there,
                        Protocol.TCP,
                        Certainty.DERIVED,
                        shown.span(),
                        shown.shown(),
                        origin == null ? shown.origin() : origin))
                : Optional.empty();
    }
}
