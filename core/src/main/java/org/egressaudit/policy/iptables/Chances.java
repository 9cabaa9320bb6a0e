package org.egressaudit.policy.iptables;

import java.util.List;
import java.util.Optional;
import org.egressaudit.policy.Match;

/**
 * Matches that are not repeatable even in the kernel: they are true of some packets of a flow and not of others.
 *
 * <p>What they mean is told in words; a verdict that depends on one is undecided.
 */
final class Chances {

    /** A second, by XT_LIMIT_SCALE. */
    private static final int FASTEST = 10_000;

    private Chances() {}

    /** What a use of such a module means; empty for others. */
    static Optional<Match> meaning(String module, List<Option> options) {
        if (module.equals("recent")) {
            for (Option option : options) {
                if (option.name().equals("--set")) {
                    // recent_mt: to remember an address succeeds
                    return Optional.of(MatchModules.signed(option, new Match.Always()));
                }
            }
        }
        return words(module, MatchModules.text(options)).map(Match.Sometimes::new);
    }

    private static Optional<String> words(String module, String options) {
        return switch (module) {
            case "limit" -> Optional.of("it holds up to " + rate(options) + ", and not beyond");
            case "hashlimit" -> Optional.of("it holds up to a rate for each address: `" + options + "`");
            case "connlimit" -> Optional.of("it depends on how many connections are open: `" + options + "`");
            case "recent" -> Optional.of("it depends on which addresses were seen lately: `" + options + "`");
            case "statistic", "random", "nth" -> Optional.of("it holds by chance or by turns: `" + options + "`");
            case "quota", "quota2" -> Optional.of("it holds until so many bytes have passed: `" + options + "`");
            case "connbytes" -> Optional.of("it depends on how much the connection has carried: `" + options + "`");
            case "rateest", "dscp-rate" -> Optional.of("it depends on a measured rate: `" + options + "`");
            default -> Optional.empty();
        };
    }

    /** Why iptables refuses a use of such a module; empty when it does not. */
    static Optional<String> trouble(String module, List<Option> options) {
        if (!module.equals("limit")) {
            return Optional.empty();
        }
        return options.stream()
                .filter(option -> option.name().equals("--limit"))
                .map(Option::value)
                .filter(rate -> !isRate(rate))
                .findFirst()
                .map(rate -> "`" + rate + "` is no rate; write one like `3/minute`, from 1/day to 10000/second");
    }

    /** A number from 1, perhaps with a unit or its beginning (libxt_limit). */
    private static boolean isRate(String rate) {
        int slash = rate.indexOf('/');
        String number = slash < 0 ? rate : rate.substring(0, slash);
        String unit = slash < 0 ? "second" : rate.substring(slash + 1);
        boolean known = !unit.isEmpty()
                && List.of("second", "minute", "hour", "day").stream().anyMatch(each -> each.startsWith(unit));
        return known
                && number.matches("[0-9]{1,9}")
                && Integer.parseInt(number) > 0
                && (!unit.startsWith("s") || Integer.parseInt(number) <= FASTEST);
    }

    private static String rate(String options) {
        String rate = after(options, "--limit ", "3/hour");
        return rate + " burst " + after(options, "--limit-burst ", "5");
    }

    private static String after(String options, String name, String usual) {
        int at = options.indexOf(name);
        return at < 0 ? usual : options.substring(at + name.length()).split(" ")[0];
    }
}
