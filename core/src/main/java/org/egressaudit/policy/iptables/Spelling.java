package org.egressaudit.policy.iptables;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.egressaudit.policy.iptables.SaveFile.SavedRule;
import org.egressaudit.text.Diagnostic;

/**
 * What iptables-restore refuses of a rule by the way it is written, whatever it means.
 *
 * <p>As observed with iptables 1.8 and both stores. The rule is read as it was meant all the same.
 */
final class Spelling {

    /** The long forms of the options that every rule may have. */
    private static final Map<String, String> SHORT = Map.ofEntries(
            Map.entry("--protocol", "-p"),
            Map.entry("--proto", "-p"),
            Map.entry("--source", "-s"),
            Map.entry("--src", "-s"),
            Map.entry("--destination", "-d"),
            Map.entry("--dst", "-d"),
            Map.entry("--in-interface", "-i"),
            Map.entry("--out-interface", "-o"),
            Map.entry("--jump", "-j"),
            Map.entry("--goto", "-g"),
            Map.entry("--match", "-m"));

    private static final Set<String> ONCE = Set.of("-p", "-s", "-d", "-i", "-o", "-j", "-g");

    private static final Set<String> UNNEGATED = Set.of("-j", "-g", "-m");

    private static final Set<String> ADDRESSES = Set.of("-s", "-d");

    private static final Set<String> INTERFACES = Set.of("-i", "-o");

    private static final Pattern JOINED = Pattern.compile("-[psdjgm][^-\\s].*");

    private static final Pattern EVERYTHING = Pattern.compile(".*/(0+|0\\.0\\.0\\.0|::)");

    /** Bytes of a name with its end (IFNAMSIZ). */
    private static final int INTERFACE_NAME = 16;

    private final List<Token> tokens;
    private final Consumer<Diagnostic> report;
    private final Set<String> seen = new HashSet<>();

    private Spelling(List<Token> tokens, Consumer<Diagnostic> report) {
        this.tokens = tokens;
        this.report = report;
    }

    /** The short name of an option that every rule may have; any other as it is. */
    static String shortName(String option) {
        return SHORT.getOrDefault(option, option);
    }

    static void check(SavedRule rule, Consumer<Diagnostic> report) {
        Spelling spelling = new Spelling(rule.tokens(), report);
        for (int i = 0; i < rule.tokens().size(); i++) {
            if (!rule.tokens().get(i).quoted()) {
                spelling.check(i);
            }
        }
    }

    private void check(int at) {
        Token token = tokens.get(at);
        String name = SHORT.getOrDefault(token.text(), token.text());
        String value = at + 1 < tokens.size() ? tokens.get(at + 1).text() : "";
        boolean negated = at > 0
                && tokens.get(at - 1).text().equals("!")
                && !tokens.get(at - 1).quoted();
        int equals = name.indexOf('=');
        if (equals > 0 && SHORT.containsKey(name.substring(0, equals))) {
            refuse(token, "`" + name + "` joins option and value; write `" + name.replaceFirst("=", " ") + "`");
        } else if (JOINED.matcher(name).matches()) {
            refuse(
                    token,
                    "`" + name + "` joins option and value; write `" + name.substring(0, 2) + " " + name.substring(2)
                            + "`");
        }
        if (negated && UNNEGATED.contains(name)) {
            refuse(token, "`!` before `" + token.text() + "` negates nothing");
        }
        if (negated && ADDRESSES.contains(name) && value.indexOf(',') >= 0) {
            refuse(token, "`! " + token.text() + " " + value + "` negates several addresses; write a rule for each");
        }
        if (INTERFACES.contains(name) && value.isEmpty()) {
            refuse(token, "`" + token.text() + "` names no interface");
        }
        if (INTERFACES.contains(name) && value.length() >= INTERFACE_NAME) {
            refuse(token, "`" + value + "` is no name of an interface, which has at most 15 characters");
        }
        if (ONCE.contains(name) && !seen.add(name.equals("-g") ? "-j" : name)) {
            refuse(token, "`" + token.text() + "` is given twice in one rule");
        }
        if (name.equals("-w") || name.equals("--wait")) {
            refuse(token, "`" + token.text() + "` is for the command line, not for a rule of a file");
        }
        if (negated && ADDRESSES.contains(name) && EVERYTHING.matcher(value).matches()) {
            report.accept(Diagnostic.warning(
                    "rules-other-store",
                    token.span(),
                    "`! " + token.text() + " " + value
                            + "` matches nothing; iptables-nft refuses the file, iptables-legacy loads it"));
        }
    }

    private void refuse(Token token, String message) {
        report.accept(Diagnostic.warning(
                "rules-not-loadable", token.span(), message + "; nothing of the file would be loaded"));
    }
}
