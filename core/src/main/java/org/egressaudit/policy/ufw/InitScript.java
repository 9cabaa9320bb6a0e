package org.egressaudit.policy.ufw;

import java.util.List;
import java.util.regex.Pattern;
import org.egressaudit.policy.RuleSet;
import org.egressaudit.text.Source;
import org.egressaudit.text.Span;

/**
 * {@code before.init} and {@code after.init}: shell that ufw runs around its start when the file is executable
 * (ufw-framework(8)). As shipped they do nothing; whatever else stands in them may change any rule.
 */
final class InitScript {

    /** What the files hold as shipped: a case of the first argument with nothing in its branches but a usage. */
    private static final Pattern NOTHING = Pattern.compile(
            "|#.*|set -e|case .* in|[a-z*|-]+\\)|;;|esac|:|true|exit 0|echo [^;&|`$]*(\\$1[^;&|`$]*)?|echo \"Usage:.*\"");

    private InitScript() {}

    /** The rule set with a rule that is not known before all others, when the script has any command. */
    static RuleSet unknown(RuleSet rules, Source script, Request request) {
        Span command = firstCommand(script);
        if (command == null) {
            return rules;
        }
        String reason =
                "`" + script.file() + "` holds commands, which ufw runs when the file is executable, and they may"
                        + " change any rule: hand in `iptables-save` and `ip6tables-save` instead";
        request.warning("ufw-init-script", command, reason);
        RuleSet changed = rules;
        for (String chain : List.of("INPUT", "OUTPUT", "FORWARD")) {
            changed = Unknowns.first(changed, chain, List.of(Unknowns.anything("before.init", reason, command)));
        }
        return changed;
    }

    private static @org.jspecify.annotations.Nullable Span firstCommand(Source script) {
        for (int number = 1; number <= script.lineCount(); number++) {
            String line = script.line(number);
            if (!NOTHING.matcher(line.trim()).matches()) {
                int from = script.offset(number);
                return script.span(from, from + line.length());
            }
        }
        return null;
    }
}
