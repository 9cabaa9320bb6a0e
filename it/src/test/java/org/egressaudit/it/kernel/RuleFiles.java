package org.egressaudit.it.kernel;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.egressaudit.net.Target;
import org.egressaudit.policy.Layer;
import org.egressaudit.policy.RuleSetFormat;
import org.egressaudit.policy.RuleSetFormat.Settings;
import org.egressaudit.policy.iptables.IptablesFormat;
import org.egressaudit.text.Parsed;
import org.egressaudit.text.Source;
import org.egressaudit.text.Sources;
import org.egressaudit.text.Span;

/**
 * The rule sets of one host, as files hold them.
 *
 * @param store which of the kernel's two stores holds them
 * @param v4 for iptables-restore, one text for each store; empty for none
 * @param v6 likewise for ip6tables-restore
 * @param sets for ipset restore, or the empty text
 */
record RuleFiles(Store store, List<String> v4, List<String> v6, String sets) {

    /** Where the kernel keeps iptables rules. */
    enum Store {
        LEGACY,
        NFT,
        /** One rule set in each; a packet passes both. */
        BOTH
    }

    static final String SETS = "ipset.save";

    private static final String NO_RULES = "*filter\nCOMMIT\n";

    RuleFiles {
        v4 = List.copyOf(v4);
        v6 = List.copyOf(v6);
    }

    /** The name of a family's rule set for the nth store, as our reader is told it. */
    static String name(boolean v6, int store) {
        return (v6 ? "rules.v6" : "rules.v4") + (store == 0 ? "" : "." + store);
    }

    /** All files by name. */
    Map<String, String> byName() {
        Map<String, String> files = new LinkedHashMap<>();
        for (int i = 0; i < v4.size(); i++) {
            files.put(name(false, i), v4.get(i));
        }
        for (int i = 0; i < v6.size(); i++) {
            files.put(name(true, i), v6.get(i));
        }
        if (!sets.isEmpty()) {
            files.put(SETS, sets);
        }
        return files;
    }

    /** As the auditor reads them; a family without a file is one without rules. */
    Parsed<Layer> read(Target target) {
        Map<String, String> files = byName();
        files.putIfAbsent(name(false, 0), NO_RULES);
        files.putIfAbsent(name(true, 0), NO_RULES);
        Map<String, List<Settings.Value>> values = new LinkedHashMap<>();
        files.keySet()
                .forEach(file -> values.computeIfAbsent(key(file), key -> new ArrayList<>())
                        .add(new Settings.Value(file, Span.wholeFile("egress.yaml"))));
        RuleSetFormat format = new IptablesFormat();
        return format.read(new Settings(values, Span.wholeFile("egress.yaml")), target, new InMemory(files));
    }

    private static String key(String file) {
        return file.startsWith("rules.v4") ? "iptables" : file.startsWith("rules.v6") ? "ip6tables" : "ipset";
    }

    /** For a message: every file with its name and line numbers. */
    @Override
    public String toString() {
        StringBuilder out = new StringBuilder("store ").append(store);
        byName().forEach((name, text) -> {
            out.append("\n--- ").append(name);
            int number = 1;
            for (String line : text.lines().toList()) {
                out.append('\n').append(String.format("%4d  %s", number++, line));
            }
        });
        return out.toString();
    }

    private record InMemory(Map<String, String> files) implements Sources {
        @Override
        public Content read(String file) {
            String text = files.get(file);
            return text == null ? new Content.Missing() : new Content.Text(new Source(file, text));
        }

        @Override
        public List<String> list(String folder) {
            return List.of();
        }

        @Override
        public Kind kind(String file) {
            return files.containsKey(file) ? Kind.FILE : Kind.MISSING;
        }
    }
}
