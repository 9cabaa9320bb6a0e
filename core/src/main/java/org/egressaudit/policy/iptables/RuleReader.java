package org.egressaudit.policy.iptables;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.egressaudit.net.Protocol;
import org.egressaudit.policy.Action;
import org.egressaudit.policy.HeaderMatch;
import org.egressaudit.policy.HostMatch;
import org.egressaudit.policy.Match;
import org.egressaudit.policy.Match.Side;
import org.egressaudit.policy.Rule;
import org.egressaudit.policy.iptables.MatchModule.Unreadable;
import org.egressaudit.policy.iptables.SaveFile.SavedRule;
import org.egressaudit.text.Diagnostic;
import org.jspecify.annotations.Nullable;

/** Reads the words of one rule into its condition and its action. */
final class RuleReader {

    /** Stands for the words of a line that could not be read at all. */
    static final String UNREAD = "(unread)";

    /** Long names of ports, which are the ones that people cut short. */
    private static final List<String> LONG_PORTS = List.of("--source-port", "--destination-port");

    private final RuleContext context;
    private final Set<String> chains;
    private final SavedRule saved;
    private final Consumer<Diagnostic> report;
    private final List<Match> matches = new ArrayList<>();
    private final Map<String, List<Option>> modules = new LinkedHashMap<>();
    private final List<Option> targetOptions = new ArrayList<>();
    /** How often {@code -m} names each module: each time it is another. */
    private final Map<String, Integer> loadedTimes = new LinkedHashMap<>();

    /** Modules that are loaded after the target is named. */
    private final Set<String> afterTarget = new java.util.HashSet<>();

    private @Nullable Token target;
    private boolean goingTo;
    private @Nullable Protocol protocol;
    private boolean otherFamily;
    private int at;

    private RuleReader(RuleContext context, Set<String> chains, SavedRule saved, Consumer<Diagnostic> report) {
        this.context = context;
        this.chains = chains;
        this.saved = saved;
        this.report = report;
    }

    /**
     * @param chains names of the table's chains, so that a jump is told from a target
     * @return the rule; null for one that is only for the other family ({@code -4}, {@code -6})
     */
    static @Nullable Rule read(SavedRule saved, RuleContext context, Set<String> chains, Consumer<Diagnostic> report) {
        // what a rule of the other family says is never loaded, so nothing is wrong with it
        List<Diagnostic> told = new ArrayList<>();
        Rule rule = new RuleReader(context, chains, saved, told::add).rule();
        if (rule != null) {
            told.forEach(report);
        }
        return rule;
    }

    private @Nullable Rule rule() {
        List<Token> tokens = saved.tokens();
        if (tokens.size() == 1 && tokens.get(0).text().equals(UNREAD)) {
            String reason = "`" + saved.text() + "` was not read";
            return new Rule(
                    new Match.Unmodelled(saved.text(), reason),
                    new Action.Unmodelled(saved.text(), reason),
                    saved.span(),
                    saved.text());
        }
        while (at < tokens.size()) {
            option(tokens);
        }
        if (otherFamily) {
            return null;
        }
        modules.forEach(this::module);
        Match match = matches.size() == 1 ? matches.get(0) : new Match.All(matches);
        return new Rule(match, action(), saved.span(), saved.text());
    }

    private void option(List<Token> tokens) {
        boolean negated = false;
        Token token = tokens.get(at++);
        if (token.text().equals("!") && !token.quoted() && at < tokens.size()) {
            negated = true;
            token = tokens.get(at++);
        }
        String name = token.text();
        int equals = name.startsWith("--") ? name.indexOf('=') : -1;
        if (equals > 0) {
            // getopt_long: --dport=443
            List<Token> split = new ArrayList<>(tokens);
            split.add(at, new Token(name.substring(equals + 1), true, token.span()));
            SavedRule whole = new SavedRule(split, saved.text(), saved.span());
            option(whole.tokens(), new Token(name.substring(0, equals), false, token.span()), negated);
            at--;
            return;
        }
        option(tokens, token, negated);
    }

    private void option(List<Token> tokens, Token token, boolean negated) {
        switch (token.text()) {
            case "-p", "--protocol", "--proto" -> protocol(take(token, negated, tokens, 1));
            case "-s", "--source", "--src" -> address(take(token, negated, tokens, 1), Side.SOURCE);
            case "-d", "--destination", "--dst" -> address(take(token, negated, tokens, 1), Side.DESTINATION);
            case "-i", "--in-interface" -> interfaceIs(take(token, negated, tokens, 1), true);
            case "-o", "--out-interface" -> interfaceIs(take(token, negated, tokens, 1), false);
            case "-f", "--fragment" -> {
                // the first packet of a connection is no later fragment
                if (!negated) {
                    matches.add(new Match.Not(new Match.Always()));
                }
            }
            case "-4", "--ipv4" -> otherFamily |= context.v6();
            case "-6", "--ipv6" -> otherFamily |= !context.v6();
            case "-c", "--set-counters" -> take(token, negated, tokens, 2);
            case "-m", "--match" -> {
                String module = take(token, negated, tokens, 1).value();
                modules.computeIfAbsent(module, key -> new ArrayList<>());
                loadedTimes.merge(module, 1, Integer::sum);
                if (target != null) {
                    afterTarget.add(module);
                }
            }
            case "-j", "--jump", "-g", "--goto" -> {
                Option option = take(token, negated, tokens, 1);
                target = option.values().isEmpty() ? token : option.values().get(0);
                goingTo = token.text().equals("-g") || token.text().equals("--goto");
            }
            default -> extension(tokens, token, negated);
        }
    }

    /** An option of a match extension, or of the target; the target may stand before matches. */
    private void extension(List<Token> tokens, Token token, boolean negated) {
        String name = longName(whole(token.text()));
        List<String> loaded = new ArrayList<>(modules.keySet());
        java.util.Collections.reverse(loaded);
        if (protocol != null) {
            loaded.add(protocol.toString());
        }
        for (String module : loaded) {
            Integer count = MatchModules.of(module)
                    .map(known -> known.options().get(name))
                    .orElse(null);
            if (count != null) {
                Option option = take(new Token(name, false, token.span()), negated, tokens, count);
                List<Option> own = modules.computeIfAbsent(module, key -> new ArrayList<>());
                long before =
                        own.stream().filter(each -> each.name().equals(name)).count();
                if (before >= loadedTimes.getOrDefault(module, 1)) {
                    refused(token, "`" + token.text() + "` is given twice");
                }
                own.add(option);
                return;
            }
        }
        Option unknown = takeAll(token, negated, tokens);
        String owner = loaded.stream()
                .filter(module ->
                        modules.containsKey(module) && MatchModules.of(module).isEmpty())
                .findFirst()
                .orElse(null);
        boolean ofTarget = target != null && (owner == null || Targets.isOption(name) || !afterTarget.contains(owner));
        if (ofTarget) {
            targetOptions.add(unknown);
        } else if (owner != null) {
            modules.computeIfAbsent(owner, key -> new ArrayList<>()).add(unknown);
        } else {
            boolean stray = !token.text().startsWith("-");
            unmodelled(
                    unknown,
                    "`" + unknown.text() + "` is "
                            + (stray ? "a word that belongs to no option" : "an option that is not known"),
                    true);
        }
    }

    /** getopt_long(3): an option may be cut short as long as only one begins so. */
    private static String whole(String name) {
        List<String> begin = LONG_PORTS.stream()
                .filter(full -> name.length() > 2 && full.startsWith(name))
                .toList();
        return begin.size() == 1 ? begin.get(0) : name;
    }

    /** Short and older spellings of options. */
    private static String longName(String name) {
        return switch (name) {
            case "--source-port", "--source-ports" -> name.endsWith("s") ? "--sports" : "--sport";
            case "--destination-port", "--destination-ports" -> name.endsWith("s") ? "--dports" : "--dport";
            case "--port" -> "--ports";
            case "--set" -> "--match-set";
            default -> name;
        };
    }

    private Option take(Token token, boolean negated, List<Token> tokens, int count) {
        boolean not = negated;
        if (count > 0
                && at < tokens.size()
                && tokens.get(at).text().equals("!")
                && !tokens.get(at).quoted()) {
            // the old place of the sign, which iptables 1.8 refuses
            not = true;
            refused(
                    tokens.get(at),
                    "`" + token.text() + " !` is the old order, which iptables refuses since 1.4.3;" + " write `! "
                            + token.text() + "`");
            at++;
        }
        List<Token> values = new ArrayList<>();
        while (values.size() < count && at < tokens.size()) {
            values.add(tokens.get(at++));
        }
        if (values.size() < count) {
            refused(token, "`" + token.text() + "` lacks a value");
            while (values.size() < count) {
                values.add(new Token("", true, token.span()));
            }
        }
        return new Option(token.text(), not, values, token);
    }

    private Option takeAll(Token token, boolean negated, List<Token> tokens) {
        int end = at;
        while (end < tokens.size()
                && !tokens.get(end).isOption()
                && !(tokens.get(end).text().equals("!") && !tokens.get(end).quoted())) {
            end++;
        }
        return take(token, negated, tokens, end - at);
    }

    private void protocol(Option option) {
        String name = option.value();
        if (name.equals("all") || name.equals("ip") || Values.whole(name) == 0) {
            if (option.negated()) {
                refused(option.token(), "`! -p all` matches nothing, and iptables refuses it");
                matches.add(new Match.Not(new Match.Always()));
            }
            return;
        }
        Optional<Protocol> parsed = Values.protocol(name);
        if (parsed.isEmpty()) {
            unmodelled(option, "`" + name + "` is a protocol that is not known", true);
            return;
        }
        if (!option.negated()) {
            protocol = parsed.get();
        }
        matches.add(MatchModules.signed(option, new HeaderMatch.ProtocolIs(parsed.get())));
    }

    private void address(Option option, Side side) {
        try {
            matches.add(MatchModules.signed(
                    option, new HeaderMatch.AddressIn(side, Values.addresses(option.value(), context.v6()))));
        } catch (Unreadable unreadable) {
            unmodelled(option, unreadable);
        }
    }

    private void interfaceIs(Option option, boolean in) {
        String name = option.value();
        boolean prefix = name.endsWith("+");
        matches.add(MatchModules.signed(
                option, new HostMatch.InterfaceIs(in, prefix ? name.substring(0, name.length() - 1) : name, prefix)));
    }

    private void module(String name, List<Option> options) {
        MatchModule module = MatchModules.of(name).orElse(null);
        String text = ("-m " + name + " "
                        + String.join(" ", options.stream().map(Option::text).toList()))
                .trim();
        if (module == null) {
            if (!Extensions.isMatch(name)) {
                refused(saved.tokens().get(0), "there is no match `" + name + "`");
            }
            Chances.trouble(name, options)
                    .ifPresent(trouble -> refused(saved.tokens().get(0), trouble));
            matches.add(Chances.meaning(name, options)
                    .orElseGet(() -> new Match.Unmodelled(
                            text,
                            PacketModules.reason(name, text)
                                    .orElse("`" + text + "` is a condition that is not modelled"))));
            return;
        }
        if (module.name().equals(context.v6() ? "icmp" : "icmp6")) {
            refused(saved.tokens().get(0), "`-m " + name + "` is for the other family");
        }
        Token place = options.isEmpty() ? saved.tokens().get(0) : options.get(0).token();
        Optional<Protocol> needed = MatchModules.protocolOf(module.name());
        if (needed.isPresent() && !needed.get().equals(protocol)) {
            refused(place, "`-m " + name + "` needs `-p " + name + "`; iptables refuses the rule");
        }
        if (options.isEmpty() && MatchModules.asksSomething(module.name())) {
            unmodelled(new Option(text, false, List.of(), place), "`" + text + "` says nothing to match", true);
            return;
        }
        try {
            matches.add(module.meaning().of(options, context.of(protocol)));
        } catch (Unreadable unreadable) {
            unmodelled(new Option(text, false, List.of(), place), unreadable);
        }
    }

    private Action action() {
        if (target == null) {
            return new Action.Continue();
        }
        String name = target.text();
        if (!targetOptions.isEmpty() && (chains.contains(name) || Targets.takesNothing(name))) {
            refused(
                    targetOptions.get(0).token(),
                    "`" + targetOptions.get(0).text() + "` follows `-j " + name + "`, which takes no option");
        }
        if (!chains.contains(name) && goingTo) {
            refused(target, "`-g " + name + "` leads to no chain of this table");
        }
        if (chains.contains(name)) {
            return goingTo ? new Action.Goto(name) : new Action.Jump(name);
        }
        try {
            return Targets.action(name, targetOptions, context.of(protocol));
        } catch (Unreadable unreadable) {
            if (unreadable.refused) {
                refused(target, unreadable.reason);
            } else {
                report.accept(Diagnostic.note("rules-unmodelled", target.span(), unreadable.reason));
            }
            return new Action.Unmodelled("-j " + name, unreadable.reason);
        }
    }

    private void unmodelled(Option option, Unreadable unreadable) {
        unmodelled(option, unreadable.reason, unreadable.refused);
    }

    private void unmodelled(Option option, String reason, boolean refused) {
        matches.add(new Match.Unmodelled(option.text(), reason));
        if (refused) {
            refused(option.token(), reason);
        } else {
            report.accept(Diagnostic.note("rules-unmodelled", option.token().span(), reason));
        }
    }

    private void refused(Token token, String message) {
        report.accept(Diagnostic.warning(
                "rules-not-loadable", token.span(), message + "; nothing of the file would be loaded"));
    }
}
