package org.egressaudit.it.kernel;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The packet counters of {@code iptables-save -c}, which stand before each rule and after each policy. */
final class Counters {

    private static final Pattern RULE = Pattern.compile("\\[(\\d+):\\d+] -A (\\S+)( .*)?");
    private static final Pattern POLICY = Pattern.compile(":(\\S+) (\\S+) \\[(\\d+):\\d+]");

    private Counters() {}

    /**
     * A rule or a policy in the kernel.
     *
     * @param store {@code legacy} or {@code nft}
     * @param v6 whether it belongs to ip6tables
     * @param number of the rule in its chain, counted from 1; 0 for the policy
     */
    record Place(String store, boolean v6, String table, String chain, int number) implements Comparable<Place> {
        @Override
        public int compareTo(Place other) {
            return Comparator.comparing(Place::store)
                    .thenComparing(Place::v6)
                    .thenComparing(Place::table)
                    .thenComparing(Place::chain)
                    .thenComparingInt(Place::number)
                    .compare(this, other);
        }
    }

    /** Reads outputs that follow each other, each after a line {@code # STORE PROGRAM}. */
    static Map<Place, Long> read(List<String> lines) {
        Map<Place, Long> counters = new TreeMap<>();
        Map<String, Integer> numbers = new HashMap<>();
        String store = "";
        boolean v6 = false;
        String table = "";
        for (String line : lines) {
            if (line.startsWith("# legacy ") || line.startsWith("# nft ")) {
                String[] words = line.split(" ");
                store = words[1].toLowerCase(Locale.ROOT);
                v6 = words[2].equals("ip6tables");
            } else if (line.startsWith("*")) {
                table = line.substring(1);
                numbers.clear();
            } else if (line.startsWith(":")) {
                Matcher policy = POLICY.matcher(line);
                if (policy.matches() && !policy.group(2).equals("-")) {
                    counters.put(new Place(store, v6, table, policy.group(1), 0), Long.parseLong(policy.group(3)));
                }
            } else {
                Matcher rule = RULE.matcher(line);
                if (rule.matches()) {
                    String chain = rule.group(2);
                    int number = numbers.merge(chain, 1, Integer::sum);
                    counters.put(new Place(store, v6, table, chain, number), Long.parseLong(rule.group(1)));
                }
            }
        }
        return counters;
    }
}
