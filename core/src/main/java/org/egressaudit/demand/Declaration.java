package org.egressaudit.demand;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.egressaudit.net.Host;
import org.egressaudit.net.Protocol;
import org.egressaudit.text.Diagnostic;
import org.egressaudit.text.Parsed;
import org.egressaudit.text.Source;
import org.egressaudit.text.Span;

/**
 * What a person says of a job's needs, in a comment: {@code # egress: needs db.example.com:5432/tcp (reporting)} or
 * {@code # egress: ignore (only in the test stage)}.
 */
public sealed interface Declaration {

    /** Where it stands. */
    Span span();

    /** The words in its parentheses, or empty. */
    String reason();

    /** The job needs this, whatever can be read. */
    record Needs(Host host, int port, Protocol protocol, String text, String reason, Span span)
            implements Declaration {}

    /** What the same line, or the next, reaches is not a need. */
    record Ignore(String reason, Span span) implements Declaration {}

    /** The forms that a reader of the message can copy. */
    String FORMS = "write `# egress: needs HOST:PORT/PROTOCOL (reason)` or `# egress: ignore (reason)`";

    Pattern COMMENT = Pattern.compile("(?:^|\\s)(?:#|//)\\s*egress:\\s*(\\S+)\\s*([^()\\s]*)\\s*(?:\\((.*)\\))?\\s*$");

    /** All declarations among the comments of a text. */
    static Parsed<List<Declaration>> in(Source source) {
        if (!source.text().contains("egress:")) {
            return Parsed.of(List.of());
        }
        List<Declaration> found = new ArrayList<>();
        List<Diagnostic> diagnostics = new ArrayList<>();
        for (int line = 1; line <= source.lineCount(); line++) {
            Matcher matcher = COMMENT.matcher(source.line(line));
            if (!matcher.find()) {
                continue;
            }
            int from = source.offset(line);
            Span span = source.span(from + matcher.start(), from + matcher.end());
            String reason = matcher.group(3) == null ? "" : matcher.group(3).trim();
            switch (matcher.group(1)) {
                case "ignore" -> found.add(new Ignore(reason, span));
                case "needs" -> {
                    Optional<Needs> needs = needs(matcher.group(2), reason, span);
                    needs.ifPresent(found::add);
                    if (needs.isEmpty()) {
                        diagnostics.add(Diagnostic.warning(
                                "declaration-unreadable",
                                span,
                                "`" + matcher.group(2) + "` is not a destination; " + FORMS));
                    }
                }
                default ->
                    diagnostics.add(Diagnostic.warning(
                            "declaration-unreadable", span, "`" + matcher.group(1) + "` is no declaration; " + FORMS));
            }
        }
        return new Parsed<>(found, diagnostics);
    }

    /** Reads {@code host:port/protocol}; the protocol may be left out and is tcp then. */
    static Optional<Needs> needs(String text, String reason, Span span) {
        int slash = text.lastIndexOf('/');
        Optional<Protocol> protocol = slash < 0 ? Optional.of(Protocol.TCP) : Protocol.parse(text.substring(slash + 1));
        if (protocol.isEmpty()) {
            return Optional.empty();
        }
        String place = slash < 0 ? text : text.substring(0, slash);
        if (!protocol.get().hasPorts()) {
            int type = protocol.get().equals(Protocol.ICMPV6)
                    ? 128
                    : protocol.get().equals(Protocol.ICMP) ? 8 : 0;
            return place.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new Needs(Host.of(place), type, protocol.get(), text, reason, span));
        }
        int colon = place.lastIndexOf(':');
        if (colon <= 0 || !place.substring(colon + 1).matches("[0-9]{1,5}")) {
            return Optional.empty();
        }
        int port = Integer.parseInt(place.substring(colon + 1));
        return port < 1 || port > 65535
                ? Optional.empty()
                : Optional.of(new Needs(Host.of(place.substring(0, colon)), port, protocol.get(), text, reason, span));
    }
}
