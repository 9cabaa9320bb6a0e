package org.egressaudit.policy.iptables;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.egressaudit.policy.iptables.SaveFile.SavedChain;
import org.egressaudit.policy.iptables.SaveFile.SavedRule;
import org.egressaudit.policy.iptables.SaveFile.Table;
import org.egressaudit.text.Diagnostic;
import org.egressaudit.text.Parsed;
import org.egressaudit.text.Source;
import org.egressaudit.text.Span;
import org.jspecify.annotations.Nullable;

/**
 * Reads the lines of iptables-save, of files kept by hand for iptables-restore, and of {@code iptables -S}.
 *
 * <p>Every line is blank, a comment, a table, a chain, a rule or COMMIT, or it is named in a diagnostic.
 */
final class SaveReader {

    static final Set<String> TABLES = Set.of("filter", "nat", "mangle", "raw", "security");

    static final Map<String, Set<String>> BUILT_IN = Map.of(
            "filter", Set.of("INPUT", "FORWARD", "OUTPUT"),
            "nat", Set.of("PREROUTING", "INPUT", "OUTPUT", "POSTROUTING"),
            "mangle", Set.of("PREROUTING", "INPUT", "FORWARD", "OUTPUT", "POSTROUTING"),
            "raw", Set.of("PREROUTING", "OUTPUT"),
            "security", Set.of("INPUT", "FORWARD", "OUTPUT"));

    private static final Pattern COUNTERS = Pattern.compile("^\\[\\d*:?\\d*]\\s*");
    private static final Pattern LISTING = Pattern.compile("^Chain \\S+ \\((?:policy \\S+|\\d+ references?).*");
    private static final Pattern TEMPLATE = Pattern.compile("\\{\\{|\\{%|%\\}|<%|\\$\\{?[A-Za-z_(]|@[A-Z_]+@");

    private final Source source;
    private final boolean flushing;
    private final List<Diagnostic> diagnostics = new ArrayList<>();
    private final Map<String, Table> tables;
    private @Nullable Table table;
    /** Chains and targets that rules led to so far, with their tables. */
    private final Set<String> called = new HashSet<>();

    /** Tables that the file has begun. */
    private final Set<String> tablesHere = new HashSet<>();

    private boolean withoutTable;
    private boolean committed = true;
    private int read;
    private int named;

    private SaveReader(Source source, Map<String, Table> tables, boolean flushing) {
        this.source = source;
        this.tables = tables;
        this.flushing = flushing;
    }

    /**
     * What a file holds, and how many of its lines.
     *
     * @param read lines that were understood as blank, comment, table, chain, rule or COMMIT
     * @param named lines that were not, each with a diagnostic
     */
    record Result(SaveFile file, int read, int named) {}

    static Parsed<Result> read(Source source) {
        return read(new SaveReader(source, new LinkedHashMap<>(), true));
    }

    /** Reads a file on top of tables that are there, as {@code iptables-restore --noflush} loads it. */
    static Parsed<Result> readNoFlush(Source source, Map<String, Table> tables) {
        return read(new SaveReader(source, tables, false));
    }

    private static Parsed<Result> read(SaveReader reader) {
        Source source = reader.source;
        for (int line = 1; line <= source.lineCount(); line++) {
            if (reader.line(line)) {
                reader.read++;
            } else {
                reader.named++;
            }
        }
        reader.finish();
        return new Parsed<>(
                new Result(new SaveFile(source.file(), reader.tables), reader.read, reader.named), reader.diagnostics);
    }

    private void finish() {
        if (diagnostics.stream().anyMatch(each -> each.id().equals("rules-listing"))) {
            return;
        }
        if (table != null && source.text().contains("\r\n")) {
            refused(
                    1,
                    source.line(1),
                    "the lines end as Windows ends them (CRLF), which iptables-restore does not read");
        }
        if (table == null) {
            diagnostics.add(Diagnostic.error(
                    "rules-empty",
                    Span.wholeFile(source.file()),
                    "the file holds no table, so nothing is known of what passes; write it with `iptables-save`"));
        } else if (!committed && table != null) {
            diagnostics.add(Diagnostic.warning(
                    "rules-not-loadable",
                    source.span(source.text().length(), source.text().length()),
                    "table " + table.name
                            + " has no COMMIT, so iptables-restore loads nothing of it; is the file cut?"));
        }
    }

    /** Whether the line was understood. */
    private boolean line(int number) {
        String text = source.line(number);
        String trimmed = text.trim();
        int from = source.offset(number);
        if (trimmed.isEmpty()) {
            if (!text.isEmpty()) {
                refused(number, text, "a line of blanks is none that iptables-restore reads; leave it empty");
            }
            return true;
        }
        if (trimmed.startsWith("#")) {
            if (trimmed.contains("iptables-legacy tables present")) {
                diagnostics.add(Diagnostic.warning(
                        "rules-half",
                        place(number, text),
                        "tables of iptables-legacy are present beside these, and both hold; hand in"
                                + " `iptables-legacy-save` too"));
            }
            if (text.charAt(0) != '#') {
                refused(number, text, "a comment begins in the first column, and this one does not");
            }
            return true;
        }
        if (LISTING.matcher(trimmed).matches() && table == null) {
            if (diagnostics.stream().noneMatch(each -> each.id().equals("rules-listing"))) {
                diagnostics.add(Diagnostic.error(
                        "rules-listing",
                        place(number, text),
                        "this is a listing (`iptables -L`), which leaves out interfaces and half of the tables; write the"
                                + " file with `iptables-save`"));
            }
            return false;
        }
        char first = trimmed.charAt(0);
        boolean commits = trimmed.equals("COMMIT");
        if (first == '*' || first == ':' || commits) {
            columns(number, text, commits);
        }
        if (first == '*') {
            return table(trimmed.substring(1).trim(), number, text);
        }
        if (first == ':' && table != null) {
            return chain(trimmed, number, text);
        }
        if (commits) {
            committed = true;
            return true;
        }
        String rule = COUNTERS.matcher(trimmed).replaceFirst("");
        if (rule.startsWith("iptables ") || rule.startsWith("ip6tables ")) {
            refused(
                    number,
                    text,
                    "`" + shortened(rule) + "` is a command of a shell; write the rule without its first word");
            rule = rule.substring(rule.indexOf(' ') + 1);
        }
        if (rule.startsWith("-")) {
            int at = from + text.indexOf(rule);
            return rule(rule, source.span(at, at + rule.length()), number);
        }
        return unread(number, text, from);
    }

    /** Tables, chains and COMMIT begin in the first column, and COMMIT ends its line. */
    private void columns(int number, String text, boolean commits) {
        if (Character.isWhitespace(text.charAt(0))) {
            refused(number, text, "`" + text.trim() + "` does not begin in the first column");
        } else if (commits && text.length() > "COMMIT".length()) {
            refused(number, text, "blanks follow COMMIT");
        } else if (commits
                && source.offset(number) + text.length() == source.text().length()) {
            diagnostics.add(Diagnostic.note(
                    "rules-other-store",
                    place(number, text),
                    "the file's last line does not end; iptables-legacy refuses the file, iptables-nft loads it"));
        }
    }

    private boolean unread(int number, String text, int from) {
        if (diagnostics.stream().anyMatch(each -> each.id().equals("rules-listing"))) {
            return false;
        }
        boolean template = isTemplate(text);
        diagnostics.add(Diagnostic.warning(
                template ? "rules-template" : "rules-line-unread",
                source.span(from, from + text.length()),
                template
                        ? "`" + text.trim() + "` is a template that nobody filled in; render it first. What it would"
                                + " add is not known"
                        : "`" + shortened(text.trim()) + "` is no line of iptables-save; iptables-restore would refuse"
                                + " the file"));
        unknownLine(number, text);
        return false;
    }

    /** What a line that cannot be read may do is not known: a rule of its table's chains that may match anything. */
    private void unknownLine(int number, String text) {
        if (table == null) {
            return;
        }
        for (SavedChain chain : table.chains.values()) {
            chain.rules.add(new SavedRule(
                    List.of(new Token(RuleReader.UNREAD, false, place(number, text))),
                    text.trim(),
                    place(number, text)));
        }
    }

    private boolean table(String name, int number, String text) {
        if (!TABLES.contains(name)) {
            diagnostics.add(Diagnostic.warning(
                    "rules-not-loadable",
                    place(number, text),
                    "`" + name + "` is not a table of iptables; there are raw, mangle, nat, filter and security"));
        }
        if (withoutTable) {
            refused(number, text, "there are rules before the first table");
            withoutTable = false;
        }
        if (!committed) {
            refused(number, text, "the table before `*" + name + "` has no COMMIT");
        }
        Table before = tables.get(name);
        table = tables.computeIfAbsent(name, Table::new);
        if (before != null && flushing && tablesHere.contains(name)) {
            emptied(before, number, text);
        }
        tablesHere.add(name);
        committed = false;
        return true;
    }

    /** Each {@code *table} begins it anew: its rules and chains go, the policies of the built-in chains stay. */
    private void emptied(Table again, int number, String text) {
        again.chains
                .values()
                .removeIf(chain -> !BUILT_IN.getOrDefault(again.name, Set.of()).contains(chain.name));
        again.chains.values().forEach(chain -> chain.rules.clear());
        called.removeIf(each -> each.startsWith(again.name + " "));
        diagnostics.add(Diagnostic.warning(
                "rules-table-again",
                place(number, text),
                "the table " + again.name + " stands above already; iptables-restore empties it here, so that the rules"
                        + " above are never met"));
    }

    private boolean chain(String line, int number, String text) {
        Table current = java.util.Objects.requireNonNull(table);
        String[] words = line.substring(1).trim().split("\\s+");
        SavedChain chain = chainOf(current, words[0], place(number, text));
        if (!chain.defined && called.contains(current.name + " " + words[0])) {
            refused(number, text, "the chain " + words[0] + " is defined after a rule that leads to it");
        }
        chain.span = place(number, text);
        boolean own = !BUILT_IN.getOrDefault(current.name, Set.of()).contains(words[0]);
        if (own && flushing && chain.defined) {
            diagnostics.add(Diagnostic.warning(
                    "rules-other-store",
                    place(number, text),
                    "the chain " + words[0]
                            + " is defined above already; iptables-legacy refuses the file, iptables-nft"
                            + " empties the chain"));
            chain.rules.clear();
        }
        if (!flushing && !BUILT_IN.getOrDefault(current.name, Set.of()).contains(chain.name)) {
            chain.rules.clear();
        }
        chain.defined = true;
        if (own && words.length > 1 && !words[1].equals("-")) {
            diagnostics.add(Diagnostic.warning(
                    "rules-other-store",
                    place(number, text),
                    "the chain " + words[0] + " is no built-in one and has no policy; iptables-legacy refuses the file,"
                            + " iptables-nft loads it"));
            return true;
        }
        if (words.length > 1 && !words[1].equals("-")) {
            policy(chain, words[1], number, text);
        } else if (!own && "DROP".equals(chain.policy)) {
            diagnostics.add(Diagnostic.warning(
                    "rules-other-store",
                    place(number, text),
                    "the chain " + words[0] + " has the policy DROP from above; iptables-legacy keeps it here,"
                            + " iptables-nft sets ACCEPT"));
        }
        return true;
    }

    /** Written so that iptables-restore refuses the file, and read as it was meant. */
    private void refused(int number, String text, String message) {
        diagnostics.add(Diagnostic.warning(
                "rules-not-loadable", place(number, text), message + "; nothing of the file would be loaded"));
    }

    private void policy(SavedChain chain, String policy, int number, String text) {
        if (policy.equals("ACCEPT") || policy.equals("DROP")) {
            chain.policy = policy;
            return;
        }
        chain.policy = policy;
        diagnostics.add(Diagnostic.warning(
                "rules-not-loadable",
                place(number, text),
                "`" + policy + "` is not a policy; there are ACCEPT and DROP, and iptables-restore refuses the file"));
    }

    private static SavedChain chainOf(Table table, String name, Span span) {
        return table.chains.computeIfAbsent(name, key -> new SavedChain(key, span));
    }

    /** {@code -A}, {@code -I}, {@code -N}, {@code -P}, {@code -F}, {@code -D}, {@code -X}, {@code -Z}. */
    private boolean rule(String line, Span at, int number) {
        List<Token> tokens = new ArrayList<>(Tokenizer.split(line, at));
        if (tableOption(tokens) && table != null) {
            refused(number, source.line(number), "`-t` is for the command line; write the rule under its `*table`");
        }
        if (table == null) {
            // what `iptables -S` prints names no table
            table = tables.computeIfAbsent("filter", Table::new);
            withoutTable = true;
        }
        Table current = java.util.Objects.requireNonNull(table);
        if (committed && !withoutTable) {
            refused(number, source.line(number), "the rule stands behind COMMIT, in no table");
        }
        for (int i = 0; i + 1 < tokens.size(); i++) {
            if (Set.of("-j", "--jump", "-g", "--goto").contains(tokens.get(i).text())) {
                called.add(current.name + " " + tokens.get(i + 1).text());
            }
        }
        String verb = tokens.isEmpty() ? "" : tokens.get(0).text();
        String name = tokens.size() > 1 ? tokens.get(1).text() : "";
        if (name.isEmpty()
                && !Set.of("-F", "--flush", "-X", "--delete-chain", "-Z", "--zero")
                        .contains(verb)) {
            return unread(number, line, source.offset(number));
        }
        switch (verb) {
            case "-A", "--append" ->
                chainOf(current, name, at).rules.add(new SavedRule(tokens.subList(2, tokens.size()), line, at));
            case "-I", "--insert" -> insert(chainOf(current, name, at), tokens, line, at);
            case "-N", "--new-chain" -> {
                SavedChain chain = chainOf(current, name, at);
                if (chain.defined
                        || BUILT_IN.getOrDefault(current.name, Set.of()).contains(name)) {
                    refused(number, source.line(number), "the chain " + name + " is there already");
                }
                chain.defined = true;
            }
            case "-P", "--policy" -> {
                SavedChain chain = chainOf(current, name, at);
                if (!BUILT_IN.getOrDefault(current.name, Set.of()).contains(name)) {
                    refused(number, source.line(number), "the chain " + name + " is no built-in one and has no policy");
                }
                chain.span = at;
                if (tokens.size() > 2) {
                    policy(chain, tokens.get(2).text(), number, source.line(number));
                }
            }
            case "-F", "--flush" -> {
                if (name.isEmpty()) {
                    current.chains.values().forEach(chain -> chain.rules.clear());
                } else {
                    chainOf(current, name, at).rules.clear();
                }
            }
            case "-D", "--delete" -> delete(chainOf(current, name, at), tokens, at);
            case "-X", "--delete-chain", "-Z", "--zero" -> {
                // empties or counts nothing that a packet meets
            }
            default -> {
                return unread(number, line, source.offset(number));
            }
        }
        return true;
    }

    private boolean tableOption(List<Token> tokens) {
        for (int i = 0; i + 1 < tokens.size(); i++) {
            if (tokens.get(i).text().equals("-t") || tokens.get(i).text().equals("--table")) {
                table = tables.computeIfAbsent(tokens.get(i + 1).text(), Table::new);
                tokens.subList(i, i + 2).clear();
                return true;
            }
        }
        return false;
    }

    private void insert(SavedChain chain, List<Token> tokens, String line, Span at) {
        boolean numbered = tokens.size() > 2 && tokens.get(2).text().matches("[0-9]{1,9}");
        int position = numbered ? Integer.parseInt(tokens.get(2).text()) : 1;
        if (position > chain.rules.size() + 1 || position == 0) {
            diagnostics.add(Diagnostic.warning(
                    "rules-not-loadable",
                    at,
                    "the chain " + chain.name + " has no place " + position
                            + " yet; nothing of the file would be loaded"));
        }
        SavedRule rule = new SavedRule(tokens.subList(numbered ? 3 : 2, tokens.size()), line, at);
        chain.rules.add(Math.max(0, Math.min(position - 1, chain.rules.size())), rule);
    }

    private void delete(SavedChain chain, List<Token> tokens, Span at) {
        List<String> words =
                tokens.subList(2, tokens.size()).stream().map(Token::text).toList();
        boolean numbered = words.size() == 1 && words.get(0).matches("[0-9]{1,9}");
        int index = -1;
        for (int i = 0; i < chain.rules.size() && index < 0; i++) {
            boolean same = numbered
                    ? Integer.parseInt(words.get(0)) == i + 1
                    : SameRule.is(chain.rules.get(i).tokens(), tokens.subList(2, tokens.size()));
            index = same ? i : index;
        }
        if (index >= 0) {
            chain.rules.remove(index);
        } else {
            diagnostics.add(Diagnostic.warning(
                    "rules-not-loadable",
                    at,
                    "there is no such rule to delete at this place; iptables-restore refuses the file"));
        }
    }

    private Span place(int number, String text) {
        return source.span(source.offset(number), source.offset(number) + text.length());
    }

    /** Whether a line holds a place that a program was to fill in. */
    static boolean isTemplate(String line) {
        return TEMPLATE.matcher(line).find();
    }

    static String shortened(String text) {
        return text.length() > 80 ? text.substring(0, 80) + "..." : text;
    }
}
