package org.egressaudit.policy.iptables;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What follows the type in a {@code create} line, or the element in an {@code add} line (ipset(8)). */
final class IpsetOptions {

    private static final Set<String> FLAGS =
            Set.of("nomatch", "counters", "comment", "forceadd", "skbinfo", "wildcard", "-4", "-6");

    private final Map<String, String> values = new LinkedHashMap<>();

    private IpsetOptions() {}

    /** @param creates whether they belong to {@code create}, where {@code comment} takes no text */
    static IpsetOptions read(List<String> words, boolean creates) {
        IpsetOptions options = new IpsetOptions();
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            // observed: dashes before old names are still taken
            String name = word.startsWith("--") ? word.substring(2) : word;
            boolean flag = FLAGS.contains(name) && (creates || !name.equals("comment"));
            options.values.put(name, flag || i + 1 == words.size() ? "" : words.get(++i));
        }
        return options;
    }

    boolean has(String name) {
        return values.containsKey(name);
    }

    Set<String> names() {
        return values.keySet();
    }

    @Nullable
    String value(String name) {
        return values.get(name);
    }

    boolean isV6() {
        return has("-6") || List.of("inet6", "ipv6", "-6").contains(values.getOrDefault("family", ""));
    }

    /** The words of a line; quotes hold blanks together, as for the text of a comment. */
    static List<String> words(String line) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        boolean quoted = false;
        boolean any = false;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '"') {
                quoted = !quoted;
                any = true;
            } else if (Character.isWhitespace(c) && !quoted) {
                if (any) {
                    words.add(word.toString());
                    word.setLength(0);
                    any = false;
                }
            } else {
                word.append(c);
                any = true;
            }
        }
        if (any) {
            words.add(word.toString());
        }
        return words;
    }
}
