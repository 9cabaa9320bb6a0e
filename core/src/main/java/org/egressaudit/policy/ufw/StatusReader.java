package org.egressaudit.policy.ufw;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.egressaudit.net.Protocol;
import org.egressaudit.policy.Rule;
import org.egressaudit.policy.ufw.ListedRule.Word;
import org.egressaudit.text.Source;
import org.egressaudit.text.Span;

/**
 * Reads {@code ufw status}, {@code ufw status verbose} and {@code ufw status numbered} (backend_iptables.py,
 * get_status).
 *
 * <p>The columns have no fixed width, so a line is divided at its action. Rules of both ways keep their order, though the
 * listing groups them.
 */
final class StatusReader {

    private static final Pattern STATUS = Pattern.compile("status: *(active|inactive).*", Pattern.CASE_INSENSITIVE);
    private static final Pattern DEFAULT = Pattern.compile("([a-z]+) \\((incoming|outgoing|routed)\\)");
    private static final Pattern HEADER =
            Pattern.compile("To\\s+Action\\s+From|-+\\s+-+\\s+-+|(Logging|New profiles):.*");
    private static final Pattern RULE =
            Pattern.compile("(?:\\[ *\\d+] *)?(.+?)\\s+(ALLOW|DENY|REJECT|LIMIT)(?: (IN|OUT|FWD))?(?:\\s+(.*))?");
    private static final Pattern COMMENT = Pattern.compile("\\s+#.*$");
    private static final Pattern ATTRIBUTES = Pattern.compile("\\s*\\((?:log|log-all|in|out)(?:, (?:in|out))?\\)$");

    private final Source source;
    private final Applications applications;
    private final Request request;
    private final List<ListedRule> rules = new ArrayList<>();
    private final List<Rule> unread = new ArrayList<>();
    private boolean anyV6;

    private StatusReader(Source source, Applications applications, Request request) {
        this.source = source;
        this.applications = applications;
        this.request = request;
    }

    static Listing read(Source source, Applications applications, Request request) {
        return new StatusReader(source, applications, request).listing();
    }

    private Listing listing() {
        Span whole = Span.wholeFile(source.file());
        Switch enabled = new Switch.Unknown("the file does not tell whether ufw is active", whole);
        Policy none = new Policy.Unknown(
                "`ufw status` does not tell the default policies: hand in `ufw status verbose`", whole);
        Policies policies = new Policies(none, none, none);
        for (int number = 1; number <= source.lineCount(); number++) {
            String line = source.line(number).trim();
            Span span = source.span(
                    source.offset(number),
                    source.offset(number) + source.line(number).length());
            Matcher status = STATUS.matcher(line);
            if (line.isEmpty() || HEADER.matcher(line).matches()) {
                continue;
            }
            if (status.matches()) {
                enabled = status.group(1).equalsIgnoreCase("active")
                        ? new Switch.On(line, span)
                        : new Switch.Off(line, span);
            } else if (line.startsWith("Default:")) {
                policies = policies(line, span, policies);
            } else {
                rule(line, span);
            }
        }
        if (enabled instanceof Switch.Off off) {
            request.note(
                    "ufw-disabled",
                    off.span(),
                    "ufw is not active, so it stops nothing; what other programs load is not listed here");
        }
        Switch ipv6 = anyV6
                ? new Switch.On("(v6)", whole)
                : new Switch.Unknown(
                        "no rule of IPv6 is listed, so whether ufw lets IPv6 out or closes it (IPV6=no) is not known: hand"
                                + " in /etc/default/ufw with the folder /etc/ufw",
                        whole);
        return new Listing(enabled, ipv6, policies, rules, unread, true);
    }

    private Policies policies(String line, Span span, Policies before) {
        Policies policies = before;
        Matcher each = DEFAULT.matcher(line);
        while (each.find()) {
            String word = each.group(1);
            // routed is `disabled` when the kernel forwards nothing; the policy itself is then not shown
            Policy policy = Policy.Word.ofCommand(word)
                    .<Policy>map(known -> new Policy.Known(known, span))
                    .orElseGet(() -> new Policy.Unknown("`" + word + "` is not a policy of ufw", span));
            policies = switch (each.group(2)) {
                case "incoming" -> new Policies(policy, policies.output(), policies.forward());
                case "outgoing" -> new Policies(policies.input(), policy, policies.forward());
                default -> new Policies(policies.input(), policies.output(), policy);
            };
        }
        return policies;
    }

    private void rule(String line, Span span) {
        Matcher parts = RULE.matcher(COMMENT.matcher(line).replaceFirst(""));
        if (!parts.matches()) {
            unread(line, span);
            return;
        }
        String direction = parts.group(3) == null ? "IN" : parts.group(3);
        String hook = direction.equals("OUT") ? "output" : direction.equals("FWD") ? "forward" : "input";
        String rest = parts.group(4) == null ? "" : parts.group(4).trim();
        Cell to = Cell.read(parts.group(1).trim(), applications);
        Cell from = Cell.read(ATTRIBUTES.matcher(rest).replaceFirst("").trim(), applications);
        boolean v6 = to.v6() || from.v6();
        anyV6 |= v6;
        Word word = Word.valueOf(parts.group(2).toUpperCase(Locale.ROOT));
        // ufw(8): a rule that is no route shows its incoming interface under To and its outgoing one under From
        boolean route = hook.equals("forward");
        String in = route ? from.device() : to.device();
        String out = route ? to.device() : from.device();
        String doubt = to.doubt() == null ? from.doubt() : to.doubt();
        if (doubt != null) {
            request.warning("ufw-rule-unread", span, "`" + line + "`: " + doubt);
        }
        for (Applications.Service there : to.services()) {
            for (Applications.Service here : from.services()) {
                Protocol protocol = there.protocol() == null ? here.protocol() : there.protocol();
                rules.add(new ListedRule(
                        word,
                        hook,
                        v6,
                        protocol,
                        new ListedRule.End(to.prefix(), there.ports()),
                        new ListedRule.End(from.prefix(), here.ports()),
                        in,
                        out,
                        doubt,
                        span,
                        line));
            }
        }
    }

    private void unread(String line, Span span) {
        String shown = line.length() > 80 ? line.substring(0, 80) + "..." : line;
        String reason = "`" + shown + "` is no line of `ufw status`; write the file with `LC_ALL=C ufw status verbose`";
        request.warning("ufw-line-unread", span, reason);
        unread.add(Unknowns.anything(shown, reason, span));
    }
}
