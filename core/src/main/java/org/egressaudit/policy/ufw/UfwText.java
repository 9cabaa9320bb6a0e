package org.egressaudit.policy.ufw;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.egressaudit.policy.Layer;
import org.egressaudit.policy.Rule;
import org.egressaudit.policy.RuleSet;
import org.egressaudit.policy.RuleSetFormat.Settings;
import org.egressaudit.text.Source;
import org.egressaudit.text.Span;

/**
 * Reads what {@code ufw status} or {@code ufw show added} printed.
 *
 * <p>Neither tells {@code before.rules} and {@code after.rules}, which come first and last; unless they are said to be as
 * shipped, a verdict that depends on them is open.
 */
final class UfwText {

    private static final Pattern STATUS = Pattern.compile("(?mi)^\\s*status: *(active|inactive)\\b");
    private static final Pattern ADDED = Pattern.compile("(?m)^\\s*(Added user rules|ufw (route )?[a-z]+ )");
    private static final Pattern RULES = Pattern.compile("(?m)^(\\*filter|### tuple ###)");
    private static final Pattern RAW = Pattern.compile("(?m)^(IPV4 \\(|Chain [A-Za-z0-9_-]+ \\()");

    private UfwText() {}

    static Layer read(Request request) {
        String file = request.named().text();
        Span place = request.named().span();
        if (request.sources().kind(file) == org.egressaudit.text.Sources.Kind.MISSING) {
            request.error("rules-unreadable", place, "`" + file + "` cannot be read: it does not exist in the project");
        }
        Source source = request.text(file, place).orElseGet(() -> new Source(file, ""));
        return layer(request, source, listing(request, source));
    }

    private static Listing listing(Request request, Source source) {
        Applications applications = Applications.of(request);
        if (STATUS.matcher(source.text()).find()) {
            return StatusReader.read(source, applications, request);
        }
        if (RULES.matcher(source.text()).find()) {
            request.error(
                    "ufw-one-file",
                    Span.wholeFile(source.file()),
                    "this is one of ufw's own files; name the folder that holds them all: `ufw: etc/ufw`");
        } else if (ADDED.matcher(source.text()).find()) {
            return AddedReader.read(source, applications, request);
        } else if (RAW.matcher(source.text()).find()) {
            request.error(
                    "rules-listing",
                    Span.wholeFile(source.file()),
                    "this is a listing of chains (`ufw show raw`), which is for people; hand in `iptables-save` and"
                            + " `ip6tables-save`, or the folder /etc/ufw");
        } else {
            request.error(
                    "ufw-not-status",
                    Span.wholeFile(source.file()),
                    "this is neither `ufw status` nor `ufw show added`; hand in the folder /etc/ufw, or what"
                            + " `LC_ALL=C ufw status verbose` prints");
        }
        Span whole = Span.wholeFile(source.file());
        String reason = "`" + source.file() + "` was not understood";
        Policy unknown = new Policy.Unknown(reason, whole);
        return new Listing(
                new Switch.Unknown(reason, whole),
                new Switch.Unknown(reason, whole),
                new Policies(unknown, unknown, unknown),
                List.of(),
                List.of(Unknowns.anything("(unread)", reason, whole)),
                true);
    }

    private static Layer layer(Request request, Source source, Listing listing) {
        Families families = new Families(listing.enabled(), listing.ipv6());
        RuleSet v4 = families.of(false, request, asked -> started(false, request, source, listing));
        RuleSet v6 = families.of(true, request, asked -> started(true, request, source, listing));
        return new UfwLayer(List.of(source.file()), request.evaluation(v4), request.evaluation(v6));
    }

    private static RuleSet started(boolean v6, Request request, Source source, Listing listing) {
        Span whole = Span.wholeFile(source.file());
        RuleSet rules = new Startup(
                        v6,
                        whole,
                        listing.policies().input(),
                        listing.policies().output(),
                        listing.policies().forward(),
                        framework(true, v6, request),
                        new Part.Text(Source.of(whole, "*filter\nCOMMIT\n")),
                        framework(false, v6, request))
                .run(source.file(), request.crossing(), request.sets(), request.report());
        for (String hook : Startup.HOOKS) {
            List<Rule> own = listing.rules().stream()
                    .filter(rule -> rule.v6() == v6 && rule.hook().equals(hook))
                    .flatMap(rule -> rule.rules().stream())
                    .toList();
            List<Rule> unread = v6 && !listing.v6OrderKnown() && !own.isEmpty()
                    ? List.of(Unknowns.anything(
                            "ufw show added",
                            "`ufw show added` does not tell the order of the IPv6 rules: hand in `ufw status verbose`",
                            whole))
                    : listing.unread();
            rules = Unknowns.first(
                    rules,
                    Startup.chain(v6, "user", hook),
                    Stream.concat(unread.stream(), own.stream()).toList());
        }
        return rules;
    }

    private static Part framework(boolean before, boolean v6, Request request) {
        Optional<Settings.Value> said = request.settings().value("framework");
        if (said.isPresent() && said.get().text().equals("shipped")) {
            return new Part.Text(Source.of(said.get().span(), ShippedFramework.text(before, v6)));
        }
        String name = (before ? "before" : "after") + (v6 ? "6" : "") + ".rules";
        return new Part.Unknown(
                name,
                "the file does not show /etc/ufw/" + name
                        + ": hand in the folder /etc/ufw, or write `framework: shipped`"
                        + " when `dpkg --verify ufw` names no *.rules of /etc/ufw",
                request.named().span());
    }
}
