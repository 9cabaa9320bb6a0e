package org.egressaudit.policy.ufw;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.egressaudit.net.Protocol;
import org.egressaudit.policy.Rule;
import org.egressaudit.policy.ufw.ListedRule.Word;
import org.egressaudit.text.Source;
import org.egressaudit.text.Span;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code ufw show added}: commands that would make the rules anew.
 *
 * <p>It tells neither whether ufw is active nor the default policies, and of IPv6 not the order.
 */
final class AddedReader {

    private static final Pattern WORD = Pattern.compile("'([^']*)'|\"([^\"]*)\"|(\\S+)");

    private final Source source;
    private final Applications applications;
    private final Request request;
    private final List<ListedRule> rules = new ArrayList<>();
    private final List<Rule> unread = new ArrayList<>();

    private AddedReader(Source source, Applications applications, Request request) {
        this.source = source;
        this.applications = applications;
        this.request = request;
    }

    static Listing read(Source source, Applications applications, Request request) {
        return new AddedReader(source, applications, request).listing();
    }

    private Listing listing() {
        for (int number = 1; number <= source.lineCount(); number++) {
            String line = source.line(number).trim();
            Span span = source.span(
                    source.offset(number),
                    source.offset(number) + source.line(number).length());
            if (line.isEmpty() || line.startsWith("Added user rules") || line.equals("(None)")) {
                continue;
            }
            if (!rule(line, span)) {
                String shown = line.length() > 80 ? line.substring(0, 80) + "..." : line;
                String reason = "`" + shown + "` is no line of `ufw show added`";
                request.warning("ufw-line-unread", span, reason);
                unread.add(Unknowns.anything(shown, reason, span));
            }
        }
        Span whole = Span.wholeFile(source.file());
        String tells = ": hand in the folder /etc/ufw, or `ufw status verbose`";
        Policy none = new Policy.Unknown("`ufw show added` does not tell the default policies" + tells, whole);
        return new Listing(
                new Switch.Unknown("`ufw show added` does not tell whether ufw is active" + tells, whole),
                new Switch.Unknown("`ufw show added` does not tell whether ufw manages IPv6" + tells, whole),
                new Policies(none, none, none),
                rules,
                unread,
                false);
    }

    private static List<String> words(String line) {
        List<String> words = new ArrayList<>();
        Matcher word = WORD.matcher(line);
        while (word.find()) {
            words.add(word.group(1) != null ? word.group(1) : word.group(2) != null ? word.group(2) : word.group(3));
        }
        return words;
    }

    /** Whether the line was understood. */
    private boolean rule(String line, Span span) {
        List<String> words = words(line);
        int at = 0;
        if (at < words.size() && words.get(at).equals("ufw")) {
            at++;
        }
        boolean route = at < words.size() && words.get(at).equals("route");
        at += route ? 1 : 0;
        Word action = at < words.size() ? action(words.get(at++)) : null;
        if (action == null) {
            return false;
        }
        Command command = new Command();
        return command.read(words.subList(at, words.size()), route) && add(command, action, line, span);
    }

    private static @Nullable Word action(String word) {
        for (Word each : Word.values()) {
            if (each.name().toLowerCase(Locale.ROOT).equals(word)) {
                return each;
            }
        }
        return null;
    }

    private boolean add(Command command, Word action, String line, Span span) {
        Cell to = command.to(applications);
        Cell from = command.from(applications);
        boolean anywhere = to.prefix() == null && from.prefix() == null;
        Optional<Protocol> named = command.protocol.isEmpty() ? Optional.empty() : Ports.protocol(command.protocol);
        if (!command.protocol.isEmpty() && named.isEmpty()) {
            return false;
        }
        String doubt = to.doubt() == null ? from.doubt() : to.doubt();
        if (doubt != null) {
            request.warning("ufw-rule-unread", span, "`" + line + "`: " + doubt);
        }
        for (Applications.Service there : to.services()) {
            for (Applications.Service here : from.services()) {
                Protocol own = there.protocol() == null ? here.protocol() : there.protocol();
                for (boolean v6 : anywhere ? new boolean[] {false, true} : new boolean[] {to.v6() || from.v6()}) {
                    rules.add(new ListedRule(
                            action,
                            command.hook,
                            v6,
                            named.orElse(own),
                            new ListedRule.End(to.prefix(), there.ports()),
                            new ListedRule.End(from.prefix(), here.ports()),
                            command.in,
                            command.out,
                            doubt,
                            span,
                            line));
                }
            }
        }
        return true;
    }

    /** The words of a command after its action (ufw(8), RULE SYNTAX). */
    private static final class Command {
        private String hook = "input";
        private @Nullable String in;
        private @Nullable String out;
        private String toAddress = "";
        private String fromAddress = "";
        private String toPort = "";
        private String fromPort = "";
        private String protocol = "";

        /** Whether every word was understood. */
        private boolean read(List<String> words, boolean route) {
            boolean source = false;
            int at = 0;
            while (at < words.size()) {
                String word = words.get(at++);
                String next = at < words.size() ? words.get(at) : "";
                switch (word) {
                    case "in", "out" -> {
                        if (!route) {
                            hook = word.equals("in") ? "input" : "output";
                        }
                        if (next.equals("on") && at + 1 < words.size()) {
                            interfaceIs(word, words.get(at + 1));
                            at += 2;
                        }
                    }
                    case "log", "log-all" -> {
                        // what is logged passes on
                    }
                    case "comment" -> at++;
                    case "to" -> {
                        toAddress = next;
                        source = false;
                        at++;
                    }
                    case "from" -> {
                        fromAddress = next;
                        source = true;
                        at++;
                    }
                    case "port", "app" -> {
                        if (source) {
                            fromPort = next;
                        } else {
                            toPort = next;
                        }
                        at++;
                    }
                    case "proto" -> {
                        protocol = next;
                        at++;
                    }
                    default -> {
                        if (!toPort.isEmpty() || !toAddress.isEmpty() || !fromAddress.isEmpty()) {
                            return false;
                        }
                        toPort = word;
                    }
                }
            }
            hook = route ? "forward" : hook;
            return at == words.size();
        }

        private void interfaceIs(String word, String name) {
            if (word.equals("in")) {
                in = name;
            } else {
                out = name;
            }
        }

        private Cell to(Applications applications) {
            return cell(toAddress, toPort, applications);
        }

        private Cell from(Applications applications) {
            return cell(fromAddress, fromPort, applications);
        }

        private static Cell cell(String address, String port, Applications applications) {
            String where = address.equals("any") ? "" : address;
            String both = (where + " " + port).trim();
            return Cell.read(both.isEmpty() ? "Anywhere" : both, applications);
        }
    }
}
