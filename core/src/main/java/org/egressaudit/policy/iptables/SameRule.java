package org.egressaudit.policy.iptables;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.egressaudit.policy.AddressRange;
import org.egressaudit.policy.iptables.MatchModule.Unreadable;

/**
 * Whether two rules are the same to {@code -D}, which compares what they mean: the order of options, long and short names,
 * a module that its protocol loads anyway, and the length of a mask that names one address make no difference.
 */
final class SameRule {

    /** Names of options for which there are shorter ones that mean the same. */
    private static final Map<String, String> SHORTER = Map.of(
            "--source-port", "--sport",
            "--destination-port", "--dport",
            "--source-ports", "--sports",
            "--destination-ports", "--dports");

    private SameRule() {}

    static boolean is(List<Token> one, List<Token> other) {
        return canonical(one).equals(canonical(other));
    }

    /** Each option with its sign and its values, sorted. */
    private static List<String> canonical(List<Token> tokens) {
        List<String> options = new ArrayList<>();
        String protocol = "";
        int at = 0;
        while (at < tokens.size()) {
            boolean negated = isSign(tokens.get(at)) && at + 1 < tokens.size();
            String written = tokens.get(negated ? ++at : at).text();
            at++;
            int equals = written.startsWith("--") ? written.indexOf('=') : -1;
            List<String> values = new ArrayList<>();
            if (equals > 0) {
                values.add(written.substring(equals + 1));
            }
            while (at < tokens.size() && !tokens.get(at).isOption() && !isSign(tokens.get(at))) {
                values.add(tokens.get(at++).text());
            }
            String name = Spelling.shortName(equals > 0 ? written.substring(0, equals) : written);
            name = SHORTER.getOrDefault(name, name);
            if (name.equals("-p") && !values.isEmpty()) {
                protocol = values.get(0);
            }
            if (name.equals("-c")) {
                // counters do not count
                continue;
            }
            options.add((negated ? "! " : "") + name + " " + values(name, values));
        }
        options.remove("-m " + protocol);
        options.sort(null);
        return options;
    }

    private static boolean isSign(Token token) {
        return token.text().equals("!") && !token.quoted();
    }

    private static String values(String name, List<String> values) {
        if ((name.equals("-s") || name.equals("-d")) && values.size() == 1) {
            String text = values.get(0);
            try {
                List<AddressRange> addresses = Values.addresses(text, text.indexOf(':') >= 0);
                return addresses.toString();
            } catch (Unreadable notAnAddress) {
                return text;
            }
        }
        return String.join(" ", values);
    }
}
