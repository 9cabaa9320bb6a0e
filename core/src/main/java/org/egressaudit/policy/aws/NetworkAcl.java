package org.egressaudit.policy.aws;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.egressaudit.net.Prefix;
import org.egressaudit.text.Span;
import org.jspecify.annotations.Nullable;

/**
 * A network ACL: numbered rules for each direction, the first that fits decides, and nothing is remembered.
 *
 * @param id {@code acl-...}, or the address or logical name by which a plan or template knows it
 * @param subnets the subnets it guards
 * @param entries in the order of their numbers
 * @param open what may add entries that are not among these, in words
 * @param span where it stands
 */
public record NetworkAcl(String id, Set<String> subnets, List<Entry> entries, List<String> open, Span span) {

    public NetworkAcl {
        subnets = Set.copyOf(subnets);
        entries =
                entries.stream().sorted(Comparator.comparingInt(Entry::number)).toList();
        open = List.copyOf(open);
    }

    /**
     * One rule.
     *
     * @param number 1 to 32766; 32767 and 32768 are the last word, {@code *}
     * @param egress whether it is for packets that leave the subnet
     * @param allow whether it lets through
     * @param traffic protocol and ports; what of them is not known covers everything
     * @param prefix the other side, or null when it is not known
     * @param open what is not known of it, in words
     * @param span where it stands
     */
    public record Entry(
            int number,
            boolean egress,
            boolean allow,
            Traffic traffic,
            @Nullable Prefix prefix,
            List<String> open,
            Span span) {

        public Entry {
            open = List.copyOf(open);
        }

        /** {@code 100 allow tcp 443 to 0.0.0.0/0}. */
        String text() {
            return (number >= 32767 ? "*" : Integer.toString(number))
                    + (allow ? " allow " : " deny ")
                    + traffic
                    + (egress ? " to " : " from ")
                    + (prefix == null ? "an address that is not known" : prefix);
        }
    }

    /** The rules of one direction. */
    List<Entry> entries(boolean egress) {
        return entries.stream().filter(entry -> entry.egress() == egress).toList();
    }

    /** The same with one more rule. */
    NetworkAcl with(Entry entry) {
        List<Entry> more = new ArrayList<>(entries);
        more.add(entry);
        return new NetworkAcl(id, subnets, more, open, span);
    }
}
